// Findings with what each option would change, and deciding one. Source: docs/rules/api.md, R-API-41.
#include <fmt/format.h>

#include "dossier/disclosure.h"
#include "dossier/target_edit.h"
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "journal/lines.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using dossier::Finding;
using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

/// The document's own cells that the finding is about.
std::string words_of(const dossier::Project& project, const Finding& finding) {
  for (const auto& row : project.indicators) {
    if (row.no != finding.indicator) continue;
    std::string words;
    for (const auto& cell :
         {row.name, row.operator_cell + row.value_cell + row.unit_cell, row.rule_cell, row.content_cell})
      if (!cell.empty()) words += (words.empty() ? "" : " · ") + cell;
    if (row.adjusted)
      words += fmt::format("（文件原写 {}）",
                           dossier::printed_cells(row.adjusted->was_op, row.adjusted->was_value, row.unit_cell));
    return words;
  }
  return "";
}

/// The indicator's figure, or of the whole document the total, as it would be.
Json consequence_json(db::ReadTx& tx, const Asked& asked, const Finding& finding, const dossier::Option& option) {
  dossier::Project project = asked.evaluator.project();
  std::erase_if(project.decisions, [&](const dossier::Decision& decision) {
    return decision.finding == finding.code && decision.indicator == finding.indicator;
  });
  project.decisions.push_back({finding.code, finding.indicator, option.id, "", "", false, 0});
  const auto changed = asked.evaluator.with(tx, std::move(project));
  if (!changed) return {};
  const Evaluation evaluation = changed->evaluate(tx, asked.as_of);
  const auto two = [](const std::optional<Rational>& score) { return score ? Json{score->rounded(2)} : Json{}; };
  if (const auto* result = result_of(evaluation, finding.indicator))
    return Json::Object{{"value", result->value_printed},
                        {"met", result->met ? Json{*result->met} : Json{}},
                        {"score", two(result->score)}};
  return Json::Object{
      {"value", evaluation.grade.value_or("")}, {"met", Json{}}, {"score", two(evaluation.total_score)}};
}

Json decision_json(db::ReadTx& tx, UnitId unit, const dossier::Decision& decision) {
  const auto line = decision.seq > 0 ? journal::line_at(tx, unit, decision.seq) : std::nullopt;
  return Json::Object{{"chosen", decision.chosen}, {"by", decision.by},
                      {"reason", decision.reason}, {"proposed", decision.proposed},
                      {"seq", decision.seq},       {"at", line ? Json{http::utc(line->meta.at)} : Json{}}};
}

Json finding_json(db::ReadTx& tx, const Context& context, const Asked& asked, const Finding& finding) {
  const auto& project = asked.evaluator.project();
  Json options = Json::Array{};
  for (const auto& option : project.options(finding.code, finding.indicator)) {
    Json json = Json::Object{{"id", option.id}, {"title", text_json(option.title)}};
    if (Json consequence = consequence_json(tx, asked, finding, option); !consequence.is_null())
      json["consequence"] = std::move(consequence);
    options.push_back(std::move(json));
  }
  const auto* decision = project.decision(finding.code, finding.indicator);
  return Json::Object{{"code", finding.code},
                      {"indicator", finding.indicator},
                      {"where", finding.where},
                      {"message", finding.message.in(context.lang)},
                      {"needs_decision", finding.needs_decision},
                      {"words", words_of(project, finding)},
                      {"options", std::move(options)},
                      {"decision", decision == nullptr ? Json{} : decision_json(tx, context.unit.id, *decision)}};
}

}  // namespace

Result<Response> get_findings(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, context, request.param("code"), std::nullopt);
  if (!found) return std::unexpected{found.error()};
  Json items = Json::Array{};
  for (const auto& finding : dossier::check_project(found->evaluator.project()))
    items.push_back(finding_json(tx, context, *found, finding));
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> post_decision(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"finding", "indicator", "chosen", "reason"}); !only) return std::unexpected{only.error()};
  const auto code = body->text("finding"), chosen = body->text("chosen"), reason = body->text_or("reason", "");
  const auto indicator = body->number_or("indicator", 0);
  for (const auto* text : {&code, &chosen, &reason})
    if (!*text) return std::unexpected{text->error()};
  if (!indicator) return std::unexpected{indicator.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    dossier::Decision decision;
    decision.finding = *code;
    decision.indicator = static_cast<int>(std::clamp<std::int64_t>(*indicator, 0, 100'000));
    decision.chosen = *chosen;
    decision.by = context.who ? context.who->display_name : "";
    decision.reason = *reason;
    const std::string_view project = request.param("code");
    if (auto decided = dossier::decide(books, context.unit.id, context.actor(), context.at, project, decision);
        !decided)
      return std::unexpected{decided.error()};
    const auto found = asked(books.tx, context, project, std::nullopt);
    if (!found) return std::unexpected{found.error()};
    for (const auto& finding : dossier::check_project(found->evaluator.project()))
      if (finding.code == *code && finding.indicator == decision.indicator)
        return http::ok(finding_json(books.tx, context, *found, finding));
    return refuse(RefusalCode::not_found, {"这个疑义不见了", "the finding is gone"}, "finding");
  });
}

}  // namespace hallbook::indicators
