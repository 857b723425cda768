#include "funds/contract_board.h"

#include "base/money_math.h"
#include "funds/accrual.h"
#include "funds/contract_input.h"
#include "funds/contract_store.h"
#include "funds/reconcile_registers.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

using identity::Context;

std::string_view alarm_name(EndAlarm alarm) {
  constexpr std::string_view names[] = {"", "within_90", "within_30", "ended"};
  return names[static_cast<std::size_t>(alarm)];
}

/// R-DUE-04; null once it is published, or while a year without a calendar lies between.
Json publish_until(const WorkCalendar& calendar, const Contract& contract) {
  if (contract.published_on) return {};
  const auto until = publish_by(contract.signed_on, calendar);
  return until ? Json{iso(*until)} : Json{};
}

Json requests_json(const std::vector<Request>& requests) {
  Json list = Json::Array{};
  for (const auto& one : requests)
    list.push_back(Json::Object{{"number", one.no},
                                {"amount", to_yuan(one.content.amount)},
                                {"state", request_state_name(one.state)},
                                {"pay_on", iso(one.content.pay_on)},
                                {"purpose", one.content.purpose},
                                {"indicator", one.content.indicator},
                                {"made_on", iso(one.made_on)},
                                {"made_by", one.made_by}});
  return list;
}

Json payments_json(db::ReadTx& tx, UnitId unit, const std::vector<Request>& requests) {
  Json list = Json::Array{};
  for (const auto& request : requests)
    for (const auto& one : payments_of(tx, unit, request.no))
      list.push_back(Json::Object{{"number", one.no},
                                  {"request", one.request},
                                  {"voucher", one.voucher},
                                  {"paid_on", iso(one.paid_on)},
                                  {"amount", to_yuan(one.amount)},
                                  {"returned", to_yuan(one.returned)},
                                  {"state", one.state}});
  return list;
}

Json settlements_json(db::ReadTx& tx, UnitId unit, const std::string& contract) {
  Json list = Json::Array{};
  for (const auto& one : settlements(tx, unit, contract))
    list.push_back(Json::Object{{"seq", one.seq},
                                {"period", period_name(one.period)},
                                {"due", to_yuan(one.due)},
                                {"billed", to_yuan(one.billed)},
                                {"decision", one.decision},
                                {"reason", one.reason},
                                {"person", one.person}});
  return list;
}

}  // namespace

WorkCalendar unit_workdays(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    if (auto loaded = calendar.load(adopted.text); !loaded) return {};
  return calendar;
}

Json contract_row(db::ReadTx& tx, const Context& context, const WorkCalendar& calendar, const Contract& contract) {
  const UnitId unit = context.unit.id;
  Json view = contract_view(contract);
  const auto standing = contract_standing(tx, unit, contract.number);
  Money added;
  for (const auto& supplement : contract.supplements) added = added + supplement.amount;
  view["accepted"] = to_yuan(standing.accepted);
  view["paid"] = to_yuan(standing.paid);
  view["committed"] = to_yuan(hold_of(tx, unit, {contract.project, contract.line}, contract.number).committed);
  view["added"] = to_yuan(added);
  view["may_add"] = to_yuan(Money::from_fen(contract.amount.fen() / 10) - added);  // R-CTR-04
  view["end_alarm"] = contract.closed_on ? std::string_view{} : alarm_name(end_alarm(contract.ends_on, context.today));
  view["publish_by"] = publish_until(calendar, contract);
  return view;
}

Json contract_board(db::ReadTx& tx, const Context& context, const Contract& contract) {
  const UnitId unit = context.unit.id;
  Json view = contract_row(tx, context, unit_workdays(tx, unit), contract);
  Json accepted = Json::Array{}, billed = Json::Array{};
  for (const auto& acceptance : acceptances(tx, unit, contract.number)) accepted.push_back(acceptance_view(acceptance));
  for (const auto& invoice : invoices(tx, unit, contract.number)) billed.push_back(invoice_view(invoice));
  const auto requests = load_requests_under(tx, unit, contract.number);
  view["acceptances"] = std::move(accepted);
  view["invoices"] = std::move(billed);
  view["requests"] = requests_json(requests);
  view["payments"] = payments_json(tx, unit, requests);
  view["settlements"] = settlements_json(tx, unit, contract.number);
  return view;
}

}  // namespace hallbook::funds
