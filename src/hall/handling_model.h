#pragma once
// log(handling) = item + (comprehensive?) + window + rest, windows random: who is slower, at the same items.
// Private to hall. Source: docs/rules/queueing.md, R-QUE-85.
#include "hall/handling.h"

namespace hallbook::hall {

class SpeedModel {
 public:
  SpeedModel(const Records& records, const Presence& presence, std::vector<bool> comprehensive);

  const std::vector<WindowSpeed>& windows() const { return windows_; }
  const ComprehensivePenalty& penalty() const { return penalty_; }
  double spread() const { return std::sqrt(between_); }
  /// Factor of a window on handling times, the penalty with it when it is known well enough; 1 for Names::none.
  double factor(std::uint16_t window) const;
  double expected_log(const Ticket& ticket) const;

 private:
  struct Cell {
    std::uint32_t item, window;  // window: index into Presence::windows
    double cases = 0, sum = 0;
  };
  void gather(const Records& records, const Presence& presence);
  void fit();
  void learn_spread();
  void judge_penalty();
  void tell_windows(const Presence& presence);

  std::vector<bool> comprehensive_;
  std::vector<Cell> cells_;
  std::vector<int> place_;        // window of the records → index, −1 = none
  std::vector<double> item_;      // log means
  std::vector<double> window_;    // shrunk log factors within the kind
  std::vector<double> raw_, cases_;  // of each window: unshrunk log factor, cases
  std::vector<bool> shared_;      // items that both kinds serve
  double squares_ = 0, all_ = 0;  // of the logs
  double within_ = 0.25;          // variance of the rest
  double between_ = 0;            // variance of windows
  double log_penalty_ = 0;
  ComprehensivePenalty penalty_;
  std::vector<WindowSpeed> windows_;
};

}  // namespace hallbook::hall
