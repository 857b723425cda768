#include "registers/file_events.h"

#include "base/ensure.h"
#include "registers/entry_files_store.h"
#include "registers/events.h"

namespace hallbook::registers {
namespace {

Json file_body(const std::string& register_name, EntryId entry, const FileValue& file, const std::string& reason) {
  return Json::Object{{"register", register_name},
                      {"entry", entry.value},
                      {"digest", file.digest.hex()},
                      {"name", file.name},
                      {"reason", reason}};
}

FileValue file_in(const Json& body) {
  const auto digest = Digest::from_hex(body.at("digest").string());
  ensure(digest.has_value(), "event: a file without a digest");
  return {*digest, body.at("name").string()};
}

EntryId entry_in(const Json& body) { return EntryId{body.at("entry").integer()}; }

}  // namespace

Json EntryFileAttached::to_json() const { return file_body(register_name, entry, file, reason); }
EntryFileAttached EntryFileAttached::from_json(const Json& body) {
  return {body.at("register").string(), entry_in(body), file_in(body), body.at("reason").string()};
}

Json EntryFileWithdrawn::to_json() const {
  return Json::Object{{"register", register_name}, {"entry", entry.value}, {"file_seq", file_seq}, {"reason", reason}};
}
EntryFileWithdrawn EntryFileWithdrawn::from_json(const Json& body) {
  return {body.at("register").string(), entry_in(body), body.at("file_seq").integer(), body.at("reason").string()};
}

Json EntryFileShown::to_json() const { return file_body(register_name, entry, file, reason); }
EntryFileShown EntryFileShown::from_json(const Json& body) {
  return {body.at("register").string(), entry_in(body), file_in(body), body.at("reason").string()};
}

Json ImportFileShown::to_json() const {
  return Json::Object{
      {"register", register_name}, {"import", import_seq}, {"source_name", source_name}, {"reason", reason}};
}
ImportFileShown ImportFileShown::from_json(const Json& body) {
  return {body.at("register").string(), body.at("import").integer(), body.at("source_name").string(),
          body.at("reason").string()};
}

Json RegisterExported::to_json() const {
  return Json::Object{
      {"register", register_name}, {"listing", listing}, {"format", format}, {"rows", rows}, {"clear", clear},
      {"reason", reason}};
}
RegisterExported RegisterExported::from_json(const Json& body) {
  return {body.at("register").string(), body.at("listing").string(), body.at("format").string(),
          body.at("rows").integer(),    body.at("clear").boolean(),  body.at("reason").string()};
}

void apply(journal::Books& books, const journal::Meta& meta, const EntryFileAttached& event) {
  entry_files_store::attach(books.tx, meta, event);
}
void apply(journal::Books& books, const journal::Meta& meta, const EntryFileWithdrawn& event) {
  entry_files_store::withdraw(books.tx, meta, event);
}
void apply(journal::Books&, const journal::Meta&, const EntryFileShown&) {}
void apply(journal::Books&, const journal::Meta&, const ImportFileShown&) {}
void apply(journal::Books&, const journal::Meta&, const RegisterExported&) {}

std::vector<journal::EventKind> file_event_kinds() {
  return {journal::event_kind<EntryFileAttached>({"给一条附上文件", "file attached to an entry"}),
          journal::event_kind<EntryFileWithdrawn>({"撤下一条的附件", "file taken off an entry"}),
          journal::event_kind<EntryFileShown>({"打开一条的文件", "file of an entry opened"}),
          journal::event_kind<ImportFileShown>({"打开导入的原件", "original of an import opened"}),
          journal::event_kind<RegisterExported>({"导出台账", "register exported"})};
}

bool tells_of_reading(std::string_view kind) {
  return kind == PersonalValueShown::kind || kind == EntryFileShown::kind || kind == ImportFileShown::kind ||
         kind == RegisterExported::kind;
}

}  // namespace hallbook::registers
