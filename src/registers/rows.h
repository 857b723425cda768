#pragma once
// The canonical rows file of an import, and the event that projects it into the table (R-REG-40 to R-REG-44).
//   line 1:  canonical JSON header
//   then one line an entry: the header's columns, TAB-separated, in PostgreSQL COPY text form (\N = empty; \\ \t \n \r
//   for those characters). Integers are stored units, dates ISO, personal fields base64 of the sealed bytes.
// The i-th row (from 0) is entry first_id + i. The file alone decides what the table holds: a later parser changes nothing.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "journal/journal.h"
#include "journal/keys.h"
#include "registers/entry.h"

namespace hallbook::registers {

/// `Values` in stored form: a personal field holds its sealed bytes (raw, not base64) or nothing.
/// Clear form: a personal field holds its clear text.

struct RowsHeader {
  static constexpr int format = 1;
  std::string register_name;
  Digest definition;  // of the definition the rows were judged by
  EntryId first_id;
  std::vector<std::string> columns;  // names of the fields that are not derived, in the definition's order
  std::string sealing;  // "sm4-hmac-sm3", or "" when the register has no personal field
  std::string line() const;
  static Result<RowsHeader> parse(std::string_view line);
};
/// The header that an import of `definition` writes.
RowsHeader rows_header(const Definition& definition, EntryId first_id);

/// Writes and reads row lines. `definition` may be a later version than the header's (fields are never dropped), and
/// must outlive the codec.
class RowsCodec {
 public:
  /// ensure: every column is a field of `definition`.
  RowsCodec(const Definition& definition, const RowsHeader& header);
  /// Appends the line (without '\n') of values in stored form.
  void append_line(std::string& out, const Values& stored) const;
  /// Fills `stored` (one per field of the definition; derived and later fields empty). Reuses its memory.
  /// Refuses a wrong number of columns, a broken escape, a number that is none, bad base64.
  Result<> parse_line(std::string_view line, Values& stored) const;

 private:
  const Definition* definition_;
  std::vector<std::size_t> fields_;  // field index per column
};

/// The text after column escapes; what append_line writes for one text.
void append_escaped(std::string& out, std::string_view text);

/// R-REG-12. Clear → stored form under one entry key; context of each value is register/field/entry id.
Values seal_values(const Definition& definition, EntryId entry, std::string_view key, const Values& clear);
/// Stored → clear form; refuses (conflict) when a sealed value does not open with the key.
Result<Values> open_values(const Definition& definition, EntryId entry, std::string_view key, const Values& stored);
/// What an entry key is bound to when it is wrapped: "mailing/17".
std::string key_context(std::string_view register_name, EntryId entry);
/// Keeps a wrapped key. Not an apply(): keys cannot be derived from the journal.
void keep_entry_key(db::WriteTx& tx, UnitId unit, std::string_view register_name, EntryId entry,
                    std::string_view wrapped);

/// One bulk import. The rows are read from the evidence file `rows_digest` when it is applied.
struct RowsImported {
  static constexpr std::string_view kind = "RowsImported";
  std::string register_name;
  Digest definition;  // in force when it was imported (ensure in apply)
  std::string source_name;  // the file's name, without folders
  Digest source_digest;  // of the original bytes; the same digest is refused next time
  Digest rows_digest;
  std::int64_t rows = 0;
  EntryId first_id;  // ensure in apply: next_entry_id()
  std::string source;  // mappings are remembered per register and source
  std::map<std::string, std::string> mapping;  // heading → field
  std::map<std::string, std::string> options;  // "sheet", "format", "accept_good" … as they were given
  std::string closed_until;  // ISO day or "": rows up to it are late
  std::string late_reason;
  std::map<std::string, std::int64_t> counts;  // "read", "refused" …
  Json to_json() const;
  static RowsImported from_json(const Json& body);
};
/// Throws db::Fault, BrokenInvariant (a rows file that is missing or does not fit the event).
void apply(journal::Books& books, const journal::Meta& meta, const RowsImported& event);

/// The id that the next entry gets: the largest ever used + 1.
EntryId next_entry_id(db::ReadTx& tx, UnitId unit, const Definition& definition);

/// The earlier import of the same bytes, if there was one.
struct EarlierImport {
  std::int64_t seq = 0;
  Date day;  // in the hall
  std::string source_name;
};
std::optional<EarlierImport> find_import(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                         const Digest& source_digest);
/// heading → field, as the last import from `source` was mapped; empty when there was none.
std::map<std::string, std::string> remembered_mapping(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                                      std::string_view source);

/// What an import needs of the entries in force. Case files with a key: the entry that holds the key of `values`
/// (nullopt when a key field is empty or nobody holds it).
std::optional<EntryId> find_by_key(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values);
/// Series kinds: all entries in force with the key of `values`, by day then entry id, in stored form.
std::vector<EntryVersion> series_entries(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                         const Values& values);

}  // namespace hallbook::registers
