#include "funds/contract_input.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/money_words.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

using http::Fields;

constexpr int most_places = 3;  // of a count: kilograms to the gram

/// Takes texts and days out of fields into members, and remembers the first refusal.
class FieldTaker {
 public:
  explicit FieldTaker(const Fields& fields) : fields_{fields} {}

  void text(std::string_view name, std::string& to) {
    if (refusal_) return;
    auto read = fields_.text_or(name, "");
    if (!read) return keep_refusal(std::move(read.error()));
    to = trim(*read);
  }
  void day(std::string_view name, Date& to) {
    std::optional<Date> read;
    optional_day(name, read);
    if (read) to = *read;
  }
  void optional_day(std::string_view name, std::optional<Date>& to) {
    if (refusal_) return;
    auto read = fields_.day(name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = *read;
  }
  void number(std::string_view name, std::optional<int>& to) {
    if (refusal_ || !fields_.has(name)) return;
    auto read = fields_.number(name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = static_cast<int>(std::clamp<std::int64_t>(*read, -1, 1'000'000));
  }
  void flag(std::string_view name, bool& to) {
    if (refusal_) return;
    auto read = fields_.flag_or(name, false);
    if (!read) return keep_refusal(std::move(read.error()));
    to = *read;
  }
  /// R-MON-04. Stays as it is when absent.
  void amount(std::string_view name, Money& to, std::vector<Text>& understood) {
    std::string written;
    text(name, written);
    if (refusal_ || written.empty()) return;
    auto read = read_amount(written, AmountColumn::yuan, name);
    if (!read) return keep_refusal(std::move(read.error()));
    to = read->amount;
    if (!read->understood.zh.empty()) understood.push_back(std::move(read->understood));
  }
  void count(std::string_view name, Quantity& to) {
    std::string written;
    text(name, written);
    if (refusal_ || written.empty()) return;
    auto read = parse_quantity(written, most_places);
    if (!read) {
      read.error().field = name;
      return keep_refusal(std::move(read.error()));
    }
    to = *read;
  }
  Result<> done() const {
    if (refusal_) return std::unexpected{*refusal_};
    return {};
  }

 private:
  void keep_refusal(Refusal refusal) { refusal_ = std::move(refusal); }
  const Fields& fields_;
  std::optional<Refusal> refusal_;
};

Result<> take_prices(const Fields& fields, Contract& contract, std::vector<Text>& understood) {
  const auto rows = fields.objects("prices");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"key", "unit", "price", "expected"}); !known) return known;
    PriceLine line;
    FieldTaker taker{row};
    taker.text("key", line.key);
    taker.text("unit", line.unit);
    taker.amount("price", line.price, understood);
    taker.count("expected", line.expected);
    if (auto done = taker.done(); !done) return done;
    contract.prices.push_back(std::move(line));
  }
  return {};
}

Result<> take_schedule(const Fields& fields, Contract& contract, std::vector<Text>& understood) {
  const auto rows = fields.objects("schedule");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"due_on", "amount", "condition"}); !known) return known;
    Instalment part;
    FieldTaker taker{row};
    taker.day("due_on", part.due_on);
    taker.amount("amount", part.amount, understood);
    taker.text("condition", part.condition);
    if (auto done = taker.done(); !done) return done;
    contract.schedule.push_back(std::move(part));
  }
  return {};
}

}  // namespace

Result<Contract> contract_from_fields(const Fields& fields, std::vector<Text>& understood) {
  if (auto known = fields.only({"title", "party", "party_id", "project", "line", "request", "category", "subject",
                                "amount", "prices", "schedule", "signed_on", "starts_on", "ends_on", "small_firm",
                                "pay_days", "late_per_100000", "quoted", "buyer"});
      !known)
    return std::unexpected{known.error()};
  Contract contract;
  FieldTaker taker{fields};
  std::string subject;
  for (auto [name, to] :
       {std::pair{"title", &contract.title}, std::pair{"party", &contract.party},
        std::pair{"party_id", &contract.party_id}, std::pair{"project", &contract.project},
        std::pair{"line", &contract.line}, std::pair{"request", &contract.request},
        std::pair{"category", &contract.category}, std::pair{"buyer", &contract.buyer}, std::pair{"subject", &subject}})
    taker.text(name, *to);
  taker.amount("amount", contract.amount, understood);
  taker.day("signed_on", contract.signed_on);
  contract.starts_on = contract.signed_on;
  taker.day("starts_on", contract.starts_on);
  taker.day("ends_on", contract.ends_on);
  taker.flag("small_firm", contract.terms.small_firm);
  taker.flag("quoted", contract.quoted);
  taker.number("pay_days", contract.terms.days);
  taker.number("late_per_100000", contract.terms.late_per_100000);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  if (!subject.empty()) {
    const auto named = subject_named(subject);
    if (!named) return std::unexpected{named.error()};
    contract.subject = *named;
  }
  if (auto taken = take_prices(fields, contract, understood); !taken) return std::unexpected{taken.error()};
  if (auto taken = take_schedule(fields, contract, understood); !taken) return std::unexpected{taken.error()};
  return contract;
}

Result<Acceptance> acceptance_from_fields(const Fields& fields) {
  if (auto known = fields.only({"contract", "accepted_on", "finding", "lines"}); !known)
    return std::unexpected{known.error()};
  Acceptance acceptance;
  std::vector<Text> understood;
  FieldTaker taker{fields};
  taker.text("contract", acceptance.contract);
  taker.day("accepted_on", acceptance.accepted_on);
  taker.text("finding", acceptance.finding);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  const auto rows = fields.objects("lines");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"key", "count", "amount"}); !known) return std::unexpected{known.error()};
    AcceptanceLine line;
    FieldTaker of_line{row};
    of_line.text("key", line.key);
    of_line.count("count", line.count);
    of_line.amount("amount", line.amount, understood);
    if (auto done = of_line.done(); !done) return std::unexpected{done.error()};
    acceptance.lines.push_back(std::move(line));
  }
  return acceptance;
}

Result<Invoice> invoice_from_fields(const Fields& fields) {
  if (auto known = fields.only({"code", "number", "kind", "seller", "seller_id", "buyer", "issued_on", "net", "tax",
                                "total", "check_code", "contract", "request"});
      !known)
    return std::unexpected{known.error()};
  Invoice invoice;
  auto& text = invoice.text;
  FieldTaker taker{fields};
  for (auto [name, to] :
       {std::pair{"code", &text.code}, std::pair{"number", &text.number}, std::pair{"kind", &text.kind},
        std::pair{"seller", &text.seller}, std::pair{"seller_id", &text.seller_id}, std::pair{"buyer", &text.buyer},
        std::pair{"check_code", &text.check_code}, std::pair{"contract", &invoice.contract},
        std::pair{"request", &invoice.request}})
    taker.text(name, *to);
  taker.optional_day("issued_on", text.issued_on);
  std::vector<Text> understood;
  for (auto [name, to] : {std::pair{"net", &text.net}, std::pair{"tax", &text.tax}, std::pair{"total", &text.total}}) {
    Money amount;
    taker.amount(name, amount, understood);
    if (amount != Money{}) *to = amount;
  }
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  text.source = "typed";
  return invoice;
}

Result<BillLine> bill_line_from(std::string_view text) {
  const auto parts = split(text, ':');
  const auto refused = [&] {
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”应写成 名称:数量:金额，如 单程:120:1500.00", quote(text)),
                   fmt::format("“{}” should look like KEY:COUNT:AMOUNT, e.g. 单程:120:1500.00", quote(text))},
                  "bill");
  };
  if (parts.size() < 2 || parts.size() > 3) return refused();
  BillLine line;
  line.key = trim(parts[0]);
  if (!trim(parts[1]).empty()) {
    const auto count = parse_quantity(parts[1], most_places);
    if (!count || count->units() < 0) return refused();
    line.count = *count;
    line.counted = true;
  }
  if (parts.size() == 3 && !trim(parts[2]).empty()) {
    const auto amount = read_amount(parts[2], AmountColumn::yuan, "bill");
    if (!amount) return std::unexpected{amount.error()};
    line.amount = amount->amount;
  }
  return line;
}

}  // namespace hallbook::funds
