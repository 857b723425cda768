#include "funds/booking.h"

#include "base/ensure.h"
#include "funds/voucher_store.h"
#include "identity/adoption.h"

namespace hallbook::funds {

// R-BOK-02: the last adopted definition of kind "books" is in force, whatever its name.
BookRules book_rules(db::ReadTx& tx, UnitId unit) {
  const auto adopted = identity::definitions(tx, unit, "books");
  if (adopted.empty()) return shipped_book_rules();
  const auto latest = std::ranges::max_element(adopted, {}, &identity::AdoptedDefinition::adopted_seq);
  auto rules = parse_book_rules(latest->text);
  ensure(rules.has_value(), "adopted posting rules that cannot be read");
  return std::move(*rules);
}

Result<> check_booking(db::ReadTx& tx, UnitId unit, const Fact& fact) {
  const auto voucher = draft_voucher(book_rules(tx, unit), fact);
  if (!voucher) return std::unexpected{voucher.error()};
  return {};
}

BookedVoucher book(db::WriteTx& tx, const journal::Meta& meta, const Fact& fact) {
  const auto rules = book_rules(tx, meta.unit);
  const auto voucher = draft_voucher(rules, fact);
  ensure(voucher.has_value(), voucher ? "" : voucher.error().message.en);
  voucher_store::VoucherWriter writer{tx, meta.unit, rules, meta.seq};
  const auto booked = writer.add(*voucher);
  writer.finish();
  return booked;
}

}  // namespace hallbook::funds
