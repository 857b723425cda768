#include "funds/books_events.h"

#include "base/ensure.h"
#include "funds/booking.h"
#include "funds/books_rows.h"
#include "funds/books_totals.h"
#include "funds/books_year_end.h"
#include "funds/voucher_store.h"
#include "journal/evidence.h"

namespace hallbook::funds {

Json MonthClosed::to_json() const {
  return Json::Object{
      {"month", month}, {"vouchers", vouchers}, {"financial", financial.fen()}, {"budget", budget.fen()}};
}
MonthClosed MonthClosed::from_json(const Json& body) {
  return {body.at("month").integer(), body.at("vouchers").integer(), Money::from_fen(body.at("financial").integer()),
          Money::from_fen(body.at("budget").integer())};
}

Json YearEnded::to_json() const { return Json::Object{{"year", year}, {"vouchers", vouchers}}; }
YearEnded YearEnded::from_json(const Json& body) {
  return {static_cast<int>(body.at("year").integer()), body.at("vouchers").integer()};
}

Json JournalImported::to_json() const {
  return Json::Object{{"source_name", source_name},
                      {"source_digest", source_digest.hex()},
                      {"rows_digest", rows_digest.hex()},
                      {"vouchers", vouchers},
                      {"postings", postings}};
}
JournalImported JournalImported::from_json(const Json& body) {
  const auto source = Digest::from_hex(body.at("source_digest").string());
  const auto rows = Digest::from_hex(body.at("rows_digest").string());
  ensure(source && rows, "JournalImported: a digest that is none");
  return {body.at("source_name").string(), *source, *rows, body.at("vouchers").integer(),
          body.at("postings").integer()};
}

void apply(journal::Books& books, const journal::Meta& meta, const MonthClosed& event) {
  const auto totals = totals_to_close(books.tx, meta.unit, event.month);
  ensure(totals.vouchers == event.vouchers && totals.financial == event.financial && totals.budget == event.budget,
         "MonthClosed: the books differ from what was closed");
  voucher_store::insert_closing(books.tx, meta.unit, {event.month, meta.seq, false});
}

void apply(journal::Books& books, const journal::Meta& meta, const YearEnded& event) {
  const auto rules = book_rules(books.tx, meta.unit);
  const auto vouchers = year_end_vouchers(rules, event.year, balances_at_year_end(books.tx, meta.unit, event.year));
  ensure(static_cast<std::int64_t>(vouchers.size()) == event.vouchers, "YearEnded: the rules give other vouchers");
  voucher_store::VoucherWriter writer{books.tx, meta.unit, rules, meta.seq};
  for (const auto& voucher : vouchers) writer.add(voucher);
  writer.finish();
  voucher_store::insert_closing(books.tx, meta.unit, {event.year * std::int64_t{100} + 12, meta.seq, true});
}

void apply(journal::Books& books, const journal::Meta& meta, const JournalImported& event) {
  const auto rules = book_rules(books.tx, meta.unit);
  voucher_store::VoucherWriter writer{books.tx, meta.unit, rules, meta.seq};
  std::int64_t vouchers = 0, postings = 0;
  const auto read = each_voucher_row(books.evidence, event.rows_digest, [&](const Voucher& voucher) {
    writer.add(voucher);
    ++vouchers;
    postings += static_cast<std::int64_t>(voucher.postings.size());
  });
  ensure(read.has_value(), read ? "" : read.error().message.en);
  ensure(vouchers == event.vouchers && postings == event.postings, "JournalImported: the rows file has other counts");
  writer.finish();
  voucher_store::insert_import(
      books.tx, meta.unit,
      {meta.seq, event.source_name, event.source_digest, event.rows_digest, event.vouchers, event.postings});
}

std::vector<journal::EventKind> books_event_kinds() {
  return {journal::event_kind<MonthClosed>({"月末结账", "month closed"}),
          journal::event_kind<YearEnded>({"年末结转", "year ended"}),
          journal::event_kind<JournalImported>({"导入凭证", "vouchers imported"})};
}

}  // namespace hallbook::funds
