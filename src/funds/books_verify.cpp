#include "funds/books_verify.h"

#include "funds/voucher_store.h"

namespace hallbook::funds {
namespace {

constexpr std::int64_t most_book_faults = 20;  // of each kind

Text words_of_fault(std::string_view check) {
  if (check == "unbalanced") return {"这张凭证借贷不平", "this voucher does not balance"};
  if (check == "gap") return {"凭证号不连续", "voucher numbers leave a gap"};
  return {"月度合计与分录不符", "the month's sum differs from its postings"};
}

}  // namespace

void verify_books(db::ReadTx& tx, journal::Report& report) {
  for (const auto unit : voucher_store::units_with_books(tx)) {
    for (const auto& fault : voucher_store::faults(tx, unit, most_book_faults))
      report.add("books", "unit " + std::to_string(unit.value) + " " + fault.where, words_of_fault(fault.check));
    report.covered.push_back("books of unit " + std::to_string(unit.value) + ": " +
                             std::to_string(voucher_store::voucher_count(tx, unit, 0, 999912)) + " vouchers");
  }
}

}  // namespace hallbook::funds
