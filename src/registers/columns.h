#pragma once
// The open fields of a register's entries in force as columns in memory: what lists are searched, filtered and ordered by
// (R-API-13, docs/decisions/0030-list-columns.md). Pure; columns_store reads them, list_columns asks them.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "registers/entry.h"

namespace hallbook::registers {

/// Entries in one page of columns; entry n lies in page n / page_entries.
constexpr std::int64_t page_entries = 4096;

/// A stored value as bytes that sort as the values do; empty values come first, as "". Integers are eight bytes.
std::string sortable(const FieldValue& value);
std::int64_t number_of(std::string_view sortable_number);  // 0 of ""

/// One field of the entries of a page: its different values in order, and which of them each entry has.
class FieldColumn {
 public:
  using Code = std::uint16_t;  // 0: empty; larger codes are larger values
  std::size_t codes() const { return ends_.size(); }  // code 0 included, though no entry may have it
  Code code(std::size_t row) const { return codes_[row]; }
  std::string_view value(std::size_t code) const {
    const std::size_t begin = code == 0 ? 0 : ends_[code - 1];
    return std::string_view{bytes_}.substr(begin, ends_[code] - begin);
  }
  /// The first code whose value is not below this one; codes() when there is none.
  std::size_t first_not_below(std::string_view value) const;

 private:
  friend class ColumnBuilder;
  std::vector<Code> codes_;  // by row of the page
  std::string bytes_;  // the values of all codes, one after the other
  std::vector<std::uint32_t> ends_;  // by code: where its value ends
};

/// Takes a value for some rows of a page, at most one for each; the others stay empty.
class ColumnBuilder {
 public:
  ColumnBuilder();
  void set(std::size_t row, std::string_view sortable_value);
  FieldColumn finish() &&;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Texts = std::unordered_map<std::string, FieldColumn::Code, Hash, std::equal_to<>>;
  Texts texts_;
  const Texts::value_type* last_ = nullptr;  // neighbours are often equal
  std::vector<FieldColumn::Code> codes_;
};

struct ColumnPage {
  std::int64_t first_id = 0;  // of row 0
  std::vector<int> versions;  // in force, by row; 0: no such entry, or none of its versions is
  std::vector<FieldColumn> columns;  // by field of the definition; of a personal one without rows
};

/// All pages of a register, in order of entries, as of one state of the database.
struct Columns {
  std::vector<std::shared_ptr<const ColumnPage>> pages;
  std::vector<std::int64_t> changes;  // by page: the mark under which it was read (columns_store)
};

}  // namespace hallbook::registers
