#pragma once
// What a director reads first: one sentence and at most five lines, made from the figures by fixed rules. Pure.
// Source: docs/rules/api.md, R-API-35, R-API-36; ux.md principle 1.
#include <span>

#include "base/date.h"
#include "base/target.h"
#include "indicators/pace.h"

namespace hallbook::indicators {

struct BriefRow {
  int no = 0;
  std::string name, target_printed, value_printed, expected_printed;
  Text why;  // of a missing or stale figure
  Pace pace;
  std::string limit_printed;  // the target without its sign: "300桶"
  Text off;                   // how far the figure is from it: "6桶", "2.31 个百分点"; empty when it is no number
  bool cap = false;           // the target is a limit
};

struct BriefLine {
  int indicator = 0;
  Standing standing = Standing::missing;
  Text text;
  std::string action;  // "receipt", "record", "findings"
};

struct Brief {
  Text sentence;
  std::vector<BriefLine> lines;  // worst first
};
/// How far a figure is from a target that is a number.
struct Distance {
  std::string limit;
  Text off;
  bool cap = false;  // the target is a limit, not to be passed
};
Distance distance_of(const std::optional<Rational>& value, const Target& target);

Brief brief(std::span<const BriefRow> rows, std::size_t open_findings, Date as_of);

}  // namespace hallbook::indicators
