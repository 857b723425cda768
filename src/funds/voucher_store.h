#pragma once
// All SQL of the books. Private to funds/.
#include <memory>

#include "base/digest.h"
#include "funds/booking.h"
#include "funds/posting.h"

namespace hallbook::funds::voucher_store {

constexpr std::int64_t month_of(Date day) {
  return int{day.year()} * 100 + static_cast<std::int64_t>(unsigned{day.month()});
}
/// 202612 → 202701.
constexpr std::int64_t month_after(std::int64_t month) { return month % 100 == 12 ? month + 89 : month + 1; }

/// The last closed month, 0 when none is.
std::int64_t closed_until(db::ReadTx& tx, UnitId unit);
/// The day on which the books carry a fact of `on`: the same, or the first day of the first open month.
Date booking_day(Date on, std::int64_t closed_month);

/// Writes vouchers one after another with the next number of their series (R-BOK-07), and at finish() the month sums.
class VoucherWriter {
 public:
  VoucherWriter(db::WriteTx& tx, UnitId unit, const BookRules& rules, std::int64_t seq);
  ~VoucherWriter();
  BookedVoucher add(const Voucher& voucher);  // ensure: check_voucher()
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct MonthSum {
  std::string account;
  std::int64_t month = 0;
  bool closing = false;
  BookDimensions dimensions;
  Money debit, credit;  // both ≥ 0
  std::int64_t postings = 0;
};
/// By account, month and dimensions, months `first` to `last` included.
std::vector<MonthSum> month_sums(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last);

/// Per account: what stood before `first`, and the turnover of `first` to `last`.
struct AccountSum {
  std::string account;
  Money before, debit, credit;
  std::int64_t postings = 0;  // of the turnover
};
std::vector<AccountSum> account_sums(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last);
Money balance_before(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t month);

struct StoredPosting {
  std::int64_t series = 0, number = 0, row_no = 0;
  Date booked_on, fact_on;
  std::string kind, document, payee, summary;
  Posting posting;
};
/// The postings of one account in months `first` to `last` (at most `limit`, after `skip`), as they were booked.
std::vector<StoredPosting> account_postings(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t first,
                                            std::int64_t last, std::int64_t limit, std::int64_t skip);
/// What the first `count` of them add up to: the balance at which a later page begins.
Money sum_of_first(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t first, std::int64_t last,
                   std::int64_t count);
/// Every posting, voucher by voucher, months `first` to `last`.
void each_posting(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last,
                  const std::function<void(const StoredPosting&)>& visit);

struct StoredVoucher {
  std::int64_t series = 0, number = 0, seq = 0;
  Date booked_on, fact_on;
  std::string kind, document, payee, summary;
  Money debit;  // of both sides' postings
};
/// Months `first` to `last`, of one document when it is named, at most `limit` after `skip`, the newest first.
struct VoucherPage {
  std::int64_t first = 0, last = 0;
  std::string document;
  std::int64_t limit = 0, skip = 0;
};
std::vector<StoredVoucher> vouchers(db::ReadTx& tx, UnitId unit, const VoucherPage& page);
std::int64_t count_of(db::ReadTx& tx, UnitId unit, const VoucherPage& page);
std::optional<StoredVoucher> find_voucher(db::ReadTx& tx, UnitId unit, std::int64_t series, std::int64_t number);
std::vector<StoredPosting> postings_of(db::ReadTx& tx, UnitId unit, std::int64_t series, std::int64_t number);

/// Vouchers booked in months `first` to `last`.
std::int64_t voucher_count(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last);

struct Closing {
  std::int64_t month = 0;
  std::int64_t seq = 0;
  bool year_end = false;
};
std::vector<Closing> closings(db::ReadTx& tx, UnitId unit);
void insert_closing(db::WriteTx& tx, UnitId unit, const Closing& closing);

struct StoredImport {
  std::int64_t seq = 0;
  std::string source_name;
  Digest source_digest, rows_digest;
  std::int64_t vouchers = 0, postings = 0;
};
void insert_import(db::WriteTx& tx, UnitId unit, const StoredImport& import);
std::optional<StoredImport> find_import(db::ReadTx& tx, UnitId unit, const Digest& source);

/// Whether any journal line names this evidence: what a refused import left may go when none does.
bool is_named(db::ReadTx& tx, const Digest& digest);

/// R-BOK-08. What must not be there: vouchers that do not add up to zero, numbers that leave a gap, month sums that differ from the
/// postings. At most `limit` of each, in words of SQL's kind: check, key.
struct BookFault {
  std::string_view check;
  std::string where;
};
std::vector<BookFault> faults(db::ReadTx& tx, UnitId unit, std::int64_t limit);
std::vector<UnitId> units_with_books(db::ReadTx& tx);

}  // namespace hallbook::funds::voucher_store
