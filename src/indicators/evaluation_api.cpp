// Evaluations and series over HTTP.
#include <fmt/format.h>

#include "indicators/asked.h"
#include "indicators/brief.h"
#include "indicators/figures.h"
#include "indicators/flags.h"
#include "indicators/indicators_api.h"
#include "indicators/print.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

Json exact_json(const std::optional<Rational>& value) { return value ? Json{value->exact()} : Json{}; }

std::string expected_printed(const Pace& pace, const dossier::IndicatorRow& row) {
  if (!pace.expected) return "";
  // Whole units, rounded: nobody owes half a case.
  const auto whole = Rational::parse(pace.expected->rounded(row.target.unit == "元" ? 2 : 0));
  return in_document_unit(whole.value_or(*pace.expected), row.target);
}

/// Findings of the document that a person of the unit has still to decide.
std::size_t open_findings(const Evaluation& evaluation) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < evaluation.document_findings; ++i) {
    const auto& finding = evaluation.findings[i];
    if (finding.needs_decision && evaluation.project.decision(finding.code, finding.indicator) == nullptr) ++open;
  }
  return open;
}

Json owners_json(const std::vector<const registers::Definition*>& owners) {
  Json list = Json::Array{};
  for (const auto* definition : owners)
    list.push_back(Json::Object{
        {"name", definition->name}, {"title", text_json(definition->title)}, {"owner", definition->owner}});
  return list;
}

Json brief_json(const Brief& brief) {
  Json lines = Json::Array{};
  for (const auto& line : brief.lines)
    lines.push_back(Json::Object{{"indicator", line.indicator},
                                 {"word", standing_name(line.standing)},
                                 {"text", text_json(line.text)},
                                 {"action", line.action}});
  return Json::Object{{"sentence", text_json(brief.sentence)}, {"lines", std::move(lines)}};
}

}  // namespace

Result<Asked> asked(db::ReadTx& tx, const Context& context, std::string_view project, std::optional<Date> as_of) {
  auto evaluator = Evaluator::load(tx, context.unit.id, project);
  if (!evaluator) return std::unexpected{evaluator.error()};
  const Period period = evaluator->project().period;
  if (as_of && *as_of < period.first)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 早于项目开始日 {}", iso(*as_of), iso(period.first)),
                   fmt::format("{} is before the project begins on {}", iso(*as_of), iso(period.first))},
                  "as_of");
  const Date day = std::min(as_of.value_or(std::max(context.today, period.first)), period.last);
  return Asked{std::move(*evaluator), day};
}

Result<Asked> asked(db::ReadTx& tx, const Request& request, const Context& context) {
  const auto day = http::query_day(request, "as_of");
  if (!day) return std::unexpected{day.error()};
  return asked(tx, context, request.query_or("project"), *day);
}

Result<int> asked_indicator(const Request& request, const Evaluator& evaluator) {
  const auto no = http::path_number(request, "no");
  if (!no) return std::unexpected{no.error()};
  for (const auto& row : evaluator.project().indicators)
    if (row.no == *no) return row.no;
  return refuse(RefusalCode::not_found,
                {fmt::format("没有指标 {}；共有 {} 项", *no, evaluator.project().indicators.size()),
                 fmt::format("there is no indicator {}; there are {}", *no, evaluator.project().indicators.size())},
                "no");
}

const IndicatorResult* result_of(const Evaluation& evaluation, int no) {
  const auto found = std::ranges::find(evaluation.indicators, no, [](const auto& result) { return result.row.no; });
  return found == evaluation.indicators.end() ? nullptr : &*found;
}

Json pace_json(const Pace& pace, const dossier::IndicatorRow& row) {
  return Json::Object{{"expected", exact_json(pace.expected)},
                      {"expected_printed", pace.expected ? Json{expected_printed(pace, row)} : Json{}},
                      {"share", pace.share ? Json{pace.share->rounded(4)} : Json{}},
                      {"workdays_gone", pace.workdays_gone},
                      {"workdays_all", pace.workdays_all},
                      {"word", standing_name(pace.standing)}};
}

namespace {

/// R-EVA-17: which of them still wait for somebody to look; not kept in what is frozen, whose decisions say it.
Json findings_json(const Evaluation& evaluation, Json::Array findings) {
  const auto unseen = unseen_flags(evaluation);
  for (Json& finding : findings)
    finding["unseen"] = std::ranges::any_of(unseen, [&](const FlagName& flag) {
      return finding.at("code").string() == flag.finding && finding.at("indicator").integer() == flag.indicator;
    });
  return findings;
}

}  // namespace

Json evaluation_json(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang) {
  Json json = to_json(evaluation, lang);
  Json::Array indicators = json.at("indicators").array();
  std::vector<BriefRow> rows;
  for (std::size_t i = 0; i < evaluation.indicators.size(); ++i) {
    const auto& result = evaluation.indicators[i];
    const Pace pace = evaluator.pace_of(tx, result, evaluation.as_of);
    indicators[i]["explanation"] = text_json(result.explanation);
    indicators[i]["pace"] = pace_json(pace, result.row);
    indicators[i]["status_word"] = text_json(standing_words(pace.standing));
    indicators[i]["owner_registers"] = owners_json(evaluator.registers_of(result.row.no));
    Distance distance = distance_of(result.value, result.row.target);
    rows.push_back({result.row.no, result.row.name, target_printed(result), result.value_printed,
                    expected_printed(pace, result.row), result.status_reason, pace, std::move(distance.limit),
                    std::move(distance.off), distance.cap});
  }
  json["indicators"] = std::move(indicators);
  json["findings"] = findings_json(evaluation, json.at("findings").array());
  json["brief"] = brief_json(brief(rows, open_findings(evaluation), evaluation.as_of));
  return json;
}

Result<Json> figures_json(db::ReadTx& tx, const Context& context) {
  const auto found = asked(tx, context, "", std::nullopt);
  if (!found) return std::unexpected{found.error()};
  return evaluation_json(tx, found->evaluator, found->evaluator.evaluate(tx, found->as_of), context.lang);
}

Result<Response> get_evaluation(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  return http::ok(evaluation_json(tx, found->evaluator, found->evaluator.evaluate(tx, found->as_of), context.lang));
}

Result<Response> get_series(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto no = asked_indicator(request, found->evaluator);
  if (!no) return std::unexpected{no.error()};
  const auto series = found->evaluator.series(tx, *no, found->as_of);
  if (!series) return std::unexpected{series.error()};
  const auto rows = found->evaluator.project().indicators;
  const auto row = std::ranges::find(rows, *no, &dossier::IndicatorRow::no);
  const bool number = row->target.kind == TargetKind::number;
  const bool cap = number && (row->target.op == Operator::at_most || row->target.op == Operator::less_than);
  Json points = Json::Array{}, zones = Json::Array{};
  for (const auto& point : series->points)
    points.push_back(Json::Object{{"day", iso(point.day)},
                                  {"value", exact_json(point.value)},
                                  {"cumulative", exact_json(point.cumulative)},
                                  {"expected", exact_json(point.expected)}});
  if (const auto groups = found->evaluator.groups(tx, *no, found->as_of, "zone", context.lang))
    for (const auto& group : *groups)
      zones.push_back(Json::Object{{"key", group.key}, {"title", group.title}, {"value", exact_json(group.sum)}});
  return http::ok(Json::Object{{"unit", row->target.unit},
                               {"by", series->by_day ? "day" : "month"},
                               {"points", std::move(points)},
                               {"cap", cap ? Json{row->target.value.exact()} : Json{}},
                               {"target", number ? Json{row->target.value.exact()} : Json{}},
                               {"by_zone", std::move(zones)}});
}

}  // namespace hallbook::indicators
