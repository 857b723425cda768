#pragma once
// How many connections there may be, in all and per address, and how many bytes of bodies in memory. Thread-safe.
// Rule R-HTTP-16.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace hallbook::http {

class Admission {
 public:
  Admission(std::size_t connections, std::size_t per_address, std::uint64_t body_bytes)
      : connections_{connections}, per_address_{per_address}, body_bytes_{body_bytes} {}

  enum class Entry { entered, address_full, all_full };
  Entry enter(const std::string& group);  // "" counts in all only: a proxy speaks for many
  void enter_for_another(const std::string& group);  // whose connection is being closed: one more for a moment
  void leave(const std::string& group);
  std::size_t open() const;
  bool wait_until_empty(std::chrono::milliseconds longest);  // false: not in time

  bool take_bytes(std::uint64_t bytes);  // false: too much in memory already
  void give_bytes(std::uint64_t bytes) { taken_bytes_ -= bytes; }

  /// Whom an address counts for: itself, or the /64 of an IPv6 address, which one household has to itself.
  static std::string group_of(std::string_view address);

 private:
  const std::size_t connections_, per_address_;
  const std::uint64_t body_bytes_;
  mutable std::mutex mutex_;
  std::map<std::string, std::size_t, std::less<>> open_of_;
  std::condition_variable empty_;
  std::size_t open_ = 0;
  std::atomic<std::uint64_t> taken_bytes_ = 0;
};

}  // namespace hallbook::http
