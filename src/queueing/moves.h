#pragma once
// Explanation of a layout: all single moves around it, what one window more or less does, more demand, one person
// absent, and 一窗通办 (all windows comprehensive) with the slowdown at which it stops being better.
#include <string>
#include <vector>

#include "queueing/judge.h"

namespace hallbook::queueing {

enum class MoveKind { remove, add, regroup, shift };
std::string_view move_kind_name(MoveKind kind);

struct RankedMove {
  MoveKind kind = MoveKind::remove;
  std::string from, to;  // group names; for a shift: the group, and "12:00–12:45 → 12:45–13:30"
  double cost = 0;       // change of cost a day
  PairedDifference share_within, mean_wait_min, late_per_year, abandoned_share;
  ShareSeen worst;   // the worst part of the target after the move
  bool meets = false;
  /// R-QUE-39: sure when the change of late citizens is not 0 at 5 % over all moves together (Bonferroni).
  bool sure = false;
};

struct MoveTable {
  Outcome base;
  std::vector<RankedMove> moves;  // fewest late citizens first
  int days = 0;
};

/// Every window group that has a window gives one, every group gets one, every pair exchanges, every roster changes.
MoveTable ranked_moves(Judge& judge, const LayoutSpace& space, const WindowPlan& plan, int days);

/// One state of the world: the plan under other demand, with one person less, with other kinds of windows.
struct WhatIf {
  std::string what;      // "demand +10 %", "absent: A", "no comprehensive windows" …
  int windows = 0;
  ShareSeen all, worst;
  double mean_wait_min = 0;
  double late_per_year = 0;
  bool meets = false;
};

struct OneWindow {
  WhatIf none, now, all;      // no comprehensive window, as planned, all windows comprehensive; as many windows each
  double handling_factor = 0; // of the comprehensive windows of the plan, as given
  /// Handling of all-comprehensive windows may be longer by this factor before the plan is as good; 1 when it is not
  /// better even at equal speed, 3 when more than that.
  double break_even_factor = 1;
};

struct WhatIfs {
  std::vector<WhatIf> demand;   // +10 %, +20 %
  std::vector<WhatIf> absence;  // one window of each group closed all day
  OneWindow one_window;
};

WhatIfs what_ifs(Judge& judge, const LayoutSpace& space, const WindowPlan& plan, std::uint64_t seed, int threads,
                 int days);

}  // namespace hallbook::queueing
