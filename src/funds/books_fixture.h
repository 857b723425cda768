#pragma once
// A hall whose payments are booked, without the requests and approvals that lead to them: for this folder's tests.
#include "funds/booking.h"
#include "journal/journal_fixture.h"

namespace hallbook::funds {

/// Any fact as an event, so that a replay books it again.
struct FactBooked {
  static constexpr std::string_view kind = "FactBooked";
  Fact fact;
  Json to_json() const {
    return Json::Object{{"kind", fact.kind},       {"on", iso(fact.on)},  {"document", fact.document},
                        {"project", fact.project}, {"line", fact.line},   {"class", fact.economic_class},
                        {"source", fact.source},   {"payee", fact.payee}, {"fen", fact.amount.fen()}};
  }
  static FactBooked from_json(const Json& body) {
    return {{body.at("kind").string(), *parse_iso_date(body.at("on").string()), body.at("document").string(),
             body.at("project").string(), body.at("line").string(), body.at("class").string(),
             body.at("source").string(), body.at("payee").string(), Money::from_fen(body.at("fen").integer())}};
  }
};
inline BookedVoucher last_booked;
inline void apply(journal::Books& books, const journal::Meta& meta, const FactBooked& event) {
  last_booked = book(books.tx, meta, event.fact);
}

struct TestBooks : journal::TestHall {
  Fact payment(Date on, std::int64_t fen) const {
    return {"payment", on, "P-2026-0001", "FUND-2026", "2", "30207", "appropriation", "邮政公司", Money::from_fen(fen)};
  }
  /// "202603-1": the voucher's series and number.
  std::string book_fact(const Fact& fact, UnitId unit = UnitId{1}) {
    data->write([&](journal::Books& books) { journal::append(books, unit, {"cli:wang"}, at, FactBooked{fact}); });
    return std::to_string(last_booked.series) + "-" + std::to_string(last_booked.number);
  }
  std::string pay(Date on, std::int64_t fen, UnitId unit = UnitId{1}) { return book_fact(payment(on, fen), unit); }

  std::unique_ptr<journal::DataDir> data = open();
  Instant at = journal::at_ms(1'789'000'000'000);  // 2026-09-10
};

}  // namespace hallbook::funds
