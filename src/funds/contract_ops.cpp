#include "funds/contract_ops.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/accounts.h"
#include "funds/budget.h"
#include "funds/contract_events.h"
#include "funds/contract_money.h"
#include "funds/contract_store.h"
#include "funds/document_pages.h"
#include "funds/duty.h"
#include "funds/treasury_match.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_contract_note = 200;

/// What the request hands on; zero without one. R-CTR-06.
Result<Money> handed_on(db::ReadTx& tx, UnitId unit, const Contract& contract) {
  if (contract.request.empty()) return Money{};
  const auto request = load_approved_request(tx, unit, contract.request);
  if (!request)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("申请 {} 未获批准或已没有占用的金额", quote(contract.request)),
                   fmt::format("request {} is not approved, or holds no money any more", quote(contract.request))},
                  "request");
  if (request->project != contract.project || request->line != contract.line)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("申请 {} 属于预算行 {} {}", request->number, request->project, request->line),
         fmt::format("request {} belongs to line {} of {}", request->number, request->line, request->project)},
        "line");
  if (payee_key(request->payee) != payee_key(contract.party))
    return refuse(
        RefusalCode::conflict,
        {fmt::format("申请 {} 的收款人是“{}”，合同对方是“{}”", request->number, request->payee, contract.party),
         fmt::format("request {} names the payee “{}”, the contract “{}”", request->number, request->payee,
                     contract.party)},
        "party");
  return std::min(request->committed, contract.amount);
}

Result<> check_note(std::string_view text, std::string field) {
  if (trim(text).empty()) return refuse(RefusalCode::invalid, {"请填写说明", "say why or where"}, std::move(field));
  auto sound = check_text(text, longest_contract_note, true);
  if (!sound) sound.error().field = std::move(field);
  return sound;
}

/// R-CTR-09: who records it bought it, the buyer signed for the unit; neither may meet what they did on the chain before.
Result<> check_contract_duties(db::ReadTx& tx, const Acting& acting, const Contract& contract) {
  if (contract.request.empty()) return {};
  const auto rules = load_rules(tx, acting.unit);
  const auto chain = chain_of(tx, acting.unit, contract.request);
  if (auto apart = check_duty(tx, acting, rules, chain, "purchase"); !apart) return apart;
  Acting buyer = acting;
  buyer.name = contract.buyer.empty() ? person_of(acting) : contract.buyer;
  return check_duty(tx, buyer, rules, chain, "sign");
}

/// The contract itself, for who may change contracts.
Result<Contract> changeable_contract(db::ReadTx& tx, const Acting& acting, std::string_view number) {
  if (auto may = check_may(tx, acting, identity::Permission::funds_contract); !may) return std::unexpected{may.error()};
  return find_contract(tx, acting.unit, number);
}

}  // namespace

Result<Contract> sign_contract(journal::Books& books, const Acting& acting, Contract contract) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_contract); !may)
    return std::unexpected{may.error()};
  auto checked = checked_contract(std::move(contract));
  if (!checked) return checked;
  const auto line = open_line(books.tx, acting.unit, {checked->project, checked->line});
  if (!line) return std::unexpected{line.error()};
  // R-FND-06: the year's money pays what begins in the year.
  if (auto in_year = check_in_year(books.tx, acting.unit, checked->project, checked->starts_on, "starts_on"); !in_year)
    return std::unexpected{in_year.error()};
  const auto handed = handed_on(books.tx, acting.unit, *checked);
  if (!handed) return std::unexpected{handed.error()};
  if (auto free = check_free(books.tx, acting.unit, *line, checked->amount - *handed); !free)
    return std::unexpected{free.error()};
  if (auto apart = check_contract_duties(books.tx, acting, *checked); !apart) return std::unexpected{apart.error()};
  checked->number = next_number(books.tx, acting.unit, "C", static_cast<int>(acting.day().year()));
  journal::append(books, acting.unit, acting.actor, acting.at, ContractSigned{*checked, *handed, person_of(acting)});
  return find_contract(books.tx, acting.unit, checked->number);
}

Result<Contract> supplement_contract(journal::Books& books, const Acting& acting, std::string_view number,
                                     Supplement supplement) {
  const auto contract = changeable_contract(books.tx, acting, number);
  if (!contract) return contract;
  if (auto open = with_rest(books.tx, acting.unit, *contract, check_open(*contract, supplement.signed_on)); !open)
    return std::unexpected{open.error()};
  supplement.no = static_cast<int>(contract->supplements.size()) + 1;
  if (auto sound = check_supplement(*contract, supplement); !sound) return std::unexpected{sound.error()};
  const auto line = open_line(books.tx, acting.unit, {contract->project, contract->line});
  if (!line) return std::unexpected{line.error()};
  if (auto free = check_free(books.tx, acting.unit, *line, supplement.amount); !free)
    return std::unexpected{free.error()};
  journal::append(
      books, acting.unit, acting.actor, acting.at,
      ContractSupplemented{contract->number, contract->project, contract->line, supplement, person_of(acting)});
  return find_contract(books.tx, acting.unit, number);
}

Result<Contract> publish_contract(journal::Books& books, const Acting& acting, std::string_view number, Date on,
                                  std::string_view at) {
  const auto contract = changeable_contract(books.tx, acting, number);
  if (!contract) return contract;
  if (auto sound = check_note(at, "at"); !sound) return std::unexpected{sound.error()};
  if (on < contract->signed_on || on > acting.day())
    return refuse(RefusalCode::invalid,
                  {"公开日期应在签订日到今天之间", "the day should lie between the signing and today"}, "on");
  if (contract->published_on)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("合同 {} 已于 {} 公开", contract->number, iso(*contract->published_on)),
                   fmt::format("contract {} was published on {}", contract->number, iso(*contract->published_on))},
                  "contract");
  journal::append(books, acting.unit, acting.actor, acting.at,
                  ContractPublished{contract->number, on, std::string{at}, person_of(acting)});
  return find_contract(books.tx, acting.unit, number);
}

Result<Contract> close_contract(journal::Books& books, const Acting& acting, std::string_view number, Date on,
                                std::string_view reason) {
  const auto contract = changeable_contract(books.tx, acting, number);
  if (!contract) return contract;
  if (auto open = with_rest(books.tx, acting.unit, *contract, check_open(*contract, on)); !open)
    return std::unexpected{open.error()};
  if (auto sound = check_note(reason, "reason"); !sound) return std::unexpected{sound.error()};
  const LineKey line{contract->project, contract->line};
  const auto hold = hold_of(books.tx, acting.unit, line, contract->number);
  const ContractClosed event{contract->number, contract->project,   contract->line,   on,
                             hold.committed,   std::string{reason}, person_of(acting)};
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return find_contract(books.tx, acting.unit, number);
}

Result<Contract> find_contract(db::ReadTx& tx, UnitId unit, std::string_view number) {
  if (auto found = load_contract(tx, unit, number)) return std::move(*found);
  ContractFilter newest;
  newest.limit = 10;
  std::string known;
  const auto page = contract_page(tx, unit, newest);
  for (const auto& contract : page.rows) known += (known.empty() ? "" : ", ") + contract.number;
  if (page.more) known += " …";
  return refuse(
      RefusalCode::not_found,
      {fmt::format("没有合同“{}”；现有：{}", quote(number), known.empty() ? "（无）" : known),
       fmt::format("there is no contract “{}”; there are: {}", quote(number), known.empty() ? "none" : known)},
      "contract");
}

std::vector<Contract> contracts(db::ReadTx& tx, UnitId unit, std::string_view project) {
  return load_contracts(tx, unit, project);
}

}  // namespace hallbook::funds
