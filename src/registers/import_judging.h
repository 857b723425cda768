#pragma once
// One judging of a whole file against the register as one transaction sees it, and the rows on their way into the
// canonical file. Private to imports. Source: docs/rules/imports.md.
#include "registers/import_keys.h"
#include "registers/import_series.h"
#include "registers/import_sink.h"
#include "registers/import_totals.h"

namespace hallbook::registers {

class RowSource;

class Judging {
 public:
  /// Everything given must outlive it. `wish_source` is the name that mappings are remembered under.
  Judging(journal::DataDir& data, const Acting& acting, const Definition& definition, const std::filesystem::path& file,
          const ImportOptions& options);
  ~Judging();

  /// Refuses what makes the file as a whole unusable; problems of rows are in `result`.
  Result<> run(db::ReadTx& tx);
  /// Every row is good, or the good ones are wanted; and it is no dry run. Then `sink` holds the good rows.
  bool may_store() const;

  ImportResult result;
  std::int64_t seq = 0;  // of the journal when it was judged
  EntryId first_id;
  std::optional<Date> closed;
  std::unique_ptr<RowSink> sink;
  std::unique_ptr<RestFile> rest;

 private:
  Result<> open_file(db::ReadTx& tx, std::optional<RowSource>& source);
  Result<> judge_rows(db::ReadTx& tx, RowSource& source);
  Result<> judge_row(db::ReadTx& tx, const files::Row& row);
  Result<> judge_series(db::ReadTx& tx);
  Result<> store_series(const SeriesBook::Refused& refused);
  void check_key(db::ReadTx& tx, const files::Row& row);
  Result<> keep(const files::Row& row, bool fine);

  journal::DataDir& data_;
  const Acting& acting_;
  const Definition& definition_;
  const std::filesystem::path& file_;
  const ImportOptions& options_;
  Layout layout_;
  Problems problems_;
  std::unique_ptr<RowJudge> judge_;
  std::unique_ptr<Totals> totals_;
  std::unique_ptr<SeriesBook> series_;
  KeyRows keys_;
  std::vector<std::size_t> key_fields_;
  std::string key_;
  Values values_;
};

}  // namespace hallbook::registers
