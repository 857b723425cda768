// Reading the books: sums, account ledgers, closings, checks.
#include <fmt/format.h>

#include "funds/voucher_store.h"

namespace hallbook::funds::voucher_store {
namespace {

Money money_at(const db::Row& row, std::size_t column) { return Money::from_fen(row.int64(column)); }

// The columns that each posting query lists, in this order.
StoredPosting posting_from(const db::Row& row) {
  return {row.int64(0),
          row.int64(1),
          row.int64(2),
          row.date(3),
          row.date(4),
          row.string(5),
          row.string(6),
          row.string(7),
          row.string(8),
          {row.string(9), money_at(row, 10), {row.string(11), row.string(12), row.string(13), row.string(14)}}};
}

StoredVoucher voucher_from(const db::Row& row) {
  return {row.int64(0),  row.int64(1),  row.int64(2),  row.date(3),   row.date(4),
          row.string(5), row.string(6), row.string(7), row.string(8), money_at(row, 9)};
}

std::string first_day(std::int64_t month) { return fmt::format("{:04}-{:02}-01", month / 100, month % 100); }
std::string last_day(std::int64_t month) { return fmt::format("{:04}-{:02}-31", month / 100, month % 100); }

}  // namespace

std::vector<MonthSum> month_sums(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last) {
  std::vector<MonthSum> sums;
  tx.each(
      R"(
      SELECT account, month, closing, project, line, source, economic_class, debit_fen, credit_fen, postings
      FROM book_month WHERE unit_id = $1 AND month >= $2 AND month <= $3
      ORDER BY account, month, closing, project, line, source, economic_class)",
      [&](const db::Row& row) {
        sums.push_back({row.string(0),
                        row.int64(1),
                        row.int64(2) != 0,
                        {row.string(3), row.string(4), row.string(5), row.string(6)},
                        money_at(row, 7),
                        money_at(row, 8),
                        row.int64(9)});
      },
      unit, first, last);
  return sums;
}

std::vector<AccountSum> account_sums(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last) {
  std::vector<AccountSum> sums;
  tx.each(
      R"(
      SELECT account,
             CAST(SUM(CASE WHEN month < $2 THEN debit_fen - credit_fen ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN month >= $2 THEN debit_fen ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN month >= $2 THEN credit_fen ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN month >= $2 THEN postings ELSE 0 END) AS BIGINT)
      FROM book_month WHERE unit_id = $1 AND month <= $3 GROUP BY account ORDER BY account)",
      [&](const db::Row& row) {
        sums.push_back({row.string(0), money_at(row, 1), money_at(row, 2), money_at(row, 3), row.int64(4)});
      },
      unit, first, last);
  return sums;
}

Money balance_before(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t month) {
  return Money::from_fen(tx.one_int64(R"(
      SELECT CAST(SUM(debit_fen - credit_fen) AS BIGINT) FROM book_month
      WHERE unit_id = $1 AND account = $2 AND month < $3)",
                                      unit, account, month)
                             .value_or(0));
}

std::vector<StoredPosting> account_postings(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t first,
                                            std::int64_t last, std::int64_t limit, std::int64_t skip) {
  std::vector<StoredPosting> postings;
  tx.each(
      R"(
      SELECT p.series, p.number, p.row_no, v.booked_on, v.fact_on, v.kind, v.document, v.payee, v.summary, p.account,
             p.amount_fen, p.project, p.line, p.source, p.economic_class
      FROM book_posting p
      JOIN book_voucher v ON v.unit_id = p.unit_id AND v.series = p.series AND v.number = p.number
      WHERE p.unit_id = $1 AND p.account = $2 AND p.month >= $3 AND p.month <= $4
      ORDER BY p.month, p.series, p.number, p.row_no LIMIT $5 OFFSET $6)",
      [&](const db::Row& row) { postings.push_back(posting_from(row)); }, unit, account, first, last, limit, skip);
  return postings;
}

Money sum_of_first(db::ReadTx& tx, UnitId unit, std::string_view account, std::int64_t first, std::int64_t last,
                   std::int64_t count) {
  if (count == 0) return {};
  return Money::from_fen(tx.one_int64(R"(
      SELECT CAST(SUM(amount_fen) AS BIGINT) FROM (
        SELECT amount_fen FROM book_posting WHERE unit_id = $1 AND account = $2 AND month >= $3 AND month <= $4
        ORDER BY month, series, number, row_no LIMIT $5) pages)",
                                      unit, account, first, last, count)
                             .value_or(0));
}

void each_posting(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last,
                  const std::function<void(const StoredPosting&)>& visit) {
  tx.each(
      R"(
      SELECT p.series, p.number, p.row_no, v.booked_on, v.fact_on, v.kind, v.document, v.payee, v.summary, p.account,
             p.amount_fen, p.project, p.line, p.source, p.economic_class
      FROM book_posting p
      JOIN book_voucher v ON v.unit_id = p.unit_id AND v.series = p.series AND v.number = p.number
      WHERE p.unit_id = $1 AND p.month >= $2 AND p.month <= $3
      ORDER BY p.series, p.number, p.row_no)",
      [&](const db::Row& row) { visit(posting_from(row)); }, unit, first, last);
}

std::vector<StoredVoucher> vouchers(db::ReadTx& tx, UnitId unit, const VoucherPage& page) {
  std::vector<StoredVoucher> found;
  tx.each(
      R"(
      SELECT v.series, v.number, v.seq, v.booked_on, v.fact_on, v.kind, v.document, v.payee, v.summary,
             (SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS BIGINT) FROM book_posting p
              WHERE p.unit_id = v.unit_id AND p.series = v.series AND p.number = v.number AND p.amount_fen > 0)
      FROM book_voucher v
      WHERE v.unit_id = $1 AND v.booked_on >= $2 AND v.booked_on <= $3 AND ($4 = '' OR v.document = $4)
      ORDER BY v.series DESC, v.number DESC LIMIT $5 OFFSET $6)",
      [&](const db::Row& row) { found.push_back(voucher_from(row)); }, unit, first_day(page.first), last_day(page.last),
      page.document, page.limit, page.skip);
  return found;
}

std::int64_t count_of(db::ReadTx& tx, UnitId unit, const VoucherPage& page) {
  return tx
      .one_int64(R"(
      SELECT COUNT(*) FROM book_voucher
      WHERE unit_id = $1 AND booked_on >= $2 AND booked_on <= $3 AND ($4 = '' OR document = $4))",
                 unit, first_day(page.first), last_day(page.last), page.document)
      .value_or(0);
}

std::optional<StoredVoucher> find_voucher(db::ReadTx& tx, UnitId unit, std::int64_t series, std::int64_t number) {
  std::optional<StoredVoucher> found;
  tx.each(
      R"(
      SELECT v.series, v.number, v.seq, v.booked_on, v.fact_on, v.kind, v.document, v.payee, v.summary,
             (SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS BIGINT) FROM book_posting p
              WHERE p.unit_id = v.unit_id AND p.series = v.series AND p.number = v.number AND p.amount_fen > 0)
      FROM book_voucher v WHERE v.unit_id = $1 AND v.series = $2 AND v.number = $3)",
      [&](const db::Row& row) { found = voucher_from(row); }, unit, series, number);
  return found;
}

std::vector<StoredPosting> postings_of(db::ReadTx& tx, UnitId unit, std::int64_t series, std::int64_t number) {
  std::vector<StoredPosting> postings;
  tx.each(
      R"(
      SELECT p.series, p.number, p.row_no, v.booked_on, v.fact_on, v.kind, v.document, v.payee, v.summary, p.account,
             p.amount_fen, p.project, p.line, p.source, p.economic_class
      FROM book_posting p
      JOIN book_voucher v ON v.unit_id = p.unit_id AND v.series = p.series AND v.number = p.number
      WHERE p.unit_id = $1 AND p.series = $2 AND p.number = $3 ORDER BY p.row_no)",
      [&](const db::Row& row) { postings.push_back(posting_from(row)); }, unit, series, number);
  return postings;
}

std::int64_t voucher_count(db::ReadTx& tx, UnitId unit, std::int64_t first, std::int64_t last) {
  return tx
      .one_int64(R"(
      SELECT COUNT(*) FROM book_voucher WHERE unit_id = $1 AND booked_on >= $2 AND booked_on <= $3)",
                 unit, first_day(first), last_day(last))
      .value_or(0);
}

std::vector<Closing> closings(db::ReadTx& tx, UnitId unit) {
  std::vector<Closing> found;
  tx.each(
      "SELECT month, seq, year_end FROM book_close WHERE unit_id = $1 ORDER BY month",
      [&](const db::Row& row) { found.push_back({row.int64(0), row.int64(1), row.int64(2) != 0}); }, unit);
  return found;
}

std::optional<StoredImport> find_import(db::ReadTx& tx, UnitId unit, const Digest& source) {
  std::optional<StoredImport> found;
  tx.each(
      R"(
      SELECT seq, source_name, source_digest, rows_digest, vouchers, postings FROM book_import
      WHERE unit_id = $1 AND source_digest = $2 ORDER BY seq LIMIT 1)",
      [&](const db::Row& row) {
        found = StoredImport{row.int64(0), row.string(1), row.digest(2), row.digest(3), row.int64(4), row.int64(5)};
      },
      unit, source);
  return found;
}

bool is_named(db::ReadTx& tx, const Digest& digest) {
  return tx.one_int64("SELECT 1 FROM journal WHERE body LIKE $1 LIMIT 1", "%" + digest.hex() + "%").has_value();
}

std::vector<UnitId> units_with_books(db::ReadTx& tx) {
  std::vector<UnitId> units;
  tx.each("SELECT DISTINCT unit_id FROM book_voucher ORDER BY unit_id",
          [&](const db::Row& row) { units.push_back(UnitId{row.int64(0)}); });
  return units;
}

std::vector<BookFault> faults(db::ReadTx& tx, UnitId unit, std::int64_t limit) {
  std::vector<BookFault> found;
  // Financial accounts begin with 1 to 5, those of the budget with 6 to 8: each side adds up to zero (R-BOK-05).
  tx.each(
      R"(
      SELECT series, number FROM book_posting WHERE unit_id = $1
      GROUP BY series, number, CASE WHEN account < '6' THEN 0 ELSE 1 END
      HAVING SUM(amount_fen) <> 0 ORDER BY series, number LIMIT $2)",
      [&](const db::Row& row) {
        found.push_back({"unbalanced", fmt::format("voucher {}-{:04}", row.int64(0), row.int64(1))});
      },
      unit, limit);
  tx.each(
      R"(
      SELECT series FROM book_voucher WHERE unit_id = $1
      GROUP BY series HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*) ORDER BY series LIMIT $2)",
      [&](const db::Row& row) { found.push_back({"gap", fmt::format("series {}", row.int64(0))}); }, unit, limit);
  tx.each(
      R"(
      SELECT s.account, s.month FROM (
        SELECT account, month, SUM(debit_fen - credit_fen) AS fen, SUM(postings) AS postings FROM book_month
        WHERE unit_id = $1 GROUP BY account, month) s
      LEFT JOIN (
        SELECT account, month, SUM(amount_fen) AS fen, COUNT(*) AS postings FROM book_posting
        WHERE unit_id = $1 GROUP BY account, month) p ON p.account = s.account AND p.month = s.month
      WHERE p.fen IS NULL OR p.fen <> s.fen OR p.postings <> s.postings ORDER BY s.account, s.month LIMIT $2)",
      [&](const db::Row& row) {
        found.push_back({"month_sum", fmt::format("account {} month {}", row.text(0), row.int64(1))});
      },
      unit, limit);
  return found;
}

}  // namespace hallbook::funds::voucher_store
