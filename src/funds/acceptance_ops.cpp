#include <fmt/format.h>

#include "base/text.h"
#include "funds/acceptance_store.h"
#include "funds/accounts.h"
#include "funds/accrual.h"
#include "funds/contract_money.h"
#include "funds/contract_ops.h"
#include "funds/duty.h"
#include "identity/person.h"

namespace hallbook::funds {
namespace {

/// May this person sign, by the rules of acceptances and by the unit's table of duties?
Result<> may_accept(db::ReadTx& tx, const Acting& acting, const Contract& contract, const Acceptance& acceptance) {
  if (auto may = check_may(tx, acting, identity::Permission::funds_accept); !may) return may;
  for (const auto& signer : acceptance.signers)
    if (identity::is_same_person(tx, signer, person_of(acting)))
      if (auto may = check_signer(acceptance, signer); !may) return may;
  if (auto may = check_signer(acceptance, person_of(acting)); !may) return may;
  return check_duty(tx, acting, load_rules(tx, acting.unit), chain_of(tx, acting.unit, contract.number), "accept");
}

}  // namespace

Result<Acceptance> record_acceptance(journal::Books& books, const Acting& acting, Acceptance acceptance) {
  const auto contract = find_contract(books.tx, acting.unit, acceptance.contract);
  if (!contract) return std::unexpected{contract.error()};
  if (acceptance.accepted_on.ok())
    if (auto runs = with_rest(books.tx, acting.unit, *contract, check_running(*contract, acceptance.accepted_on));
        !runs)
      return std::unexpected{runs.error()};
  const auto before = load_accepted(books.tx, acting.unit, contract->number);
  acceptance.signers.clear();
  acceptance.complete_on.reset();
  auto checked = checked_acceptance(*contract, std::move(acceptance), before);
  if (!checked) return checked;
  if (checked->accepted_on > acting.day())
    return refuse(RefusalCode::invalid, {"验收日期在今天之后", "the day of acceptance lies in the future"},
                  "accepted_on");
  if (auto may = may_accept(books.tx, acting, *contract, *checked); !may) return std::unexpected{may.error()};
  checked->number = next_number(books.tx, acting.unit, "A", static_cast<int>(acting.day().year()));
  journal::append(books, acting.unit, acting.actor, acting.at,
                  AcceptanceRecorded{*checked, chain_of(books.tx, acting.unit, contract->number), person_of(acting)});
  return find_acceptance(books.tx, acting.unit, checked->number);
}

Result<Acceptance> sign_acceptance(journal::Books& books, const Acting& acting, std::string_view number) {
  const auto acceptance = find_acceptance(books.tx, acting.unit, number);
  if (!acceptance) return acceptance;
  const auto contract = find_contract(books.tx, acting.unit, acceptance->contract);
  if (!contract) return std::unexpected{contract.error()};
  if (auto may = may_accept(books.tx, acting, *contract, *acceptance); !may) return std::unexpected{may.error()};
  const bool completes = acceptance->signers.size() + 1 >= needed_signers;
  const Date today = acting.day();
  if (completes)
    if (auto booked =
            check_booking(books.tx, acting.unit, facts_of_acceptance(books.tx, acting.unit, *acceptance, today));
        !booked)
      return std::unexpected{booked.error()};
  journal::append(books, acting.unit, acting.actor, acting.at,
                  AcceptanceSigned{acceptance->number, chain_of(books.tx, acting.unit, contract->number),
                                   person_of(acting), completes ? iso(today) : std::string{}});
  return find_acceptance(books.tx, acting.unit, number);
}

Result<Acceptance> find_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number) {
  if (auto found = load_acceptance(tx, unit, number)) return std::move(*found);
  return refuse(
      RefusalCode::not_found,
      {fmt::format("没有验收书“{}”", quote(number)), fmt::format("there is no acceptance “{}”", quote(number))},
      "acceptance");
}

std::vector<Acceptance> acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  return load_acceptances(tx, unit, contract);
}

}  // namespace hallbook::funds
