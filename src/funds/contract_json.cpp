#include "base/ensure.h"
#include "funds/contract.h"

namespace hallbook::funds {
namespace {

Date contract_day(const Json& body, std::string_view key) {
  const auto day = parse_iso_date(body.at(key).string());
  ensure(day.has_value(), "contract: a day in the journal");
  return *day;
}
Json quantity_json(const Quantity& quantity) { return to_string(quantity); }
Quantity quantity_from(const Json& text) {
  // At the scale it was written with, so that a replayed contract prints the same bytes.
  const auto& written = text.string();
  const auto point = written.find('.');
  const auto read =
      parse_quantity(written, point == std::string::npos ? 0 : static_cast<int>(written.size() - point - 1));
  ensure(read.has_value(), "contract: a quantity in the journal");
  return *read;
}
Json optional_number(const std::optional<int>& value) { return value ? Json{*value} : Json{}; }
std::optional<int> number_or_none(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional{static_cast<int>(value.integer())};
}

}  // namespace

Json contract_json(const Contract& contract) {
  Json prices = Json::Array{};
  for (const auto& line : contract.prices)
    prices.push_back(Json::Object{{"key", line.key},
                                  {"unit", line.unit},
                                  {"price", line.price.fen()},
                                  {"expected", quantity_json(line.expected)}});
  Json schedule = Json::Array{};
  for (const auto& part : contract.schedule)
    schedule.push_back(
        Json::Object{{"due_on", iso(part.due_on)}, {"amount", part.amount.fen()}, {"condition", part.condition}});
  Json files = Json::Array{};
  for (const auto& file : contract.files)
    files.push_back(Json::Object{{"name", file.name}, {"digest", file.digest.hex()}});
  return Json::Object{{"number", contract.number},
                      {"title", contract.title},
                      {"party", contract.party},
                      {"party_id", contract.party_id},
                      {"project", contract.project},
                      {"line", contract.line},
                      {"request", contract.request},
                      {"category", contract.category},
                      {"subject", contract.subject ? std::string{subject_name(*contract.subject)} : std::string{}},
                      {"amount", contract.amount.fen()},
                      {"prices", std::move(prices)},
                      {"schedule", std::move(schedule)},
                      {"files", std::move(files)},
                      {"signed_on", iso(contract.signed_on)},
                      {"starts_on", iso(contract.starts_on)},
                      {"ends_on", iso(contract.ends_on)},
                      {"small_firm", contract.terms.small_firm},
                      {"pay_days", optional_number(contract.terms.days)},
                      {"late_per_100000", optional_number(contract.terms.late_per_100000)},
                      {"quoted", contract.quoted},
                      {"buyer", contract.buyer}};
}

Contract contract_from_json(const Json& body) {
  Contract contract;
  contract.number = body.at("number").string();
  contract.title = body.at("title").string();
  contract.party = body.at("party").string();
  contract.party_id = body.at("party_id").string();
  contract.project = body.at("project").string();
  contract.line = body.at("line").string();
  contract.request = body.at("request").string();
  contract.category = body.at("category").string();
  if (const auto& subject = body.at("subject").string(); !subject.empty())
    contract.subject = subject_named(subject).value();
  contract.amount = Money::from_fen(body.at("amount").integer());
  for (const auto& line : body.at("prices").array())
    contract.prices.push_back({line.at("key").string(), line.at("unit").string(),
                               Money::from_fen(line.at("price").integer()), quantity_from(line.at("expected"))});
  for (const auto& part : body.at("schedule").array())
    contract.schedule.push_back(
        {contract_day(part, "due_on"), Money::from_fen(part.at("amount").integer()), part.at("condition").string()});
  for (const auto& file : body.at("files").array())
    contract.files.push_back({file.at("name").string(), Digest::from_hex(file.at("digest").string()).value()});
  contract.signed_on = contract_day(body, "signed_on");
  contract.starts_on = contract_day(body, "starts_on");
  contract.ends_on = contract_day(body, "ends_on");
  contract.terms = {body.at("small_firm").boolean(), number_or_none(body.at("pay_days")),
                    number_or_none(body.at("late_per_100000"))};
  contract.quoted = body.at("quoted").boolean();
  contract.buyer = body.at("buyer").string();
  return contract;
}

}  // namespace hallbook::funds
