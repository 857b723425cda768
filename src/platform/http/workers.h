#pragma once
// The bounded pool that runs handlers. It never lets work pile up beyond what it can do soon: a full queue, or one whose
// first task has waited too long, takes nothing more. Rule R-HTTP-17.
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace hallbook::http {

class Workers {
 public:
  using Task = std::move_only_function<void()>;  // must not throw

  Workers(std::size_t threads, std::size_t queue, std::chrono::milliseconds longest_wait);
  ~Workers();
  /// Finishes what was taken and takes nothing more.
  void end();

  /// A place for one task, to be used by `run` soon after: full is known before a request is given away.
  [[nodiscard]] bool reserve();
  /// Then `then` on the same thread, when the place is free again: an answer is not sent before. After reserve() only.
  void run(Task task, Task then = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::http
