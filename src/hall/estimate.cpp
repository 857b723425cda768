#include "hall/estimate.h"

#include <fmt/format.h>

#include <cmath>

#include "hall/estimate_steps.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t few_days = 10;
constexpr std::size_t half_year = 120;  // open days

void days_unknown(const TicketReport& report, const Estimation& parts, std::vector<Text>& unknown) {
  const std::size_t days = report.records.days.size();
  if (days < few_days)
    unknown.push_back(
        {fmt::format(
             "只有 {} "
             "天记录：无法知道各天相差多少、星期几和月末的规律，也无法检验到达规律；按各天相同计算，结果会偏乐观",
             days),
         fmt::format("only {} days: how days differ, weekdays, month ends and the law of arrivals cannot be known; "
                     "all days are taken as alike, which flatters every layout",
                     days)});
  else if (days < half_year)
    unknown.push_back({fmt::format("只有 {} 天记录：季节和节假日的影响无法知道", days),
                       fmt::format("only {} days: seasons and holidays cannot be known", days)});
  if (parts.arrivals.model == ArrivalModel::resampled_days)
    unknown.push_back({"各天的差异不像伽马分布：宜用实际日期重演，而不只用随机天数",
                       "days differ otherwise than by a Gamma factor: replay the real days as well"});
  if (parts.arrivals.tests.intervals > 0 && !parts.arrivals.tests.poisson_inside)
    unknown.push_back({"半小时内的到达比泊松过程更成群（或更均匀）：等候可能被低估（或高估）",
                       "arrivals inside half-hours are more bunched (or more even) than Poisson: waits may be under- "
                       "or overestimated"});
}

void handling_unknown(const Estimation& parts, std::vector<Text>& unknown) {
  std::size_t drawn = 0;
  for (const ItemHandling& item : parts.handling.items) drawn += item.drawn;
  if (drawn > 0)
    unknown.push_back(
        {fmt::format("{} 项业务不足 {} 件：办理时长向同类业务靠拢", drawn, few_cases),
         fmt::format("{} items have fewer than {} cases: their handling is drawn to their family", drawn, few_cases)});
  const ComprehensivePenalty& penalty = parts.handling.penalty;
  if (!penalty.verdict)
    unknown.push_back(
        {fmt::format(
             "综合窗口与专窗同办一项业务的不足 {} 件：综合窗口是否更慢不能判断，只能说它慢到多少才划不来（盈亏点）",
             few_cases),
         fmt::format("fewer than {} cases of items that both comprehensive and specialised windows serve: whether "
                     "comprehensive ones are slower cannot be said, only from which slowdown on they would not pay",
                     few_cases)});
  if (parts.handling.queue_matters)
    unknown.push_back({fmt::format("排队长时办理时长变化 {:+.0f} %：仿真不计这一点", parts.handling.with_queue * 100),
                       fmt::format("handling changes by {:+.0f} % when queues are long: the simulation leaves that out",
                                   parts.handling.with_queue * 100)});
}

/// The scenario, simulated, is another hall than the one recorded.
void model_unlike(const Estimation& parts, std::vector<Text>& unknown) {
  const double recorded = parts.error.mean_wait_min.value, simulated = parts.simulated.mean_wait_min.value;
  const double apart = std::abs(simulated - recorded);
  const double share = std::abs(parts.simulated.share_within_15.value - parts.error.share_within_15.value);
  if (!(apart > 0.25 && apart > 0.25 * recorded) && !(share > 0.03)) return;
  unknown.push_back(
      {fmt::format("仿真的平均等候 {:.1f} 分钟，记录为 {:.1f} 分钟：这个方案不能说明等候的高低，只宜比较布局之间的差别",
                   simulated, recorded),
       fmt::format(
           "simulated, the scenario waits {:.1f} min, the records say {:.1f}: use it to compare layouts, not to "
           "tell how long people wait",
           simulated, recorded)});
}

}  // namespace

std::vector<Text> unknown_things(const TicketReport& report, const Estimation& parts) {
  std::vector<Text> unknown;
  days_unknown(report, parts, unknown);
  handling_unknown(parts, unknown);
  model_unlike(parts, unknown);
  if (!parts.patience.known)
    unknown.push_back(
        {"记录里未等到就离开的人太少：耐心无法估计，仿真中无人离开",
         "too few citizens left unserved: patience cannot be estimated; in the simulation nobody leaves"});
  else if (parts.patience.beyond)
    unknown.push_back({"耐心的中位数超出出现过的等候时间：只能由分布外推",
                       "the median of patience lies beyond all waits that occurred: it is extrapolated from the law"});
  if (!parts.orphans.empty())
    unknown.push_back({fmt::format("{} 项业务没有固定窗口（如“{}”）：方案把它们交给办过最多的窗口",
                                   parts.orphans.size(), parts.orphans.front()),
                       fmt::format("{} items have no regular window (such as '{}'): the scenario gives them to the one "
                                   "that served them most",
                                   parts.orphans.size(), parts.orphans.front())});
  if (parts.closed_at) {
    const std::string at = queueing::clock_label(parts.scenario.hall, *parts.closed_at);
    unknown.push_back(
        {fmt::format("{} 起多数日子没有一个窗口有人：方案按此停办；若当时其实有人而只是没人来，请改窗口的休息时间", at),
         fmt::format("from {} on no window was staffed on most days: the scenario closes then; if somebody was there "
                     "and only nobody came, change the breaks of the windows",
                     at)});
  }
  if (!report.records.report.ends_recorded)
    unknown.push_back(
        {"没有结束时间：办理时长由下一次叫号推断", "no ends recorded: handling is told by the next call"});
  unknown.push_back({"看见排队就走、或改在网上办的人没有取号，记录里看不到：改善布局后来的人可能更多",
                     "citizens who saw the queue and went, or filed online instead, drew no ticket: a better layout "
                     "may draw more of them"});
  return unknown;
}

Result<Estimation> estimate(const TicketReport& report, const TicketMap& map) {
  Estimation parts;
  const Records& records = report.records;
  if (report.presence.windows.empty())
    return refuse(RefusalCode::invalid,
                  {"记录里没有窗口：没有窗口就无法估计布局；请在对照文件里指明窗口列",
                   "the records name no window: without windows there is no layout to estimate; name the column of "
                   "windows in a mapping file"},
                  "window");
  parts.appointments = appointment_figures(records);
  parts.arrivals = estimate_arrivals(records, !parts.appointments.used);
  if (parts.arrivals.items.empty())
    return refuse(RefusalCode::invalid,
                  {"没有一条记录有已知业务：请在对照文件里指明业务列",
                   "no ticket has a known item: name the column of items in a mapping file"},
                  "item");
  parts.handling = estimate_handling(records, parts.arrivals, report.presence, map);
  parts.patience = estimate_patience(records);
  parts.error = data_error(records);
  parts.scenario = scenario_of(report, map, parts);
  if (parts.scenario.layout.windows.empty())
    return refuse(RefusalCode::invalid,
                  {"没有一个窗口在多数日子有人够久：记录太少，估计不出布局；请给出更多天的记录",
                   "no window was staffed long enough on most days: too few records for a layout; give more days"},
                  "window");
  parts.orphans = give_orphans(records, parts.scenario);
  parts.closed_at = queueing::all_on_break_at(parts.scenario.layout, parts.scenario.hall.close_min);
  parts.scenario.layout.closes_for_break = parts.closed_at.has_value();  // R-QUE-89: as the records have it
  if (auto fine = queueing::check(parts.scenario); !fine) return std::unexpected{fine.error()};
  if (!parts.handling.penalty.verdict) parts.handling.penalty.break_even = break_even_factor(parts.scenario);
  parts.simulated = simulate_again(parts.scenario);
  parts.unknown = unknown_things(report, parts);
  return parts;
}

}  // namespace hallbook::hall
