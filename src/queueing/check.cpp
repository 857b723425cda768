// Checks of scenarios and layouts that no single key can show. Rules R-QUE-01 to R-QUE-06, docs/rules/queueing.md.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "queueing/fields.h"
#include "queueing/limits.h"
#include "queueing/scenario.h"

namespace hallbook::queueing {
namespace {

struct Span {
  double from, to;
};

/// Roster without breaks; what reaches closing has no end.
std::vector<Span> staffed(const Window& window, double close_min) {
  std::vector<Span> spans;
  for (const Open& open : window.open)
    spans.push_back({open.from_min, open.to_min >= close_min ? HUGE_VAL : open.to_min});
  for (const Break& rest : window.breaks) {
    std::vector<Span> left;
    for (const Span& span : spans) {
      if (span.from < rest.from_min) left.push_back({span.from, std::min(span.to, rest.from_min)});
      if (rest.to_min < span.to) left.push_back({std::max(span.from, rest.to_min), span.to});
    }
    spans = left;
  }
  std::erase_if(spans, [&](const Span& span) { return span.from >= span.to || span.from >= close_min; });
  return spans;
}

bool asked_for(const Scenario& scenario, int item) {
  if (tickets_per_day(scenario.demand, item) > 0) return true;
  const Appointments& slots = scenario.demand.appointments;
  if (slots.every_min > 0 && slots.item_shares[static_cast<std::size_t>(item)] > 0) return true;
  for (const Item& other : scenario.hall.items)
    for (const NextLeg& leg : other.legs)
      if (leg.item == item && leg.probability > 0) return true;
  return false;
}

void check_items_served(const Layout& layout, const Scenario& scenario, Problem& problem) {
  for (int item = 0; item < static_cast<int>(scenario.hall.items.size()); ++item) {
    if (!asked_for(scenario, item)) continue;
    const std::string& id = scenario.hall.items[static_cast<std::size_t>(item)].id;
    bool serves = false, there = false;
    for (const Window& window : layout.windows) {
      if (window.kind == WindowKind::tidal || !std::ranges::binary_search(window.items, item)) continue;
      serves = true;
      there = there || !staffed(window, scenario.hall.close_min).empty();
    }
    if (!serves)  // R-QUE-01
      note(problem, "layout.windows", fmt::format("没有窗口能办事项“{}”（潮汐窗口不算）；请让至少一个窗口办理它", id),
           fmt::format("no window can serve item '{}' (tidal ones do not count); let at least one serve it", id));
    else if (!there)  // R-QUE-02
      note(problem, "layout.windows", fmt::format("能办事项“{}”的窗口整天都在休息或关闭；请调整开放或休息时间", id),
           fmt::format("every window that serves item '{}' is closed or on break all day; change its times", id));
  }
}

/// R-QUE-03: at some moment while the doors are open every window is on break.
void check_not_all_on_break(const Layout& layout, const Scenario& scenario, Problem& problem) {
  if (layout.closes_for_break) return;
  const auto at = all_on_break_at(layout, scenario.hall.close_min);
  if (!at) return;
  note(problem, "layout.windows.breaks",
       fmt::format("{} 所有窗口同时休息，大厅无人办理；请错开休息，若确实午间停办请写 \"closes_for_break\": true",
                   clock_label(scenario.hall, *at)),
       fmt::format("at {} all windows are on break at once; stagger the breaks, or write \"closes_for_break\": "
                   "true when the hall really closes",
                   clock_label(scenario.hall, *at)));
}

void check_times(const Window& window, double close_min, const std::string& path, Problem& problem) {
  double last = -limits::before_min - 1;
  if (window.open.empty()) note(problem, path + ".open", "至少写一个开放时段", "give at least one open interval");
  for (const Open& open : window.open) {
    if (!(open.from_min >= last && open.from_min < open.to_min && open.from_min < close_min))
      note(problem, path + ".open", "开放时段应先后排列、不重叠，且在关门前开始",
           "open intervals must be in order, not overlapping, and begin before closing");
    last = open.to_min;
  }
  last = -limits::before_min - 1;
  for (const Break& rest : window.breaks) {
    if (!(rest.from_min >= last && rest.from_min < rest.to_min && rest.to_min <= limits::day_min))
      note(problem, path + ".breaks", "休息时段应先后排列、不重叠，结束晚于开始",
           "breaks must be in order, not overlapping, and end after they begin");
    last = rest.to_min;
  }
}

void check_window(const Window& window, const Scenario& scenario, const std::string& path, Problem& problem) {
  const int items = static_cast<int>(scenario.hall.items.size());
  if (window.items.empty()) note(problem, path + ".items", "窗口没有可办事项", "the window serves no item");
  if (!std::ranges::is_sorted(window.items) ||
      (!window.items.empty() && (window.items.front() < 0 || window.items.back() >= items)))
    note(problem, path + ".items", "事项不存在或未排序", "an item that does not exist, or not in order");
  if (!(window.handling_factor >= limits::factor_low && window.handling_factor <= limits::factor_high))
    note(problem, path + ".handling_factor", "办理时间系数应在 0.05 到 20 之间",
         "the handling factor must be 0.05 to 20");
  for (const FamilyFactor& family : window.family_factors)
    if (!(family.handling_factor >= limits::factor_low && family.handling_factor <= limits::factor_high))
      note(problem, path + ".family_factors", "办理时间系数应在 0.05 到 20 之间",
           "handling factors must be 0.05 to 20");
  check_times(window, scenario.hall.close_min, path, problem);
}

void check_law(const Law& law, bool patience, const std::string& path, Problem& problem) {
  const double most = patience ? limits::patience_min : limits::handling_min;
  if (law.kind == LawKind::none) {
    if (!patience) note(problem, path, "办理时间需要一个分布", "handling times need a law");
    return;
  }
  if (law.kind == LawKind::empirical) {
    const auto& values = law.quantiles_min;
    if (values.size() < 2 || !std::ranges::is_sorted(values) || values.front() < 0 || !(values.back() <= most) ||
        !(values.back() > 0))
      note(problem, path + ".quantiles_min", fmt::format("应有至少两个不下降的分位数，在 0 到 {} 分钟之间", most),
           fmt::format("at least two quantiles, not falling, from 0 to {} minutes", most));
    return;
  }
  if (!(law.mean_min > 0 && law.mean_min <= most))
    note(problem, path + ".mean_min", fmt::format("均值应大于 0、不超过 {} 分钟", most),
         fmt::format("the mean must be above 0 and at most {} minutes", most));
  if (law.kind == LawKind::lognormal && !(law.cv > 0 && law.cv <= limits::cv))
    note(problem, path + ".cv", "变异系数应大于 0、不超过 10",
         "the coefficient of variation must be above 0 and at most 10");
}

void check_item(const Hall& hall, const Item& item, const std::string& path, Problem& problem) {
  check_law(item.handling, false, path + ".handling", problem);
  check_law(item.patience, true, path + ".patience", problem);
  if (item.zone < 0 || item.zone >= static_cast<int>(hall.zones.size()))
    note(problem, path + ".zone", "没有这个区", "no such zone");
  double sum = 0;
  for (const NextLeg& leg : item.legs) {
    sum += leg.probability;
    if (leg.item < 0 || leg.item >= static_cast<int>(hall.items.size()) || !(leg.probability >= 0) ||
        !(leg.delay_min >= 0 && leg.delay_min <= limits::day_min))
      note(problem, path + ".legs", "转办的事项、概率或间隔不成立", "a leg's item, probability or delay is impossible");
  }
  if (!(sum <= 1 + 1e-9)) note(problem, path + ".legs", "转办概率之和超过 1", "the probabilities of the legs exceed 1");
}

void check_rates(const Scenario& scenario, Problem& problem) {
  const Demand& demand = scenario.demand;
  const auto& edges = demand.edges_min;
  const std::size_t slots = edges.size() < 2 ? 0 : edges.size() - 1;
  if (slots == 0 || !std::ranges::is_sorted(edges) || std::ranges::adjacent_find(edges) != edges.end() ||
      edges.front() < -limits::before_min || edges.back() > scenario.hall.close_min)
    note(problem, "demand.edges_min", "时段边界应上升，且不晚于关门", "slot edges must rise and not pass closing");
  for (const auto& of_item : demand.rates)
    for (const double rate : of_item)
      if (of_item.size() != slots || !(rate >= 0) || !std::isfinite(rate))
        note(problem, "demand.rates", "每个事项每个时段要有一个不为负的数",
             "one number, not negative, for each item and slot");
  if (demand.rates.size() != scenario.hall.items.size() || demand.level_shares.size() != scenario.hall.items.size())
    note(problem, "demand.rates", "应对每个事项各有一行", "one row for each item");
  if (problem) return;
  // R-QUE-05: a day must be possible.
  if (const double all =
          tickets_per_day(demand) + (demand.appointments.every_min > 0 ? demand.appointments.per_slot : 0);
      !(all > 0 && all <= limits::tickets_per_day))
    note(problem, "demand.tickets_per_day", fmt::format("每日取号数应大于 0、不超过 {}", limits::tickets_per_day),
         fmt::format("tickets a day must be above 0 and at most {}", limits::tickets_per_day));
  for (const auto& shares : demand.level_shares) {
    double sum = 0;
    for (const double share : shares) sum += share >= 0 ? share : HUGE_VAL;
    if (shares.empty() || shares.size() > 4 || !(std::abs(sum - 1) < 1e-6))
      note(problem, "demand.level_shares", "各级别份额不能为负，合计应为 1",
           "level shares cannot be negative and must sum to 1");
  }
}

void check_appointments(const Scenario& scenario, Problem& problem) {
  const Appointments& slots = scenario.demand.appointments;
  if (slots.every_min <= 0) return;
  double sum = 0;
  for (const double share : slots.item_shares) sum += share >= 0 ? share : HUGE_VAL;
  if (slots.item_shares.size() != scenario.hall.items.size() || !(std::abs(sum - 1) < 1e-6))
    note(problem, "demand.appointments.item_shares", "预约事项份额合计应为 1", "the item shares must sum to 1");
  if (slots.every_min < 1 || slots.per_slot < 1 || slots.per_slot > 1000 || !(slots.from_min >= -limits::before_min) ||
      !(slots.from_min < slots.to_min && slots.to_min <= scenario.hall.close_min))
    note(problem, "demand.appointments", "预约时段不成立：每段至少 1 分钟、至少 1 人，在关门前结束",
         "impossible slots: at least a minute and a citizen each, ending before closing");
}

}  // namespace

std::optional<double> all_on_break_at(const Layout& layout, double close_min) {
  std::vector<Span> working;
  for (const Window& window : layout.windows)
    if (window.kind != WindowKind::tidal)
      for (const Span& span : staffed(window, close_min)) working.push_back(span);
  for (const Window& of : layout.windows)
    for (const Break& rest : of.breaks) {
      const double at = rest.from_min;
      if (at < 0 || at >= close_min) continue;
      const bool rostered = std::ranges::any_of(layout.windows, [&](const Window& window) {
        return window.kind != WindowKind::tidal && std::ranges::any_of(window.open, [&](const Open& open) {
                 return open.from_min <= at && at < open.to_min;
               });
      });
      const bool any = std::ranges::any_of(working, [&](const Span& span) { return span.from <= at && at < span.to; });
      if (rostered && !any) return at;
    }
  return std::nullopt;
}

Result<> check(const Layout& layout, const Scenario& scenario) {
  Problem problem;
  if (layout.windows.empty()) note(problem, "layout.windows", "没有窗口", "there is no window");
  if (layout.windows.size() > limits::windows)
    note(problem, "layout.windows", "窗口不能超过 2000 个", "more than 2000 windows");
  const Policy& policy = layout.policy;
  if (policy.levels.empty() || policy.levels.size() > 4 || policy.levels.front().ahead_min != 0)
    note(problem, "layout.policy.levels", "级别应为 1 到 4 个，第一个是普通号",
         "1 to 4 levels; the first is the normal ticket");
  for (const Level& level : policy.levels)
    if (!(level.ahead_min >= 0))
      note(problem, "layout.policy.levels", "提前量不能为负", "a head start cannot be negative");
  for (const auto& shares : scenario.demand.level_shares)
    if (shares.size() > policy.levels.size())  // R-QUE-06
      note(problem, "layout.policy.levels", "需求中有的优先级别，布局没有定义",
           "the demand has a priority level that the layout does not define");
  if (policy.appointment_level < 0 || policy.appointment_level >= static_cast<int>(policy.levels.size()))
    note(problem, "layout.policy.appointment_level", "没有这个级别", "no such level");
  for (std::size_t i = 0; i < layout.windows.size() && !problem; ++i)
    check_window(layout.windows[i], scenario, fmt::format("layout.windows[{}]", i), problem);
  if (!problem) check_items_served(layout, scenario, problem);
  if (!problem) check_not_all_on_break(layout, scenario, problem);
  if (problem) return std::unexpected{*problem};
  return {};
}

Result<> check(const Scenario& scenario) {
  Problem problem;
  const Hall& hall = scenario.hall;
  if (hall.items.empty()) note(problem, "hall.items", "没有事项", "there is no item");
  if (hall.items.size() > limits::items) note(problem, "hall.items", "事项不能超过 4000 个", "more than 4000 items");
  if (!(hall.close_min > 0 && hall.close_min <= limits::day_min))
    note(problem, "hall.close_min", "关门时间应在开门后 24 小时内", "closing must be within 24 hours after opening");
  for (std::size_t i = 0; i < hall.items.size(); ++i)
    check_item(hall, hall.items[i], fmt::format("hall.items[{}]", i), problem);
  check_rates(scenario, problem);
  if (!problem) check_appointments(scenario, problem);
  const Demand& demand = scenario.demand;
  if (!(demand.day_factor_cv >= 0 && demand.day_factor_cv <= 2))
    note(problem, "demand.day_factor_cv", "日系数的变异系数应在 0 到 2 之间",
         "the day factor's coefficient of variation must be 0 to 2");
  for (const double factor : demand.weekday_factors)
    if (!(factor > 0 && factor <= 10))
      note(problem, "demand.weekday_factors", "星期系数应大于 0、不超过 10",
           "weekday factors must be above 0 and at most 10");
  if (!(demand.no_show >= 0 && demand.no_show < 1) || !(demand.no_show_min > 0 && demand.no_show_min <= 60))
    note(problem, "demand.no_show", "过号比例应在 0 到 1 之间，每次占用不超过 60 分钟",
         "the no-show share must be 0 to 1, each call at most 60 minutes");
  const Target& target = scenario.target;
  if (!(target.share > 0 && target.share < 1) || !(target.threshold_min > 0 && target.threshold_min <= limits::day_min))
    note(problem, "target", "目标份额应在 0 与 1 之间，等候界限大于 0",
         "the target's share must lie between 0 and 1, its threshold above 0");
  if (scenario.days_per_year < 1 || scenario.days_per_year > 366)
    note(problem, "days_per_year", "应为 1 到 366", "1 to 366");
  if (problem) return std::unexpected{*problem};
  return check(scenario.layout, scenario);
}

}  // namespace hallbook::queueing
