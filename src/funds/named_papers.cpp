#include "funds/named_papers.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/acceptance_store.h"
#include "funds/named_papers_store.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t digital_invoice_digits = 20;
constexpr std::size_t paper_invoice_digits = 8;
constexpr std::size_t year_digits = 4, least_counter_digits = 4;  // "A-2026-0003"

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

Text state_words(RequestState state) {
  switch (state) {
    case RequestState::asked: return {"待审批", "not approved yet"};
    case RequestState::approved: return {"已批准", "approved"};
    default: return {"已支付", "paid"};
  }
}

bool is_word(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// A refusal about a paper ends with what is free on the line and who holds the rest.
std::unexpected<Refusal> refuse_named(db::ReadTx& tx, UnitId unit, const NamingPapers& asked, RefusalCode code,
                                      const Text& why) {
  Text rest;
  if (const auto line = find_line(tx, unit, asked.line)) rest = free_and_holders(tx, unit, *line);
  return refuse(code, {fmt::format("{}。{}", why.zh, rest.zh), fmt::format("{}. {}", why.en, rest.en)}, "papers");
}

Result<> check_one_request(db::ReadTx& tx, UnitId unit, const NamingPapers& asked, const std::string& number) {
  const auto other = request_naming(tx, unit, number, asked.request);
  if (!other) return {};
  const Text state = state_words(other->state);
  return refuse_named(tx, unit, asked, RefusalCode::conflict,
                      {fmt::format("发票 {} 已用于 {}（{}，{} 元，{}）；一张发票只能付一次", number, other->no,
                                   other->payee, to_yuan(other->amount), state.zh),
                       fmt::format("invoice {} stands behind {} ({}, {} yuan, {}); an invoice is paid once", number,
                                   other->no, other->payee, to_yuan(other->amount), state.en)});
}

Result<> check_in_force(db::ReadTx& tx, UnitId unit, const NamingPapers& asked, const std::string& number) {
  if (!is_void_invoice(tx, unit, number)) return {};
  return refuse_named(
      tx, unit, asked, RefusalCode::wrong_state,
      {fmt::format("发票 {} 已作废，不能作为付款依据；请换成重开的发票", number),
       fmt::format("invoice {} is void and no ground for a payment; bring the one that was issued anew", number)});
}

Result<> check_accepted(db::ReadTx& tx, UnitId unit, const NamingPapers& asked, const std::string& number) {
  const auto found = load_acceptance(tx, unit, number);
  if (!found)
    return refuse_named(tx, unit, asked, RefusalCode::not_found,
                        {fmt::format("没有验收书 {}；请核对编号", number),
                         fmt::format("there is no acceptance {}; check its number", number)});
  if (!found->complete_on)
    return refuse_named(
        tx, unit, asked, RefusalCode::wrong_state,
        {fmt::format("验收书 {} 只有 {} 人签字，需要 {} 人；请先签齐", number, found->signers.size(), needed_signers),
         fmt::format("acceptance {} bears {} signature of {}; let it be signed first", number, found->signers.size(),
                     needed_signers)});
  if (asked.contract.empty() || found->contract == asked.contract) return {};
  return refuse_named(
      tx, unit, asked, RefusalCode::conflict,
      {fmt::format("验收书 {} 属于合同 {}，不是 {}", number, found->contract, asked.contract),
       fmt::format("acceptance {} belongs to contract {}, not {}", number, found->contract, asked.contract)});
}

Result<> check_named_paper(db::ReadTx& tx, UnitId unit, const NamingPapers& asked, const PaperFile& paper,
                           bool replaced = false) {
  if (paper.kind == "invoice")
    for (const auto& number : invoice_numbers_in(paper.name)) {
      if (auto once = check_one_request(tx, unit, asked, number); !once) return once;
      if (replaced) continue;
      if (auto good = check_in_force(tx, unit, asked, number); !good) return good;
    }
  if (paper.kind == "acceptance")
    for (const auto& number : acceptance_numbers_in(paper.name))
      if (auto good = check_accepted(tx, unit, asked, number); !good) return good;
  return {};
}

}  // namespace

std::vector<std::string> invoice_numbers_in(std::string_view written) {
  const auto half = to_half_width(written);
  const auto text = trim(half);
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = digits_from(text, at);
    if (length == digital_invoice_digits || (length == paper_invoice_digits && length == text.size()))
      numbers.emplace_back(text.substr(at, length));
    at += std::max<std::size_t>(length, 1);
  }
  return numbers;
}

std::vector<std::string> acceptance_numbers_in(std::string_view written) {
  const auto text = to_half_width(written);
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if ((text[at] != 'A' && text[at] != 'a') || text[at + 1] != '-' || (at > 0 && is_word(text[at - 1]))) continue;
    const auto year = at + 2, counter = year + year_digits + 1;
    if (digits_from(text, year) != year_digits || counter > text.size() || text[counter - 1] != '-') continue;
    if (const auto length = digits_from(text, counter); length >= least_counter_digits)
      numbers.push_back("A" + text.substr(at + 1, counter + length - at - 1));
  }
  return numbers;
}

// R-FND-18
Result<> check_named_papers(db::ReadTx& tx, UnitId unit, const NamingPapers& asked) {
  for (const PaperFile& paper : asked.papers)
    if (auto good = check_named_paper(tx, unit, asked, paper); !good) return good;
  return {};
}

Result<> check_named_papers_to_pay(db::ReadTx& tx, UnitId unit, const Request& request) {
  const auto& content = request.content;
  const NamingPapers asked{request.no, content.contract, content.line, {}};
  auto brought = papers_brought_later(tx, unit, request.no);
  for (const PaperFile& paper : content.papers) brought.push_back({request.content_seq, paper});
  for (const auto& [seq, paper] : brought) {
    const bool replaced = std::ranges::any_of(
        brought, [&](const BroughtPaper& other) { return other.seq > seq && other.paper.kind == paper.kind; });
    if (auto good = check_named_paper(tx, unit, asked, paper, replaced); !good) return good;
  }
  return {};
}

}  // namespace hallbook::funds
