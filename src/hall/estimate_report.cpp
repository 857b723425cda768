#include <fmt/format.h>

#include "hall/estimate.h"
#include "hall/estimate_steps.h"

namespace hallbook::hall {

using queueing::Value;

namespace {

Value to_value(const Range& range) {
  Value value;
  value["value"] = range.value;
  value["low"] = range.low;
  value["high"] = range.high;
  return value;
}

Value numbers(const std::vector<double>& list) {
  Value value{Value::Array{}};
  for (const double one : list) value.push_back(one);
  return value;
}

Value tests_value(const ArrivalTests& tests) {
  Value value;
  value["intervals"] = static_cast<std::int64_t>(tests.intervals);
  value["uniform_rejected"] = tests.uniform_rejected;
  value["lewis_rejected"] = tests.lewis_rejected;
  value["poisson_inside"] = tests.poisson_inside;
  value["dispersion"] = tests.dispersion;
  value["dispersion_p"] = tests.dispersion_p;
  value["gamma_distance"] = tests.gamma_distance;
  return value;
}

Value arrivals_value(const Arrivals& arrivals, const Records& records) {
  Value value;
  value["per_day"] = arrivals.per_day();
  value["model"] = model_name(arrivals.model);
  value["day_factor_cv"] = arrivals.day_factor_cv;
  value["day_factor_cv_weekday"] = arrivals.day_factor_cv_weekday;
  value["pseudo_days"] = arrivals.pseudo_days;
  Value weekdays{Value::Array{}}, effects{Value::Array{}}, items{Value::Array{}}, edges{Value::Array{}};
  for (std::size_t at = 0; at < arrivals.weekdays.size(); ++at) {
    Value one;
    one["weekday"] = arrivals.weekdays[at];
    one["days"] = static_cast<std::int64_t>(arrivals.weekday_days[at]);
    one["factor"] = arrivals.weekday_factors[at];
    weekdays.push_back(std::move(one));
  }
  for (const Effect& effect : arrivals.effects) {
    Value one;
    one["effect"] = effect.name;
    one["days"] = static_cast<std::int64_t>(effect.days);
    one["factor"] = to_value(effect.factor);
    one["used"] = effect.used;
    effects.push_back(std::move(one));
  }
  for (const std::int32_t edge : arrivals.edges_s) edges.push_back(clock_text(edge));
  for (std::size_t item = 0; item < arrivals.items.size(); ++item) {
    Value one;
    one["item"] = records.items.name(arrivals.items[item]);
    one["per_day"] = arrivals.per_day(item);
    one["share"] = arrivals.per_day(item) / arrivals.per_day();
    Value rates{Value::Array{}};
    for (const auto& weekday : arrivals.rates[item]) rates.push_back(numbers(weekday));
    one["rates_by_weekday"] = std::move(rates);
    items.push_back(std::move(one));
  }
  value["weekdays"] = std::move(weekdays);
  value["effects"] = std::move(effects);
  value["tests"] = tests_value(arrivals.tests);
  value["edges"] = std::move(edges);
  value["items"] = std::move(items);
  return value;
}

Value handling_value(const Handling& handling, const Records& records) {
  Value value, items{Value::Array{}}, windows{Value::Array{}};
  for (const ItemHandling& item : handling.items) {
    Value one;
    one["item"] = records.items.name(item.item);
    one["cases"] = static_cast<std::int64_t>(item.cases);
    one["mean_handling_min"] = item.mean_min;
    one["cv"] = item.cv;
    one["drawn_to_family"] = item.drawn;
    one["mean_used_min"] = to_value(item.mean_drawn);
    one["mean_window_min"] = queueing::mean_of(item.law);
    items.push_back(std::move(one));
  }
  for (const WindowSpeed& window : handling.windows) {
    Value one;
    one["window"] = records.windows.name(window.window);
    one["kind"] = window.comprehensive ? "comprehensive" : "specialised";
    one["cases"] = static_cast<std::int64_t>(window.cases);
    one["factor"] = to_value(window.factor);
    windows.push_back(std::move(one));
  }
  value["items"] = std::move(items);
  value["windows"] = std::move(windows);
  value["window_spread"] = handling.window_spread;
  value["call_to_start_s"] = handling.call_to_start_s;
  Value& penalty = value["comprehensive"];
  penalty["factor"] = to_value(handling.penalty.factor);
  penalty["verdict"] = handling.penalty.verdict;
  penalty["comprehensive_cases"] = static_cast<std::int64_t>(handling.penalty.comprehensive_cases);
  penalty["specialised_cases"] = static_cast<std::int64_t>(handling.penalty.specialised_cases);
  penalty["break_even"] = handling.penalty.break_even;
  value["change_with_queue"] = handling.with_queue;
  value["queue_matters"] = handling.queue_matters;
  return value;
}

Value patience_value(const Patience& patience) {
  Value value;
  value["known"] = patience.known;
  value["stayed"] = static_cast<std::int64_t>(patience.stayed);
  value["missed_at_call"] = static_cast<std::int64_t>(patience.left_by);
  value["left_at_known_time"] = static_cast<std::int64_t>(patience.left_at);
  value["left_without_time"] = static_cast<std::int64_t>(patience.timeless);
  value["mean_min"] = to_value(patience.mean_min);
  value["median_min"] = to_value(patience.median_min);
  value["shape"] = patience.shape;
  value["extrapolated"] = patience.beyond;
  Value curve{Value::Array{}};
  for (const PatiencePoint& point : patience.curve) curve.push_back(numbers({point.minutes, point.stays}));
  value["stays_by_minutes"] = std::move(curve);
  return value;
}

Value error_value(const DataError& error) {
  Value value;
  value["resamples"] = error.resamples;
  value["tickets_per_day"] = to_value(error.tickets_per_day);
  value["mean_wait_min"] = to_value(error.mean_wait_min);
  value["share_within_15"] = to_value(error.share_within_15);
  value["abandoned_share"] = to_value(error.abandoned_share);
  value["mean_handling_min"] = to_value(error.mean_handling_min);
  value["day_cv"] = to_value(error.day_factor_cv);
  return value;
}

std::string range_text(const Range& range, int places) {
  if (std::isnan(range.low)) return figure(range.value, places);
  return fmt::format("{} ({}–{})", figure(range.value, places), figure(range.low, places), figure(range.high, places));
}

std::string percent_text(const Range& range) {
  if (std::isnan(range.low)) return percent(range.value);
  return fmt::format("{} (± {})", percent(range.value), percent((range.high - range.low) / 2));
}

std::string model_text(ArrivalModel model, bool zh) {
  switch (model) {
    case ArrivalModel::poisson: return zh ? "各天相差不超过偶然" : "days differ no more than chance";
    case ArrivalModel::gamma_days: return zh ? "各天忙闲不同（伽马分布）" : "days differ (Gamma)";
    case ArrivalModel::resampled_days:
      return zh ? "各天忙闲不同（非伽马，宜重演实际日期）" : "days differ (not Gamma: replay real ones)";
    case ArrivalModel::unknown: return zh ? "天数太少，无法知道" : "too few days to know";
  }
  return {};
}

}  // namespace

Value to_value(const Estimation& estimation, const TicketReport& report, Lang lang) {
  Value value;
  value["name"] = estimation.scenario.name;
  value["first_day"] = iso(date_of(report.records.days.front()));
  value["last_day"] = iso(date_of(report.records.days.back()));
  value["days"] = report.records.days.size();
  value["repair"] = to_value(report.records.report, lang);
  value["arrivals"] = arrivals_value(estimation.arrivals, report.records);
  value["handling"] = handling_value(estimation.handling, report.records);
  value["patience"] = patience_value(estimation.patience);
  Value& appointments = value["appointments"];
  appointments["booked"] = static_cast<std::int64_t>(estimation.appointments.booked);
  appointments["came"] = static_cast<std::int64_t>(estimation.appointments.came);
  appointments["show_probability"] = estimation.appointments.show_probability;
  appointments["offset_mean_min"] = estimation.appointments.offset_mean_min;
  appointments["offset_sd_min"] = estimation.appointments.offset_sd_min;
  appointments["used"] = estimation.appointments.used;
  value["no_show_share"] = estimation.scenario.demand.no_show;
  value["present_share"] = report.presence.present_share;
  value["windows_in_scenario"] = estimation.scenario.layout.windows.size();
  value["data_error"] = error_value(estimation.error);
  Value& simulated = value["simulated"];
  simulated["mean_wait_min"] = to_value(estimation.simulated.mean_wait_min);
  simulated["share_within_15"] = to_value(estimation.simulated.share_within_15);
  simulated["abandoned_share"] = to_value(estimation.simulated.abandoned_share);
  Value unknown{Value::Array{}};
  for (const Text& text : estimation.unknown) unknown.push_back(text.in(lang));
  value["not_known"] = std::move(unknown);
  return value;
}

std::string to_text(const Estimation& estimation, const TicketReport& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  const auto line = [&](const char* chinese, const char* english, const std::string& what) {
    return fmt::format("  {}{}{}\n", zh ? chinese : english, zh ? "：" : ": ", what);
  };
  std::string text = to_text(report.records.report, lang);
  const Arrivals& arrivals = estimation.arrivals;
  text += zh ? "\n估计（括号内为 95 % 区间，按天重抽样）\n" : "\nEstimates (95 % intervals by resampling days)\n";
  text += line("每天取号", "tickets a day", range_text(estimation.error.tickets_per_day, 0));
  text += line("各天差异", "days",
               model_text(arrivals.model, zh) +
                   (std::isnan(arrivals.day_factor_cv) ? "" : fmt::format(", cv {}", percent(arrivals.day_factor_cv))));
  for (const Effect& effect : arrivals.effects)
    if (effect.used) text += line("影响", "effect", fmt::format("{} × {}", effect.name, range_text(effect.factor, 2)));
  text += line("平均等候（分钟）", "mean wait (minutes)", range_text(estimation.error.mean_wait_min, 2));
  text += line("15 分钟内", "within 15 minutes", percent_text(estimation.error.share_within_15));
  text += line("仿真对照：平均等候", "the scenario simulated: mean wait",
               range_text(estimation.simulated.mean_wait_min, 2));
  text += line("仿真对照：15 分钟内", "the scenario simulated: within 15 minutes",
               percent_text(estimation.simulated.share_within_15));
  text += line("平均办理（分钟）", "mean handling (minutes)", range_text(estimation.error.mean_handling_min, 2));
  text += line("耐心中位数（分钟）", "median patience (minutes)",
               estimation.patience.known ? range_text(estimation.patience.median_min, 0) : (zh ? "未知" : "unknown"));
  const ComprehensivePenalty& penalty = estimation.handling.penalty;
  text += line("综合窗口对专窗的时长", "comprehensive against specialised windows",
               penalty.verdict ? "× " + range_text(penalty.factor, 2)
               : std::isnan(penalty.break_even)
                   ? std::string{zh ? "不能判断" : "cannot be told"}
                   : fmt::format(fmt::runtime(zh ? "不能判断；慢到 {} 倍以上时不如专窗"
                                                 : "cannot be told; beyond × {} specialised ones are better"),
                                 figure(penalty.break_even, 2)));
  text += line("方案中的窗口", "windows in the scenario", std::to_string(estimation.scenario.layout.windows.size()));
  text += zh ? "\n记录不能说明的\n" : "\nWhat the records cannot say\n";
  for (const Text& unknown : estimation.unknown) text += "  - " + unknown.in(lang) + "\n";
  return text;
}

}  // namespace hallbook::hall
