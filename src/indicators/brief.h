#pragma once
// What a director reads first: one sentence and at most five lines, made from the figures by fixed rules. Pure.
// Source: docs/rules/api.md, R-API-35, R-API-36; ux.md principle 1.
#include <span>

#include "base/date.h"
#include "indicators/pace.h"

namespace hallbook::indicators {

struct BriefRow {
  int no = 0;
  std::string name, target_printed, value_printed, expected_printed;
  Text why;  // of a missing or stale figure
  Pace pace;
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
Brief brief(std::span<const BriefRow> rows, std::size_t open_findings, Date as_of);

}  // namespace hallbook::indicators
