#include "funds/voucher_store.h"

#include <unordered_map>

#include "base/ensure.h"

namespace hallbook::funds::voucher_store {

std::int64_t closed_until(db::ReadTx& tx, UnitId unit) {
  return tx.one_int64("SELECT MAX(month) FROM book_close WHERE unit_id = $1", unit).value_or(0);
}

// Nothing goes into a closed month.
Date booking_day(Date on, std::int64_t closed_month) {
  if (month_of(on) > closed_month) return on;
  const auto open = month_after(closed_month);
  return make_date(static_cast<int>(open / 100), static_cast<unsigned>(open % 100), 1);
}

struct VoucherWriter::Impl {
  db::WriteTx& tx;
  UnitId unit;
  const BookRules& rules;
  std::int64_t seq;
  std::int64_t closed;
  std::unique_ptr<db::Statement> voucher, posting;
  std::map<std::int64_t, std::int64_t> numbers;  // series → the last number given
  std::unordered_map<std::string, MonthSum> sums;
  std::string key;

  // The sum's key: every part is text without control characters, so a tab keeps them apart.
  MonthSum& sum_of(const Posting& posted, std::int64_t month, bool closing) {
    key = posted.account;
    key += closing ? "\t1\t" : "\t0\t";
    key += std::to_string(month);
    for (const auto* part : {&posted.dimensions.project, &posted.dimensions.line, &posted.dimensions.source,
                             &posted.dimensions.economic_class}) {
      key += '\t';
      key += *part;
    }
    const auto [at, fresh] = sums.try_emplace(key);
    if (fresh) at->second = {posted.account, month, closing, posted.dimensions, {}, {}, 0};
    return at->second;
  }

  std::int64_t next_number(std::int64_t series) {
    const auto [at, fresh] = numbers.try_emplace(series, 0);
    if (fresh)
      at->second = tx.one_int64("SELECT MAX(number) FROM book_voucher WHERE unit_id = $1 AND series = $2", unit, series)
                       .value_or(0);
    return ++at->second;
  }

  void add_posting(const BookedVoucher& booked, std::int64_t row_no, const Posting& posted, bool closing) {
    const auto month = month_of(booked.booked_on);
    posting->bind(1, unit.value);
    posting->bind(2, booked.series);
    posting->bind(3, booked.number);
    posting->bind(4, row_no);
    posting->bind_text(5, posted.account);
    posting->bind(6, month);
    posting->bind(7, posted.amount.fen());
    posting->bind_text(8, posted.dimensions.project);
    posting->bind_text(9, posted.dimensions.line);
    posting->bind_text(10, posted.dimensions.source);
    posting->bind_text(11, posted.dimensions.economic_class);
    posting->run();
    auto& sum = sum_of(posted, month, closing);
    if (posted.amount > Money{})
      sum.debit = sum.debit + posted.amount;
    else
      sum.credit = sum.credit - posted.amount;
    ++sum.postings;
  }
};

VoucherWriter::VoucherWriter(db::WriteTx& tx, UnitId unit, const BookRules& rules, std::int64_t seq)
    : impl_{std::make_unique<Impl>(Impl{tx, unit, rules, seq, closed_until(tx, unit), {}, {}, {}, {}, {}})} {
  impl_->voucher = tx.prepare(R"(
      INSERT INTO book_voucher (unit_id, series, number, booked_on, fact_on, seq, kind, document, payee, summary)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))");
  impl_->posting = tx.prepare(R"(
      INSERT INTO book_posting (unit_id, series, number, row_no, account, month, amount_fen, project, line, source,
                                economic_class)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))");
}
VoucherWriter::~VoucherWriter() = default;

// R-BOK-07
BookedVoucher VoucherWriter::add(const Voucher& voucher) {
  const auto sound = check_voucher(impl_->rules, voucher);
  ensure(sound.has_value(), sound ? "" : sound.error().message.en);
  BookedVoucher booked;
  booked.booked_on = booking_day(voucher.on, impl_->closed);
  const auto month = month_of(booked.booked_on);
  booked.series = impl_->rules.numbered_by_month ? month : month / 100;
  booked.number = impl_->next_number(booked.series);
  const auto booked_on = iso(booked.booked_on);
  const auto fact_on = iso(voucher.on);
  auto& statement = *impl_->voucher;
  statement.bind(1, impl_->unit.value);
  statement.bind(2, booked.series);
  statement.bind(3, booked.number);
  statement.bind_text(4, booked_on);
  statement.bind_text(5, fact_on);
  statement.bind(6, impl_->seq);
  statement.bind_text(7, voucher.kind);
  statement.bind_text(8, voucher.document);
  statement.bind_text(9, voucher.payee);
  statement.bind_text(10, voucher.summary);
  statement.run();
  std::int64_t row_no = 0;
  for (const auto& posted : voucher.postings)
    impl_->add_posting(booked, ++row_no, posted, voucher.kind == year_end_kind);
  return booked;
}

void VoucherWriter::finish() {
  for (const auto& [key, sum] : impl_->sums)
    impl_->tx.exec(R"(
      INSERT INTO book_month (unit_id, account, month, closing, project, line, source, economic_class, debit_fen,
                              credit_fen, postings)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (unit_id, account, month, closing, project, line, source, economic_class) DO UPDATE
      SET debit_fen = book_month.debit_fen + excluded.debit_fen,
          credit_fen = book_month.credit_fen + excluded.credit_fen,
          postings = book_month.postings + excluded.postings)",
                   impl_->unit, sum.account, sum.month, sum.closing, sum.dimensions.project, sum.dimensions.line,
                   sum.dimensions.source, sum.dimensions.economic_class, sum.debit.fen(), sum.credit.fen(),
                   sum.postings);
  impl_->sums.clear();
}

void insert_closing(db::WriteTx& tx, UnitId unit, const Closing& closing) {
  tx.exec("INSERT INTO book_close (unit_id, month, seq, year_end) VALUES ($1, $2, $3, $4)", unit, closing.month,
          closing.seq, closing.year_end);
}

void insert_import(db::WriteTx& tx, UnitId unit, const StoredImport& import) {
  tx.exec(R"(
      INSERT INTO book_import (unit_id, seq, source_name, source_digest, rows_digest, vouchers, postings)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          unit, import.seq, import.source_name, import.source_digest, import.rows_digest, import.vouchers,
          import.postings);
}

}  // namespace hallbook::funds::voucher_store
