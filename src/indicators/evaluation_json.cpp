// The JSON of `evaluate --json`: shape fixed by docs/rules/evaluation.md (R-EVA-12). Exact numbers are strings.
#include "indicators/execution_row.h"
#include "indicators/print.h"

namespace hallbook::indicators {

namespace {

Json exact(const std::optional<Rational>& value) { return value ? Json{value->exact()} : Json{}; }
Json two_places(const std::optional<Rational>& value) { return value ? Json{value->rounded(2)} : Json{}; }

std::string_view status_name(Status status) {
  switch (status) {
    case Status::complete: return "complete";
    case Status::incomplete: return "incomplete";
    case Status::stale: return "stale";
    case Status::declared: return "declared";
  }
  return "";
}

Json indicator_json(const IndicatorResult& result, Lang lang) {
  const auto& row = result.row;
  const bool number = row.target.kind == TargetKind::number;
  return Json::Object{
      {"no", row.no},
      {"name", row.name},
      {"level1", row.level1},
      {"level2", row.level2},
      {"operator", number ? Json{symbol(result.plan.op.value_or(row.target.op))} : Json{}},
      {"target", number ? Json{row.target.value.exact()} : Json{}},
      {"target_printed", target_printed(result)},
      {"unit", row.target.unit},
      {"value", exact(result.value)},
      {"value_printed", result.value_printed.empty() ? Json{} : Json{result.value_printed}},
      {"met", result.met ? Json{*result.met} : Json{}},
      {"weight", exact(result.weight)},
      {"score", two_places(result.score)},
      {"score_exact", exact(result.score)},
      {"rule", result.plan.rule},
      {"formula", result.plan.formula},
      {"derivation", result.derivation.in(lang)},
      {"explanation", result.explanation.in(lang)},
      {"status", status_name(result.status)},
      {"status_reason", result.status_reason.in(lang)},
      {"receipt", receipt_json(result.receipt)},
  };
}

Json finding_json(const Evaluation& evaluation, std::size_t index, Lang lang) {
  const auto& finding = evaluation.findings[index];
  Json json = Json::Object{{"code", finding.code},
                           {"where", finding.where},
                           {"indicator", finding.indicator},
                           {"message", finding.message.in(lang)},
                           {"from", index < evaluation.document_findings ? "document" : "figures"},
                           {"needs_decision", finding.needs_decision},
                           {"decision", Json{}}};
  if (const auto* decision = evaluation.project.decision(finding.code, finding.indicator))
    json["decision"] = Json::Object{{"chosen", decision->chosen},
                                    {"by", decision->by},
                                    {"proposed", decision->proposed},
                                    {"reason", decision->reason}};
  return json;
}

Json words_json(const Evaluation& evaluation, int indicator) {
  Json::Object places;
  for (const auto& words : evaluation.words) {
    if (words.indicator != indicator) continue;
    Json one = Json::Object{{"text", words.text}, {"by", words.by}, {"at", iso(words.at)}, {"seq", words.seq}};
    if (!words.reason.empty()) one["reason"] = words.reason;
    places.emplace(words.place, std::move(one));
  }
  return places.empty() ? Json{} : Json{std::move(places)};
}

}  // namespace

Json receipt_json(const std::optional<Receipt>& receipt) {
  if (!receipt) return {};
  return Json::Object{{"rows", static_cast<std::int64_t>(receipt->rows)},
                      {"sum", receipt->sum},
                      {"adds_up", receipt->adds_up},
                      {"digest", receipt->digest.hex()},
                      {"journal_seq", receipt->journal_seq}};
}

Json to_json(const Evaluation& evaluation, Lang lang) {
  const auto& project = evaluation.project;
  Json::Array indicators, findings, definitions;
  for (const auto& result : evaluation.indicators) {
    indicators.push_back(indicator_json(result, lang));
    if (Json words = words_json(evaluation, result.row.no); !words.is_null())
      indicators.back()["words"] = std::move(words);
  }
  for (std::size_t i = 0; i < evaluation.findings.size(); ++i) findings.push_back(finding_json(evaluation, i, lang));
  for (const auto& used : evaluation.definitions)
    definitions.push_back(Json::Object{
        {"kind", used.kind}, {"name", used.name}, {"version", used.version}, {"digest", used.digest.hex()}});
  Json json = Json::Object{
      {"project",
       Json::Object{
           {"code", project.code}, {"name", project.name}, {"year", project.year}, {"unit", project.unit_name}}},
      {"sample", evaluation.sample},
      {"as_of", iso(evaluation.as_of)},
      {"scheme", evaluation.scheme},
      {"indicators", std::move(indicators)},
      {"execution", execution_json(evaluation.execution, lang)},
      {"total", Json::Object{{"weight", evaluation.total_weight.exact()},
                             {"scored_weight", evaluation.scored_weight.exact()},
                             {"score", two_places(evaluation.total_score)},
                             {"score_exact", exact(evaluation.total_score)},
                             {"grade", evaluation.grade ? Json{*evaluation.grade} : Json{}},
                             {"note", evaluation.grade_note.in(lang)}}},
      {"findings", std::move(findings)},
      {"definitions", std::move(definitions)},
      {"journal_head", Json::Object{{"seq", evaluation.head.seq}, {"root", evaluation.head.root.hex()}}},
  };
  // R-EVA-43: only when something was written
  if (evaluation.own_total) json["total"]["own_score"] = evaluation.own_total->rounded(2);
  if (Json words = words_json(evaluation, 0); !words.is_null()) json["words"] = std::move(words);
  return json;
}

}  // namespace hallbook::indicators
