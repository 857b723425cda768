#include "hall/arrivals.h"

#include <algorithm>

#include "hall/arrivals_steps.h"

namespace hallbook::hall {
namespace {

constexpr double early_share = 0.005;      // so many tickets before opening make slots of their own
constexpr std::int32_t earliest_s = 10'800;  // three hours before the doors at most
constexpr std::uint32_t fewest_days_to_tell = 10;  // with less, nothing is said of how days differ

/// 1 Monday … 7 Sunday.
int weekday_of(std::int32_t day) {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{std::chrono::days{day}}}.iso_encoding());
}

bool counts(const Ticket& ticket, bool with_appointments) {
  return ticket.first_leg && (with_appointments || ticket.channel == Channel::walk_in);
}

void set_edges(const Records& records, Arrivals& arrivals) {
  std::vector<double> early;
  for (const Ticket& ticket : records.tickets)
    if (ticket.has(Defect::before_opening)) early.push_back(records.hours.from - ticket.taken);
  std::int32_t slots = 0;
  if (static_cast<double>(early.size()) > early_share * static_cast<double>(records.tickets.size())) {
    const auto far = early.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(early.size()) * 0.99);
    std::ranges::nth_element(early, far);
    slots = (static_cast<std::int32_t>(std::min<double>(*far, earliest_s)) + half_hour_s - 1) / half_hour_s;
  }
  arrivals.first_s = records.hours.from - slots * half_hour_s;
  for (std::int32_t at = arrivals.first_s; at < records.hours.to; at += half_hour_s) arrivals.edges_s.push_back(at);
  arrivals.edges_s.push_back(records.hours.to);
}

void set_weekdays(const Records& records, Arrivals& arrivals) {
  std::array<std::uint32_t, 8> days{};
  for (const std::int32_t day : records.days) ++days[static_cast<std::size_t>(weekday_of(day))];
  for (int weekday = 1; weekday <= 7; ++weekday) {
    if (days[static_cast<std::size_t>(weekday)] == 0) continue;
    arrivals.weekdays.push_back(weekday);
    arrivals.weekday_days.push_back(days[static_cast<std::size_t>(weekday)]);
  }
}

std::size_t slot_of(const Arrivals& arrivals, double time) {
  const double place = std::floor((time - arrivals.first_s) / half_hour_s);
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(arrivals.edges_s.size() - 2)));
}

/// What the tickets of no known item add to each of the known ones.
double share_out(std::uint64_t known, std::uint64_t unknown) {
  return known == 0 ? 1 : static_cast<double>(known + unknown) / static_cast<double>(known);
}

struct Tally {
  RateCounts counts;
  std::vector<std::vector<double>> times;  // by day of Records::days
  std::uint64_t known = 0, unknown = 0;
};

Tally tally(const Records& records, bool with_appointments, Arrivals& arrivals) {
  std::vector<std::uint64_t> per_item(records.items.size());
  for (const Ticket& ticket : records.tickets)
    if (ticket.item != Names::none && counts(ticket, with_appointments)) ++per_item[ticket.item];
  std::vector<std::size_t> place(records.items.size());
  for (std::size_t item = 0; item < per_item.size(); ++item) {
    if (per_item[item] == 0) continue;
    place[item] = arrivals.items.size();
    arrivals.items.push_back(static_cast<std::uint16_t>(item));
  }
  Tally result;
  const std::vector<std::uint32_t> empty(arrivals.edges_s.size() - 1);
  result.counts.assign(arrivals.items.size(), {arrivals.weekdays.size(), empty});
  result.times.resize(records.days.size());
  std::size_t day = 0;
  for (const Ticket& ticket : records.tickets) {
    while (day < records.days.size() && records.days[day] < ticket.day) ++day;
    if (day == records.days.size() || records.days[day] != ticket.day || !counts(ticket, with_appointments)) continue;
    result.times[day].push_back(ticket.taken);
    ++(ticket.item == Names::none ? result.unknown : result.known);
    if (ticket.item == Names::none) continue;
    const auto weekday = static_cast<std::size_t>(std::ranges::find(arrivals.weekdays, weekday_of(ticket.day)) -
                                                  arrivals.weekdays.begin());
    ++result.counts[place[ticket.item]][weekday][slot_of(arrivals, ticket.taken)];
  }
  return result;
}

}  // namespace

std::string_view model_name(ArrivalModel model) {
  static constexpr std::string_view names[] = {"poisson", "gamma_days", "resampled_days", "unknown"};
  return names[static_cast<std::size_t>(model)];
}

double Arrivals::mean_rate(std::size_t item, std::size_t slot) const {
  double sum = 0, days = 0;
  for (std::size_t weekday = 0; weekday < weekdays.size(); ++weekday)
    sum += rates[item][weekday][slot] * weekday_days[weekday], days += weekday_days[weekday];
  return days > 0 ? sum / days : 0;
}

double Arrivals::per_day(std::size_t item) const {
  double sum = 0;
  for (std::size_t slot = 0; slot + 1 < edges_s.size(); ++slot) sum += mean_rate(item, slot);
  return sum;
}

double Arrivals::per_day() const {
  double sum = 0;
  for (std::size_t item = 0; item < items.size(); ++item) sum += per_day(item);
  return sum;
}

ArrivalModel choose_model(const Arrivals& arrivals) {
  if (arrivals.day_totals.size() < fewest_days_to_tell || std::isnan(arrivals.tests.dispersion_p))
    return ArrivalModel::unknown;
  if (arrivals.tests.dispersion_p >= 0.01) return ArrivalModel::poisson;
  // 5 % point of the KS distance when the law's parameters come from the same days (Lilliefors).
  const double bound = 0.895 / std::sqrt(static_cast<double>(arrivals.day_totals.size()));
  const bool fits = arrivals.day_totals.size() < 30 || arrivals.tests.gamma_distance <= bound;
  return fits ? ArrivalModel::gamma_days : ArrivalModel::resampled_days;
}

Arrivals estimate_arrivals(const Records& records, bool with_appointments) {
  Arrivals arrivals;
  set_edges(records, arrivals);
  set_weekdays(records, arrivals);
  Tally result = tally(records, with_appointments, arrivals);
  shrink_rates(result.counts, arrivals);
  const double factor = share_out(result.known, result.unknown);
  for (auto& item : arrivals.rates)
    for (auto& weekday : item)
      for (double& rate : weekday) rate *= factor;
  for (auto& day : result.times) {
    std::ranges::sort(day);
    arrivals.day_totals.push_back(static_cast<double>(day.size()));
  }
  fit_days(records, arrivals);
  test_arrivals(result.times, arrivals);
  arrivals.model = choose_model(arrivals);
  return arrivals;
}

}  // namespace hallbook::hall
