#include "funds/contract_input.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/field_taker.h"

namespace hallbook::funds {
namespace {

using http::Fields;

Result<> take_prices(const Fields& fields, Contract& contract) {
  const auto rows = fields.objects("prices");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"key", "unit", "price", "expected"}); !known) return known;
    PriceLine line;
    FieldTaker taker{row};
    taker.text("key", line.key);
    taker.text("unit", line.unit);
    taker.amount("price", line.price);
    taker.count("expected", line.expected);
    if (auto done = taker.done(); !done) return done;
    contract.prices.push_back(std::move(line));
  }
  return {};
}

Result<> take_schedule(const Fields& fields, Contract& contract) {
  const auto rows = fields.objects("schedule");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"due_on", "amount", "condition"}); !known) return known;
    Instalment part;
    FieldTaker taker{row};
    taker.day("due_on", part.due_on);
    taker.amount("amount", part.amount);
    taker.text("condition", part.condition);
    if (auto done = taker.done(); !done) return done;
    contract.schedule.push_back(std::move(part));
  }
  return {};
}

}  // namespace

Result<Contract> contract_from_fields(const Fields& fields) {
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
  taker.amount("amount", contract.amount);
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
  if (auto taken = take_prices(fields, contract); !taken) return std::unexpected{taken.error()};
  if (auto taken = take_schedule(fields, contract); !taken) return std::unexpected{taken.error()};
  return contract;
}

Result<Acceptance> acceptance_from_fields(const Fields& fields) {
  if (auto known = fields.only({"contract", "accepted_on", "finding", "lines"}); !known)
    return std::unexpected{known.error()};
  Acceptance acceptance;
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
    of_line.amount("amount", line.amount);
    if (auto done = of_line.done(); !done) return std::unexpected{done.error()};
    acceptance.lines.push_back(std::move(line));
  }
  return acceptance;
}

Result<Invoice> invoice_from_fields(const Fields& fields) {
  if (auto known = fields.only({"code", "number", "kind", "seller", "seller_id", "buyer", "issued_on", "net", "tax",
                                "total", "check_code", "contract", "request", "source", "upload"});
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
  for (auto [name, to] : {std::pair{"net", &text.net}, std::pair{"tax", &text.tax}, std::pair{"total", &text.total}}) {
    Money amount;
    taker.amount(name, amount);
    if (amount != Money{}) *to = amount;
  }
  taker.text("source", text.source);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  if (text.source != "qr" && text.source != "xml" && text.source != "ofd" && text.source != "pdf")
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
    const auto amount = parse_amount(parts[2], "bill");
    if (!amount) return std::unexpected{amount.error()};
    line.amount = *amount;
  }
  return line;
}

}  // namespace hallbook::funds
