#pragma once
// Verifications that a person starts from a page: each runs on a thread of its own with its own read connection, one at a
// time, and tells how far it is. The last few results stay until the server stops. Source: R-API-50, R-API-51.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/verification.h"

namespace hallbook::app {

struct VerificationState {
  std::string id, by, step;
  Instant started_at;
  bool running = true;
  std::uint64_t done = 0, total = 0, ms = 0;
  journal::Report report;
  std::optional<Refusal> refused;  // it could not run at all
};

class VerificationJobs {
 public:
  using Tell = std::function<void(const VerificationState&)>;  // without the report
  explicit VerificationJobs(const Options& options) : options_{options} {}
  ~VerificationJobs();  // waits for a running one to come to its next step, and ends it

  /// Starts one, or names the one that runs.
  std::string start(bool rebuild, const std::string& by, Instant at);
  std::optional<VerificationState> find(const std::string& id) const;
  /// Gets every step and every end. Set before the first start.
  void tell(Tell tell) { tell_ = std::move(tell); }

 private:
  struct Stopped {};
  void run(std::stop_token stop, std::string id, bool rebuild);
  VerificationState* state_of(const std::string& id);

  const Options& options_;
  Tell tell_;
  mutable std::mutex mutex_;
  std::vector<VerificationState> states_;  // the newest last
  std::uint64_t number_ = 0;
  std::jthread thread_;
};

}  // namespace hallbook::app
