#include "registers/events.h"

#include "base/ensure.h"
#include "platform/crypto/seal.h"
#include "registers/checks.h"
#include "registers/file_events.h"
#include "registers/rows.h"

namespace hallbook::registers {
namespace {

Digest digest_from(const Json& text) {
  const auto digest = Digest::from_hex(text.string());
  ensure(digest.has_value(), "event: a digest is not 64 hexadecimal digits");
  return *digest;
}

template <class Value>
Json object_of(const std::map<std::string, Value>& map) {
  Json object{Json::Object{}};
  for (const auto& [key, value] : map) object[key] = value;
  return object;
}

std::map<std::string, std::string> texts_of(const Json& object) {
  std::map<std::string, std::string> map;
  for (const auto& [key, value] : object.object()) map.emplace(key, value.string());
  return map;
}

}  // namespace

void put_values(const Definition& definition, const Values& stored, Json& values, Json& sealed) {
  values = Json::Object{};
  sealed = Json::Object{};
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const Field& field = definition.fields[i];
    if (field.derived) continue;
    if (const auto* number = std::get_if<std::int64_t>(&stored[i]))
      values[field.name] = *number;
    else if (const auto* text = std::get_if<std::string>(&stored[i]))
      (field.personal ? sealed : values)[field.name] = field.personal ? crypto::base64(*text) : *text;
  }
}

Values take_values(const Definition& definition, const Json& values, const Json& sealed) {
  Values stored(definition.fields.size());
  for (const auto& [name, value] : values.object()) {
    FieldValue& into = stored[definition.index(name)];
    if (value.is_int())
      into = value.integer();
    else
      into = value.string();
  }
  for (const auto& [name, value] : sealed.object()) {
    const auto bytes = crypto::from_base64(value.string());
    ensure(bytes.has_value(), "event: sealed bytes are not base64");
    stored[definition.index(name)] = *bytes;
  }
  return stored;
}

Json RegisterAdopted::to_json() const {
  Json body = Json::Object{{"name", name}, {"text", text}};
  if (!reason.empty()) body["reason"] = reason;
  return body;
}
RegisterAdopted RegisterAdopted::from_json(const Json& body) {
  return {body.at("name").string(), body.at("text").string(),
          body.find("reason") != nullptr ? body.at("reason").string() : ""};
}

Json EntryRecorded::to_json() const {
  return Json::Object{{"register", register_name}, {"definition", definition.hex()},
                      {"entry", entry.value},      {"late", late},
                      {"reason", reason},          {"values", values},
                      {"sealed", sealed}};
}
EntryRecorded EntryRecorded::from_json(const Json& body) {
  return {body.at("register").string(),
          digest_from(body.at("definition")),
          EntryId{body.at("entry").integer()},
          body.at("late").boolean(),
          body.at("reason").string(),
          body.at("values"),
          body.at("sealed")};
}

Json EntryCorrected::to_json() const {
  Json body = now.to_json();
  body["version"] = version;
  return body;
}
EntryCorrected EntryCorrected::from_json(const Json& body) {
  return {EntryRecorded::from_json(body), static_cast<int>(body.at("version").integer())};
}

Json EntryVoided::to_json() const {
  return Json::Object{
      {"register", register_name}, {"entry", entry.value}, {"version", version}, {"late", late}, {"reason", reason}};
}
EntryVoided EntryVoided::from_json(const Json& body) {
  return {body.at("register").string(), EntryId{body.at("entry").integer()},
          static_cast<int>(body.at("version").integer()), body.at("late").boolean(), body.at("reason").string()};
}

Json ImportWithdrawn::to_json() const {
  return Json::Object{{"register", register_name}, {"import", import_seq}, {"rows", rows}, {"reason", reason}};
}
ImportWithdrawn ImportWithdrawn::from_json(const Json& body) {
  return {body.at("register").string(), body.at("import").integer(), body.at("rows").integer(),
          body.at("reason").string()};
}

Json PeriodClosed::to_json() const { return Json::Object{{"register", register_name}, {"last", iso(last)}}; }
PeriodClosed PeriodClosed::from_json(const Json& body) {
  const auto last = parse_iso_date(body.at("last").string());
  ensure(last.has_value(), "PeriodClosed: not a day");
  return {body.at("register").string(), *last};
}

Json PersonalValueShown::to_json() const {
  return Json::Object{{"register", register_name}, {"entry", entry.value}, {"field", field}, {"reason", reason}};
}

PersonalValueShown PersonalValueShown::from_json(const Json& body) {
  return {body.at("register").string(), EntryId{body.at("entry").integer()}, body.at("field").string(),
          body.at("reason").string()};
}

void apply(journal::Books&, const journal::Meta&, const PersonalValueShown&) {}

Json RowsImported::to_json() const {
  return Json::Object{{"register", register_name},        {"definition", definition.hex()},
                      {"source_name", source_name},       {"source_digest", source_digest.hex()},
                      {"rows_digest", rows_digest.hex()}, {"rows", rows},
                      {"first_id", first_id.value},       {"source", source},
                      {"mapping", object_of(mapping)},    {"options", object_of(options)},
                      {"closed_until", closed_until},     {"late_reason", late_reason},
                      {"counts", object_of(counts)}};
}
RowsImported RowsImported::from_json(const Json& body) {
  RowsImported event{body.at("register").string(),
                     digest_from(body.at("definition")),
                     body.at("source_name").string(),
                     digest_from(body.at("source_digest")),
                     digest_from(body.at("rows_digest")),
                     body.at("rows").integer(),
                     EntryId{body.at("first_id").integer()},
                     body.at("source").string(),
                     texts_of(body.at("mapping")),
                     texts_of(body.at("options")),
                     body.at("closed_until").string(),
                     body.at("late_reason").string(),
                     {}};
  for (const auto& [key, value] : body.at("counts").object()) event.counts.emplace(key, value.integer());
  return event;
}

std::vector<journal::EventKind> event_kinds() {
  std::vector<journal::EventKind> all{
      journal::event_kind<RegisterAdopted>({"采用台账定义", "register adopted"}),
      journal::event_kind<RowsImported>({"导入台账", "rows imported"}),
      journal::event_kind<EntryRecorded>({"登记一条", "entry recorded"}),
      journal::event_kind<EntryCorrected>({"更正一条", "entry corrected"}),
      journal::event_kind<EntryVoided>({"作废一条", "entry voided"}),
      journal::event_kind<ImportWithdrawn>({"撤回导入", "import taken back"}),
      journal::event_kind<PeriodClosed>({"关闭期间", "period closed"}),
      journal::event_kind<PersonalValueShown>({"看全个人信息", "personal value shown"})};
  for (auto& kind : file_event_kinds()) all.push_back(std::move(kind));
  return all;
}

}  // namespace hallbook::registers
