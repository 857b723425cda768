#include "funds/invoice_register.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/acceptance.h"
#include "funds/contract_money.h"
#include "funds/contract_ops.h"
#include "funds/invoice_store.h"
#include "funds/treasury_match.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_void_reason = 200;

Json money_or_null(const std::optional<Money>& amount) { return amount ? Json{amount->fen()} : Json{}; }
std::optional<Money> money_from(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional{Money::from_fen(value.integer())};
}

/// R-INV-06, R-INV-08: what the invoice alone can be wrong in.
Result<> check_invoice_alone(db::ReadTx& tx, const Acting& acting, const Invoice& invoice) {
  const auto& text = invoice.text;
  if (!text.total)
    return refuse(
        RefusalCode::invalid,
        {"二维码里只有不含税金额；请补上价税合计", "the QR text holds the amount without tax; give the total too"},
        "total");
  if (*text.total <= Money{})
    return refuse(RefusalCode::invalid,
                  {fmt::format("发票 {} 是红字发票，不能作为付款依据", text.number),
                   fmt::format("invoice {} is a red one and no ground for a payment", text.number)},
                  "total");
  if (trim(text.seller).empty()) return refuse(RefusalCode::invalid, {"缺少销售方", "the seller is missing"}, "seller");
  if (*text.issued_on > acting.day())
    return refuse(RefusalCode::invalid, {"开票日期在今天之后", "the day of issue lies in the future"}, "issued_on");
  const auto earlier = load_invoice(tx, acting.unit, text.code, text.number);
  if (!earlier || earlier->voided) return {};
  return refuse(
      RefusalCode::conflict,
      {fmt::format("发票 {} 已登记（{}，{} 元，{}）；一张发票只能付一次", text.number, earlier->text.seller,
                   to_yuan(*earlier->text.total), earlier->contract.empty() ? earlier->request : earlier->contract),
       fmt::format("invoice {} is registered ({}, {} yuan, {}); an invoice is paid once", text.number,
                   earlier->text.seller, to_yuan(*earlier->text.total),
                   earlier->contract.empty() ? earlier->request : earlier->contract)},
      "number");
}

/// R-INV-09: against its contract.
Result<> check_invoice_contract(db::ReadTx& tx, UnitId unit, const Invoice& invoice) {
  if (invoice.contract.empty()) return {};
  const auto contract = find_contract(tx, unit, invoice.contract);
  if (!contract) return std::unexpected{contract.error()};
  const auto& text = invoice.text;
  if (auto open = with_rest(tx, unit, *contract, check_open(*contract, *text.issued_on)); !open) return open;
  if (payee_key(text.seller) != payee_key(contract->party))
    return refuse(RefusalCode::conflict,
                  {fmt::format("销售方“{}”不是合同 {} 的对方“{}”", text.seller, contract->number, contract->party),
                   fmt::format("the seller “{}” is not the party “{}” of contract {}", text.seller, contract->party,
                               contract->number)},
                  "seller");
  Money accepted, billed;
  for (const auto& acceptance : acceptances(tx, unit, contract->number))
    if (acceptance.complete_on) accepted = accepted + acceptance.amount;
  for (const auto& other : load_invoices(tx, unit, contract->number))
    if (!other.voided) billed = billed + *other.text.total;
  if (billed + *text.total <= accepted) return {};
  return refuse(
      RefusalCode::over_limit,
      {fmt::format("合同 {} 已验收 {} 元、已开票 {} 元；这张 {} 元超出 {} 元", contract->number, to_yuan(accepted),
                   to_yuan(billed), to_yuan(*text.total), to_yuan(billed + *text.total - accepted)),
       fmt::format("contract {} has {} yuan accepted and {} billed; this one of {} is {} too much", contract->number,
                   to_yuan(accepted), to_yuan(billed), to_yuan(*text.total), to_yuan(billed + *text.total - accepted))},
      "total");
}

}  // namespace

Json invoice_json(const Invoice& invoice) {
  const auto& text = invoice.text;
  return Json::Object{{"code", text.code},
                      {"number", text.number},
                      {"kind", text.kind},
                      {"check_code", text.check_code},
                      {"seller", text.seller},
                      {"seller_id", text.seller_id},
                      {"buyer", text.buyer},
                      {"buyer_id", text.buyer_id},
                      {"issued_on", iso(*text.issued_on)},
                      {"net", money_or_null(text.net)},
                      {"tax", money_or_null(text.tax)},
                      {"total", money_or_null(text.total)},
                      {"source", text.source},
                      {"contract", invoice.contract},
                      {"request", invoice.request},
                      {"file", invoice.file},
                      {"file_digest", invoice.file_digest}};
}

Invoice invoice_from_json(const Json& body) {
  Invoice invoice;
  auto& text = invoice.text;
  text.code = body.at("code").string();
  text.number = body.at("number").string();
  text.kind = body.at("kind").string();
  text.check_code = body.at("check_code").string();
  text.seller = body.at("seller").string();
  text.seller_id = body.at("seller_id").string();
  text.buyer = body.at("buyer").string();
  text.buyer_id = body.at("buyer_id").string();
  text.issued_on = parse_iso_date(body.at("issued_on").string());
  ensure(text.issued_on.has_value(), "invoice: a day in the journal");
  text.net = money_from(body.at("net"));
  text.tax = money_from(body.at("tax"));
  text.total = money_from(body.at("total"));
  text.source = body.at("source").string();
  invoice.contract = body.at("contract").string();
  invoice.request = body.at("request").string();
  invoice.file = body.at("file").string();
  invoice.file_digest = body.at("file_digest").string();
  return invoice;
}

Result<Invoice> record_invoice(journal::Books& books, const Acting& acting, Invoice invoice,
                               std::vector<Text>& warnings) {
  auto text = checked_invoice(std::move(invoice.text), "invoice");
  if (!text) return std::unexpected{text.error()};
  invoice.text = std::move(*text);
  if (auto sound = check_invoice_alone(books.tx, acting, invoice); !sound) return std::unexpected{sound.error()};
  if (auto sound = check_invoice_contract(books.tx, acting.unit, invoice); !sound)
    return std::unexpected{sound.error()};
  for (const auto& other : similar_invoices(books.tx, acting.unit, invoice.text))
    warnings.push_back(
        {fmt::format("{} 已有一张同样金额 {} 元的发票 {}（{}）；请确认不是重复", other.text.seller,
                     to_yuan(*other.text.total), other.text.number, iso(*other.text.issued_on)),
         fmt::format("{} has another invoice of {} yuan, {} of {}; make sure it is not the same", other.text.seller,
                     to_yuan(*other.text.total), other.text.number, iso(*other.text.issued_on))});
  journal::append(books, acting.unit, acting.actor, acting.at, InvoiceRecorded{invoice});
  return find_invoice(books.tx, acting.unit, invoice.text.number);
}

Result<Invoice> void_invoice(journal::Books& books, const Acting& acting, std::string_view number,
                             std::string_view reason) {
  const auto invoice = find_invoice(books.tx, acting.unit, number);
  if (!invoice) return invoice;
  if (invoice->voided)
    return refuse(RefusalCode::wrong_state, {"这张发票已作废", "the invoice is void already"}, "number");
  if (trim(reason).empty()) return refuse(RefusalCode::invalid, {"请填写原因", "give the reason"}, "reason");
  if (auto sound = check_text(reason, longest_void_reason, true); !sound) return std::unexpected{sound.error()};
  journal::append(books, acting.unit, acting.actor, acting.at,
                  InvoiceVoided{invoice->text.code, invoice->text.number, std::string{reason}});
  return find_invoice(books.tx, acting.unit, number);
}

Result<Invoice> find_invoice(db::ReadTx& tx, UnitId unit, std::string_view number) {
  if (auto found = load_invoice_numbered(tx, unit, number)) return std::move(*found);
  return refuse(
      RefusalCode::not_found,
      {fmt::format("没有登记发票“{}”", quote(number)), fmt::format("there is no invoice “{}”", quote(number))},
      "number");
}

std::vector<Invoice> invoices(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  return load_invoices(tx, unit, contract);
}

std::vector<Invoice> similar_invoices(db::ReadTx& tx, UnitId unit, const InvoiceText& text) {
  constexpr int days_of_a_year = 366;
  auto found = load_invoices_of(tx, unit, payee_key(text.seller), text.total.value_or(Money{}));
  std::erase_if(found, [&](const Invoice& other) {
    return other.voided || (other.text.number == text.number && other.text.code == text.code) ||
           std::abs(days_between(*other.text.issued_on, *text.issued_on)) > days_of_a_year;
  });
  return found;
}

}  // namespace hallbook::funds
