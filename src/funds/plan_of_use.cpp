#include "funds/plan_of_use.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/event_fields.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t most_parts = 12;
constexpr std::size_t longest_plan_reason = 300;

std::unexpected<Refusal> refuse_plan(Text what) { return refuse(RefusalCode::invalid, std::move(what), "parts"); }

Result<> check_part(const PlanPart& part, const Period& year, std::optional<Date> after) {
  const bool whole = part.period.first.day() == std::chrono::day{1} &&
                     plus_days(part.period.last, 1).day() == std::chrono::day{1} &&
                     part.period.first <= part.period.last;
  if (!whole)
    return refuse_plan(
        {fmt::format("用款计划按整月或季度编；{} 不是", period_name(part.period)),
         fmt::format("a plan goes by whole months or quarters; {} is not one", period_name(part.period))});
  if (!year.holds(part.period.first) || !year.holds(part.period.last))
    return refuse_plan({fmt::format("{} 不在项目年度内", period_name(part.period)),
                        fmt::format("{} lies outside the project's year", period_name(part.period))});
  if (after && part.period.first <= *after)
    return refuse_plan({fmt::format("{} 与前一期重叠或次序颠倒", period_name(part.period)),
                        fmt::format("{} overlaps the one before or is out of order", period_name(part.period))});
  if (part.amount <= Money{})
    return refuse_plan({fmt::format("{} 的金额必须大于零", period_name(part.period)),
                        fmt::format("the amount of {} must be more than zero", period_name(part.period))});
  return {};
}

Money planned_until(const PlanOfUse& plan, Date last) {
  Money sum;
  for (const PlanPart& part : plan.parts)
    if (part.period.first <= last) sum = sum + part.amount;
  return sum;
}

/// Asked for, or paid, in the months up to the one of `last`.
Money used_until(const std::vector<LineMonth>& months, Date last, Money LineMonth::* what) {
  const std::string end = iso(last).substr(0, 7);
  Money sum;
  for (const LineMonth& month : months)
    if (month.month <= end) sum = sum + month.*what;
  return sum;
}

Result<> check_within(db::ReadTx& tx, UnitId unit, const Line& line, Date day, Money amount, Money LineMonth::* what) {
  const auto plan = find_plan(tx, unit, line.key);
  if (!plan) {
    const auto rest = free_and_holders(tx, unit, line);
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("第 {} 条预算还没有用款计划；请先用 funds plan 编制。{}", line.key.line, rest.zh),
         fmt::format("budget line {} has no payment plan yet; set one with `funds plan`. {}", line.key.line, rest.en)},
        "line");
  }
  const auto months = line_months(tx, unit, line.key);
  std::vector<Date> ends{day};
  for (const PlanPart& part : plan->parts)
    if (part.period.last > day) ends.push_back(part.period.last);
  for (const Date end : ends) {
    const Money planned = planned_until(*plan, end);
    const Money used = used_until(months, end, what);
    if (used + amount <= planned) continue;
    const auto rest = free_and_holders(tx, unit, line);
    return refuse(RefusalCode::over_limit,
                  {fmt::format("{} 元超出用款计划：到 {} 计划 {} 元，已用 {} 元。{}", to_yuan(amount), iso(end),
                               to_yuan(planned), to_yuan(used), rest.zh),
                   fmt::format("{} yuan is above the payment plan: {} planned until {}, {} used. {}", to_yuan(amount),
                               to_yuan(planned), iso(end), to_yuan(used), rest.en)},
                  "amount");
  }
  return {};
}

}  // namespace

std::string_view plan_kind_name(PlanKind kind) { return kind == PlanKind::scheduled ? "scheduled" : "on_demand"; }

std::optional<PlanKind> find_plan_kind(std::string_view name) {
  if (name == "scheduled") return PlanKind::scheduled;
  if (name == "on_demand") return PlanKind::on_demand;
  return std::nullopt;
}

// R-FND-10
Result<> set_plan(journal::Books& books, const Acting& acting, PlanOfUse plan) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_budget); !may) return may;
  const auto line = open_line(books.tx, acting.unit, plan.line);
  if (!line) return std::unexpected{line.error()};
  const auto year = budget_period(books.tx, acting.unit, plan.line.project);
  if (plan.parts.empty() || plan.parts.size() > most_parts)
    return refuse_plan({"用款计划要有 1 至 12 期", "a payment plan has 1 to 12 parts"});
  if (auto sound = check_text(plan.reason, longest_plan_reason, true); !sound) return sound;
  std::optional<Date> after;
  Money sum;
  for (const PlanPart& part : plan.parts) {
    if (auto good = check_part(part, *year, after); !good) return good;
    after = part.period.last;
    sum = sum + part.amount;
  }
  if (sum > line->approved)
    return refuse(
        RefusalCode::over_limit,
        {fmt::format("计划合计 {} 元，超过批复的 {} 元", to_yuan(sum), to_yuan(line->approved)),
         fmt::format("the plan's {} yuan are more than the {} approved", to_yuan(sum), to_yuan(line->approved))},
        "parts");
  const auto months = line_months(books.tx, acting.unit, plan.line);
  for (const PlanPart& part : plan.parts) {
    const Money paid = used_until(months, part.period.last, &LineMonth::executed);
    if (paid > planned_until(plan, part.period.last))
      return refuse_plan(
          {fmt::format("到 {} 已支付 {} 元，计划不能更少", iso(part.period.last), to_yuan(paid)),
           fmt::format("{} yuan were paid until {}; the plan cannot be less", to_yuan(paid), iso(part.period.last))});
  }
  plan.by = person_of(acting);
  journal::append(books, acting.unit, acting.actor, acting.at, PlanSet{std::move(plan)});
  return {};
}

// R-FND-11
Result<> check_plan_to_ask(db::ReadTx& tx, UnitId unit, const Line& line, Date pay_on, Money amount) {
  return check_within(tx, unit, line, pay_on, amount, &LineMonth::asked);
}

Result<> check_plan_to_pay(db::ReadTx& tx, UnitId unit, const Line& line, Date paid_on, Money amount) {
  return check_within(tx, unit, line, paid_on, amount, &LineMonth::executed);
}

// R-FND-12
Result<MoneyPace> money_pace(db::ReadTx& tx, UnitId unit, const PlanOfUse& plan, Date as_of,
                             const WorkCalendar& calendar) {
  MoneyPace pace;
  for (const PlanPart& part : plan.parts) {
    if (part.period.last <= as_of) {
      pace.planned = pace.planned + part.amount;
    } else if (part.period.first <= as_of && plan.kind == PlanKind::scheduled) {
      const auto gone = calendar.count_workdays({part.period.first, as_of});
      const auto all = calendar.count_workdays(part.period);
      if (!gone) return std::unexpected{gone.error()};
      if (!all) return std::unexpected{all.error()};
      if (*all > 0) pace.planned = pace.planned + share(part.amount, *gone, *all, Rounding::down);
    }
  }
  pace.executed = used_until(line_months(tx, unit, plan.line), as_of, &LineMonth::executed);
  if (pace.planned > Money{}) pace.ratio = Rational{pace.executed.fen(), pace.planned.fen()};
  return pace;
}

Json PlanSet::to_json() const {
  Json rows = Json::Array{};
  for (const PlanPart& part : plan.parts)
    rows.push_back(Json::Object{
        {"first_on", iso(part.period.first)}, {"last_on", iso(part.period.last)}, {"amount_fen", part.amount.fen()}});
  return Json::Object{{"project", plan.line.project}, {"line", plan.line.line}, {"kind", plan_kind_name(plan.kind)},
                      {"parts", std::move(rows)},     {"reason", plan.reason},  {"by", plan.by}};
}

PlanSet PlanSet::from_json(const Json& body) {
  PlanOfUse plan{event_line(body),
                 *find_plan_kind(body.at("kind").string()),
                 {},
                 body.at("reason").string(),
                 body.at("by").string()};
  for (const Json& row : body.at("parts").array())
    plan.parts.push_back({{event_day(row, "first_on"), event_day(row, "last_on")}, event_fen(row, "amount_fen")});
  return {std::move(plan)};
}

}  // namespace hallbook::funds
