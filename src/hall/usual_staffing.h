#pragma once
// The roster that stands for many days: who is usually there when. Private to hall. Source: R-QUE-89.
#include <vector>

#include "hall/presence.h"
#include "queueing/layout.h"

namespace hallbook::hall {

/// In each quarter of an hour as many windows are open as were there on the mean day, in each group those that are most
/// often there. Else staff that takes turns at the windows would be lost, and absences would be forgotten.
class UsualStaffing {
 public:
  /// `group`: of each window of `presence`, a number; windows of one group can stand in for each other.
  UsualStaffing(const Presence& presence, std::size_t days, const std::vector<int>& group);
  /// Stretches in minutes after opening, on a grid of five minutes; one that reaches closing has no end.
  std::vector<queueing::Open> hours(std::size_t window) const;

 private:
  void choose(const std::vector<int>& group, std::size_t block);
  bool staffed(std::size_t window, std::size_t slot) const;

  const Presence& presence_;
  std::vector<std::vector<double>> share_;  // [window][slot] of the days
  std::vector<std::vector<bool>> chosen_;  // [window][block of a quarter of an hour]
};

}  // namespace hallbook::hall
