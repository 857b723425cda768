// Small tools for doubts and scripts: no data directory, no state.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/shipped.h"
#include "base/ensure.h"
#include "base/org_code.h"
#include "base/target.h"
#include "indicators/scoring.h"

namespace hallbook::app {
namespace {

std::string_view kind_word(TargetKind kind) {
  switch (kind) {
    case TargetKind::number: return "number";
    case TargetKind::text: return "text";
    case TargetKind::none: return "none";
    case TargetKind::suspicious: return "suspicious";
  }
  throw BrokenInvariant{"kind_word: unknown TargetKind"};
}

/// In the columns of cases/targets.csv: what is no number has its kind in `unit`.
int calc_target(const Options& options, const std::string& text, const std::string& unit_cell) {
  const Target target = parse_target(text, unit_cell);
  const bool number = target.kind == TargetKind::number;
  const std::string op{number ? symbol(target.op) : std::string_view{}};
  const std::string value = number ? target.value.exact() : std::string{};
  const std::string unit{number ? std::string_view{target.unit} : kind_word(target.kind)};
  const std::string finding = target.message.in(options.lang);
  print(options,
        Json::Object{{"text", text},
                     {"unit_cell", unit_cell},
                     {"kind", kind_word(target.kind)},
                     {"operator", op},
                     {"value", value},
                     {"unit", unit},
                     {"scale", number ? target.scale.exact() : std::string{}},
                     {"finding", finding},
                     {"finding_code", target.finding}},
        fmt::format("{} {} {}{}{}\n", op, value, unit, finding.empty() ? "" : "   ! ", finding));
  return exit_fine;
}

struct ScoreArguments {
  std::string rule, target, actual, weight, op, deduct, picked;
};

Result<Rational> number(const std::string& text, const char* field) {
  std::string_view digits = text;
  const bool percent = digits.ends_with('%');
  if (percent) digits.remove_suffix(1);
  if (auto value = Rational::parse(digits)) return percent ? *value / Rational{100} : *value;
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”不是数：请写成 12、0.95、95% 或 2/3", text),
                 fmt::format("'{}' is no number: write 12, 0.95, 95% or 2/3", text)},
                field);
}

constexpr std::string_view rules = "ratio-up, equal, ratio-down-linear, ratio-down-inverse, bands, deduct, execution";

Operator usual_operator(indicators::Rule rule) {
  switch (rule) {
    case indicators::Rule::equal: return Operator::equal;
    case indicators::Rule::ratio_down_linear:
    case indicators::Rule::ratio_down_inverse: return Operator::at_most;
    case indicators::Rule::ratio_up:
    case indicators::Rule::bands:
    case indicators::Rule::deduct:
    case indicators::Rule::execution: return Operator::at_least;
  }
  throw BrokenInvariant{"usual_operator: unknown Rule"};
}

Result<indicators::ScoreInput> score_input(const ScoreArguments& arguments) {
  const auto rule = indicators::rule_named(arguments.rule);
  if (!rule)
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有评分规则“{}”；可用：{}", arguments.rule, rules),
                   fmt::format("no scoring rule '{}'; known: {}", arguments.rule, rules)},
                  "rule");
  indicators::ScoreInput input;
  input.rule = *rule;
  input.op = usual_operator(*rule);
  for (const Operator op :
       {Operator::at_least, Operator::more_than, Operator::at_most, Operator::less_than, Operator::equal})
    if (arguments.op == symbol(op)) input.op = op;
  const auto target = number(arguments.target, "target");
  if (!target) return std::unexpected{target.error()};
  const auto actual = number(arguments.actual, "actual");
  if (!actual) return std::unexpected{actual.error()};
  const auto weight = number(arguments.weight, "weight");
  if (!weight) return std::unexpected{weight.error()};
  input.target = *target;
  input.actual = *actual;
  input.weight = *weight;
  if (*weight < Rational{0})
    return refuse(RefusalCode::invalid, {"分值不能为负", "the weight cannot be negative"}, "weight");
  if (!arguments.deduct.empty()) {
    const auto deduct = number(arguments.deduct, "deduct");
    if (!deduct) return std::unexpected{deduct.error()};
    input.deduction = *deduct;
  }
  if (!arguments.picked.empty()) {
    const auto picked = number(arguments.picked, "picked");
    if (!picked) return std::unexpected{picked.error()};
    input.picked = *picked;
  }
  return input;
}

int calc_score(const Options& options, const ScoreArguments& arguments) {
  const auto input = score_input(arguments);
  if (!input) return print_refusal(options, input.error());
  const auto score = indicators::score(*input);
  if (!score) {
    fmt::print(stderr, "hallbook: {}\n", sentence(score.error(), options.lang));
    if (options.json)
      fmt::print(
          "{}", Json{Json::Object{
                         {"rule", arguments.rule}, {"score", nullptr}, {"error", to_json(score.error(), options.lang)}}}
                    .pretty());
    return exit_refused;
  }
  print(options,
        Json::Object{{"rule", arguments.rule},
                     {"score", score->points.rounded(2)},
                     {"score_exact", score->points.exact()},
                     {"met", score->met},
                     {"derivation", score->derivation.in(options.lang)}},
        fmt::format("{}   {}\n", score->points.rounded(2), score->derivation.in(options.lang)));
  return exit_fine;
}

int calc_workday(const Options& options, const std::string& from, int days) {
  const auto day = parse_date(from);
  if (!day)
    return print_refusal(options, Refusal{RefusalCode::invalid,
                                          {fmt::format("“{}”不是日期：请写成 2026-03-09", from),
                                           fmt::format("'{}' is no date: write 2026-03-09", from)},
                                          "from",
                                          {}});
  if (days < 0 || days > 100000)
    return print_refusal(options,
                         Refusal{RefusalCode::invalid,
                                 {"工作日数应在 0 到 100000 之间", "the number of working days must be 0 to 100000"},
                                 "days",
                                 {}});
  const auto due = shipped_calendar().plus_workdays(*day, days);
  if (!due) return print_refusal(options, due.error());
  print(options, Json::Object{{"from", iso(*day)}, {"days", days}, {"due", iso(*due)}}, iso(*due) + "\n");
  return exit_fine;
}

int calc_code(const Options& options, const std::string& code) {
  const bool valid = is_org_code(code);
  const Text words =
      valid ? Text{"有效", "valid"} : Text{"无效：GB 32100 校验不符", "not valid: the GB 32100 check fails"};
  print(options, Json::Object{{"code", code}, {"valid", valid}}, words.in(options.lang) + "\n");
  return valid ? exit_fine : exit_refused;
}

void add_score(Command& calc, Cli cli) {
  auto* command = calc.add_subcommand("score", "score of one indicator / 一个指标的得分");
  auto arguments = std::make_shared<ScoreArguments>();
  command->add_option("--rule", arguments->rule, std::string{rules})->required();
  command->add_option("--target", arguments->target, "target T (execution: the adjusted budget)")->required();
  command->add_option("--actual", arguments->actual, "actual A (execution: the executed amount)")->required();
  command->add_option("--weight", arguments->weight, "weight W")->required();
  command->add_option("--op", arguments->op, "operator, when it is not the rule's usual one")
      ->one_of({">=", ">", "<=", "<", "="});
  command->add_option("--deduct", arguments->deduct, "rule deduct: points taken when the target is not met");
  command->add_option("--picked", arguments->picked, "rule bands: the share of W that a person picked, 0 to 1");
  command->callback([cli, arguments] { cli.exit = calc_score(cli.options, *arguments); });
}

}  // namespace

void add_calc(Cli cli) {
  auto* calc = cli.app.add_subcommand("calc", "small tools: targets, scores, working days, codes / 小工具");
  calc->require_subcommand(1);
  auto text = std::make_shared<std::string>();
  auto unit = std::make_shared<std::string>();
  auto* target = calc->add_subcommand("target", "read a printed target / 读出一个目标值");
  target->add_option("TEXT", *text, "the cell as printed, e.g. ≥19万件")->required();
  target->add_option("UNIT", *unit, "the unit cell beside it");
  target->callback([cli, text, unit] { cli.exit = calc_target(cli.options, *text, *unit); });
  add_score(*calc, cli);
  auto from = std::make_shared<std::string>();
  auto days = std::make_shared<int>(0);
  auto* workday = calc->add_subcommand("workday", "the day N working days after FROM / 工作日推算");
  workday->add_option("FROM", *from, "a date; it is day 0")->required();
  workday->add_option("N", *days, "working days")->required();
  workday->callback([cli, from, days] { cli.exit = calc_workday(cli.options, *from, *days); });
  auto code = std::make_shared<std::string>();
  auto* org = calc->add_subcommand("code", "check an organisation code (GB 32100) / 校验统一社会信用代码");
  org->add_option("CODE", *code, "18 characters")->required();
  org->callback([cli, code] { cli.exit = calc_code(cli.options, *code); });
}

}  // namespace hallbook::app
