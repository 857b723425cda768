// Reading registers over HTTP.
#include "registers/registers_api.h"

#include <charconv>

#include "base/ensure.h"
#include "base/work_calendar.h"
#include "identity/adoption.h"
#include "platform/http/fields.h"
#include "registers/listing.h"
#include "registers/opening.h"
#include "registers/query.h"
#include "registers/register_json.h"
#include "registers/registers.h"

namespace hallbook::registers {
namespace {

using http::Request;
using http::Response;
using identity::Context;

Result<Definition> asked_register(db::ReadTx& tx, const Request& request, const Context& context) {
  return find_register(tx, context.unit.id, request.param("name"));
}

/// How personal values are shown in lists: by their mask when the house can open them.
Opening masks(Context& context) { return {context.data.keys().has_master() ? &context.data.keys() : nullptr, false}; }

WorkCalendar calendar_of(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar")) {
    const auto loaded = calendar.load(adopted.text);
    ensure(loaded.has_value(), "an adopted calendar does not load");
  }
  return calendar;
}

/// R-API-09: working days since the last entry, when they are more than the register may be silent for.
Json stale_json(const Definition& definition, const std::optional<Period>& span, const WorkCalendar& calendar,
                Date today) {
  if (definition.stale_after_workdays == 0 || !span || span->last >= today) return {};
  const auto days = calendar.count_workdays({plus_days(span->last, 1), today});
  if (!days || *days <= definition.stale_after_workdays) return {};
  return *days;
}

Json brief_json(db::ReadTx& tx, Context& context, const Definition& definition, const WorkCalendar& calendar) {
  const auto span = span_of_entries(tx, context.unit.id, definition);
  std::int64_t entries = 0;
  if (span) entries = totals(tx, context.unit.id, {&definition, "", {}, 0}, *span).front().rows;
  return Json::Object{{"name", definition.name},
                      {"title", http::text_json(definition.title)},
                      {"kind", kind_name(definition.kind)},
                      {"owner", definition.owner},
                      {"entries", entries},
                      {"last_day", span ? Json{iso(span->last)} : Json{}},
                      {"stale_workdays", stale_json(definition, span, calendar, context.today)},
                      {"closed_until", http::day_json(closed_until(tx, context.unit.id, definition.name))},
                      {"may", may_json(context)}};
}

Json version_json(db::ReadTx& tx, UnitId unit, const Definition& definition, const EntryVersion& version) {
  Json json = entry_json(definition, version, 0);
  const auto made = list_store::stamp(tx, unit, version.seq);
  const auto ended = version.ended_seq > 0 ? list_store::stamp(tx, unit, version.ended_seq) : std::nullopt;
  json["ended_seq"] = version.ended_seq;
  json["at"] = stamp_json(made, "at");
  json["actor"] = stamp_json(made, "actor");
  json["ended_at"] = stamp_json(ended, "at");
  json["ended_actor"] = stamp_json(ended, "actor");
  return json;
}

/// `row` of the rows that were taken in became the entry.
Json file_json(const ImportedFile& file, std::int64_t row) {
  return Json::Object{{"source_name", file.source_name}, {"seq", file.seq},     {"row", row},
                      {"at", http::utc(file.at)},        {"actor", file.actor}, {"rows", file.rows},
                      {"digest", file.source.hex()}};
}

}  // namespace

Result<Response> get_registers(const Request&, Context& context) {
  auto tx = context.data.read();
  const WorkCalendar calendar = calendar_of(tx, context.unit.id);
  Json items = Json::Array{};
  for (const auto& definition : all_registers(tx, context.unit.id))
    items.push_back(brief_json(tx, context, definition, calendar));
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_register(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  const auto adopted = identity::find_definition(tx, context.unit.id, "register", definition->name);
  Json json = definition_json(*definition);
  json["version"] = adopted ? adopted->version : 0;
  json["closed_until"] = http::day_json(closed_until(tx, context.unit.id, definition->name));
  json["may"] = may_json(context);
  return http::ok(json);
}

Result<Response> get_entries(const Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  auto query = read_listing(*definition, request.query);
  if (!query) return std::unexpected{query.error()};
  query->limit = *limit + 1;  // one more tells whether there is a next page
  std::vector<list_store::Listed> rows;
  list_store::each(tx, context.unit.id, *definition, *query, [&](list_store::Listed& row) { rows.push_back(row); });
  const bool more = rows.size() > *limit;
  if (more) rows.pop_back();
  Json next;
  if (more) next = place_behind(*definition, *query, rows.back());
  const bool whole = !more && !query->after && !query->all_versions;  // the page is all there is: no second pass
  Json total =
      total_json(*definition, whole ? sum_of(*definition, rows) : total_of(tx, context.unit.id, *definition, *query));
  Json items = Json::Array{};
  for (auto& row : rows) {
    show_personal(tx, context.unit.id, *definition, row.id, masks(context), row.values);
    items.push_back(entry_json(*definition, row, row.versions));
  }
  return http::ok(Json::Object{{"items", std::move(items)}, {"next", std::move(next)}, {"total", std::move(total)}});
}

Result<Response> get_totals(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  const auto query = read_listing(*definition, request.query);
  if (!query) return std::unexpected{query.error()};
  std::string by{request.query_or("by", "month")};
  const Field* field = nullptr;
  if (by.starts_with("dimension:")) {
    by.erase(0, std::string_view{"dimension:"}.size());
    field = definition->field(by);
  }
  if (by != "day" && by != "month" && (field == nullptr || !field->dimension))
    return refuse(RefusalCode::invalid,
                  {"by 应是 day、month 或 dimension:字段（可汇总的字段）",
                   "by is day, month or dimension:FIELD, a field that is a dimension"},
                  "by");
  Json items = Json::Array{};
  for (const auto& part : parts_of(tx, context.unit.id, *definition, *query, by)) {
    Json item = total_json(*definition, part.total);
    std::string title = part.key;
    if (field != nullptr)
      for (const auto& choice : field->choices)
        if (choice.value == part.key) title = choice.title.in(context.lang);
    item["key"] = part.key;
    item["title"] = title;
    items.push_back(std::move(item));
  }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_entry(const Request& request, Context& context) {
  const auto id = http::path_number(request, "id");
  if (!id) return std::unexpected{id.error()};
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  const auto versions = history(tx, context.unit.id, *definition, EntryId{*id}, masks(context));
  if (!versions) return std::unexpected{versions.error()};
  Json list = Json::Array{}, files = Json::Array{}, attached = Json::Array{};
  for (const auto& file : attached_files(tx, context.unit.id, *definition, EntryId{*id}))
    attached.push_back(attached_json(tx, context.unit.id, file));
  for (const auto& version : *versions) {
    Json json = version_json(tx, context.unit.id, *definition, version);
    json["versions"] = versions->size();
    list.push_back(std::move(json));
    const auto file = list_store::import_of(tx, context.unit.id, version.seq);
    if (!file) continue;
    const auto first = list_store::first_of_import(tx, context.unit.id, file->seq);
    files.push_back(file_json(*file, version.id.value - first.value + 1));
  }
  return http::ok(Json::Object{{"register", definition->name},
                               {"id", *id},
                               {"state", state_name(versions->back().state)},
                               {"versions", std::move(list)},
                               {"files", std::move(files)},
                               {"attached", std::move(attached)}});
}

Result<Response> get_suggestions(const Request& request, Context& context) {
  constexpr std::size_t most = 10;
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  const Field* field = definition->field(request.query_or("field"));
  if (field == nullptr) return refuse(RefusalCode::invalid, {"没有这个字段", "there is no such field"}, "field");
  Json items = Json::Array{};
  if (!field->personal && !is_number(field->type))  // personal values are never offered
    for (auto& value : list_store::values_used(tx, context.unit.id, *definition, definition->index(field->name),
                                               request.query_or("q"), most))
      items.push_back(std::move(value));
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_last_entry(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto definition = asked_register(tx, request, context);
  if (!definition) return std::unexpected{definition.error()};
  Json entry;
  if (const auto id = list_store::last_recorded(tx, context.unit.id, definition->name, context.actor().name)) {
    auto versions = history(tx, context.unit.id, *definition, *id);
    if (!versions) return std::unexpected{versions.error()};
    EntryVersion& last = versions->back();
    for (std::size_t i = 0; i < last.values.size(); ++i)
      if (definition->fields[i].personal) last.values[i] = FieldValue{};
    entry = entry_json(*definition, last, static_cast<int>(versions->size()));
  }
  return http::ok(Json::Object{{"entry", std::move(entry)}});
}

}  // namespace hallbook::registers
