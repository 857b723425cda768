#include "indicators/scoring.h"

#include <array>

#include <fmt/format.h>

#include "base/ensure.h"
#include "indicators/print.h"

namespace hallbook::indicators {

namespace {

struct RuleName {
  Rule rule;
  std::string_view name;
};
constexpr std::array rule_names{
    RuleName{Rule::ratio_up, "ratio-up"},
    RuleName{Rule::equal, "equal"},
    RuleName{Rule::ratio_down_linear, "ratio-down-linear"},
    RuleName{Rule::ratio_down_inverse, "ratio-down-inverse"},
    RuleName{Rule::bands, "bands"},
    RuleName{Rule::deduct, "deduct"},
    RuleName{Rule::execution, "execution"},
};

/// Points before the clamp, and the arithmetic that gave them ("4604 ÷ 4754 × 5").
struct Raw {
  Rational points;
  std::string arithmetic;
};

Raw full(const ScoreInput& in) { return {in.weight, ""}; }
Raw nothing() { return {Rational{0}, ""}; }

// R-SCO-01
Raw ratio_up(const ScoreInput& in, bool met) {
  if (met) return full(in);
  if (in.target <= Rational{0}) return nothing();
  return {in.actual / in.target * in.weight,
          fmt::format("{} ÷ {} × {}", readable(in.actual), readable(in.target), readable(in.weight))};
}

// R-SCO-02: a target of 0 is kept by 0 or less, and by nothing else.
Raw equal(const ScoreInput& in, bool met) {
  if (in.target.is_zero()) return in.actual <= Rational{0} ? full(in) : nothing();
  return ratio_up(in, met);
}

// R-SCO-03
Raw ratio_down_linear(const ScoreInput& in, bool met) {
  if (met) return full(in);
  if (in.actual >= in.target + in.target) return nothing();
  return {(Rational{1} - (in.actual - in.target) / in.target) * in.weight,
          fmt::format("(1 − ({} − {}) ÷ {}) × {}", readable(in.actual), readable(in.target), readable(in.target),
                      readable(in.weight))};
}

// R-SCO-04
Raw ratio_down_inverse(const ScoreInput& in, bool met) {
  if (met) return full(in);
  if (in.target <= Rational{0} || in.actual <= Rational{0}) return nothing();
  return {in.target / in.actual * in.weight,
          fmt::format("{} ÷ {} × {}", readable(in.target), readable(in.actual), readable(in.weight))};
}

// R-SCO-06
Raw deduct(const ScoreInput& in, bool met) {
  if (met) return full(in);
  return {in.weight - *in.deduction, fmt::format("{} − {}", readable(in.weight), readable(*in.deduction))};
}

Raw raw_points(const ScoreInput& in, bool met) {
  switch (in.rule) {
    case Rule::ratio_up: return ratio_up(in, met);
    case Rule::equal: return equal(in, met);
    case Rule::ratio_down_linear: return ratio_down_linear(in, met);
    case Rule::ratio_down_inverse: return ratio_down_inverse(in, met);
    case Rule::bands:  // R-SCO-05
      return {in.weight * *in.picked, fmt::format("{} × {}", readable(in.weight), readable(*in.picked))};
    case Rule::deduct: return deduct(in, met);
    case Rule::execution:  // R-SCO-07
      return {in.actual / in.target * in.weight,
              fmt::format("{} ÷ {} × {}", readable(in.actual), readable(in.target), readable(in.weight))};
  }
  broken_invariant("score: unknown rule", std::source_location::current());
}

bool faces_up(Operator op) { return op == Operator::at_least || op == Operator::more_than; }
bool faces_down(Operator op) { return op == Operator::at_most || op == Operator::less_than; }

Result<> computable(const ScoreInput& in) {
  const bool down = in.rule == Rule::ratio_down_linear || in.rule == Rule::ratio_down_inverse;
  if ((in.rule == Rule::ratio_up && faces_down(in.op)) || (down && faces_up(in.op)))
    return refuse(RefusalCode::invalid,
                  {fmt::format("计分规则 {} 与指标方向 {} 相反；请换规则或改方向", name_of(in.rule), symbol(in.op)),
                   fmt::format("scoring rule {} faces the other way than {}; change the rule or the operator",
                               name_of(in.rule), symbol(in.op))},
                  "rule");
  if (in.rule == Rule::execution && in.target.is_zero())
    return refuse(RefusalCode::unavailable,
                  {"调整后预算为 0，预算执行率无法计算；请先登记预算",
                   "the adjusted budget is 0, so the execution rate cannot be computed; enter the budget first"},
                  "target");
  if (in.rule == Rule::bands && !in.picked)
    return refuse(RefusalCode::unavailable,
                  {"分档评分须由人在档位内选定并附佐证，尚未选定",
                   "a person has to pick within the bands, with evidence; nobody has yet"},
                  "picked");
  if (in.rule == Rule::deduct && (!in.deduction || *in.deduction < Rational{0}))
    return refuse(RefusalCode::invalid,
                  {"扣分规则没有写明扣几分；请在方案中填写 deduct_points",
                   "the deduct rule does not say how many points; set deduct_points in the plan"},
                  "deduct_points");
  return {};
}

Text verdict(const ScoreInput& in, bool met) {
  const auto compare = [&](std::string_view sign) {
    return fmt::format("{} {} {}", readable(in.actual), sign, readable(in.target));
  };
  const std::string_view opposite[] = {"<", "≤", ">", "≥", "≠"};
  const std::string_view same[] = {"≥", ">", "≤", "<", "="};
  const auto index = static_cast<std::size_t>(in.op);
  const auto fact = compare(met ? same[index] : opposite[index]);
  return met ? Text{"达标：" + fact, "met: " + fact} : Text{"未达标：" + fact, "not met: " + fact};
}

Text clamp_words(const Rational& raw, const Rational& kept, const Rational& weight) {
  if (raw == kept) return {};
  if (kept.is_zero()) return {fmt::format("，低于 0，按 0 分计"), fmt::format(", below 0, so 0")};
  return {fmt::format("，超过权重 {}，按 {} 分计", readable(weight), readable(weight)),
          fmt::format(", above the weight {}, so {}", readable(weight), readable(weight))};
}

Text derive(const ScoreInput& in, bool met, const Raw& raw, const Rational& points) {
  if (in.rule == Rule::bands || in.rule == Rule::execution || !raw.arithmetic.empty()) {
    const auto clamp = clamp_words(raw.points, points, in.weight);
    const auto line = fmt::format("{} = {}", raw.arithmetic, raw.points.rounded(2));
    if (in.rule == Rule::execution || in.rule == Rule::bands) return {line + clamp.zh, line + clamp.en};
    const auto why = verdict(in, met);
    return {fmt::format("{}{}（{}）", line, clamp.zh, why.zh), fmt::format("{}{} ({})", line, clamp.en, why.en)};
  }
  const auto why = verdict(in, met);
  return points == in.weight ? Text{fmt::format("{}，得满分 {}", why.zh, readable(in.weight)),
                                    fmt::format("{}, full score {}", why.en, readable(in.weight))}
                             : Text{fmt::format("{}，得 0 分", why.zh), fmt::format("{}, score 0", why.en)};
}

}  // namespace

std::optional<Rule> rule_named(std::string_view name) {
  for (const auto& row : rule_names)
    if (row.name == name) return row.rule;
  return std::nullopt;
}

std::string_view name_of(Rule rule) {
  for (const auto& row : rule_names)
    if (row.rule == rule) return row.name;
  return "";
}

// R-SCO-08: the exact value is tested and the points are clamped to [0, W]; R-SCO-09: no rounding here.
Result<Score> score(const ScoreInput& input) {
  ensure(input.weight >= Rational{0}, "score: the weight is negative");
  if (const auto fine = computable(input); !fine) return std::unexpected{fine.error()};
  const bool met = meets(input.actual, input.op, input.target);
  const auto raw = raw_points(input, met);
  Score result;
  result.points = max(Rational{0}, min(raw.points, input.weight));
  result.met = met;
  result.derivation = derive(input, met, raw, result.points);
  return result;
}

}  // namespace hallbook::indicators
