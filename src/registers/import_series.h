#pragma once
// Rows of meters, stock, voucher books and catalogues, judged as whole series: the file's rows together with what the
// register holds. Keeps only what the kind's rules read. Private to imports. Source: docs/rules/imports.md, R-IMP-10.
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "registers/import_judge.h"
#include "registers/kinds.h"
#include "registers/rows.h"

namespace hallbook::registers {

class SeriesBook {
 public:
  explicit SeriesBook(const Definition& definition);
  /// A row that is fine by itself.
  void add(std::uint64_t row, const Values& values);

  /// The refused rows: what the rules say of them (of at most `worded` rows; the others are only named).
  struct Refused {
    std::unordered_set<std::uint64_t> rows;
    std::map<std::uint64_t, Refusal> words;
    static constexpr std::size_t worded = 10'000;
  };
  /// Rows are taken out one after another until every series is sound with what remains.
  Refused judge(db::ReadTx& tx, UnitId unit) const;

 private:
  struct Entry {
    std::uint64_t row = 0;
    Date day;
    std::size_t at = 0;  // in bytes_
  };
  struct Member;  // a row of a series under judgement
  void pack(const Values& values);
  void unpack(std::size_t at, Values& values) const;
  void judge_one(db::ReadTx& tx, UnitId unit, const std::vector<Entry>& entries, Refused& refused) const;

  const Definition* definition_;
  std::vector<std::size_t> fields_;  // what the kind's rules read
  std::size_t day_field_;
  std::unordered_map<std::string, std::vector<Entry>> series_;
  std::string bytes_;
};

}  // namespace hallbook::registers
