#pragma once
// A self-evaluation table (项目支出绩效自评表) as a bureau printed it: every figure with its place, and every cell that
// cannot be read without a guess. Source: docs/rules/rescoring.md, R-RSC-05 to R-RSC-09.
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/target.h"
#include "forms/read_grid.h"

namespace hallbook::forms {

/// A cell that a person must look at; what depends on it is not computed.
struct DoubtfulCell {
  std::size_t row = 0, column = 0;  // of the grid, from 0
  Text place;
  std::string text;
  std::string code;  // "target", "actual", "points", "score", "money", "rate", "unit", "level"
  Text why;
};

/// A number with the digits behind the point that were printed: 9.8 and 9.80 are compared as printed.
struct PrintedNumber {
  Rational value;
  int places = 0;
  std::string text;
};

struct PublishedRow {
  std::size_t grid_row = 0;
  Text place;
  std::string level1, level2, name;
  std::string target_text, actual_text, reason;
  Target target;
  std::optional<Rational> actual;  // in the target's base unit
  std::optional<PrintedNumber> points, score;
  bool doubtful = false;  // a cell that its score depends on
};

/// One of 年度资金总额, 当年财政拨款, 上年结转资金, 其他资金.
struct PublishedMoney {
  Text place;
  std::string source;  // "total", "appropriation", "carried_over", "other"
  std::optional<PrintedNumber> initial, adjusted, executed, points, rate, score;  // amounts in the table's unit
  bool doubtful = false;
};

struct PublishedEvaluation {
  std::string unit_name, project, grade;  // as printed; "" = not found
  std::string money_unit;  // "元", "万元"; "" = not stated
  std::vector<PublishedMoney> money;
  std::vector<PublishedRow> rows;
  std::optional<PrintedNumber> total_points, total_score;
  std::vector<DoubtfulCell> doubtful;
};

/// Refuses (invalid) a grid without a table of indicators with 实际完成值 or 得分; says what was looked for.
Result<PublishedEvaluation> read_self_evaluation(const Grid& grid);

}  // namespace hallbook::forms
