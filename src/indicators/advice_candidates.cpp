// Indicators that the bureau's own registers could answer for, where the table has none of their kind; and advice as JSON
// and text. Source: docs/rules/advice.md, R-ADV-05 to R-ADV-07.
#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "indicators/advice.h"
#include "indicators/print.h"
#include "indicators/toml_reading.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {
namespace {

struct Offered {
  Candidate candidate;
  Target target;  // for printing its value
};

std::vector<Offered> shipped_candidates() {
  const auto files = embedded_files("definitions/advice/candidates.toml");
  ensure(files.size() == 1, "advice: the candidates ship with the program");
  const auto file = toml_reading::parse(files.front().text);
  ensure(file.has_value(), "advice: the shipped candidates can be read");
  std::vector<Offered> all;
  for (const auto& row : file->tables("candidate")) {
    Offered offered;
    offered.candidate = {row.text("kind"), row.words("title"), {}, row.text("formula"),
                         row.text("op"),   row.text("unit"),   {}, {}};
    offered.target = parse_target("1", row.text("unit"), row.text("op"));
    ensure(offered.target.kind == TargetKind::number, "advice: a candidate has a unit and a sign");
    all.push_back(std::move(offered));
  }
  return all;
}

bool has_kind(const dossier::Project& project, std::string_view kind) {
  return std::ranges::any_of(project.indicators, [&](const dossier::IndicatorRow& row) {
    return row.level1.contains(kind) || row.level2.contains(kind);
  });
}

bool has_formula(const dossier::Project& project, const std::string& formula) {
  return std::ranges::any_of(project.indicators, [&](const dossier::IndicatorRow& row) {
    return project.settled(row.no).formula.contains(formula);
  });
}

Json indicator_json(const IndicatorAdvice& one) {
  Json years = Json::Array{};
  for (const auto& year : one.years)
    years.push_back(Json::Object{{"year", year.year}, {"value", year.value.exact()}, {"printed", year.printed}});
  return Json::Object{{"no", one.no},
                      {"name", one.name},
                      {"target", one.target_printed},
                      {"years", std::move(years)},
                      {"low", one.low ? Json{one.low->exact()} : Json{}},
                      {"high", one.high ? Json{one.high->exact()} : Json{}},
                      {"range", one.range_printed},
                      {"reason", http::text_json(one.reason)}};
}

}  // namespace

std::vector<Candidate> candidates_for(db::ReadTx& tx, const Evaluator& evaluator, Date as_of) {
  std::vector<Candidate> found;
  for (auto& [candidate, target] : shipped_candidates()) {
    if (has_kind(evaluator.project(), candidate.kind) || has_formula(evaluator.project(), candidate.formula)) continue;
    const auto trial = evaluator.try_formula(tx, candidate.formula, 0, as_of);
    if (trial.words.zh.empty()) continue;  // it does not check
    candidate.words = trial.words;
    if (trial.value)
      candidate.value_printed = in_document_unit(*trial.value, target);
    else
      candidate.missing = trial.problem ? trial.problem->message : trial.missing;
    found.push_back(std::move(candidate));
  }
  return found;
}

Json advice_json(const TargetAdvice& advice) {
  Json::Array indicators, remarks, candidates;
  for (const auto& one : advice.indicators) indicators.push_back(indicator_json(one));
  for (const auto& one : advice.remarks)
    remarks.push_back(
        Json::Object{{"code", one.code}, {"indicator", one.indicator}, {"message", http::text_json(one.message)}});
  for (const auto& one : advice.candidates)
    candidates.push_back(Json::Object{{"kind", one.kind},
                                      {"title", http::text_json(one.title)},
                                      {"words", http::text_json(one.words)},
                                      {"formula", one.formula},
                                      {"op", one.op},
                                      {"unit", one.unit},
                                      {"value", one.value_printed},
                                      {"missing", http::text_json(one.missing)}});
  return Json::Object{
      {"indicators", std::move(indicators)}, {"remarks", std::move(remarks)}, {"candidates", std::move(candidates)}};
}

std::string advice_text(const TargetAdvice& advice, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (const auto& one : advice.indicators)
    text += fmt::format("  {}  {}  {}\n     {}{}\n", one.no, one.name, one.target_printed,
                        one.range_printed.empty() ? "" : (zh ? "建议 " : "suggested ") + one.range_printed + "  ",
                        one.reason.in(lang));
  for (const auto& one : advice.remarks)
    text += fmt::format("  ! {} {}  [{}]\n    {}\n", zh ? "指标" : "indicator", one.indicator, one.code,
                        one.message.in(lang));
  for (const auto& one : advice.candidates)
    text += fmt::format(
        "  + {}  {}  {}\n    {}\n", one.kind, one.title.in(lang),
        one.value_printed.empty() ? one.missing.in(lang) : (zh ? "现在是 " : "now ") + one.value_printed, one.formula);
  return text;
}

}  // namespace hallbook::indicators
