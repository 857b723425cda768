#include "forms/rescore.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/embedded.h"
#include "base/ensure.h"
#include "platform/http/fields.h"

namespace hallbook::forms {
namespace {

using indicators::Rule;
using indicators::ScoreInput;

/// R-RSC-13: scores are rounded to 0.01. Fewer decimals are let pass, but never up to the full score of a missed target.
enum class Agrees { no, rounded, yes };
Agrees agrees(const indicators::Score& score, const Rational& points, const PrintedNumber& printed) {
  if (score.points.rounded(2) == printed.value.rounded(2) && printed.places <= 2) return Agrees::yes;
  const bool grown_full = !score.met && printed.value >= points;
  if (grown_full || score.points.rounded(printed.places) != printed.value.rounded(printed.places)) return Agrees::no;
  return Agrees::rounded;
}

/// R-RSC-12: the rule that the sign of the target calls for; the others that published tables use for the same sign.
std::vector<Rule> rules_for(Operator op) {
  switch (op) {
    case Operator::at_most:
    case Operator::less_than: return {Rule::ratio_down_linear, Rule::ratio_down_inverse};
    case Operator::equal: return {Rule::equal};
    case Operator::at_least:
    case Operator::more_than: break;
  }
  return {Rule::ratio_up};
}

void judge_printed(const std::optional<PrintedNumber>& printed, ScoreInput input, const std::vector<Rule>& rules,
                   RescoredRow& row) {
  for (const Rule rule : rules) {
    input.rule = rule;
    const auto score = indicators::score(input);
    if (!score) {
      row.why = score.error().message;
      return;
    }
    const bool first = rule == rules.front();
    if (first) {
      row.rule = indicators::name_of(rule);
      row.computed = score->points;
      row.met = score->met;
      row.derivation = score->derivation;
      row.verdict = !printed ? Verdict::not_printed : Verdict::differs;
    }
    const auto agreed = printed ? agrees(*score, input.weight, *printed) : Agrees::no;
    if (agreed == Agrees::no) continue;
    row.verdict = !first ? Verdict::other_rule : agreed == Agrees::yes ? Verdict::same : Verdict::rounded;
    row.rule = indicators::name_of(rule);
    if (!first) row.derivation = score->derivation;
    return;
  }
}

RescoredRow rescored_row(const PublishedRow& published, std::size_t at) {
  RescoredRow row;
  row.row = at;
  const auto stops = [&](Text why) {
    row.why = std::move(why);
    return row;
  };
  if (published.doubtful) return stops({"有存疑的格，先核对", "a cell is doubtful; look at it first"});
  if (!published.points) return stops({"没有分值", "no points to be had"});
  if (published.target.kind == TargetKind::text) {
    const bool inside =
        published.score && published.score->value >= Rational{0} && published.score->value <= published.points->value;
    row.rule = indicators::name_of(Rule::bands);
    row.verdict = !published.score ? Verdict::not_printed : inside ? Verdict::by_person : Verdict::differs;
    row.why = {"定性指标，由人在档内取分", "a text target: a person picks within a band"};
    return row;
  }
  if (published.target.kind != TargetKind::number) return stops({"没有可比的目标", "no target to compare with"});
  if (!published.actual) return stops({"没有实际完成值", "no actual value"});
  ScoreInput input;
  input.op = published.target.op;
  input.target = published.target.value;
  input.actual = *published.actual;
  input.weight = published.points->value;
  judge_printed(published.score, std::move(input), rules_for(published.target.op), row);
  return row;
}

const PublishedMoney* money_of(const PublishedEvaluation& published, std::string_view source) {
  const auto found = std::ranges::find(published.money, source, &PublishedMoney::source);
  return found == published.money.end() ? nullptr : &*found;
}

RescoredRow rescored_execution(const PublishedEvaluation& published) {
  RescoredRow row;
  const PublishedMoney* total = money_of(published, "total");
  if (total == nullptr || total->doubtful || !total->adjusted || !total->executed) {
    row.why = {"没有读到全年预算数和全年执行数", "the adjusted budget and the executed amount were not read"};
    return row;
  }
  ScoreInput input;
  input.target = total->adjusted->value;
  input.actual = total->executed->value;
  input.weight = total->points ? total->points->value : Rational{10};
  judge_printed(total->score, std::move(input), {Rule::execution}, row);
  return row;
}

/// Everything beside the rows' scores: sums, rates, reasons, the total and the grade.
class Auditor {
 public:
  Auditor(const PublishedEvaluation& published, const indicators::Scheme& scheme, Rescored& rescored)
      : published_{published}, scheme_{scheme}, rescored_{rescored} {}

  void run() {
    money();
    for (const auto& row : rescored_.rows) reasons(published_.rows[row.row], row);
    points();
    total();
  }

 private:
  void find(std::string code, const Text& place, Text message) {
    rescored_.findings.push_back({std::move(code), place, std::move(message)});
  }

  // R-RSC-14
  void money() {
    for (const auto& row : published_.money) {
      if (!row.adjusted || !row.executed || !row.rate || row.adjusted->value.is_zero()) continue;
      const Rational rate = row.executed->value / row.adjusted->value;
      const Rational printed = row.rate->text.contains('%') || row.rate->value <= Rational{2}
                                   ? row.rate->value
                                   : row.rate->value / Rational{100};  // "98.50" in a column 执行率(%)
      const int places =
          std::min(row.rate->places + (row.rate->text.contains('%') || printed != row.rate->value ? 2 : 0), 8);
      if (rate.rounded(places) == printed.rounded(places)) continue;
      const std::string right = (rate * Rational{100}).rounded(2);
      find("rate_differs", row.place,
           {fmt::format("执行率印作 {}，按执行数÷全年预算数是 {}%", row.rate->text, right),
            fmt::format("the rate is printed {}; executed ÷ adjusted is {}%", row.rate->text, right)});
    }
    for (const auto& [column, zh, en] : {std::tuple{&PublishedMoney::initial, "年初预算数", "initial budget"},
                                         {&PublishedMoney::adjusted, "全年预算数", "adjusted budget"},
                                         {&PublishedMoney::executed, "全年执行数", "executed amount"}})
      sum_of_sources(column, zh, en);
    const PublishedMoney* whole = money_of(published_, "total");
    if (whole != nullptr && whole->adjusted && whole->executed && whole->executed->value > whole->adjusted->value)
      find("over_budget", whole->place, {"执行数大于全年预算数", "more was executed than the adjusted budget"});
  }
  void sum_of_sources(std::optional<PrintedNumber> PublishedMoney::* column, const char* zh, const char* en) {
    const PublishedMoney* whole = money_of(published_, "total");
    if (whole == nullptr || !(whole->*column)) return;
    Rational sum;
    std::size_t parts = 0;
    for (const auto& row : published_.money)
      if (row.source != "total" && row.*column) sum = sum + (row.*column)->value, ++parts;
    if (parts == 0 || sum == (whole->*column)->value) return;
    find("sources_differ", whole->place,
         {fmt::format("{}：各来源合计 {}，总额印作 {}", zh, sum.exact(), (whole->*column)->text),
          fmt::format("{}: the sources add up to {}, the total is printed {}", en, sum.exact(),
                      (whole->*column)->text)});
  }

  static Text named(const PublishedRow& row) { return {row.place.zh + " " + row.name, row.place.en + " " + row.name}; }
  // R-RSC-15: domain.md section 5.
  void reasons(const PublishedRow& row, const RescoredRow& rescored) {
    if (!rescored.met) return;
    const Text place = named(row);
    if (!*rescored.met && row.reason.empty())
      find("reason_missing", place, {"未完成，没有写偏差原因", "not met, and no reason stands there"});
    if (*rescored.met && !row.reason.empty())
      find("reason_on_met", place, {"已完成，却写了偏差原因", "met, and yet a reason stands there"});
    const bool full = row.score && row.points && row.score->value >= row.points->value;
    if (!*rescored.met && full && rescored.computed->rounded(2) != row.points->value.rounded(2))
      find("full_score_unmet", place, {"未完成，却给了满分", "not met, and yet the full score"});
    const bool up = row.target.op == Operator::at_least || row.target.op == Operator::more_than;
    if (up && row.actual && row.target.value > Rational{0} && row.reason.empty() &&
        *row.actual >= row.target.value * Rational(13, 10))
      find("over_fulfilled", row.place,
           {"完成值达到目标的 130% 以上，没有写原因", "130 % of the target and more, and no reason stands there"});
  }

  // R-RSC-16
  void points() {
    const PublishedMoney* money = money_of(published_, "total");
    Rational sum = money != nullptr && money->points ? money->points->value : Rational{0};
    for (const auto& row : published_.rows) {
      if (row.points) sum = sum + row.points->value;
      if (row.score && row.points && row.score->value > row.points->value)
        find("score_above_points", named(row),
             {fmt::format("得分 {} 大于分值 {}", row.score->text, row.points->text),
              fmt::format("the score {} is above the points {}", row.score->text, row.points->text)});
    }
    const Rational whole{100};
    const bool without_money = money == nullptr || !money->points;
    if (sum == whole || (without_money && sum + Rational{10} == whole)) return;
    find("points_sum", published_.rows.empty() ? Text{} : published_.rows.front().place,
         {fmt::format("分值合计 {}，不是 100", sum.exact()),
          fmt::format("the points add up to {}, not 100", sum.exact())});
  }

  // R-RSC-17, R-RSC-18
  void total() {
    const PublishedMoney* money = money_of(published_, "total");
    Rational printed, computed;
    bool all = true;
    const auto add = [&](const std::optional<PrintedNumber>& score, const RescoredRow& row) {
      if (score) printed = printed + score->value;
      const bool person = row.verdict == Verdict::by_person;
      all = all && (row.computed || person);
      if (row.computed || person) computed = computed + (person ? score->value : *row.computed);
    };
    add(money == nullptr ? std::nullopt : money->score, rescored_.execution);
    for (const auto& row : rescored_.rows) add(published_.rows[row.row].score, row);
    if (published_.total_score && printed != published_.total_score->value)
      find("total_differs", {"总分", "total"},
           {fmt::format("各行得分合计 {}，总分印作 {}", printed.exact(), published_.total_score->text),
            fmt::format("the printed scores add up to {}, the total is printed {}", printed.exact(),
                        published_.total_score->text)});
    if (published_.total_score && !published_.grade.empty()) grade();
    if (!all) return;
    rescored_.computed_total = computed;
    rescored_.computed_grade = indicators::grade_of(scheme_, computed, Rational{100}).name.zh;
  }
  void grade() {
    const auto& right = indicators::grade_of(scheme_, published_.total_score->value, Rational{100});
    if (right.name.zh == published_.grade) return;
    find("grade_differs", {"等级", "grade"},
         {fmt::format("总分 {} 应为“{}”，印作“{}”", published_.total_score->text, right.name.zh, published_.grade),
          fmt::format("a total of {} is {} ({}), printed {}", published_.total_score->text, right.name.zh,
                      right.name.en, published_.grade)});
  }

  const PublishedEvaluation& published_;
  const indicators::Scheme& scheme_;
  Rescored& rescored_;
};

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  static constexpr std::array<std::string_view, 7> names{"same",      "rounded",     "other_rule",  "differs",
                                                         "by_person", "not_printed", "not_computed"};
  return names[static_cast<std::size_t>(verdict)];
}

Text verdict_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::same: return {"一致", "same"};
    case Verdict::rounded: return {"一致（小数位较少）", "same, with fewer decimals"};
    case Verdict::other_rule: return {"按另一规则一致", "same by another rule"};
    case Verdict::differs: return {"不一致", "differs"};
    case Verdict::by_person: return {"由人取分", "picked by a person"};
    case Verdict::not_printed: return {"没有印得分", "no score printed"};
    case Verdict::not_computed: break;
  }
  return {"没有重算", "not computed"};
}

namespace {

Json text_of(const std::optional<PrintedNumber>& number) { return number ? Json{number->text} : Json{}; }
Json verdict_json(const RescoredRow& row) {
  return Json::Object{{"verdict", verdict_name(row.verdict)},
                      {"verdict_words", http::text_json(verdict_words(row.verdict))},
                      {"rule", row.rule},
                      {"computed", row.computed ? Json{row.computed->rounded(2)} : Json{}},
                      {"computed_exact", row.computed ? Json{row.computed->exact()} : Json{}},
                      {"met", row.met ? Json{*row.met} : Json{}},
                      {"derivation", http::text_json(row.derivation)},
                      {"why", http::text_json(row.why)}};
}

Json money_json(const PublishedMoney& row) {
  return Json::Object{{"place", http::text_json(row.place)}, {"source", row.source},
                      {"initial", text_of(row.initial)},     {"adjusted", text_of(row.adjusted)},
                      {"executed", text_of(row.executed)},   {"points", text_of(row.points)},
                      {"rate", text_of(row.rate)},           {"score", text_of(row.score)}};
}

}  // namespace

std::string_view verdict_mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
    case Verdict::rounded:
    case Verdict::by_person: return "✓";
    case Verdict::other_rule:
    case Verdict::differs: return "✕";
    case Verdict::not_printed:
    case Verdict::not_computed: break;
  }
  return "○";
}

bool holds(const PublishedEvaluation& published, const Rescored& rescored) {
  const auto fine = [](const RescoredRow& row) { return verdict_mark(row.verdict) == "✓"; };
  return published.doubtful.empty() && rescored.findings.empty() && fine(rescored.execution) &&
         std::ranges::all_of(rescored.rows, fine);
}

indicators::Scheme shipped_grades() {
  auto scheme = indicators::parse_scheme(embedded_files("definitions/schemes/10-50-30-10.toml").front().text);
  ensure(scheme.has_value(), "rescore: the shipped scheme can be read");
  return std::move(*scheme);
}

Rescored rescore(const PublishedEvaluation& published, const indicators::Scheme& scheme) {
  Rescored rescored;
  rescored.execution = rescored_execution(published);
  for (std::size_t i = 0; i < published.rows.size(); ++i) rescored.rows.push_back(rescored_row(published.rows[i], i));
  Auditor{published, scheme, rescored}.run();
  return rescored;
}

Json rescored_json(const PublishedEvaluation& published, const Rescored& rescored) {
  Json::Array money, rows, doubtful, findings;
  for (const auto& row : published.money) money.push_back(money_json(row));
  for (const auto& row : rescored.rows) {
    const PublishedRow& printed = published.rows[row.row];
    Json json = verdict_json(row);
    json["grid_row"] = printed.grid_row;
    json["place"] = http::text_json(printed.place);
    json["level1"] = printed.level1;
    json["level2"] = printed.level2;
    json["name"] = printed.name;
    json["target"] = printed.target_text;
    json["actual"] = printed.actual_text;
    json["reason"] = printed.reason;
    json["points"] = text_of(printed.points);
    json["printed"] = text_of(printed.score);
    rows.push_back(std::move(json));
  }
  for (const auto& cell : published.doubtful)
    doubtful.push_back(Json::Object{{"row", cell.row},
                                    {"column", cell.column},
                                    {"place", http::text_json(cell.place)},
                                    {"text", cell.text},
                                    {"code", cell.code},
                                    {"why", http::text_json(cell.why)}});
  for (const auto& finding : rescored.findings)
    findings.push_back(Json::Object{{"code", finding.code},
                                    {"place", http::text_json(finding.place)},
                                    {"message", http::text_json(finding.message)}});
  return Json::Object{
      {"unit", published.unit_name},
      {"project", published.project},
      {"money_unit", published.money_unit},
      {"money", std::move(money)},
      {"execution", verdict_json(rescored.execution)},
      {"rows", std::move(rows)},
      {"total", Json::Object{{"points", text_of(published.total_points)},
                             {"printed", text_of(published.total_score)},
                             {"grade", published.grade},
                             {"computed", rescored.computed_total ? Json{rescored.computed_total->rounded(2)} : Json{}},
                             {"computed_grade", rescored.computed_grade}}},
      {"doubtful", std::move(doubtful)},
      {"findings", std::move(findings)}};
}

}  // namespace hallbook::forms
