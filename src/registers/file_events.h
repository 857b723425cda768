#pragma once
// The events about files: attached to an entry, taken off it; and those that only say who took personal data out of the
// house, which change no table. Source: docs/rules/registers.md, R-REG-50 to R-REG-56.
#include "journal/journal.h"
#include "registers/file_value.h"

namespace hallbook::registers {

struct EntryFileAttached {
  static constexpr std::string_view kind = "EntryFileAttached";
  std::string register_name;
  EntryId entry;
  FileValue file;
  std::string reason;
  Json to_json() const;
  static EntryFileAttached from_json(const Json& body);
};

/// The file shows no more on its entry; its bytes stay among the evidence.
struct EntryFileWithdrawn {
  static constexpr std::string_view kind = "EntryFileWithdrawn";
  std::string register_name;
  EntryId entry;
  std::int64_t file_seq = 0;  // the line that attached it
  std::string reason;
  Json to_json() const;
  static EntryFileWithdrawn from_json(const Json& body);
};

/// Somebody opened a file of a register with personal fields.
struct EntryFileShown {
  static constexpr std::string_view kind = "EntryFileShown";
  std::string register_name;
  EntryId entry;
  FileValue file;
  std::string reason;
  Json to_json() const;
  static EntryFileShown from_json(const Json& body);
};

/// Somebody opened the original of an import, which holds what no column took and personal values in clear.
struct ImportFileShown {
  static constexpr std::string_view kind = "ImportFileShown";
  std::string register_name;
  std::int64_t import_seq = 0;
  std::string source_name;
  std::string reason;
  Json to_json() const;
  static ImportFileShown from_json(const Json& body);
};

/// Somebody took rows of a register out as a table.
struct RegisterExported {
  static constexpr std::string_view kind = "RegisterExported";
  std::string register_name;
  std::string listing;  // the filter as the address of the list says it; "" = all
  std::string format;  // "csv", "xlsx"
  std::int64_t rows = 0;
  bool clear = false;  // personal fields in clear
  std::string reason;
  Json to_json() const;
  static RegisterExported from_json(const Json& body);
};

void apply(journal::Books& books, const journal::Meta& meta, const EntryFileAttached& event);
void apply(journal::Books& books, const journal::Meta& meta, const EntryFileWithdrawn& event);
void apply(journal::Books& books, const journal::Meta& meta, const EntryFileShown& event);
void apply(journal::Books& books, const journal::Meta& meta, const ImportFileShown& event);
void apply(journal::Books& books, const journal::Meta& meta, const RegisterExported& event);

/// For event_kinds().
std::vector<journal::EventKind> file_event_kinds();
/// Whether lines of this kind tell that rows were read, not that any changed.
bool tells_of_reading(std::string_view kind);

}  // namespace hallbook::registers
