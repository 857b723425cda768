// Appointments: who comes, when against the slot.
#include <algorithm>
#include <map>

#include "hall/estimate_steps.h"

namespace hallbook::hall {
namespace {

constexpr double worth_share = 0.01;  // of the tickets: with less, holders count as walk-ins

bool is_booked(const Ticket& ticket) {
  return ticket.first_leg && ticket.channel == Channel::appointment && ticket.slot != no_time;
}

}  // namespace

AppointmentFigures appointment_figures(const Records& records) {
  AppointmentFigures figures;
  figures.booked = figures.came = 0;
  double sum = 0, squares = 0;
  for (const Ticket& ticket : records.tickets) {
    if (!is_booked(ticket)) continue;
    ++figures.booked;
    if (ticket.outcome == Outcome::no_show || ticket.has(Defect::missing_ticket_time)) continue;
    ++figures.came;
    const double offset = (ticket.taken - ticket.slot) / 60;
    sum += offset, squares += offset * offset;
  }
  figures.booked += records.report.slots_missed;
  if (figures.came == 0) return figures;
  const auto came = static_cast<double>(figures.came);
  figures.show_probability = came / static_cast<double>(figures.booked);
  figures.offset_mean_min = sum / came;
  figures.offset_sd_min = std::sqrt(std::max(0.0, squares / came - figures.offset_mean_min * figures.offset_mean_min));
  figures.per_day =
      static_cast<double>(figures.booked) / static_cast<double>(std::max<std::size_t>(1, records.days.size()));
  figures.used = came > worth_share * static_cast<double>(records.tickets.size());
  return figures;
}

queueing::Appointments appointments_of(const Records& records, const Arrivals& arrivals,
                                       const AppointmentFigures& figures) {
  queueing::Appointments appointments;
  if (!figures.used) return appointments;
  std::int32_t first = std::numeric_limits<std::int32_t>::max(), last = 0;
  std::map<std::int32_t, std::uint64_t> slots;
  std::vector<double> shares(records.items.size());
  double all = 0;
  for (const Ticket& ticket : records.tickets) {
    if (!is_booked(ticket)) continue;
    first = std::min(first, ticket.slot), last = std::max(last, ticket.slot);
    ++slots[ticket.slot];
    if (ticket.item != Names::none) shares[ticket.item] += 1, all += 1;
  }
  std::int32_t step = 1800;
  for (auto at = slots.begin(); at != slots.end() && std::next(at) != slots.end(); ++at)
    step = std::min(step, std::next(at)->first - at->first);
  appointments.from_min = (first - records.hours.from) / 60.0;
  appointments.to_min = (last + step - records.hours.from) / 60.0;
  appointments.per_slot = std::max(1, static_cast<int>(std::lround(figures.per_day * step / (last + step - first))));
  appointments.every_min = (appointments.to_min - appointments.from_min) * appointments.per_slot / figures.per_day;
  for (const std::uint16_t item : arrivals.items) appointments.item_shares.push_back(all > 0 ? shares[item] / all : 0);
  appointments.show_probability = figures.show_probability;
  appointments.offset_mean_min = figures.offset_mean_min;
  appointments.offset_sd_min = figures.offset_sd_min;
  return appointments;
}

}  // namespace hallbook::hall
