#include "hall/waits.h"

#include <algorithm>

#include "base/ensure.h"

namespace hallbook::hall {
namespace {

constexpr std::uint64_t few_tickets = 20;  // a half-hour with less is not called the worst

struct Waits {
  std::vector<double> minutes;
  struct Sum {
    std::uint64_t tickets = 0, late = 0;
    double minutes = 0;
  };
  std::vector<Sum> half_hours;
  double sum = 0;
  std::uint64_t late_15 = 0, late_30 = 0;

  void add(double minute, std::size_t half_hour) {
    minutes.push_back(minute);
    sum += minute;
    late_15 += minute > 15;
    late_30 += minute > 30;
    Sum& cell = half_hours[half_hour];
    ++cell.tickets;
    cell.late += minute > 15;
    cell.minutes += minute;
  }
};

/// The value at share `p`: the smallest with at least that share at or below it.
double quantile(std::vector<double>& values, double p) {
  if (values.empty()) return unknown_time;
  const auto rank = static_cast<std::size_t>(std::max(0.0, std::ceil(p * static_cast<double>(values.size())) - 1));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::ranges::nth_element(values, at);
  return *at;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? unknown_time : static_cast<double>(part) / static_cast<double>(whole);
}
double mean(double sum, std::uint64_t count) { return count == 0 ? unknown_time : sum / static_cast<double>(count); }

double overlap(double from, double to, const ClockSpan& span) {
  return std::max(0.0, std::min<double>(to, span.to) - std::max<double>(from, span.from));
}

/// Some repair stands behind what this row says of its wait or its day.
bool doubtful(const Ticket& ticket) {
  constexpr Defect repairs[] = {Defect::midnight,       Defect::call_before_ticket,   Defect::negative_service,
                                Defect::zero_service,   Defect::missing_end,          Defect::forgotten_click,
                                Defect::joined_leg,     Defect::unreadable_cell,      Defect::unknown_item,
                                Defect::unknown_window, Defect::served_without_window};
  return std::ranges::any_of(repairs, [&](Defect defect) { return ticket.has(defect); });
}

/// Minutes that `ticket` waited, as the variant counts; NaN when it does not count.
double minutes_of(const Ticket& ticket, WaitVariant variant, const Records& records) {
  const bool passed = variant == WaitVariant::with_passed && ticket.outcome == Outcome::no_show;
  if (!ticket.wait_known || (ticket.outcome != Outcome::served && !passed)) return unknown_time;
  switch (variant) {
    case WaitVariant::recorded:
    case WaitVariant::with_passed: return ticket.recorded_wait / 60.0;
    case WaitVariant::rounded_up: return std::ceil(ticket.recorded_wait / 60.0);
    case WaitVariant::without_lunch:
      return std::max(0.0, ticket.recorded_wait - overlap(ticket.taken, ticket.called, *records.lunch)) / 60.0;
    case WaitVariant::unrounded: return ticket.wait() / 60.0;
    case WaitVariant::undoubted: return doubtful(ticket) ? unknown_time : ticket.recorded_wait / 60.0;
  }
  broken_invariant("minutes_of: unknown variant", std::source_location::current());
}

std::size_t half_hour_of(double taken, const Records& records, std::size_t count) {
  const double place = std::floor((taken - records.hours.from) / half_hour_s);
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(count - 1)));
}

WaitFigures figures(const Records& records, WaitVariant variant) {
  WaitFigures result;
  result.variant = variant;
  result.available = variant != WaitVariant::without_lunch || records.lunch.has_value();
  if (!result.available) return result;
  const auto count = static_cast<std::size_t>(std::max(1, (records.hours.length() + half_hour_s - 1) / half_hour_s));
  Waits waits;
  waits.half_hours.resize(count);
  waits.minutes.reserve(records.tickets.size());
  for (const Ticket& ticket : records.tickets)
    if (const double minutes = minutes_of(ticket, variant, records); !std::isnan(minutes))
      waits.add(minutes, half_hour_of(ticket.taken, records, count));
  result.waits = waits.minutes.size();
  result.mean_min = mean(waits.sum, result.waits);
  result.median_min = quantile(waits.minutes, 0.5);
  result.p90_min = quantile(waits.minutes, 0.9);
  result.over_15 = share(waits.late_15, result.waits);
  result.over_30 = share(waits.late_30, result.waits);
  std::pair worst{-1.0, 0.0};
  for (std::size_t at = 0; at < count; ++at) {
    const Waits::Sum& cell = waits.half_hours[at];
    result.half_hours.push_back(
        {records.hours.from + static_cast<std::int32_t>(at) * half_hour_s, cell.tickets,
         records.days.empty() ? 0 : static_cast<double>(cell.tickets) / static_cast<double>(records.days.size()),
         mean(cell.minutes, cell.tickets), share(cell.late, cell.tickets)});
    const HalfHour& here = result.half_hours.back();
    const std::pair badness =
        cell.tickets < few_tickets ? std::pair{-0.5, 0.0} : std::pair{here.over_15, here.mean_min};
    if (badness > worst) worst = badness, result.worst = at;
  }
  return result;
}

std::vector<ItemFigures> item_figures(const Records& records) {
  struct Sum {
    ItemFigures figures;
    std::vector<double> waits;
    double wait = 0, handling = 0;
    std::uint64_t late = 0;
  };
  std::vector<Sum> sums(records.items.size());
  for (const Ticket& ticket : records.tickets) {
    if (ticket.item == Names::none) continue;
    Sum& sum = sums[ticket.item];
    sum.figures.tickets += ticket.first_leg;
    sum.figures.served += ticket.outcome == Outcome::served;
    sum.figures.abandoned += ticket.outcome == Outcome::abandoned;
    sum.figures.no_show += ticket.outcome == Outcome::no_show;
    if (ticket.handling_known) sum.handling += ticket.handling() / 60, ++sum.figures.handled;
    if (!ticket.wait_known || ticket.outcome != Outcome::served) continue;
    sum.waits.push_back(ticket.wait() / 60);
    sum.wait += ticket.wait() / 60;
    sum.late += ticket.wait() > 900;
  }
  std::vector<ItemFigures> items;
  for (std::size_t at = 0; at < sums.size(); ++at) {
    Sum& sum = sums[at];
    if (sum.figures.tickets + sum.figures.served == 0) continue;
    sum.figures.item = static_cast<std::uint16_t>(at);
    sum.figures.mean_wait_min = mean(sum.wait, sum.waits.size());
    sum.figures.p90_min = quantile(sum.waits, 0.9);
    sum.figures.over_15 = share(sum.late, sum.waits.size());
    sum.figures.mean_handling_min = mean(sum.handling, sum.figures.handled);
    items.push_back(sum.figures);
  }
  std::ranges::stable_sort(items, std::greater{}, &ItemFigures::tickets);
  return items;
}

std::vector<WindowFigures> window_figures(const Records& records) {
  std::vector<WindowFigures> sums(records.windows.size());
  std::vector<double> handling(sums.size());
  std::vector<std::uint64_t> handled(sums.size());
  std::vector<std::int32_t> last_day(sums.size(), no_day);
  for (const Ticket& ticket : records.tickets) {
    if (ticket.window == Names::none || ticket.outcome != Outcome::served) continue;
    WindowFigures& sum = sums[ticket.window];
    ++sum.served;
    if (last_day[ticket.window] != ticket.day) last_day[ticket.window] = ticket.day, ++sum.days;
    if (ticket.ended > ticket.called) sum.busy_hours += (ticket.ended - ticket.called) / 3600;
    if (ticket.handling_known) handling[ticket.window] += ticket.handling() / 60, ++handled[ticket.window];
  }
  std::vector<WindowFigures> windows;
  for (std::size_t at = 0; at < sums.size(); ++at) {
    if (sums[at].served == 0) continue;
    sums[at].window = static_cast<std::uint16_t>(at);
    sums[at].mean_handling_min = mean(handling[at], handled[at]);
    windows.push_back(sums[at]);
  }
  // "窗口2" before "窗口10": shorter names first, then by letters.
  std::ranges::stable_sort(windows, [&](const WindowFigures& a, const WindowFigures& b) {
    const std::string &x = records.windows.name(a.window), &y = records.windows.name(b.window);
    return x.size() != y.size() ? x.size() < y.size() : x < y;
  });
  return windows;
}

}  // namespace

std::string_view variant_name(WaitVariant variant) {
  static constexpr std::string_view names[] = {"recorded",    "rounded_up", "without_lunch",
                                               "with_passed", "unrounded",  "undoubted"};
  return names[static_cast<std::size_t>(variant)];
}

Text variant_title(WaitVariant variant) {
  switch (variant) {
    case WaitVariant::recorded: return {"按记录", "as recorded"};
    case WaitVariant::rounded_up: return {"不足一分钟进为一分钟", "rounded up to whole minutes"};
    case WaitVariant::without_lunch: return {"扣除午休", "lunch subtracted"};
    case WaitVariant::with_passed: return {"含过号", "passed tickets counted"};
    case WaitVariant::unrounded: return {"还原取整", "un-rounded"};
    case WaitVariant::undoubted: return {"只计无须修复的行", "rows without repair only"};
  }
  broken_invariant("variant_title: unknown variant", std::source_location::current());
}

WaitStatistics wait_statistics(const Records& records) {
  WaitStatistics statistics;
  for (std::size_t at = 0; at < wait_variants; ++at)
    statistics.variants.push_back(figures(records, static_cast<WaitVariant>(at)));
  double gap = 0;
  std::uint64_t gaps = 0;
  for (const Ticket& ticket : records.tickets) {
    statistics.tickets += ticket.first_leg;
    statistics.served += ticket.first_leg && ticket.outcome == Outcome::served;
    statistics.abandoned += ticket.first_leg && ticket.outcome == Outcome::abandoned;
    statistics.no_show += ticket.first_leg && ticket.outcome == Outcome::no_show;
    if (ticket.outcome == Outcome::served && ticket.started >= ticket.called)
      gap += ticket.started - ticket.called, ++gaps;
  }
  statistics.abandoned_share = share(statistics.abandoned, statistics.tickets);
  statistics.no_show_share = share(statistics.no_show, statistics.tickets);
  statistics.call_to_start_s = mean(gap, gaps);
  statistics.items = item_figures(records);
  statistics.windows = window_figures(records);
  return statistics;
}

}  // namespace hallbook::hall
