#pragma once
// The answers of hall plan, moves and required as people read them: no formulas.
#include <optional>
#include <string>

#include "queueing/report.h"
#include "queueing/search_value.h"

namespace hallbook::app {

/// "达标：95.72 %（…）": over the day, and in each half-hour that misses.
std::string verdict_text(const queueing::Report& report, Lang lang);
/// A warning when noticeably more people leave under the proposal: a share of the served does not show it.
std::optional<Text> more_leave(const queueing::Report& now, const queueing::Report& proposed);
/// Half-hour by zone: mean wait, share in time, P95; `other` (may be null) beside it.
std::string heat_text(const queueing::Scenario& scenario, const queueing::Report& now, const queueing::Report* other,
                      Lang lang);
std::string plan_text(const queueing::SearchResult& result, Lang lang);
std::string moves_text(const queueing::MoveTable& table, std::size_t most, Lang lang);
/// Price of one window more and one less, from the moves.
std::string price_text(const queueing::MoveTable& table, Lang lang);
std::string what_ifs_text(const queueing::WhatIfs& what_ifs, Lang lang);
std::string required_text(const queueing::Requirement& need, const queueing::OnDuty& duty, const queueing::Hall& hall,
                          Lang lang);

}  // namespace hallbook::app
