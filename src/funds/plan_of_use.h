#pragma once
// 用款计划: how much of a line is to be paid in which months or quarters. Nothing is asked for or paid above it.
#include "base/rational.h"
#include "base/work_calendar.h"
#include "funds/budget.h"

namespace hallbook::funds {

enum class PlanKind { scheduled, on_demand };
std::string_view plan_kind_name(PlanKind kind);
std::optional<PlanKind> find_plan_kind(std::string_view name);

struct PlanPart {
  Period period;  // whole months of the project's year
  Money amount;
};

struct PlanOfUse {
  LineKey line;
  PlanKind kind = PlanKind::scheduled;
  std::vector<PlanPart> parts;  // in order, without overlap
  std::string reason, by;
};

struct PlanSet {
  static constexpr std::string_view kind = "PlanSet";
  PlanOfUse plan;
  Json to_json() const;
  static PlanSet from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const PlanSet& event);

/// R-FND-10: whole months inside the year, in order, amounts above zero, together at most the approved amount, never
/// below what was paid. A plan replaces the line's earlier one.
Result<> set_plan(journal::Books& books, const Acting& acting, PlanOfUse plan);
std::optional<PlanOfUse> find_plan(db::ReadTx& tx, UnitId unit, const LineKey& line);

/// Asked for (open or paid) and paid by month, oldest first.
struct LineMonth {
  std::string month;  // "2026-03"
  Money asked, executed;
};
std::vector<LineMonth> line_months(db::ReadTx& tx, UnitId unit, const LineKey& line);

/// R-FND-11: whatever was asked for up to the end of every later part, and `amount` on `pay_on`, stay within the plan.
/// Refuses also without a plan. The refusal names what the plan still has, what is free, and who holds the rest.
Result<> check_plan_to_ask(db::ReadTx& tx, UnitId unit, const Line& line, Date pay_on, Money amount);
/// The same for what the treasury has paid.
Result<> check_plan_to_pay(db::ReadTx& tx, UnitId unit, const Line& line, Date paid_on, Money amount);

/// R-FND-12: what should have been paid by the end of `as_of`: parts gone by in full, of a running one its share by working
/// days; on-demand lines have no pace. Refuses a year without a calendar.
struct MoneyPace {
  Money planned, executed;
  Rational ratio;  // executed / planned; 0 when nothing was planned yet
};
Result<MoneyPace> money_pace(db::ReadTx& tx, UnitId unit, const PlanOfUse& plan, Date as_of,
                             const WorkCalendar& calendar);

// For apply() functions: what a request asks for in a month, and what was paid in it.
void change_asked(db::WriteTx& tx, UnitId unit, const LineKey& line, Date pay_on, std::int64_t fen);
void change_executed(db::WriteTx& tx, UnitId unit, const LineKey& line, Date paid_on, std::int64_t fen);

}  // namespace hallbook::funds
