// Projects over HTTP: the document, its versions, two of them compared.
#include <fmt/format.h>

#include "base/line_diff.h"
#include "base/money_math.h"
#include "dossier/disclosure.h"
#include "dossier/dossier_api.h"
#include "dossier/plan_write.h"
#include "dossier/projects.h"
#include "dossier/projects_store.h"
#include "dossier/target_edit.h"
#include "journal/lines.h"
#include "platform/http/fields.h"

namespace hallbook::dossier {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

Json target_json(const Project& project, const IndicatorRow& row) {
  if (row.target.kind != TargetKind::number) return {};
  Json finding;
  for (const auto& known : check_project(project))
    if (known.indicator == row.no && known.needs_decision && finding.is_null()) finding = known.code;
  return Json::Object{{"operator", symbol(row.target.op)},
                      {"value", row.target.value.exact()},
                      {"unit", row.target.unit},
                      {"finding", std::move(finding)}};
}

Json adjusted_json(const IndicatorRow& row) {
  if (!row.adjusted) return {};
  const auto& change = *row.adjusted;
  return Json::Object{{"was", printed_cells(change.was_op, change.was_value, row.unit_cell)},
                      {"by", change.by},
                      {"reason", change.reason}};
}

Json row_json(const Project& project, const IndicatorRow& row) {
  return Json::Object{{"no", row.no},
                      {"level1", row.level1},
                      {"level2", row.level2},
                      {"name", row.name},
                      {"operator_cell", row.operator_cell},
                      {"value_cell", row.value_cell},
                      {"unit_cell", row.unit_cell},
                      {"label_cell", row.label_cell},
                      {"rule_cell", row.rule_cell},
                      {"content_cell", row.content_cell},
                      {"source_cell", row.source_cell},
                      {"target", target_json(project, row)},
                      {"adjusted", adjusted_json(row)}};
}

Json plan_json(const IndicatorPlan& plan) {
  return Json::Object{{"no", plan.no},
                      {"formula", plan.formula},
                      {"rule", plan.rule},
                      {"weight", plan.weight ? Json{*plan.weight} : Json{}},
                      {"deduct_points", plan.deduct_points ? Json{*plan.deduct_points} : Json{}},
                      {"period", plan.period},
                      {"missing", plan.missing},
                      {"note", text_json(plan.note)}};
}

Json sections_json(const Project& project) {
  Json sections = Json::Array{};
  for (const auto& section : project.sections) {
    Json paragraphs = Json::Array{};
    for (const auto& paragraph : section.paragraphs) paragraphs.push_back(paragraph);
    sections.push_back(
        Json::Object{{"heading", section.heading}, {"known", section.known}, {"paragraphs", std::move(paragraphs)}});
  }
  return sections;
}

/// A version's document and plan as one text, for comparing.
std::string whole_text(const StoredProject& stored) { return stored.document + "\n\n" + stored.plan; }

std::size_t changes_between(const std::string& before, const std::string& after) {
  std::size_t changes = 0;
  for (const auto& line : line_diff(before, after)) changes += line.kind == DiffLine::Kind::same ? 0 : 1;
  return changes;
}

/// Why a version was made; "" when nobody said.
std::string reason_of(const journal::Line& line) {
  const auto body = Json::parse(line.body);
  const Json* reason = body ? body->find("reason") : nullptr;
  return reason != nullptr && reason->is_string() ? reason->string() : "";
}

/// Targets that differ between two versions, as their tables print them.
Result<Json> targets_between(db::ReadTx& tx, UnitId unit, const StoredProject& a, const StoredProject& b) {
  const auto before = find_project(tx, unit, a.code, a.seq), after = find_project(tx, unit, b.code, b.seq);
  if (!before) return std::unexpected{before.error()};
  if (!after) return std::unexpected{after.error()};
  Json targets = Json::Array{};
  for (const auto& now : after->indicators) {
    const auto was = std::ranges::find(before->indicators, now.name, &IndicatorRow::name);
    if (was == before->indicators.end() || printed_cells(*was) == printed_cells(now)) continue;
    targets.push_back(Json::Object{{"no", now.no},
                                   {"name", now.name},
                                   {"before", printed_cells(*was)},
                                   {"after", printed_cells(now)},
                                   {"adjusted", adjusted_json(now)}});
  }
  return targets;
}

std::unexpected<Refusal> no_version(std::int64_t version, std::string field) {
  return refuse(RefusalCode::not_found,
                {fmt::format("没有第 {} 版", version), fmt::format("there is no version {}", version)},
                std::move(field));
}

}  // namespace

Json document_json(const Project& project) {
  Json goals = Json::Array{}, indicators = Json::Array{}, plans = Json::Array{};
  for (const auto& goal : project.goals) goals.push_back(Json::Object{{"title", goal.title}, {"text", goal.text}});
  for (const auto& row : project.indicators) indicators.push_back(row_json(project, row));
  for (const auto& row : project.indicators) plans.push_back(plan_json(project.settled(row.no)));
  Json period;
  if (project.year != 0)
    period = Json::Object{{"first", iso(project.period.first)}, {"last", iso(project.period.last)}};
  return Json::Object{{"code", project.code},
                      {"name", project.name},
                      {"year", project.year},
                      {"version", project.version},
                      {"seq", project.seq},
                      {"unit", Json::Object{{"name", project.unit_name},
                                            {"code", project.unit_code},
                                            {"address", project.address},
                                            {"phone", project.phone},
                                            {"legal_person", project.legal_person}}},
                      {"period", std::move(period)},
                      {"amount", project.amount ? Json{to_yuan(*project.amount)} : Json{}},
                      {"goals", std::move(goals)},
                      {"sections", sections_json(project)},
                      {"indicators", std::move(indicators)},
                      {"scheme", project.settled_scheme()},
                      {"plans", std::move(plans)},
                      {"sample", project.sample}};
}

Result<Response> get_projects(const Request&, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto& code : project_codes(tx, context.unit.id)) {
    const auto project = find_project(tx, context.unit.id, code);
    if (!project) return std::unexpected{project.error()};
    items.push_back(Json::Object{
        {"code", project->code}, {"name", project->name}, {"year", project->year}, {"unit", project->unit_name}});
  }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_project(const Request& request, Context& context) {
  const auto version = http::query_number(request, "version");
  if (!version) return std::unexpected{version.error()};
  auto tx = context.data.read();
  std::int64_t at_seq = 0;
  if (*version > 0) {
    for (const auto& stored : load_versions(tx, context.unit.id, request.param("code")))
      if (stored.version == *version) at_seq = stored.seq;
    if (at_seq == 0) return no_version(*version, "version");
  }
  const auto project = find_project(tx, context.unit.id, request.param("code"), at_seq);
  if (!project) return std::unexpected{project.error()};
  Response response = http::ok(document_json(*project));
  response.headers.emplace_back("etag", version_tag(*project));  // R-DOS-47
  return response;
}

Result<Response> get_versions(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto versions = load_versions(tx, context.unit.id, request.param("code"));
  if (versions.empty()) return refuse(RefusalCode::not_found, {"没有这个项目", "there is no such project"}, "code");
  Json items = Json::Array{};
  for (std::size_t i = versions.size(); i-- > 0;) {
    const auto line = journal::line_at(tx, context.unit.id, versions[i].seq);
    items.push_back(Json::Object{
        {"version", versions[i].version},
        {"seq", versions[i].seq},
        {"at", line ? Json{http::utc(line->meta.at)} : Json{}},
        {"actor", line ? line->meta.actor : ""},
        {"reason", line ? reason_of(*line) : ""},
        {"changes", i == 0 ? std::size_t{0} : changes_between(whole_text(versions[i - 1]), whole_text(versions[i]))}});
  }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_compare(const Request& request, Context& context) {
  const auto a = http::query_number(request, "a"), b = http::query_number(request, "b");
  if (!a) return std::unexpected{a.error()};
  if (!b) return std::unexpected{b.error()};
  auto tx = context.data.read();
  const auto versions = load_versions(tx, context.unit.id, request.param("code"));
  const auto before = std::ranges::find(versions, *a, &StoredProject::version);
  const auto after = std::ranges::find(versions, *b, &StoredProject::version);
  if (before == versions.end()) return no_version(*a, "a");
  if (after == versions.end()) return no_version(*b, "b");
  auto targets = targets_between(tx, context.unit.id, *before, *after);
  if (!targets) return std::unexpected{targets.error()};
  Json lines = Json::Array{};
  for (const auto& line : line_diff(whole_text(*before), whole_text(*after))) {
    const std::string_view kind = line.kind == DiffLine::Kind::same      ? "same"
                                  : line.kind == DiffLine::Kind::removed ? "removed"
                                                                         : "added";
    lines.push_back(Json::Object{{"kind", kind}, {"text", line.text}});
  }
  return http::ok(Json::Object{{"lines", std::move(lines)}, {"targets", std::move(*targets)}});
}

}  // namespace hallbook::dossier
