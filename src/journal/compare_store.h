#pragma once
// A table's rows in primary-key order, in pages, for comparison. Private to journal/.
#include "platform/db/db.h"

namespace hallbook::journal::store {

using TableRow = std::vector<db::Value>;  // in shape.columns order

class TablePages {
 public:
  TablePages(db::ReadTx& tx, const db::TableShape& shape);
  /// The row at hand, nullptr at the end; `advance` goes to the next.
  const TableRow* row();
  void advance() { ++at_; }
  /// Its key, in key order.
  std::vector<const db::Value*> key(const TableRow& row) const;
  std::uint64_t passed() const { return passed_; }

 private:
  void next_page();
  db::ReadTx& tx_;
  std::vector<std::size_t> key_columns_;
  std::string first_sql_, next_sql_;
  std::vector<TableRow> page_;
  std::size_t at_ = 0;
  bool started_ = false;
  std::uint64_t passed_ = 0;
};

/// −1, 0, 1: NULL, then integers, then text and bytes by byte value, as both databases order them in binary collation.
int compare(const db::Value& a, const db::Value& b);

}  // namespace hallbook::journal::store
