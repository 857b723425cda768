// The three verbs, the live check, showing a personal value, closing a period: over HTTP.
#include <fmt/format.h>

#include "base/text.h"
#include "platform/http/fields.h"
#include "registers/entry_store.h"
#include "registers/entry_uploads.h"
#include "registers/events.h"
#include "registers/opening.h"
#include "registers/preview.h"
#include "registers/register_json.h"
#include "registers/registers_api.h"

namespace hallbook::registers {
namespace {

using http::Fields;
using http::Request;
using http::Response;
using identity::Context;

/// A value shown in full is covered again after this time.
constexpr std::chrono::seconds revealed_for{60};
constexpr std::size_t least_reveal_reason = 4;

Acting acting(Context& context) { return {context.unit.id, context.actor(), context.at, &context.data.keys()}; }

/// "values" of a body as typed values. Every value that cannot be read is a problem of its field; fields that are not
/// given are `absent`.
Values read_values(const Definition& definition, const std::map<std::string, std::optional<std::string>>& given,
                   const FieldValue& absent, std::vector<Refusal>& problems) {
  Values values(definition.fields.size(), absent);
  for (const auto& [name, text] : given) {
    const Field* field = definition.field(name);
    if (field == nullptr) {
      problems.push_back({RefusalCode::invalid,
                          {fmt::format("“{}”没有字段 {}", definition.title.zh, quote(name)),
                           fmt::format("{} has no field {}", definition.name, quote(name))},
                          name,
                          {}});
      continue;
    }
    FieldValue& into = values[definition.index(name)];
    if (!text || trim(*text).empty()) {
      into = std::monostate{};
      continue;
    }
    auto value = parse_value(*field, *text);
    if (value)
      into = std::move(*value);
    else
      problems.push_back(value.error());
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (definition.fields[i].derived) values[i] = std::monostate{};
  return values;
}

Result<Values> read_all(const Definition& definition, const Fields& body, const FieldValue& absent) {
  const auto given = body.texts("values");
  if (!given) return std::unexpected{given.error()};
  std::vector<Refusal> problems;
  Values values = read_values(definition, *given, absent, problems);
  if (!problems.empty()) return std::unexpected{problems.front()};
  return values;
}

Result<> keep_named(const Context& context, const Request& request, const Fields& body) {
  const auto given = body.texts("values");
  if (!given) return std::unexpected{given.error()};
  return keep_brought_files(context, request.param("name"), *given);
}

Json messages_json(const std::vector<Refusal>& refusals, Lang lang) {
  Json list = Json::Array{};
  for (const auto& refusal : refusals)
    list.push_back(Json::Object{{"field", refusal.field}, {"message", refusal.message.in(lang)}});
  return list;
}

/// R-API-16: the page acts on the version it showed.
Result<> judge_seen_version(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id, std::int64_t seen) {
  const auto entry = entry_store::latest(tx, unit, definition, id);
  if (!entry || entry->version == seen) return {};  // the verb says that there is none
  return refuse(
      RefusalCode::conflict,
      {fmt::format("这一条已经是第 {} 版，您看到的是第 {} 版。请看过新的一版再改", entry->version, seen),
       fmt::format("this entry is at version {}, you saw version {}; look at the new one first", entry->version, seen)},
      "version");
}

struct VerbBody {
  EntryId id;
  Fields fields;
  std::string reason;
  std::int64_t seen = 0;
};
Result<VerbBody> verb_body(const Request& request) {
  const auto id = http::path_number(request, "id");
  if (!id) return std::unexpected{id.error()};
  auto fields = Fields::of(request);
  if (!fields) return std::unexpected{fields.error()};
  if (auto only = fields->only({"values", "reason", "version"}); !only) return std::unexpected{only.error()};
  auto reason = fields->text_or("reason", "");
  if (!reason) return std::unexpected{reason.error()};
  const auto seen = fields->number("version");
  if (!seen) return std::unexpected{seen.error()};
  return VerbBody{EntryId{*id}, std::move(*fields), std::move(*reason), *seen};
}

Result<Json> entry_now(db::ReadTx& tx, Context& context, const Definition& definition, EntryId id) {
  const auto versions = history(tx, context.unit.id, definition, id,
                                {context.data.keys().has_master() ? &context.data.keys() : nullptr, false});
  if (!versions) return std::unexpected{versions.error()};
  return entry_json(definition, versions->back(), static_cast<int>(versions->size()));
}

Result<Response> answer_entry(db::ReadTx& tx, Context& context, const Definition& definition, EntryId id, int status) {
  auto json = entry_now(tx, context, definition, id);
  if (!json) return std::unexpected{json.error()};
  return http::json_response(status, *json);
}

}  // namespace

Result<Response> post_check(const Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto given = body->texts("values");
  if (!given) return std::unexpected{given.error()};
  const auto entry = body->number_or("entry", 0);
  if (!entry) return std::unexpected{entry.error()};
  auto tx = context.data.read();
  const auto definition = find_register(tx, context.unit.id, request.param("name"));
  if (!definition) return std::unexpected{definition.error()};
  std::vector<Refusal> unreadable;
  Values values = read_values(*definition, *given, std::monostate{}, unreadable);
  fill_defaults(*definition, values);
  if (*entry > 0) {  // what a correction leaves alone: open values as they are, sealed ones unknown
    const auto before = entry_store::latest(tx, context.unit.id, *definition, EntryId{*entry});
    for (std::size_t i = 0; before && i < values.size(); ++i)
      if (!given->contains(definition->fields[i].name) && !definition->fields[i].derived)
        values[i] = definition->fields[i].personal && !is_empty(before->values[i]) ? keep() : before->values[i];
  }
  Preview seen = preview(tx, context.unit.id, *definition, values, EntryId{*entry}, context.today);
  std::erase_if(seen.problems, [&](const Refusal& problem) {  // "missing" says nothing of what cannot be read
    return std::ranges::find(unreadable, problem.field, &Refusal::field) != unreadable.end();
  });
  seen.problems.insert(seen.problems.begin(), unreadable.begin(), unreadable.end());
  Json effects = Json::Array{}, derived = Json::Object{};
  for (const auto& effect : seen.effects) effects.push_back(Json::Object{{"text", effect.in(context.lang)}});
  if (!definition->rules.derived.empty()) {
    const Field& field = *definition->field(definition->rules.derived);
    derived[field.name] = seen.derived ? Json{print_value(field, *seen.derived)} : Json{};
  }
  return http::ok(Json::Object{{"problems", messages_json(seen.problems, context.lang)},
                               {"warnings", messages_json(seen.warnings, context.lang)},
                               {"effects", std::move(effects)},
                               {"derived", std::move(derived)},
                               {"needs_reason", seen.needs_reason}});
}

Result<Response> post_entry(const Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"values", "reason"}); !only) return std::unexpected{only.error()};
  const auto reason = body->text_or("reason", "");
  if (!reason) return std::unexpected{reason.error()};
  if (auto kept = keep_named(context, request, *body); !kept) return std::unexpected{kept.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto definition = find_register(books.tx, context.unit.id, request.param("name"));
    if (!definition) return std::unexpected{definition.error()};
    auto values = read_all(*definition, *body, std::monostate{});
    if (!values) return std::unexpected{values.error()};
    if (auto named = name_brought_files(context, *definition, *values, nullptr); !named)
      return std::unexpected{named.error()};
    const auto entry = record(books, acting(context), *definition, *values, *reason);
    if (!entry) return std::unexpected{entry.error()};
    return answer_entry(books.tx, context, *definition, entry->id, 201);
  });
}

Result<Response> post_correction(const Request& request, Context& context) {
  const auto body = verb_body(request);
  if (!body) return std::unexpected{body.error()};
  if (auto kept = keep_named(context, request, body->fields); !kept) return std::unexpected{kept.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto definition = find_register(books.tx, context.unit.id, request.param("name"));
    if (!definition) return std::unexpected{definition.error()};
    auto values = read_all(*definition, body->fields, keep());
    if (!values) return std::unexpected{values.error()};
    if (auto seen = judge_seen_version(books.tx, context.unit.id, *definition, body->id, body->seen); !seen)
      return std::unexpected{seen.error()};
    const auto before = entry_store::latest(books.tx, context.unit.id, *definition, body->id);
    if (auto named = name_brought_files(context, *definition, *values, before ? &before->values : nullptr); !named)
      return std::unexpected{named.error()};
    const auto entry = correct(books, acting(context), *definition, body->id, *values, body->reason);
    if (!entry) return std::unexpected{entry.error()};
    return answer_entry(books.tx, context, *definition, body->id, 200);
  });
}

Result<Response> post_void(const Request& request, Context& context) {
  const auto body = verb_body(request);
  if (!body) return std::unexpected{body.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto definition = find_register(books.tx, context.unit.id, request.param("name"));
    if (!definition) return std::unexpected{definition.error()};
    if (auto seen = judge_seen_version(books.tx, context.unit.id, *definition, body->id, body->seen); !seen)
      return std::unexpected{seen.error()};
    if (auto gone = void_entry(books, acting(context), *definition, body->id, body->reason); !gone)
      return std::unexpected{gone.error()};
    return answer_entry(books.tx, context, *definition, body->id, 200);
  });
}

// R-API-17: who saw which value, when and why stands in the journal before the value leaves the house.
Result<Response> post_reveal(const Request& request, Context& context) {
  const auto id = http::path_number(request, "id");
  if (!id) return std::unexpected{id.error()};
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto name = body->text("field"), reason = body->text("reason");
  if (!name) return std::unexpected{name.error()};
  if (!reason) return std::unexpected{reason.error()};
  if (count_characters(trim(*reason)) < least_reveal_reason || !check_text(*reason, 200))
    return refuse(RefusalCode::invalid,
                  {"看全号要写一句理由（至少 4 个字），会记在查阅记录里",
                   "say in a few words why (at least 4 characters); the view is recorded"},
                  "reason");
  // Not Context::write: an answer with a personal value is never kept for a second time of asking.
  return context.data.write([&](journal::Books& books) -> Result<Response> {
    const auto definition = find_register(books.tx, context.unit.id, request.param("name"));
    if (!definition) return std::unexpected{definition.error()};
    const Field* field = definition->field(*name);
    if (field == nullptr || !field->personal)
      return refuse(RefusalCode::invalid, {"这个字段不是个人信息", "this field is not personal"}, "field");
    auto versions = history(books.tx, context.unit.id, *definition, EntryId{*id}, {&context.data.keys(), true});
    if (!versions) return std::unexpected{versions.error()};
    if (auto key = entry_key(books.tx, context.unit.id, *definition, EntryId{*id}, &context.data.keys()); !key)
      return std::unexpected{key.error()};
    journal::append(books, context.unit.id, context.actor(), context.at,
                    PersonalValueShown{definition->name, EntryId{*id}, *name, std::string{trim(*reason)}});
    const FieldValue& value = versions->back().values[definition->index(*name)];
    return http::ok(Json::Object{{"value", is_empty(value) ? Json{} : Json{print_value(*field, value)}},
                                 {"until", http::utc(Instant{context.at + revealed_for})}});
  });
}

Result<Response> post_closing(const Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto last = body->day("last_day");
  if (!last) return std::unexpected{last.error()};
  if (!*last) return refuse(RefusalCode::invalid, {"请写关闭到哪一天", "say up to which day"}, "last_day");
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto definition = find_register(books.tx, context.unit.id, request.param("name"));
    if (!definition) return std::unexpected{definition.error()};
    if (auto closed = close_period(books, acting(context), *definition, **last); !closed)
      return std::unexpected{closed.error()};
    return http::ok(Json::Object{{"closed_until", iso(**last)}});
  });
}

}  // namespace hallbook::registers
