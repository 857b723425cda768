#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/reconcile_store.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_settlement_reason = 500;
constexpr std::string_view settlement_names[] = {"agreed", "pay_register", "pay_bill", "supplier_corrects",
                                                 "register_corrected"};

/// R-REC-07: nothing is settled, and so paid, twice.
Result<> check_settled_once(db::ReadTx& tx, UnitId unit, const CompareOptions& options) {
  for (const auto& other : load_settlements(tx, unit, options.contract)) {
    // What the supplier or the register had to correct is compared again.
    if (other.decision == "supplier_corrects" || other.decision == "register_corrected") continue;
    if (options.period.last < other.period.first || other.period.last < options.period.first) continue;
    return refuse(
        RefusalCode::conflict,
        {fmt::format("合同 {} 的 {} 已对过账（日志第 {} 行）", options.contract, period_name(other.period), other.seq),
         fmt::format("contract {} was settled for {} (journal line {})", options.contract, period_name(other.period),
                     other.seq)},
        "period");
  }
  return {};
}

Result<> check_settlement(const Reconciliation& result, SettlementDecision decision, std::string_view reason) {
  const bool agreed = decision == SettlementDecision::agreed;
  if (agreed && !result.agrees)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("两边不一致（相差 {} 元），不能按一致处理", to_yuan(result.difference)),
         fmt::format("the sides differ ({} yuan) and cannot be settled as agreed", to_yuan(result.difference))},
        "decision");
  if (!agreed && result.agrees)
    return refuse(RefusalCode::invalid, {"两边一致，请用 agreed", "the sides agree: use agreed"}, "decision");
  if (!agreed && trim(reason).empty())
    return refuse(RefusalCode::invalid, {"有差异时应填写原因", "a difference needs a reason"}, "reason");
  auto sound = check_text(reason, longest_settlement_reason, true);
  if (!sound) sound.error().field = "reason";
  return sound;
}

Date settlement_day(const Json& body, std::string_view key) {
  const auto day = parse_iso_date(body.at(key).string());
  ensure(day.has_value(), "reconciliation: a day in the journal");
  return *day;
}

}  // namespace

std::string_view settlement_name(SettlementDecision decision) {
  return settlement_names[static_cast<std::size_t>(decision)];
}

Result<SettlementDecision> settlement_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(settlement_names); ++i)
    if (settlement_names[i] == name) return static_cast<SettlementDecision>(i);
  return refuse(RefusalCode::invalid,
                {fmt::format("没有处理方式“{}”；可选 agreed（一致）、pay_register（按台账付）、pay_bill（按账单付）、"
                             "supplier_corrects（供应商更正）、register_corrected（更正台账）",
                             quote(name)),
                 fmt::format("there is no decision “{}”; choose agreed, pay_register, pay_bill, supplier_corrects or "
                             "register_corrected",
                             quote(name))},
                "decision");
}

Result<Reconciliation> settle_reconciliation(journal::Books& books, const Acting& acting, const CompareOptions& options,
                                             SettlementDecision decision, std::string_view reason) {
  auto result = compare_with_register(books.tx, acting.unit, options);
  if (!result) return result;
  if (auto sound = check_settlement(*result, decision, reason); !sound) return std::unexpected{sound.error()};
  if (auto once = check_settled_once(books.tx, acting.unit, options); !once) return std::unexpected{once.error()};
  Settlement settled;
  settled.subject = subject_name(result->subject);
  settled.contract = options.contract;
  settled.period = options.period;
  settled.due = result->due;
  settled.billed = result->billed;
  settled.decision = settlement_name(decision);
  settled.reason = reason;
  settled.person = person_of(acting);
  settled.lines = reconciliation_json(*result, Lang::zh).at("lines");
  journal::append(books, acting.unit, acting.actor, acting.at, ReconciliationSettled{std::move(settled)});
  return result;
}

std::vector<Settlement> settlements(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  return load_settlements(tx, unit, contract);
}

Json ReconciliationSettled::to_json() const {
  return Json::Object{{"subject", settlement.subject},
                      {"contract", settlement.contract},
                      {"first_on", iso(settlement.period.first)},
                      {"last_on", iso(settlement.period.last)},
                      {"due", settlement.due.fen()},
                      {"billed", settlement.billed.fen()},
                      {"decision", settlement.decision},
                      {"reason", settlement.reason},
                      {"person", settlement.person},
                      {"lines", settlement.lines}};
}

ReconciliationSettled ReconciliationSettled::from_json(const Json& body) {
  return {{0,
           body.at("subject").string(),
           body.at("contract").string(),
           {settlement_day(body, "first_on"), settlement_day(body, "last_on")},
           Money::from_fen(body.at("due").integer()),
           Money::from_fen(body.at("billed").integer()),
           body.at("decision").string(),
           body.at("reason").string(),
           body.at("person").string(),
           body.at("lines")}};
}

}  // namespace hallbook::funds
