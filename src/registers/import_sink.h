#pragma once
// Where judged rows go: the canonical rows file, with personal values sealed under a key of each entry; and the file of
// refused rows. Private to imports. Source: docs/rules/imports.md, R-IMP-11, R-IMP-12.
#include <cstdio>
#include <memory>
#include <vector>

#include "platform/files/table.h"
#include "registers/import_columns.h"
#include "registers/registers.h"
#include "registers/rows.h"

namespace hallbook::registers {

/// Wrapped entry keys on their way into the database, in a nameless temporary file: a million of them take no memory.
class KeySpool {
 public:
  void add(EntryId entry, std::string_view wrapped);
  void store(db::WriteTx& tx, UnitId unit, std::string_view register_name);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t count_ = 0;
};

class RowSink {
 public:
  RowSink(const journal::EvidenceStore& evidence, const Definition& definition, const journal::KeyRing* keys,
          EntryId first);
  void add(const Values& clear);
  std::int64_t rows() const { return rows_; }
  Digest finish() { return writer_.finish(); }
  KeySpool& keys() { return spool_; }

 private:
  const Definition* definition_;
  const journal::KeyRing* keys_;
  journal::EvidenceStore::RowsWriter writer_;
  RowsCodec codec_;
  std::vector<std::size_t> personal_;
  EntryId first_;
  std::int64_t rows_ = 0;
  std::string line_;
  KeySpool spool_;
};

/// The refused rows as they stood, with two columns behind: what is wrong, and the row in the original. Written only
/// when there is a first row; can be mended and imported again.
class RestFile {
 public:
  /// `wanted` empty: beside `original`, NAME.rest.csv or the next free NAME.rest-2.csv …
  RestFile(const std::filesystem::path& original, std::filesystem::path wanted, const Layout& layout);
  Result<> add(const files::Row& row, const std::vector<Refusal>& refusals);
  /// The path, empty when no row was refused.
  Result<std::filesystem::path> finish();

 private:
  std::filesystem::path file_;
  const Layout* layout_;
  std::unique_ptr<files::TableWriter> writer_;
  std::vector<files::OutCell> cells_;
};

}  // namespace hallbook::registers
