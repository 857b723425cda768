#include "app/search_numbers.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dossier/projects.h"
#include "forms/paper_code.h"
#include "funds/find_documents.h"
#include "indicators/evaluation.h"
#include "journal/lines.h"
#include "platform/http/address.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::app {
namespace {

using funds::FoundDocument;
using identity::Context;
using identity::Permission;

constexpr std::size_t most_of_a_kind = 3;
constexpr std::size_t most_digits = 9;

/// "58,113", "#58113", "第 3 版", "v3": the number a person means; 0 = none.
std::int64_t number_meant(std::string_view question) {
  std::string text = to_half_width(question);
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == ','; });
  for (const std::string_view before : {"#", "第", "v", "V"})
    if (text.starts_with(before)) text.erase(0, before.size());
  for (const std::string_view after : {"版", "条", "号"})
    if (text.ends_with(after)) text.erase(text.size() - after.size());
  if (text.empty() || text.size() > most_digits || !std::ranges::all_of(text, is_digit)) return 0;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

NumberedHit document_hit(const FoundDocument& found) {
  using Kind = FoundDocument::Kind;
  const auto hit = [&](std::string_view kind, std::string_view zh, std::string_view en, std::string path) {
    return NumberedHit{
        kind, {fmt::format("{} {}", zh, found.number), fmt::format("{} {}", en, found.number)}, found.about, path};
  };
  const std::string number = http::percent_encoded(found.number), other = http::percent_encoded(found.leads_to);
  switch (found.kind) {
    case Kind::request: return hit("request", "用款申请", "Request", "/requests/" + number);
    case Kind::contract: return hit("contract", "合同", "Contract", "/contracts/" + number);
    case Kind::payment: return hit("payment", "付款", "Payment", "/payments?number=" + number);
    case Kind::acceptance: return hit("acceptance", "验收", "Acceptance", "/contracts/" + other);
    case Kind::invoice: {
      const bool of_contract = found.leads_to.starts_with("C-");
      return hit("invoice", "发票", "Invoice",
                 of_contract              ? "/contracts/" + other + "#invoices"
                 : found.leads_to.empty() ? "/invoices"
                                          : "/requests/" + other);
    }
    case Kind::voucher: return hit("voucher", "凭证", "Voucher", "/books/vouchers/" + number);
    case Kind::payee: return hit("payee", "收款人", "Payee", "/requests?payee=" + number);
  }
  return {};
}

class NumberSearch {
 public:
  NumberSearch(db::ReadTx& tx, const Context& context, std::string_view question)
      : tx_{tx}, context_{context}, question_{trim(question)}, number_{number_meant(trim(question))} {}

  std::vector<NumberedHit> run() {
    const bool figures = context_.may(Permission::evaluation_read);
    if (figures) look_for_paper();
    if (context_.may(Permission::funds_read))
      for (const auto& one : funds::find_documents(tx_, context_.unit.id, question_, most_of_a_kind))
        hits_.push_back(document_hit(one));
    if (number_ == 0) return std::move(hits_);
    if (context_.may(Permission::service_read)) look_in_service();
    if (figures) look_in_frozen();
    if (context_.may(Permission::journal_read)) look_in_journal();
    return std::move(hits_);
  }

 private:
  void add(std::string_view kind, Text title, std::string hint, std::string path) {
    hits_.push_back({kind, std::move(title), std::move(hint), std::move(path)});
  }
  void look_for_paper() {
    std::string code{question_};
    if (code.starts_with("hb2:")) code.replace(0, 3, "HB2");
    if (!forms::read_code(code) && !forms::read_short_code(code)) return;
    add("page", {"核验这张纸", "Check this paper"}, "", "/verify?code=" + http::percent_encoded(code));
  }
  void look_in_service() {
    if (const auto matter = service::find_matter(tx_, context_.unit.id, number_))
      add("matter", {fmt::format("问题 {}", number_), fmt::format("Matter {}", number_)},
          matter->title.in(context_.lang), fmt::format("/matters/{}", number_));
    if (const auto round = service::find_round(tx_, context_.unit.id, number_))
      add("round", {fmt::format("巡检 {}", number_), fmt::format("Round {}", number_)}, "",
          fmt::format("/rounds/{}", number_));
  }
  void look_in_frozen() {
    for (const auto& code : dossier::project_codes(tx_, context_.unit.id))
      for (const auto& frozen : indicators::all_frozen(tx_, context_.unit.id, code))
        if (frozen.version == number_)
          add("frozen",
              {fmt::format("封存的自评 第 {} 版", number_), fmt::format("Frozen evaluation, version {}", number_)},
              code, fmt::format("/freezes/{}?project={}", number_, http::percent_encoded(code)));
  }
  void look_in_journal() {
    if (const auto line = journal::line_at(tx_, context_.unit.id, number_))
      add("line", {fmt::format("记账第 {} 条", number_), fmt::format("Journal line {}", number_)}, line->kind,
          fmt::format("/journal/{}", number_));
  }

  db::ReadTx& tx_;
  const Context& context_;
  std::string_view question_;
  std::int64_t number_;
  std::vector<NumberedHit> hits_;
};

}  // namespace

std::vector<NumberedHit> find_numbered(db::ReadTx& tx, const Context& context, std::string_view question) {
  return NumberSearch{tx, context, question}.run();
}

}  // namespace hallbook::app
