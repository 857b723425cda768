#include "funds/contract_money.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "funds/acceptance_store.h"
#include "funds/contract_ops.h"
#include "funds/contract_store.h"
#include "funds/treasury_match.h"

namespace hallbook::funds {
namespace {

Result<> check_line_and_party(const Contract& contract, const RequestContent& content) {
  if (contract.project != content.line.project || contract.line != content.line.line)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("合同 {} 属于项目 {} 的第 {} 条预算", contract.number, contract.project, contract.line),
         fmt::format("contract {} belongs to line {} of project {}", contract.number, contract.line, contract.project)},
        "line");
  if (payee_key(content.payee) == payee_key(contract.party)) return {};
  return refuse(RefusalCode::conflict,
                {fmt::format("收款人“{}”不是合同 {} 的对方“{}”；合同的钱只付给合同对方", content.payee, contract.number,
                             contract.party),
                 fmt::format("the payee “{}” is not the party “{}” of contract {}; its money goes to its party",
                             content.payee, contract.party, contract.number)},
                "payee");
}

/// R-CTR-05: after the end what was accepted by then, less what was asked for, paid or not.
Result<> check_asked_in_time(db::ReadTx& tx, UnitId unit, const Contract& contract, const RequestContent& content,
                             Date today, Money coming_back) {
  if (auto open = check_open(contract, today); !open || today <= contract.ends_on) return open;
  Money accepted;
  for (const auto& acceptance : load_acceptances(tx, unit, contract.number))
    if (acceptance.complete_on && acceptance.accepted_on <= contract.ends_on) accepted = accepted + acceptance.amount;
  const Money asked = load_asked_under(tx, unit, contract.number) - coming_back;
  const Money left = accepted > asked ? accepted - asked : Money{};
  if (content.amount <= left) return {};
  return refuse(
      RefusalCode::wrong_state,
      {fmt::format("合同 {} 已于 {} 到期：到期前验收 {} 元，已申请 {} 元，还可申请 {} 元，不够 {} 元", contract.number,
                   iso(contract.ends_on), to_yuan(accepted), to_yuan(asked), to_yuan(left), to_yuan(content.amount)),
       fmt::format("contract {} ended on {}: {} yuan were accepted by then and {} asked for, which leaves {}, less "
                   "than {}",
                   contract.number, iso(contract.ends_on), to_yuan(accepted), to_yuan(asked), to_yuan(left),
                   to_yuan(content.amount))},
      "contract");
}

}  // namespace

Result<> with_rest(db::ReadTx& tx, UnitId unit, const Contract& contract, Result<> judged) {
  if (judged) return judged;
  if (const auto line = find_line(tx, unit, {contract.project, contract.line})) {
    const auto rest = free_and_holders(tx, unit, *line);
    judged.error().message.zh += "；" + rest.zh;
    judged.error().message.en += "; " + rest.en;
  }
  return judged;
}

Result<> check_request_under(db::ReadTx& tx, UnitId unit, const Line& line, const RequestContent& content, Date today,
                             Money coming_back) {
  const auto contract = find_contract(tx, unit, content.contract);
  if (!contract) return std::unexpected{contract.error()};
  if (auto same = check_line_and_party(*contract, content); !same) return same;
  // What it holds already was asked for in time.
  if (content.amount > coming_back)
    if (auto open =
            with_rest(tx, unit, *contract, check_asked_in_time(tx, unit, *contract, content, today, coming_back));
        !open)
      return open;
  const Money left = hold_of(tx, unit, line.key, contract->number).committed + coming_back;
  if (content.amount <= left) return {};
  const auto rest = free_and_holders(tx, unit, line);
  return refuse(RefusalCode::over_limit,
                {fmt::format("合同 {} 在第 {} 条预算上还剩 {} 元，不够 {} 元；{}", contract->number, line.key.line,
                             to_yuan(left), to_yuan(content.amount), rest.zh),
                 fmt::format("contract {} has {} yuan left on line {}, less than {}; {}", contract->number,
                             to_yuan(left), line.key.line, to_yuan(content.amount), rest.en)},
                "amount");
}

}  // namespace hallbook::funds
