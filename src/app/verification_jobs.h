#pragma once
// Verifications that a person starts from a page: each runs on a thread of its own with its own read connection, one at a
// time, and tells how far it is. The last few results stay until the server stops. Source: R-API-50, R-API-51, R-API-71, R-API-75.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/evidence_pack.h"
#include "app/verification.h"

namespace hallbook::app {

/// Who asked for what.
struct VerificationOrder {
  UnitId unit;  // whoever may verify in it reads the result, nobody else (R-API-71)
  std::string topic;  // whose open pages hear of it
  std::string by;
  Instant at;
  std::int64_t lines = 0;  // the unit's journal when it was asked for
  bool rebuild = false;
  std::filesystem::path pack;  // not "": this evidence pack is checked, not the books; it goes when that is done
  std::string file;  // what the pack was called
};

struct VerificationState {
  std::string id, step;
  VerificationOrder order;
  std::optional<PackSummary> pack;
  bool running = true;
  std::uint64_t done = 0, total = 0, ms = 0;
  journal::Report report;
  std::optional<Refusal> refused;  // it could not run at all
};

class VerificationJobs {
 public:
  using Tell = std::function<void(const VerificationState&)>;  // without the report
  /// Removes what a killed process left in the scratch folder.
  explicit VerificationJobs(const Options& options);
  ~VerificationJobs();  // waits for a running one to come to its next step, and ends it
  /// The server stops: what runs ends at its next step, and nothing is begun any more.
  void stop();

  /// Starts one, or names the one of this unit that runs and does as much. Refuses (conflict) while another one runs.
  Result<std::string> start(const VerificationOrder& order);
  /// Of the unit's own; one of another unit is as one that is not there.
  std::optional<VerificationState> find(UnitId unit, const std::string& id) const;
  /// Gets every step and every end. Set before the first start.
  void tell(Tell tell) { tell_ = std::move(tell); }

 private:
  struct Stopped {};
  void run(std::stop_token stop, std::string id, VerificationOrder order);
  Result<> check(const VerificationOrder& order, journal::Report& report, std::optional<PackSummary>& pack,
                 const journal::Progress& step) const;
  VerificationState* state_of(const std::string& id);

  std::filesystem::path scratch() const { return options_.data / "scratch"; }

  const Options& options_;
  Tell tell_;
  mutable std::mutex mutex_;
  std::vector<VerificationState> states_;  // the newest last
  std::uint64_t number_ = 0;
  bool stopping_ = false;
  std::jthread thread_;
};

}  // namespace hallbook::app
