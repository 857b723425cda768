#include "base/money_math.h"
#include "base/money_words.h"
#include "funds/contract_input.h"

namespace hallbook::funds {
namespace {

Json yuan_or_null(const std::optional<Money>& amount) { return amount ? Json{to_yuan(*amount)} : Json{}; }

}  // namespace

Json contract_view(const Contract& contract) {
  Json view = contract_json(contract);
  view["amount"] = to_yuan(contract.amount);
  view["amount_in_words"] = amount_in_words(contract.amount);
  view["whole"] = to_yuan(contract.whole());
  Json prices = Json::Array{}, schedule = Json::Array{}, supplements = Json::Array{};
  for (const auto& line : contract.prices)
    prices.push_back(Json::Object{{"key", line.key},
                                  {"unit", line.unit},
                                  {"price", to_yuan(line.price)},
                                  {"expected", to_string(line.expected)}});
  for (const auto& part : contract.schedule)
    schedule.push_back(
        Json::Object{{"due_on", iso(part.due_on)}, {"amount", to_yuan(part.amount)}, {"condition", part.condition}});
  for (const auto& supplement : contract.supplements)
    supplements.push_back(Json::Object{{"no", supplement.no},
                                       {"signed_on", iso(supplement.signed_on)},
                                       {"amount", to_yuan(supplement.amount)},
                                       {"reason", supplement.reason}});
  view["prices"] = std::move(prices);
  view["schedule"] = std::move(schedule);
  view["supplements"] = std::move(supplements);
  view["published_on"] = http::day_json(contract.published_on);
  view["published_at"] = contract.published_at;
  view["closed_on"] = http::day_json(contract.closed_on);
  view["seq"] = contract.seq;
  return view;
}

Json acceptance_view(const Acceptance& acceptance) {
  Json lines = Json::Array{}, signers = Json::Array{};
  for (const auto& line : acceptance.lines)
    lines.push_back(
        Json::Object{{"key", line.key}, {"count", to_string(line.count)}, {"amount", to_yuan(line.amount)}});
  for (const auto& signer : acceptance.signers) signers.push_back(signer);
  return Json::Object{{"number", acceptance.number},
                      {"contract", acceptance.contract},
                      {"accepted_on", iso(acceptance.accepted_on)},
                      {"lines", std::move(lines)},
                      {"amount", to_yuan(acceptance.amount)},
                      {"finding", acceptance.finding},
                      {"signers", std::move(signers)},
                      {"complete_on", http::day_json(acceptance.complete_on)},
                      {"seq", acceptance.seq}};
}

Json invoice_text_view(const InvoiceText& text) {
  return Json::Object{{"code", text.code},
                      {"number", text.number},
                      {"kind", text.kind},
                      {"check_code", text.check_code},
                      {"seller", text.seller},
                      {"seller_id", text.seller_id},
                      {"buyer", text.buyer},
                      {"buyer_id", text.buyer_id},
                      {"issued_on", http::day_json(text.issued_on)},
                      {"net", yuan_or_null(text.net)},
                      {"tax", yuan_or_null(text.tax)},
                      {"total", yuan_or_null(text.total)},
                      {"source", text.source}};
}

Json invoice_view(const Invoice& invoice) {
  Json view = invoice_text_view(invoice.text);
  view["contract"] = invoice.contract;
  view["request"] = invoice.request;
  view["file"] = invoice.file;
  view["file_digest"] = invoice.file_digest;
  view["voided"] = invoice.voided;
  view["void_reason"] = invoice.void_reason;
  view["seq"] = invoice.seq;
  return view;
}

Json treasury_view(const TreasuryRow& row, const TreasuryMatch& match, Lang lang) {
  Json requests = Json::Array{};
  for (const auto& request : match.requests) requests.push_back(request);
  return Json::Object{{"row", row.row},
                      {"voucher", row.voucher},
                      {"paid_on", iso(row.paid_on)},
                      {"payee", row.payee},
                      {"amount", to_yuan(row.amount)},
                      {"account", row.account},
                      {"purpose", row.purpose},
                      {"match", match_name(match.kind)},
                      {"requests", std::move(requests)},
                      {"reason", match.reason.in(lang)}};
}

Json paid_view(const PaidRow& paid, Lang lang) {
  Json warnings = Json::Array{};
  for (const auto& warning : paid.warnings) warnings.push_back(warning.in(lang));
  return Json::Object{{"voucher", paid.voucher},
                      {"request", paid.request},
                      {"payment", paid.payment},
                      {"warnings", std::move(warnings)},
                      {"refused", paid.refused ? Json{paid.refused->message.in(lang)} : Json{}}};
}

Json due_view(const DueItem& item, Lang lang) {
  return Json::Object{
      {"kind", item.kind},         {"document", item.document},      {"due_on", http::day_json(item.due_on)},
      {"late", item.late},         {"amount", to_yuan(item.amount)}, {"interest", to_yuan(item.interest)},
      {"text", item.text.in(lang)}};
}

Json overdue_view(const OverdueReport& report) {
  Json rows = Json::Array{};
  for (const auto& row : report.rows)
    rows.push_back(Json::Object{{"contract", row.claim.contract},
                                {"acceptance", row.claim.acceptance},
                                {"payee", row.claim.payee},
                                {"due_on", http::day_json(row.due_on)},
                                {"late", row.days_late},
                                {"unpaid", to_yuan(row.unpaid)},
                                {"interest", to_yuan(row.interest)}});
  return Json::Object{{"year", report.year},
                      {"publish_by", iso(report.publish_by)},
                      {"contracts", report.contracts},
                      {"unpaid", to_yuan(report.unpaid)},
                      {"rows", std::move(rows)}};
}

}  // namespace hallbook::funds
