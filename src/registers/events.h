#pragma once
// The events of this folder (RowsImported stands in rows.h). Bodies hold stored values; personal fields only sealed.
#include "journal/journal.h"
#include "registers/entry.h"

namespace hallbook::registers {

struct RegisterAdopted {
  static constexpr std::string_view kind = "RegisterAdopted";
  std::string name;
  std::string text;  // the TOML
  std::string reason = {};  // why, when a person says so
  Json to_json() const;
  static RegisterAdopted from_json(const Json& body);
};

struct EntryRecorded {
  static constexpr std::string_view kind = "EntryRecorded";
  std::string register_name;
  Digest definition;
  EntryId entry;
  bool late = false;
  std::string reason;
  Json values;  // field → integer in stored units, or text; empty fields are left out
  Json sealed;  // personal field → base64 of the sealed bytes
  Json to_json() const;
  static EntryRecorded from_json(const Json& body);
};

struct EntryCorrected {
  static constexpr std::string_view kind = "EntryCorrected";
  EntryRecorded now;  // the new version
  int version = 2;    // its number; version - 1 is superseded
  Json to_json() const;
  static EntryCorrected from_json(const Json& body);
};

struct EntryVoided {
  static constexpr std::string_view kind = "EntryVoided";
  std::string register_name;
  EntryId entry;
  int version = 1;  // the version that goes
  bool late = false;
  std::string reason;
  Json to_json() const;
  static EntryVoided from_json(const Json& body);
};

/// All rows of one import that are still in force go, by one line.
struct ImportWithdrawn {
  static constexpr std::string_view kind = "ImportWithdrawn";
  std::string register_name;
  std::int64_t import_seq = 0;  // the line of RowsImported
  std::int64_t rows = 0;        // that were in force, corrected ones too
  std::string reason;
  Json to_json() const;
  static ImportWithdrawn from_json(const Json& body);
};

struct PeriodClosed {
  static constexpr std::string_view kind = "PeriodClosed";
  std::string register_name;
  Date last;
  Json to_json() const;
  static PeriodClosed from_json(const Json& body);
};

/// Somebody saw one personal value in full; changes no table.
struct PersonalValueShown {
  static constexpr std::string_view kind = "PersonalValueShown";
  std::string register_name;
  EntryId entry;
  std::string field;
  std::string reason;
  Json to_json() const;
  static PersonalValueShown from_json(const Json& body);
};

void apply(journal::Books& books, const journal::Meta& meta, const RegisterAdopted& event);
void apply(journal::Books& books, const journal::Meta& meta, const EntryRecorded& event);
void apply(journal::Books& books, const journal::Meta& meta, const EntryCorrected& event);
void apply(journal::Books& books, const journal::Meta& meta, const EntryVoided& event);
void apply(journal::Books& books, const journal::Meta& meta, const ImportWithdrawn& event);
void apply(journal::Books& books, const journal::Meta& meta, const PeriodClosed& event);
void apply(journal::Books& books, const journal::Meta& meta, const PersonalValueShown& event);

/// Stored values ⇄ the two objects of a body; derived fields are left out.
void put_values(const Definition& definition, const Values& stored, Json& values, Json& sealed);
Values take_values(const Definition& definition, const Json& values, const Json& sealed);

}  // namespace hallbook::registers
