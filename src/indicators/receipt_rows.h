#pragma once
// The rows behind a figure with their values: sorted and filtered for a page, all of them for a file. Private to
// indicators/.
#include "indicators/evaluator_impl.h"
#include "registers/entry_files.h"
#include "registers/source_rows.h"

namespace hallbook::indicators {

struct RowsWish {
  std::string part;  // the text of a total in the formula; "" = the first
  registers::ListingText listing;
  std::size_t limit = 0;
};
struct RowsPage {
  std::string part, register_name;
  Text words;
  std::vector<Json> items;  // entries with amount and counts_as
  std::string next;
  std::int64_t all_rows = 0, shown_rows = 0;
  std::string all_sum, shown_sum;  // exact, in the measure's unit
  std::vector<std::pair<std::string, std::string>> parts;  // text, register
};
/// Refuses not_found: no such part, or a figure without rows that can be sorted.
Result<RowsPage> rows_page(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of, const RowsWish& wish,
                           const registers::Opening& opening);

struct ReceiptRow {
  const Leaf& leaf;
  const registers::EntryVersion& entry;
  std::string amount, counts_as;
};
Result<> each_receipt_row(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of,
                          const std::function<void(const ReceiptRow&)>& visit);
/// Files that stand attached to the entries behind a figure; one entry counts once, whatever adds it up.
struct FileBehind {
  std::string register_name;
  registers::AttachedFile file;
};
std::vector<FileBehind> attached_behind(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of);
/// Each once, in the order of the formula.
std::vector<const registers::Definition*> registers_behind(const Evaluator::Impl& impl, int indicator);

}  // namespace hallbook::indicators
