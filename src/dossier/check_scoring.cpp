// The printed scoring rule, and the price that an amount of savings needs. Rules R-DOS-20, R-DOS-28 to R-DOS-31.
#include <fmt/format.h>

#include "base/text.h"
#include "dossier/checks.h"
#include "dossier/rule_cell.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

/// More than any scheme gives to one indicator: the largest group has 50 points.
const Rational& largest_weight() {
  static const Rational points{50};
  return points;
}

std::optional<Rational> weight_of(const Project& project, const IndicatorRow& row) {
  const IndicatorPlan* plan = project.plan(row.no);
  if (plan != nullptr && plan->weight) return Rational::parse(*plan->weight);
  return Rational::parse(plain(row.weight_cell));
}

void check_deduction(const Project& project, const IndicatorRow& row, const Deduction& deduction, Findings& findings) {
  const auto weight = weight_of(project, row);
  const Rational& bound = weight ? *weight : largest_weight();
  if (deduction.points > bound)
    add_finding(
        findings, "deduction_over_weight", row.no, "评（扣）分标准",
        {fmt::format("“{}”要扣 {} 分，而{} {} 分；扣完为止，最多扣到 0。请确认，或改写扣分。", deduction.printed,
                     deduction.points.exact(), weight ? "这一项只有" : "任何一项指标最多也不超过", bound.exact()),
         fmt::format(
             "“{}” deducts {} points, {} {}: the deduction is clamped at 0 points. Confirm that, or restate the rule.",
             deduction.printed, deduction.points.exact(),
             weight ? "the indicator has only" : "no indicator can have more than", bound.exact())},
        true);
  if (row.target.kind != TargetKind::number) return;
  const Rational& target = row.target.value;
  if (deduction.threshold != target) {
    add_finding(findings, "penalty_at_other_value", row.no, "评（扣）分标准",
                {fmt::format("“{}”的界线与指标值 {} 不同；两者之间的结果既没达标又不扣分，或达标却扣分。请统一。",
                             deduction.printed, row.value_cell),
                 fmt::format("“{}” draws its line elsewhere than the target ({}): in between, a result is unmet "
                             "without a deduction or met with one. "
                             "Make them one.",
                             deduction.printed, row.value_cell)},
                true);
    return;
  }
  const bool met = meets(target, row.target.op, target);
  if (met == deduction.holds(target))
    add_finding(
        findings, "penalty_disagrees_at_target", row.no, "评（扣）分标准",
        {fmt::format("恰好等于 {}{} 时，指标性质“{}”{}，“{}”却{}：两处规定相反。请决定以哪一处为准。", row.value_cell,
                     row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell, symbol(row.target.op),
                     met ? "算达标" : "算未达标", deduction.printed, met ? "要扣分" : "不扣分"),
         fmt::format("At exactly {}{} the operator {} says {}, and “{}” {}: the two disagree. Decide which one counts.",
                     row.value_cell, row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell, symbol(row.target.op),
                     met ? "met" : "not met", deduction.printed, met ? "deducts all the same" : "deducts nothing")},
        true);
}

/// The other rows whose things this row values in money: 免费打印复印量 for "免费打印、复印、免费结果物邮寄节约成本金额".
std::vector<const IndicatorRow*> volumes_behind(const Project& project, const IndicatorRow& row) {
  std::vector<const IndicatorRow*> found;
  const std::string about = plain(row.name + "\x01" + row.content_cell);
  for (const auto& other : project.indicators) {
    const Target& target = other.target;
    if (other.no == row.no || target.kind != TargetKind::number || target.unit == "ratio" || target.unit == "元" ||
        target.value <= Rational{0})
      continue;
    const std::string shared = longest_shared(about, plain(other.name + "\x02" + other.content_cell));
    if (count_characters(shared) >= 3 && !has_any(shared, {"政务服务", "服务大厅", "办事群众"}))
      found.push_back(&other);
  }
  return found;
}

bool is_floor(const IndicatorRow& row) {
  return row.target.op == Operator::at_least || row.target.op == Operator::more_than;
}

Text price_example(const IndicatorRow& row, const std::vector<const IndicatorRow*>& volumes) {
  const auto floor = std::ranges::find_if(volumes, [](const IndicatorRow* volume) { return is_floor(*volume); });
  if (floor == volumes.end()) return {};
  const Rational quantity = (*floor)->target.value;
  const std::string unit = (*floor)->target.unit;  // the quantity is in base units: 150000 张, not 万张
  const Rational half = Rational{1, 2} * quantity;
  Text text;
  text.zh = fmt::format("按目标量 {} {}、每{} 0.50 元计只有 {} 元，{}目标 {} 元；单靠它每{}要 {} 元", quantity.exact(),
                        unit, unit, half.exact(), half < row.target.value ? "低于" : "达到", row.target.value.exact(),
                        unit, (row.target.value / quantity).rounded(2));
  text.en = fmt::format(
      "At the targeted {} {} and 0.50 yuan each the value is {} yuan, {} the target of {}; alone it takes {} yuan each",
      quantity.exact(), unit, half.exact(), half < row.target.value ? "below" : "at or above", row.target.value.exact(),
      (row.target.value / quantity).rounded(2));
  for (const IndicatorRow* volume : volumes) {
    if (is_floor(*volume)) continue;
    const Rational fees = Rational{20} * volume->target.value;  // 20 yuan: an example fee, said as such
    if (fees >= row.target.value) continue;
    text.zh += fmt::format("；再计 {} {}（如每{} 20 元，共 {} 元），也要约 {} 元", volume->target.value.exact(),
                           volume->target.unit, volume->target.unit, fees.exact(),
                           ((row.target.value - fees) / quantity).rounded(2));
    text.en += fmt::format("; counting {} {} as well (at 20 yuan each, {} yuan, as an example) still about {} yuan",
                           volume->target.value.exact(), volume->target.unit, fees.exact(),
                           ((row.target.value - fees) / quantity).rounded(2));
    break;
  }
  return {text.zh + "。", text.en + ". "};
}

}  // namespace

/// R-DOS-28: savings are quantity × price, and the document states no price.
void check_price(const Project& project, const IndicatorRow& row, Findings& findings) {
  const std::string about = plain(row.name + "\x01" + row.content_cell);
  if (row.target.kind != TargetKind::number || row.target.unit != "元" || !is_floor(row)) return;
  if (!has_any(about, {"节约", "节省", "减免", "降低成本"}) ||
      has_any(plain(about + row.source_cell + row.rule_cell), {"元/", "单价", "每张", "按市场价"}))
    return;
  const Text example = price_example(row, volumes_behind(project, row));
  add_finding(findings, "price_needed", row.no, "指标内容",
              {"节约金额等于数量乘单价，文件没有给单价。" + example.zh + "请选定有出处、有日期的单价。",
               "Savings are quantity × price, and the document states no price. " + example.en +
                   "Choose a dated price with its source."},
              true);
}

void check_rule(const Project& project, const IndicatorRow& row, Findings& findings) {
  const RuleCell rule = read_rule_cell(row.rule_cell, row.unit_cell);
  if (!rule.says_rule)
    add_finding(
        findings, "rule_cell_without_rule", row.no, "评（扣）分标准",
        {fmt::format(
             "“{}”不是评分规则：没有写未达标时怎样得分或扣分。请选定规则（如按完成比例计分），并写入下次的目标表。",
             row.rule_cell.empty() ? "（空白）" : row.rule_cell),
         fmt::format("“{}” is no scoring rule: it does not say what an unmet target scores. Choose a rule (e.g. by "
                     "ratio) and print it in the next table.",
                     row.rule_cell.empty() ? "(blank)" : row.rule_cell)},
        true);
  for (const auto& deduction : rule.deductions) check_deduction(project, row, deduction, findings);
}

}  // namespace hallbook::dossier
