#pragma once
// Indicators that a person judges within bands because their target is no number: what was reached in words, and the share
// of the weight that was picked, with its evidence. Private to indicators/. Source: docs/rules/evaluation.md, R-EVA-44.
#include "indicators/evaluation.h"
#include "indicators/scheme.h"

namespace hallbook::indicators {

/// "85" or "85%" as a share in percent; nullopt for anything but 0 to 100 with at most two decimals.
std::optional<Rational> picked_percent(std::string_view text);
/// A person judges it: the target is no number, or the plan says bands.
bool is_judged(const dossier::IndicatorRow& row, const dossier::IndicatorPlan& plan);
/// Value and status of a target in words, and the score of every judged indicator, from what persons wrote.
void judge(IndicatorResult& result, const std::vector<OwnWords>& words, const Scheme& scheme);

}  // namespace hallbook::indicators
