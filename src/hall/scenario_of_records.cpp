// The scenario that the records describe: zones, items, windows as they were staffed, demand.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "hall/estimate_steps.h"
#include "hall/usual_staffing.h"

namespace hallbook::hall {
namespace {

constexpr double longest_break_min = 150;  // a longer absence in the day is no break but two stretches

/// Most frequent zone of each item and window; Names::none when zones are not recorded.
struct Zones {
  std::vector<std::string> names;
  std::vector<int> of_item, of_window;
};

int zone_number(std::vector<std::string>& names, const std::string& name) {
  const auto known = std::ranges::find(names, name);
  if (known != names.end()) return static_cast<int>(known - names.begin());
  names.push_back(name);
  return static_cast<int>(names.size()) - 1;
}

template <class Key>
std::vector<std::string> common_zone(const Records& records, std::size_t count, Key key) {
  std::vector<std::map<std::uint16_t, std::uint64_t>> seen(count);
  for (const Ticket& ticket : records.tickets)
    if (key(ticket) != Names::none && ticket.zone != Names::none) ++seen[key(ticket)][ticket.zone];
  std::vector<std::string> zones(count);
  for (std::size_t at = 0; at < count; ++at) {
    const auto most = std::ranges::max_element(seen[at], {}, [](const auto& one) { return one.second; });
    if (most != seen[at].end()) zones[at] = records.zones.name(most->first);
  }
  return zones;
}

/// Items without a zone stand in that of the specialised windows which serve the same items: windows that share items
/// are one zone.
void zones_by_windows(const Estimation& parts, const Presence& presence, const std::vector<bool>& comprehensive,
                      std::vector<std::string>& item_zone) {
  std::map<std::vector<std::uint16_t>, std::string> groups;
  for (std::size_t window = 0; window < presence.windows.size(); ++window) {
    if (comprehensive[window]) continue;
    const auto& items = presence.windows[window].items;
    std::string zone;
    for (const std::uint16_t item : items)
      if (!item_zone[item].empty()) zone = item_zone[item];
    if (zone.empty()) {
      const auto [at, fresh] = groups.emplace(items, fmt::format("{}", groups.size() + 1));
      zone = at->second;
    }
    for (const std::uint16_t item : items)
      if (item_zone[item].empty()) item_zone[item] = zone;
  }
  for (const std::uint16_t item : parts.arrivals.items)
    if (item_zone[item].empty()) item_zone[item] = "0";
}

Zones zones_of(const TicketReport& report, const TicketMap& map, const Estimation& parts,
               const std::vector<bool>& comprehensive) {
  const Records& records = report.records;
  auto items = common_zone(records, records.items.size(), [](const Ticket& ticket) { return ticket.item; });
  auto windows = common_zone(records, records.windows.size(), [](const Ticket& ticket) { return ticket.window; });
  for (const auto& [name, known] : map.items)
    if (const auto at = records.items.find(name); at != Names::none && !known.zone.empty()) items[at] = known.zone;
  for (const auto& [name, known] : map.windows)
    if (const auto at = records.windows.find(name); at != Names::none && !known.zone.empty()) windows[at] = known.zone;
  zones_by_windows(parts, report.presence, comprehensive, items);
  Zones zones{{}, std::vector<int>(items.size(), 0), std::vector<int>(windows.size(), -1)};
  for (const std::uint16_t item : parts.arrivals.items) zones.of_item[item] = zone_number(zones.names, items[item]);
  for (std::size_t at = 0; at < report.presence.windows.size(); ++at) {
    const WindowPresence& window = report.presence.windows[at];
    if (!windows[window.window].empty())
      zones.of_window[window.window] = zone_number(zones.names, windows[window.window]);
    else if (!comprehensive[at] && !window.items.empty())
      zones.of_window[window.window] = zones.of_item[window.items.front()];
  }
  return zones;
}

/// Gaps of the middle of the day become breaks, so that the window finishes its citizen first.
void set_hours(queueing::Window& window, const std::vector<queueing::Open>& open) {
  window.open.clear();
  for (const queueing::Open& one : open) {
    if (!window.open.empty() && one.from_min - window.open.back().to_min <= longest_break_min) {
      window.breaks.push_back({window.open.back().to_min, one.from_min, queueing::BreakKind::finish_first_fixed});
      window.open.back().to_min = one.to_min;
    } else {
      window.open.push_back(one);
    }
  }
}

void add_windows(const TicketReport& report, const Estimation& parts, const std::vector<bool>& comprehensive,
                 const Zones& zones, const std::vector<int>& number, queueing::Scenario& scenario) {
  std::vector<int> group;  // windows that can stand in for each other: of one zone, or comprehensive
  for (const WindowPresence& window : report.presence.windows) group.push_back(zones.of_window[window.window]);
  const UsualStaffing usual{report.presence, report.records.days.size(), group};
  for (std::size_t at = 0; at < report.presence.windows.size(); ++at) {
    const WindowPresence& from = report.presence.windows[at];
    const auto open = usual.hours(at);
    queueing::Window window;
    window.id = report.records.windows.name(from.window);
    window.zone = zones.of_window[from.window];
    window.kind = comprehensive[at] ? queueing::WindowKind::comprehensive : queueing::WindowKind::specialised;
    for (const std::uint16_t item : from.items)
      if (number[item] >= 0) window.items.push_back(number[item]);
    std::ranges::sort(window.items);
    const double penalty =
        comprehensive[at] && parts.handling.penalty.verdict ? parts.handling.penalty.factor.value : 1;
    window.handling_factor = parts.handling.windows[at].factor.value * penalty;
    if (window.items.empty() || open.empty()) continue;  // hardly ever staffed
    set_hours(window, open);
    scenario.layout.windows.push_back(std::move(window));
  }
}

void add_items(const TicketReport& report, const TicketMap& map, const Estimation& parts, const Zones& zones,
               queueing::Scenario& scenario) {
  const Records& records = report.records;
  for (std::size_t at = 0; at < parts.arrivals.items.size(); ++at) {
    const std::uint16_t item = parts.arrivals.items[at];
    const auto known = map.items.find(records.items.name(item));
    scenario.hall.items.push_back({records.items.name(item),
                                   zones.of_item[item],
                                   known == map.items.end() ? "" : known->second.family,
                                   parts.handling.items[at].law,
                                   parts.patience.law,
                                   {}});
  }
}

/// Shares of citizens who go on to another item, from the joined legs.
void add_legs(const Records& records, const std::vector<int>& number, queueing::Scenario& scenario) {
  std::map<std::pair<int, int>, double> legs;
  std::vector<double> served(scenario.hall.items.size());
  for (const Ticket& ticket : records.tickets) {
    if (ticket.outcome != Outcome::served || ticket.item == Names::none || number[ticket.item] < 0) continue;
    served[static_cast<std::size_t>(number[ticket.item])] += 1;
    if (ticket.next == no_ticket) continue;
    const std::uint16_t after = records.tickets[ticket.next].item;
    if (after != Names::none && number[after] >= 0) legs[{number[ticket.item], number[after]}] += 1;
  }
  for (const auto& [pair, count] : legs) {
    const double share = count / served[static_cast<std::size_t>(pair.first)];
    if (share >= 0.001)
      scenario.hall.items[static_cast<std::size_t>(pair.first)].legs.push_back({pair.second, share, 0});
  }
}

queueing::Demand demand_of(const Records& records, const Estimation& parts) {
  const Arrivals& arrivals = parts.arrivals;
  queueing::Demand demand;
  for (const std::int32_t edge : arrivals.edges_s) demand.edges_min.push_back((edge - records.hours.from) / 60.0);
  std::vector<double> priority(records.items.size()), tickets(records.items.size());
  double called = 0, no_show = 0;
  for (const Ticket& ticket : records.tickets) {
    if (ticket.channel == Channel::walk_in)
      called += ticket.outcome != Outcome::abandoned, no_show += ticket.outcome == Outcome::no_show;
    if (ticket.item == Names::none) continue;
    priority[ticket.item] += ticket.priority, tickets[ticket.item] += 1;
  }
  const bool levels = std::ranges::any_of(priority, [](double count) { return count > 0; });
  for (std::size_t item = 0; item < arrivals.items.size(); ++item) {
    std::vector<double> rates;
    for (std::size_t slot = 0; slot + 1 < arrivals.edges_s.size(); ++slot)
      rates.push_back(arrivals.mean_rate(item, slot));
    demand.rates.push_back(std::move(rates));
    const double share = priority[arrivals.items[item]] / std::max(1.0, tickets[arrivals.items[item]]);
    demand.level_shares.push_back(levels ? std::vector<double>{1 - share, share} : std::vector<double>{1});
  }
  demand.day_factor_cv = std::isnan(arrivals.day_factor_cv_weekday) ? 0 : std::min(1.0, arrivals.day_factor_cv_weekday);
  if (arrivals.model == ArrivalModel::poisson) demand.day_factor_cv = 0;
  demand.weekday_factors = arrivals.weekday_factors;
  demand.no_show = called > 0 ? std::min(0.9, no_show / called) : 0;
  demand.appointments = appointments_of(records, arrivals, parts.appointments);
  return demand;
}

}  // namespace

queueing::Scenario scenario_of(const TicketReport& report, const TicketMap& map, const Estimation& parts) {
  const Records& records = report.records;
  const auto comprehensive = comprehensive_windows(records, report.presence, map);
  const Zones zones = zones_of(report, map, parts, comprehensive);
  queueing::Scenario scenario;
  scenario.name = report.name.empty() ? "hall" : report.name;
  scenario.note =
      fmt::format("estimated from {} tickets on {} days, {} to {}", report.waits.tickets, records.days.size(),
                  iso(date_of(records.days.front())), iso(date_of(records.days.back())));
  scenario.days_per_year =
      records.days.back() - records.days.front() >= 300 ? static_cast<int>(records.days.size()) : 250;
  scenario.hall.id = scenario.hall.name = scenario.name;
  scenario.hall.opens_at = clock_text(records.hours.from);
  scenario.hall.close_min = records.hours.length() / 60.0;
  scenario.hall.zones = zones.names;
  scenario.layout.name = "as recorded";
  std::vector<int> number(records.items.size(), -1);
  for (std::size_t at = 0; at < parts.arrivals.items.size(); ++at)
    number[parts.arrivals.items[at]] = static_cast<int>(at);
  add_items(report, map, parts, zones, scenario);
  add_legs(records, number, scenario);
  add_windows(report, parts, comprehensive, zones, number, scenario);
  scenario.demand = demand_of(records, parts);
  if (scenario.demand.level_shares.front().size() > 1) scenario.layout.policy.levels.push_back({"priority"});
  scenario.layout.policy.appointment_level = static_cast<int>(scenario.layout.policy.levels.size()) - 1;
  return scenario;
}

std::vector<std::string> give_orphans(const Records& records, queueing::Scenario& scenario) {
  auto& windows = scenario.layout.windows;
  std::vector<std::string> orphans;
  if (windows.empty()) return orphans;
  std::map<std::pair<std::string, std::string>, std::uint64_t> served;  // item, window
  for (const Ticket& ticket : records.tickets)
    if (ticket.item != Names::none && ticket.window != Names::none)
      ++served[{records.items.name(ticket.item), records.windows.name(ticket.window)}];
  for (std::size_t item = 0; item < scenario.hall.items.size(); ++item) {
    const int number = static_cast<int>(item);
    const std::string& id = scenario.hall.items[item].id;
    if (std::ranges::any_of(windows, [&](const auto& one) { return std::ranges::binary_search(one.items, number); }))
      continue;
    orphans.push_back(id);
    // To whom it went most often; nobody: to who serves most.
    const auto best = std::ranges::max_element(windows, {}, [&](const queueing::Window& window) {
      const auto count = served.find({id, window.id});
      return std::pair{count == served.end() ? 0 : count->second, window.items.size()};
    });
    best->items.insert(std::ranges::upper_bound(best->items, number), number);
  }
  return orphans;
}

}  // namespace hallbook::hall
