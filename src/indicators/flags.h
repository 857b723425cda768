#pragma once
// Flags that ask for no choice and no words, only that somebody of the unit has looked at them before anything is published.
// Source: docs/rules/evaluation.md, R-EVA-17.
#include <vector>

#include "indicators/evaluation.h"

namespace hallbook::indicators {

struct FlagName {
  std::string finding;
  int indicator = 0;  // 0 = the whole project
};

/// False for what a choice, a value or words settle.
bool only_to_be_seen(std::string_view finding, bool needs_decision);
std::vector<FlagName> unseen_flags(const Evaluation& evaluation);

/// One reason for all of `flags`; none named means every unseen one. Each becomes a decision "noted". Returns how many.
/// Refuses: no reason, a flag that this evaluation does not show.
Result<int> note_flags(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                       const Evaluation& evaluation, std::vector<FlagName> flags, const std::string& by,
                       const std::string& reason);

}  // namespace hallbook::indicators
