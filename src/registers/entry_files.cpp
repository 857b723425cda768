#include "registers/entry_files.h"

#include <fmt/format.h>

#include "base/text.h"
#include "platform/files/paper_format.h"
#include "registers/entry_files_store.h"
#include "registers/entry_store.h"

namespace hallbook::registers {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_file_reason = 200, least_reading_reason = 4;
constexpr std::size_t digits_of_a_name = 8;

Result<> judge_file_reason(const std::string& reason) {
  if (trim(reason).empty()) return refuse(RefusalCode::invalid, {"请填写原因", "a reason is needed"}, "reason");
  if (auto fine = check_text(reason, max_file_reason); !fine)
    return refuse(RefusalCode::invalid, {"原因：" + fine.error().message.zh, "reason: " + fine.error().message.en},
                  "reason");
  return {};
}

std::unexpected<Refusal> no_such_file(const Definition& definition, EntryId entry) {
  return refuse(RefusalCode::not_found,
                {fmt::format("“{}”第 {} 条没有这个文件", definition.title.zh, entry.value),
                 fmt::format("{} entry {} has no such file", definition.name, entry.value)},
                "digest");
}

/// The entry is there and not void.
Result<> judge_entry_in_force(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id) {
  const auto entry = id.value > 0 ? entry_store::latest(tx, unit, definition, id) : std::nullopt;
  if (!entry)
    return refuse(RefusalCode::not_found,
                  {fmt::format("“{}”没有第 {} 条", definition.title.zh, id.value),
                   fmt::format("{} has no entry {}", definition.name, id.value)},
                  "entry");
  if (entry->state != EntryState::voided) return {};
  return refuse(RefusalCode::wrong_state,
                {fmt::format("“{}”第 {} 条已作废，不能再附文件", definition.title.zh, id.value),
                 fmt::format("{} entry {} is void; no file can be attached to it", definition.name, id.value)},
                "entry");
}

const AttachedFile* standing_file(const std::vector<AttachedFile>& files, const Digest& digest) {
  for (const auto& one : files)
    if (one.withdrawn_seq == 0 && one.file.digest == digest) return &one;
  return nullptr;
}

}  // namespace

Result<> judge_entry_file(const fs::path& file, std::string_view name) {
  std::error_code unreadable;
  const auto bytes = fs::file_size(file, unreadable);
  if (unreadable)
    return refuse(RefusalCode::not_found,
                  {fmt::format("读不到文件“{}”", quote(name)), fmt::format("“{}” cannot be read", quote(name))},
                  "file");
  if (bytes == 0)
    return refuse(RefusalCode::invalid,
                  {fmt::format("文件“{}”是空的", quote(name)), fmt::format("“{}” is empty", quote(name))}, "file");
  if (bytes > largest_entry_file)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("文件“{}”超过 20 MB，请压缩或分成几份", quote(name)),
                   fmt::format("“{}” is larger than 20 MB; make it smaller or split it", quote(name))},
                  "file");
  if (files::paper_format(name, files::first_bytes_of(file))) return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format("文件“{}”不是 PDF、OFD、XML、JPG、PNG、DOCX 或 XLSX，或者内容和扩展名不符", quote(name)),
       fmt::format("“{}” is no PDF, OFD, XML, JPG, PNG, DOCX or XLSX, or its content is not what its name says",
                   quote(name))},
      "file");
}

Result<FileValue> keep_entry_file(journal::DataDir& data, const Definition& definition, const fs::path& file,
                                  std::string_view name) {
  if (auto fine = judge_entry_file(file, name); !fine) return std::unexpected{fine.error()};
  if (!data.keys().has_master())
    return refuse(RefusalCode::unavailable, {"没有主密钥，不能收存文件；请检查 HALLBOOK_KEYS",
                                             "there is no master key, so files cannot be sealed; check HALLBOOK_KEYS"});
  const Digest digest = data.evidence().put_source(file, data.keys());
  if (!definition.has_personal()) return FileValue{digest, first_characters(name, max_file_name)};
  const auto format = files::paper_format(name, files::first_bytes_of(file));
  return FileValue{digest, neutral_file_name(digest, format->ending)};
}

std::string neutral_file_name(const Digest& digest, std::string_view ending) {
  return digest.hex().substr(0, digits_of_a_name) + std::string{ending};
}

Result<> judge_named_files(const journal::EvidenceStore& evidence, const Definition& definition, const Values& values) {
  for (std::size_t at = 0; at < values.size(); ++at) {
    const Field& field = definition.fields[at];
    const auto named = field.type == FieldType::file ? file_value(values[at]) : std::nullopt;
    if (named && !evidence.has(named->digest))
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”的文件没有上传过，请先上传", field.title.zh),
                     fmt::format("{}: this file was never uploaded; upload it first", field.title.en)},
                    field.name);
  }
  return {};
}

std::vector<AttachedFile> attached_files(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry) {
  return entry_files_store::of_entry(tx, unit, definition.name, entry);
}

std::vector<AttachedFile> files_behind(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period) {
  std::vector<AttachedFile> behind;
  std::map<EntryId, bool> counts;
  for (auto& file : entry_files_store::of_register(tx, unit, selection.definition->name)) {
    if (file.withdrawn_seq > 0) continue;
    const auto [known, fresh] = counts.emplace(file.entry, false);
    if (fresh) {
      entry_store::Where alone;
      alone.period = period;
      alone.conditions = selection.conditions;
      alone.entry = file.entry;
      entry_store::each(tx, unit, *selection.definition, alone,
                        [&](const entry_store::StoredEntry&) { known->second = true; });
    }
    if (known->second) behind.push_back(std::move(file));
  }
  return behind;
}

Result<> attach_file(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                     const FileValue& file, const std::string& reason) {
  if (auto fine = judge_entry_in_force(books.tx, acting.unit, definition, entry); !fine) return fine;
  if (auto fine = judge_file_reason(reason); !fine) return fine;
  if (!books.evidence.has(file.digest))
    return refuse(RefusalCode::invalid, {"文件没有上传过，请先上传", "the file was never uploaded; upload it first"},
                  "file");
  if (standing_file(attached_files(books.tx, acting.unit, definition, entry), file.digest) != nullptr)
    return refuse(RefusalCode::conflict,
                  {"这个文件已经附在这一条上了（内容一字不差）", "the entry has this very file already"}, "file");
  journal::append(books, acting.unit, acting.actor, acting.at,
                  EntryFileAttached{definition.name, entry, file, std::string{trim(reason)}});
  return {};
}

Result<> withdraw_file(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                       const Digest& digest, const std::string& reason) {
  const auto files = attached_files(books.tx, acting.unit, definition, entry);
  const auto* file = standing_file(files, digest);
  if (file == nullptr) return no_such_file(definition, entry);
  if (auto fine = judge_file_reason(reason); !fine) return fine;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  EntryFileWithdrawn{definition.name, entry, file->seq, std::string{trim(reason)}});
  return {};
}

Result<FileValue> file_of_entry(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry,
                                std::string_view digest) {
  const auto versions = history(tx, unit, definition, entry);
  if (!versions) return std::unexpected{versions.error()};
  const auto wanted = Digest::from_hex(digest);
  if (!wanted) return no_such_file(definition, entry);
  for (const auto& version : *versions)
    for (std::size_t at = 0; at < version.values.size(); ++at)
      if (definition.fields[at].type == FieldType::file)
        if (auto file = file_value(version.values[at]); file && file->digest == *wanted) return *std::move(file);
  if (const auto files = attached_files(tx, unit, definition, entry); const auto* file = standing_file(files, *wanted))
    return file->file;
  return no_such_file(definition, entry);
}

Result<std::string> judge_reading_reason(std::string_view reason) {
  const std::string_view said = trim(reason);
  if (count_characters(said) >= least_reading_reason && check_text(said, max_file_reason)) return std::string{said};
  return refuse(RefusalCode::invalid,
                {"要写一句理由（4 到 200 个字），会记在查阅记录里",
                 "say in a few words why (4 to 200 characters); it is recorded"},
                "reason");
}

}  // namespace hallbook::registers
