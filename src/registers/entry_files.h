#pragma once
// Files of entries: what a field of type file names, and what is attached to an entry later.
// Source: docs/rules/registers.md, R-REG-50 to R-REG-55.
#include <filesystem>

#include "registers/file_value.h"
#include "registers/query.h"
#include "registers/registers.h"

namespace hallbook::registers {

inline constexpr std::uint64_t largest_entry_file = 20ull << 20;

/// Whether a file may belong to an entry: refuses an empty one, one that is too large, and a kind that is not taken.
Result<> judge_entry_file(const std::filesystem::path& file, std::string_view name);
/// Seals a file among the evidence: what a field of type file then holds. In a register with personal fields it is called by
/// its digest and ending, for people write names of citizens into the names of files.
Result<FileValue> keep_entry_file(journal::DataDir& data, const Definition& definition,
                                  const std::filesystem::path& file, std::string_view name);
/// "3f5a9c01.pdf"
std::string neutral_file_name(const Digest& digest, std::string_view ending);
/// R-REG-51: every file that the values name lies among the evidence; else somebody named what was never brought.
Result<> judge_named_files(const journal::EvidenceStore& evidence, const Definition& definition, const Values& values);

struct AttachedFile {
  EntryId entry;
  std::int64_t seq = 0;  // the line that attached it
  FileValue file;
  std::string reason;
  std::int64_t withdrawn_seq = 0;  // the line that took it off; 0 = it stands
  std::string withdrawn_reason;
  friend bool operator==(const AttachedFile&, const AttachedFile&) = default;
};
std::vector<AttachedFile> attached_files(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry);

/// What stands attached to the entries behind a total, in the order in which it was attached.
std::vector<AttachedFile> files_behind(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period);

/// R-REG-54. Refuses: no such entry, a void one, a missing reason, a file that the entry has already.
Result<> attach_file(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                     const FileValue& file, const std::string& reason);
/// Refuses: no such file on the entry, a missing reason.
Result<> withdraw_file(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                       const Digest& digest, const std::string& reason);

/// The file under a digest that some version of the entry names or that stands attached to it; refuses not_found.
Result<FileValue> file_of_entry(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry,
                                std::string_view digest);

/// Why somebody looks at personal data: four characters or more, at most 200 (R-API-17).
Result<std::string> judge_reading_reason(std::string_view reason);

}  // namespace hallbook::registers
