#pragma once
// A project as the bureau published it, plus the plan that says how each indicator is computed, plus the decisions
// that settle what the document leaves open. Source: docs/rules/dossier.md, R-DOS-01 …
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/period.h"
#include "base/target.h"

namespace hallbook::dossier {

/// A target adjusted in the year: what the document's own cells say, and what counts instead. Source: R-DOS-49.
struct TargetChange {
  std::string was_op, was_value;  // the document's cells that it was made against
  Operator op = Operator::at_least;
  std::string value;  // as typed, without its operator: "16万张"
  std::string by, reason;
};

/// One row of 项目绩效目标表, cells as printed; after an adjustment as adjusted.
struct IndicatorRow {
  int no = 0;                       // 1, 2 … in document order
  std::string level1, level2, name;  // 产出指标 / 数量指标 / 政务服务大厅办件量
  std::string operator_cell, value_cell, unit_cell, label_cell, rule_cell, content_cell, source_cell;
  std::string weight_cell;          // "" when the table has no 权重 or 分值 column
  Target target;                    // read from operator_cell, value_cell, unit_cell
  std::optional<TargetChange> adjusted = {};  // what the document had instead, and why
};

/// What a reader found in the document that a person must know. `where`: "指标 3 指标值" / "indicator 3".
struct Finding {
  std::string code;       // "scale_in_value", "monthly_cap_in_annual_table" … (docs/rules/dossier.md lists all)
  int indicator = 0;      // 0 = the whole document
  std::string where;
  Text message;           // what is wrong, why it matters, what to do
  bool needs_decision = false;
};

/// One way to settle a finding; its effect is data.
struct Option {
  std::string id;                  // "worst_month"
  Text title;
  std::optional<std::string> formula;  // replaces the indicator's formula
  std::optional<std::string> rule;     // replaces the scoring rule
  std::optional<Operator> op;          // replaces the operator
  std::optional<std::string> deduct_points;  // replaces the points that rule deduct takes
  std::optional<std::string> scheme;   // replaces the project's scheme (findings of the whole document)
};
struct Decision {
  std::string finding;       // code
  int indicator = 0;
  std::string chosen;        // option id, or "noted" when the finding only has to be known
  std::string by;            // who answered
  std::string reason;
  bool proposed = false;     // shipped with the plan, nobody of the unit has confirmed it
  std::int64_t seq = 0;      // journal line; 0 = in the plan only
};

/// How one indicator is computed and scored; `no` 0 holds the options for findings of the whole document.
struct IndicatorPlan {
  int no = 0;
  std::string name;                // as the document has it; "" = not checked
  std::string formula;             // "" = nothing computes it: its value is incomplete
  std::string rule;                // ratio-up, ratio-down-linear, ratio-down-inverse, equal, bands, deduct
  std::optional<std::string> deduct_points;  // rule deduct: points taken when the target is not met
  std::optional<std::string> weight;         // exact decimal; unset = the scheme's spread
  std::string period;              // "year" (default) or a period's name
  std::string missing = "incomplete";  // or "zero": what a period without any row means
  Text note;
  std::optional<Operator> op;      // set by a decision only: replaces the document's operator
  std::map<std::string, std::vector<Option>> options;  // by finding code
  std::optional<TargetChange> target;  // replaces the document's target while its cells are those named
};

struct Goal {
  std::string title;   // "总体目标(2026年-2028年)"
  std::string text;
};

/// A heading of the document with its paragraphs; nothing of the text is dropped.
struct Section {
  std::string heading;               // "" for what stands before the first heading
  std::vector<std::string> paragraphs;
  bool known = false;
};

struct Project {
  std::string code;       // "2026-window-service-fund"
  std::string name;       // 政务中心窗口服务经费
  int year = 0;                     // 0 = the document names none; `period` is not set then
  Period period;
  bool period_stated = false;       // false: the document names no days, the calendar year is taken
  std::string unit_name, unit_code, address, phone, legal_person, funding, unit_profile;
  std::string legal_basis, overview, content, funds_text, plan_text, effects;
  std::vector<std::string> document_numbers;  // in the legal basis, brackets made alike: "呈办通〔2019〕29号"
  std::optional<Money> amount;
  std::vector<Goal> goals;
  std::vector<IndicatorRow> indicators;
  std::vector<std::string> level2;  // every 二级指标 of the table in order, those without indicators too
  std::vector<std::string> loose_cells;  // table cells that no column or row takes: kept, and a finding
  std::int64_t filler_cells = 0;    // 空, / and the like in the table
  std::vector<Section> sections;
  std::string sample;                  // the plan's note when this is no real year: "示例"
  std::string scheme;                  // "10-50-30-10"
  std::vector<IndicatorPlan> plans;    // by no; empty when no plan was given
  std::vector<Decision> decisions;     // the last one for each (finding, indicator)
  std::string document;                // the text as imported, UTF-8, line ends as they were; "" when built by hand
  std::int64_t version = 0;            // 1, 2 … of this code in the journal; 0 = not stored
  std::int64_t seq = 0;                // journal line of this version

  const IndicatorPlan* plan(int no) const;
  /// The plan with every decision's effect applied.
  IndicatorPlan settled(int no) const;
  std::string settled_scheme() const;
  const Decision* decision(std::string_view finding, int indicator) const;
  /// The options for a finding; empty when it only has to be noted.
  std::vector<Option> options(std::string_view finding, int indicator) const;
};

}  // namespace hallbook::dossier
