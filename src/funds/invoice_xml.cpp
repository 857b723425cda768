#include <fmt/format.h>

#include "base/quantity.h"
#include "base/text.h"
#include "funds/invoice.h"
#include "platform/files/xml.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_invoice_value = 400;

/// One element of interest: where it stands in the two vocabularies, and where its text goes.
struct InvoiceElement {
  std::string_view parent;  // "" = whatever
  std::string_view name;
  std::string InvoiceText::* text = nullptr;
  std::optional<Money> InvoiceText::* money = nullptr;
  bool day = false;
};

/// R-INV-03. `eInvoice` first, then `EInvoice`; the parent tells the header's number from those of referenced invoices.
constexpr InvoiceElement invoice_elements[] = {
    {"eInvoice", "InvoiceCode", &InvoiceText::code},
    {"eInvoice", "InvoiceNo", &InvoiceText::number},
    {"eInvoice", "InvoiceCheckCode", &InvoiceText::check_code},
    {.parent = "eInvoice", .name = "IssueDate", .day = true},
    {"Seller", "SellerName", &InvoiceText::seller},
    {"Seller", "SellerTaxID", &InvoiceText::seller_id},
    {"Buyer", "BuyerName", &InvoiceText::buyer},
    {"Buyer", "BuyerTaxID", &InvoiceText::buyer_id},
    {.parent = "eInvoice", .name = "TaxExclusiveTotalAmount", .money = &InvoiceText::net},
    {.parent = "eInvoice", .name = "TaxTotalAmount", .money = &InvoiceText::tax},
    {.parent = "eInvoice", .name = "TaxInclusiveTotalAmount", .money = &InvoiceText::total},
    {"TaxSupervisionInfo", "InvoiceNumber", &InvoiceText::number},
    {.parent = "TaxSupervisionInfo", .name = "IssueTime", .day = true},
    {"SellerInformation", "SellerName", &InvoiceText::seller},
    {"SellerInformation", "SellerIdNum", &InvoiceText::seller_id},
    {"BuyerInformation", "BuyerName", &InvoiceText::buyer},
    {"BuyerInformation", "BuyerIdNum", &InvoiceText::buyer_id},
    {.parent = "BasicInformation", .name = "TotalAmWithoutTax", .money = &InvoiceText::net},
    {.parent = "BasicInformation", .name = "TotalTaxAm", .money = &InvoiceText::tax},
    {.parent = "BasicInformation", .name = "TotalTax-includedAmount", .money = &InvoiceText::total},
};

class InvoiceHandler final : public files::XmlHandler {
 public:
  explicit InvoiceHandler(std::string_view place) : place_{place} {}

  void start(std::string_view name, const files::Attributes&) override {
    if (path_.empty()) known_ = name == "eInvoice" || name == "EInvoice";
    element_ = nullptr;
    if (known_ && !path_.empty())
      for (const auto& element : invoice_elements)
        if (element.name == name && element.parent == path_.back()) element_ = &element;
    path_.emplace_back(name);
    text_.clear();
  }
  void text(std::string_view piece) override {
    if (element_ == nullptr) return;
    if (text_.size() + piece.size() > longest_invoice_value) return stop_at("太长", "is too long");
    text_ += piece;
  }
  void end(std::string_view) override {
    path_.pop_back();
    if (element_ != nullptr) keep();
    element_ = nullptr;
  }

  bool known() const { return known_; }
  InvoiceText invoice;

 private:
  void keep() {
    const std::string value{trim(text_)};
    if (value.empty()) return;
    if (element_->text != nullptr) {
      auto& to = invoice.*(element_->text);
      if (!to.empty() && to != value) return stop_at("出现两次且不同", "stands twice and differs");
      to = value;
    } else if (element_->day) {
      invoice.issued_on = parse_date(value);
      if (!invoice.issued_on) stop_at("不是日期", "is no day");
    } else {
      const auto read = parse_quantity(value, 2);
      if (!read) return stop_at("不是金额", "is no amount");
      invoice.*(element_->money) = Money::from_fen(read->at_scale(2).units());
    }
  }
  void stop_at(std::string_view zh, std::string_view en) {
    stop({RefusalCode::invalid,
          {fmt::format("{}：{} {}", place_, element_->name, zh), fmt::format("{}: {} {}", place_, element_->name, en)},
          {},
          std::string{place_}});
  }

  std::string_view place_;
  bool known_ = false;
  std::vector<std::string> path_;
  const InvoiceElement* element_ = nullptr;
  std::string text_;
};

}  // namespace

Result<InvoiceText> read_invoice_xml(std::string_view xml, std::string_view place) {
  InvoiceHandler handler{place};
  files::XmlParser parser{handler, std::string{place}};
  constexpr std::size_t block = 64 * 1024;  // in pieces, so that a stop is heeded soon
  while (xml.size() > block) {
    if (auto fed = parser.feed(xml.substr(0, block), false); !fed) return std::unexpected{fed.error()};
    xml.remove_prefix(block);
  }
  if (auto fed = parser.feed(xml, true); !fed) return std::unexpected{fed.error()};
  if (!handler.known())
    return refuse(RefusalCode::not_found,
                  {fmt::format("{}：不是能读懂的电子发票数据；请手工录入", place),
                   fmt::format("{}: no invoice data that is understood; type the invoice in", place)},
                  {}, std::string{place});
  handler.invoice.source = "xml";
  return checked_invoice(std::move(handler.invoice), place);
}

}  // namespace hallbook::funds
