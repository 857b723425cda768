#include "registers/register_json.h"

#include "platform/http/fields.h"
#include "registers/register_fields.h"

namespace hallbook::registers {
namespace {

using http::text_json;

std::string_view mask_name(Mask mask) {
  for (const std::string_view name : {"name", "phone", "address", "id_number"})
    if (mask_named(name) == mask) return name;
  return "all";
}

Json number_json(const std::optional<Quantity>& value) { return value ? Json{to_string(*value)} : Json{}; }

Json rules_json(const KindRules& rules) {
  Json key = Json::Array{}, actions = Json::Object{}, path = Json::Array{};
  for (const auto& name : rules.key) key.push_back(name);
  for (const auto& [meaning, choice] : rules.actions) actions[meaning] = choice;
  for (const auto& [from, to] : rules.path) path.push_back(Json::Object{{"from", from}, {"to", to}});
  return Json::Object{{"key", std::move(key)},          {"counter", rules.counter},  {"reset", rules.reset},
                      {"start", rules.start},           {"action", rules.action},    {"actions", std::move(actions)},
                      {"amount", rules.amount},         {"from_no", rules.from_no},  {"to_no", rules.to_no},
                      {"derived", rules.derived},       {"status", rules.status},    {"path", std::move(path)},
                      {"valid_from", rules.valid_from}, {"valid_to", rules.valid_to}};
}

}  // namespace

Json field_json(const Field& field) {
  Json choices = Json::Array{};
  for (const auto& choice : field.choices)
    choices.push_back(Json::Object{{"value", choice.value}, {"title", text_json(choice.title)}});
  Json personal;
  if (field.personal)
    personal = Json::Object{{"mask", mask_name(field.personal->mask)}, {"keep_days", field.personal->keep_days}};
  return Json::Object{{"name", field.name},
                      {"title", text_json(field.title)},
                      {"type", type_name(field.type)},
                      {"required", field.required},
                      {"sum", field.sum},
                      {"dimension", field.dimension},
                      {"derived", field.derived},
                      {"scale", field.scale},
                      {"unit", field.unit},
                      {"max_chars", field.max_chars},
                      {"min", number_json(field.min)},
                      {"max", number_json(field.max)},
                      {"choices", std::move(choices)},
                      {"default", field.default_value ? Json{*field.default_value} : Json{}},
                      {"personal", std::move(personal)}};
}

Json fields_json(const Definition& definition) {
  Json fields = Json::Array{};
  for (const auto& field : definition.fields) fields.push_back(field_json(field));
  return fields;
}

Json definition_json(const Definition& definition) {
  Json checks = Json::Array{}, filters = Json::Array{};
  for (const auto& check : definition.checks)
    checks.push_back(
        Json::Object{{"rule", check.left + " " + check.op + " " + check.right}, {"message", text_json(check.message)}});
  for (const auto& filter : definition.filters)
    filters.push_back(Json::Object{{"name", filter.name}, {"title", text_json(filter.title)}});
  return Json::Object{{"name", definition.name},
                      {"title", text_json(definition.title)},
                      {"kind", kind_name(definition.kind)},
                      {"owner", definition.owner},
                      {"date_field", definition.date_field},
                      {"digest", definition.digest.hex()},
                      {"fields", fields_json(definition)},
                      {"checks", std::move(checks)},
                      {"filters", std::move(filters)},
                      {"rules", rules_json(definition.rules)}};
}

Json values_json(const Definition& definition, const Values& values) {
  Json json = Json::Object{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (is_empty(values[i]))
      json[field.name] = nullptr;
    else if (const auto* text = std::get_if<std::string>(&values[i]))
      json[field.name] = *text;  // masked personal values too
    else
      json[field.name] = print_value(field, values[i]);
  }
  return json;
}

std::string_view state_name(EntryState state) {
  switch (state) {
    case EntryState::current: return "current";
    case EntryState::superseded: return "superseded";
    case EntryState::voided: return "voided";
  }
  return "";
}

Json entry_json(const Definition& definition, const EntryVersion& entry, int versions) {
  return Json::Object{{"id", entry.id.value},
                      {"version", entry.version},
                      {"versions", versions},
                      {"state", state_name(entry.state)},
                      {"day", iso(entry.day)},
                      {"seq", entry.seq},
                      {"late", entry.late},
                      {"reason", entry.reason},
                      {"ended_reason", entry.ended_reason},
                      {"values", values_json(definition, entry.values)}};
}

Json total_json(const Definition& definition, const list_store::Total& total) {
  Json sums = Json::Object{};
  const auto measures = definition.measures();
  for (std::size_t i = 0; i < measures.size() && i < total.sums.size(); ++i)
    sums[measures[i]->name] = print_value(*measures[i], total.sums[i]);
  return Json::Object{{"rows", total.rows}, {"sums", std::move(sums)}};
}

Json stamp_json(const std::optional<list_store::Stamp>& stamp, std::string_view what) {
  if (!stamp) return {};
  return what == "at" ? Json{http::utc(stamp->at)} : Json{stamp->actor};
}

Json attached_json(db::ReadTx& tx, UnitId unit, const AttachedFile& file) {
  const auto made = list_store::stamp(tx, unit, file.seq);
  const auto gone = file.withdrawn_seq > 0 ? list_store::stamp(tx, unit, file.withdrawn_seq) : std::nullopt;
  return Json::Object{{"digest", file.file.digest.hex()},
                      {"name", file.file.name},
                      {"reason", file.reason},
                      {"seq", file.seq},
                      {"at", stamp_json(made, "at")},
                      {"actor", stamp_json(made, "actor")},
                      {"withdrawn_seq", file.withdrawn_seq},
                      {"withdrawn_at", stamp_json(gone, "at")},
                      {"withdrawn_actor", stamp_json(gone, "actor")},
                      {"withdrawn_reason", file.withdrawn_reason}};
}

Json may_json(const identity::Context& context) {
  using enum identity::Permission;
  return Json::Object{{"record", context.may(register_record)}, {"correct", context.may(register_correct)},
                      {"import", context.may(register_import)}, {"export", context.may(register_export)},
                      {"close", context.may(register_close)},   {"reveal", context.may(register_reveal)}};
}

}  // namespace hallbook::registers
