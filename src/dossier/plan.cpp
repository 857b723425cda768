#include "dossier/plan.h"

#include <fmt/format.h>
#include "base/toml.h"

#include "base/embedded.h"
#include "base/rational.h"
#include "base/text.h"
#include "dossier/disclosure.h"
#include "dossier/target_edit.h"

namespace hallbook::dossier {
namespace {

constexpr std::size_t largest_plan = 1 << 20;
constexpr std::size_t longest_text = 2000;

struct Wrong {
  Text message;
  std::string where;
};

std::string place(const toml::node& node) { return fmt::format("第 {} 行", node.source().begin.line); }

[[noreturn]] void wrong(const toml::node& node, std::string zh, std::string en) {
  const auto line = node.source().begin.line;
  throw Wrong{{fmt::format("项目计划第 {} 行：{}", line, zh), fmt::format("project plan, line {}: {}", line, en)},
              place(node)};
}

/// A table of the plan that knows which keys it may hold (R-DOS-40: an unknown key is a mistake, not a remark).
class Reading {
 public:
  Reading(const toml::table& table, std::initializer_list<std::string_view> keys) : table_{table} {
    for (const auto& [key, value] : table)
      if (std::ranges::find(keys, key.str()) == keys.end())
        wrong(value, fmt::format("不认识的键“{}”；请删去或改正拼写", key.str()),
              fmt::format("unknown key “{}”; remove it or correct its spelling", key.str()));
  }

  std::optional<std::string> text(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::string>();
    if (!value || value->size() > longest_text)
      wrong(*node, fmt::format("“{}”应是不超过 {} 字节的文字", key, longest_text),
            fmt::format("“{}” must be text of at most {} bytes", key, longest_text));
    return value;
  }
  std::string needed(std::string_view key) const {
    auto value = text(key);
    if (!value || value->empty()) wrong(table_, fmt::format("缺少“{}”", key), fmt::format("“{}” is missing", key));
    return std::move(*value);
  }
  int number(std::string_view key, int otherwise) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 9999)
      wrong(*node, fmt::format("“{}”应是 0 到 9999 的整数", key),
            fmt::format("“{}” must be a whole number from 0 to 9999", key));
    return static_cast<int>(*value);
  }
  std::optional<std::string> decimal(std::string_view key) const {
    auto value = text(key);
    if (!value) return value;
    const auto number = Rational::parse(*value);
    if (!number || *number < Rational{0})
      wrong(*table_.get(key), fmt::format("“{}”应是写成文字的非负数，例如 \"10\"", key),
            fmt::format("“{}” must be a number ≥ 0 written as text, such as \"10\"", key));
    return value;
  }
  Text both(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const toml::table* pair = node->as_table();
    if (pair == nullptr)
      wrong(*node, fmt::format("“{}”应写成 {{ zh = \"…\", en = \"…\" }}", key),
            fmt::format("“{}” must be {{ zh = \"…\", en = \"…\" }}", key));
    const Reading reading{*pair, {"zh", "en"}};
    return {reading.needed("zh"), reading.needed("en")};
  }
  template <class Visit>
  void each(std::string_view key, Visit visit) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    const toml::array* rows = node->as_array();
    if (rows == nullptr)
      wrong(*node, fmt::format("“{}”应写成 [[{}]]", key, key), fmt::format("“{}” must be written [[{}]]", key, key));
    for (const auto& row : *rows) {
      if (!row.is_table())
        wrong(row, fmt::format("“{}”应写成 [[{}]]", key, key), fmt::format("“{}” must be written [[{}]]", key, key));
      visit(*row.as_table());
    }
  }
  const toml::table& table() const { return table_; }

 private:
  const toml::table& table_;
};

std::string rule_of(const Reading& reading, std::string_view otherwise) {
  static constexpr std::array<std::string_view, 6> rules{
      "ratio-up", "ratio-down-linear", "ratio-down-inverse", "equal", "bands", "deduct"};
  auto rule = reading.text("rule").value_or(std::string{otherwise});
  if (!rule.empty() && std::ranges::find(rules, rule) == rules.end())
    wrong(*reading.table().get("rule"),
          fmt::format("没有评分规则“{}”；可用：ratio-up、ratio-down-linear、ratio-down-inverse、equal、bands、deduct",
                      rule),
          fmt::format("there is no scoring rule “{}”; known: ratio-up, ratio-down-linear, ratio-down-inverse, equal, "
                      "bands, deduct",
                      rule));
  return rule;
}

std::optional<Operator> operator_of(const Reading& reading) {
  const auto printed = reading.text("op");
  if (!printed) return std::nullopt;
  for (const auto op :
       {Operator::at_least, Operator::more_than, Operator::at_most, Operator::less_than, Operator::equal})
    if (symbol(op) == *printed) return op;
  wrong(*reading.table().get("op"), fmt::format("没有运算符“{}”；可用：>= > <= < =", *printed),
        fmt::format("no operator “{}”; known: >= > <= < =", *printed));
}

void read_option(IndicatorPlan& plan, const toml::table& table) {
  const Reading reading{table, {"finding", "id", "title", "formula", "rule", "op", "deduct_points", "scheme"}};
  Option option;
  option.id = reading.needed("id");
  option.title = reading.both("title");
  option.formula = reading.text("formula");
  if (const auto rule = rule_of(reading, ""); !rule.empty()) option.rule = rule;
  option.op = operator_of(reading);
  option.deduct_points = reading.decimal("deduct_points");
  option.scheme = reading.text("scheme");
  auto& options = plan.options[reading.needed("finding")];
  if (std::ranges::any_of(options, [&](const Option& known) { return known.id == option.id; }))
    wrong(table, fmt::format("选项“{}”写了两次", option.id), fmt::format("option “{}” stands twice", option.id));
  options.push_back(std::move(option));
}

/// R-DOS-49
TargetChange read_target(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr)
    wrong(node, "target 应写成 { was_op = …, was_value = …, op = …, value = … }",
          "target must be { was_op = …, was_value = …, op = …, value = … }");
  const Reading reading{*table, {"was_op", "was_value", "op", "value", "by", "reason"}};
  TargetChange change;
  change.was_op = reading.text("was_op").value_or("");
  change.was_value = reading.text("was_value").value_or("");
  reading.needed("op");
  change.op = *operator_of(reading);
  change.value = reading.needed("value");
  change.by = reading.text("by").value_or("");
  change.reason = reading.text("reason").value_or("");
  return change;
}

IndicatorPlan read_indicator(const toml::table& table) {
  const Reading reading{
      table,
      {"no", "name", "formula", "rule", "deduct_points", "weight", "period", "missing", "note", "target", "option"}};
  IndicatorPlan plan;
  plan.no = reading.number("no", 0);
  if (plan.no == 0) wrong(table, "缺少指标序号 no（从 1 起）", "the indicator's number “no” (from 1) is missing");
  plan.name = reading.text("name").value_or("");
  plan.formula = reading.text("formula").value_or("");
  plan.rule = rule_of(reading, "");
  if (plan.rule.empty()) wrong(table, "缺少评分规则 rule", "the scoring rule “rule” is missing");
  plan.deduct_points = reading.decimal("deduct_points");
  if (plan.rule == "deduct" && !plan.deduct_points)
    wrong(table, "规则 deduct 要写 deduct_points", "rule deduct needs deduct_points");
  plan.weight = reading.decimal("weight");
  plan.period = reading.text("period").value_or("year");
  plan.missing = reading.text("missing").value_or("incomplete");
  if (plan.missing != "incomplete" && plan.missing != "zero")
    wrong(*table.get("missing"), "missing 只能是 incomplete 或 zero", "missing must be incomplete or zero");
  plan.note = reading.both("note");
  if (const auto* target = table.get("target")) plan.target = read_target(*target);
  reading.each("option", [&](const toml::table& option) { read_option(plan, option); });
  return plan;
}

Decision read_decision(const Plan& plan, const toml::table& table) {
  const Reading reading{table, {"finding", "indicator", "choose", "by", "reason"}};
  Decision decision;
  decision.finding = reading.needed("finding");
  decision.indicator = reading.number("indicator", 0);
  decision.chosen = reading.needed("choose");
  decision.by = reading.needed("by");
  const Text reason = reading.both("reason");
  decision.reason = reason.zh.empty() ? "" : reason.zh + " / " + reason.en;
  decision.proposed = true;
  if (decision.chosen == "noted") return decision;
  for (const auto& indicator : plan.indicators) {
    if (indicator.no != decision.indicator) continue;
    const auto options = indicator.options.find(decision.finding);
    if (options == indicator.options.end()) continue;
    for (const auto& option : options->second)
      if (option.id == decision.chosen) return decision;
  }
  wrong(table, fmt::format("指标 {} 的“{}”没有选项“{}”", decision.indicator, decision.finding, decision.chosen),
        fmt::format("indicator {}, finding “{}”: there is no option “{}”", decision.indicator, decision.finding,
                    decision.chosen));
}

Plan plan_of(const toml::table& table) {
  const Reading reading{table, {"code", "scheme", "sample", "for", "option", "indicator", "decision"}};
  Plan plan;
  plan.code = reading.needed("code");
  for (const char c : plan.code)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
          c == '.') ||
        plan.code.size() > 80)
      wrong(table, "code 只能用字母、数字和 - _ .，最多 80 个",
            "code may hold letters, digits and - _ . only, at most 80");
  plan.scheme = reading.text("scheme").value_or("");
  plan.sample = reading.text("sample").value_or("");
  if (const toml::node* node = table.get("for")) {
    if (!node->is_table()) wrong(*node, "for 应写成 [for]", "for must be written [for]");
    const Reading made_for{*node->as_table(), {"unit_code", "name", "year"}};
    plan.made_for = {made_for.text("unit_code").value_or(""), made_for.text("name").value_or(""),
                     made_for.number("year", 0)};
  }
  IndicatorPlan whole;
  reading.each("option", [&](const toml::table& option) { read_option(whole, option); });
  plan.indicators.push_back(std::move(whole));
  reading.each("indicator", [&](const toml::table& row) {
    IndicatorPlan indicator = read_indicator(row);
    if (std::ranges::any_of(plan.indicators, [&](const IndicatorPlan& known) { return known.no == indicator.no; }))
      wrong(row, fmt::format("指标 {} 写了两次", indicator.no), fmt::format("indicator {} stands twice", indicator.no));
    plan.indicators.push_back(std::move(indicator));
  });
  std::ranges::sort(plan.indicators, {}, &IndicatorPlan::no);
  reading.each("decision", [&](const toml::table& row) { plan.decisions.push_back(read_decision(plan, row)); });
  return plan;
}

}  // namespace

Result<Plan> read_plan(std::string_view toml) {
  if (toml.size() > largest_plan)
    return refuse(RefusalCode::over_limit, {"项目计划超过 1 MiB，请确认选对了文件",
                                            "the project plan is over 1 MiB; check that it is the right file"});
  const auto read = read_toml(toml);
  if (!read) {
    const auto& [what, line, column] = read.error();
    return refuse(RefusalCode::invalid,
                  {fmt::format("项目计划第 {} 行不是有效的 TOML（{}）；请改正后再导入", line, what),
                   fmt::format("project plan, line {}: no valid TOML ({}); correct it and import again", line, what)},
                  "plan", fmt::format("第 {} 行", line));
  }
  try {
    return plan_of(*read);
  } catch (const Wrong& what) {
    return refuse(RefusalCode::invalid, what.message, "plan", what.where);
  }
}

bool fits(const Plan& plan, const Project& project) {
  const PlanFor& wanted = plan.made_for;
  if (wanted.name.empty() && wanted.unit_code.empty()) return false;  // made for nobody in particular: only when named
  return (wanted.unit_code.empty() || wanted.unit_code == project.unit_code) &&
         (wanted.name.empty() || wanted.name == project.name) && (wanted.year == 0 || wanted.year == project.year);
}

std::optional<std::string_view> shipped_plan(const Project& project) {
  for (const auto& file : embedded_files("definitions/projects/")) {
    if (!file.path.ends_with(".toml")) continue;
    const auto plan = read_plan(file.text);
    Project trial = project;
    if (plan && fits(*plan, project) && apply_plan(trial, *plan)) return file.text;
  }
  return std::nullopt;
}

namespace {

/// R-DOS-49: only while the document says what it said then.
Result<> put_planned_target(IndicatorRow& row, const IndicatorPlan& plan) {
  if (!plan.target || plan.target->was_op != row.operator_cell || plan.target->was_value != row.value_cell) return {};
  put_target(row, *plan.target);
  if (row.target.kind == TargetKind::number) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("项目计划里指标 {} 调整后的目标“{}”读不成一个数：{}", row.no, quote(plan.target->value),
                             row.target.message.zh),
                 fmt::format("the plan's adjusted target “{}” of indicator {} is no number: {}",
                             quote(plan.target->value), row.no, row.target.message.en)},
                "plan");
}

}  // namespace

Result<> apply_plan(Project& project, const Plan& plan) {
  for (const auto& indicator : plan.indicators) {
    if (indicator.no == 0) continue;
    const auto row = std::ranges::find(project.indicators, indicator.no, &IndicatorRow::no);
    if (row == project.indicators.end())
      return refuse(
          RefusalCode::invalid,
          {fmt::format("项目计划里有指标 {}，文件里只有 {} 个指标；请核对计划是否属于这份文件", indicator.no,
                       project.indicators.size()),
           fmt::format("the plan names indicator {}, the document has {}; check that the plan belongs to this document",
                       indicator.no, project.indicators.size())},
          "plan");
    if (!indicator.name.empty() && indicator.name != row->name)
      return refuse(RefusalCode::invalid,
                    {fmt::format("项目计划的指标 {} 叫“{}”，文件里叫“{}”；请核对计划是否属于这份文件", indicator.no,
                                 indicator.name, row->name),
                     fmt::format("the plan calls indicator {} “{}”, the document calls it “{}”; check that the plan "
                                 "belongs to this document",
                                 indicator.no, indicator.name, row->name)},
                    "plan");
    if (auto put = put_planned_target(*row, indicator); !put) return put;
  }
  project.code = plan.code;
  project.scheme = plan.scheme;
  project.sample = plan.sample;
  project.plans = plan.indicators;
  const auto findings = check_project(project);
  for (const auto& decision : plan.decisions) {
    const bool stands = std::ranges::any_of(findings, [&](const Finding& finding) {
      return finding.code == decision.finding && finding.indicator == decision.indicator;
    });
    if (stands && project.decision(decision.finding, decision.indicator) == nullptr)
      project.decisions.push_back(decision);
  }
  return {};
}

}  // namespace hallbook::dossier
