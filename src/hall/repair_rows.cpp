// Which rows are used at all.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "hall/repair_steps.h"

namespace hallbook::hall {
namespace {

std::int32_t first_time(const RawTicket& row) {
  for (const std::int32_t at : row.at)
    if (at != no_time) return at;
  return no_time;
}

int year_of(std::int32_t day) { return static_cast<int>(date_of(day).year()); }

/// Years with less than one row in a hundred, apart by more than a month from every year with more: what a machine
/// writes after its clock was reset.
std::vector<int> stray_years(const std::vector<RawTicket>& rows) {
  struct Year {
    std::uint64_t rows = 0;
    std::int32_t first = std::numeric_limits<std::int32_t>::max(), last = std::numeric_limits<std::int32_t>::min();
  };
  std::map<int, Year> years;
  std::uint64_t dated = 0;
  for (const RawTicket& row : rows) {
    if (row.day == no_day) continue;
    Year& year = years[year_of(row.day)];
    ++year.rows, ++dated;
    year.first = std::min(year.first, row.day), year.last = std::max(year.last, row.day);
  }
  std::vector<int> stray;
  for (const auto& [number, year] : years) {
    if (year.rows * 100 >= dated) continue;
    const bool near = std::ranges::any_of(years, [&, self = number, about = year](const auto& other) {
      return other.first != self && other.second.rows * 100 >= dated && other.second.first - about.last <= 31 &&
             about.first - other.second.last <= 31;
    });
    if (!near) stray.push_back(number);
  }
  return stray;
}

/// Why a row cannot be used; nullopt when it can.
std::optional<Defect> unusable(const RawTicket& row, const std::vector<int>& stray, const TicketMap& map, Date today) {
  if (row.day == no_day) return Defect::unreadable_day;
  if (row.day > day_of(today)) return Defect::future;
  if (std::ranges::find(stray, year_of(row.day)) != stray.end()) return Defect::other_year;
  if ((map.first_on && row.day < day_of(*map.first_on)) || (map.last_on && row.day > day_of(*map.last_on)))
    return Defect::outside_period;
  if (row.outcome == Outcome::invalid) return Defect::invalid;
  if (first_time(row) == no_time) return Defect::no_times;
  return std::nullopt;
}

std::uint64_t mixed(std::uint64_t digest, std::uint64_t value) {
  digest ^= value + 0x9E3779B97F4A7C15u + (digest << 6) + (digest >> 2);
  return digest * 0xBF58476D1CE4E5B9u;
}

/// What makes two rows the same ticket: its number, day, and times of ticket and call; 0 = cannot be told.
std::uint64_t ticket_key(const RawTicket& row) {
  if (row.number == 0) return 0;
  std::uint64_t key = mixed(row.number, static_cast<std::uint32_t>(row.day));
  key = mixed(key, static_cast<std::uint32_t>(row.time(Moment::taken)));
  key = mixed(key, static_cast<std::uint32_t>(row.time(Moment::started)));
  return mixed(key, static_cast<std::uint32_t>(row.time(Moment::called)));
}

/// The same service under two numbers, or without numbers: one window does not begin and end twice at the same second.
/// Handling shorter than two recorded units could be two tickets.
std::uint64_t service_key(const RawTicket& row, std::int32_t unit) {
  const std::int32_t begun =
      row.time(Moment::started) != no_time ? row.time(Moment::started) : row.time(Moment::called);
  const std::int32_t ended = row.time(Moment::ended);
  if (row.window == Names::none || begun == no_time || ended == no_time || ended - begun < 2 * unit) return 0;
  std::uint64_t key = mixed(row.window + 1u, static_cast<std::uint32_t>(row.day));
  key = mixed(key, static_cast<std::uint32_t>(row.time(Moment::taken)));
  return mixed(mixed(key, static_cast<std::uint32_t>(begun)), static_cast<std::uint32_t>(ended));
}

void drop_duplicates(std::vector<RawTicket>& rows, RepairReport& report) {
  std::unordered_map<std::uint64_t, std::size_t> seen;
  seen.reserve(rows.size() * 2);
  std::size_t kept = 0;
  for (const RawTicket& row : rows) {
    std::uint64_t keys[] = {ticket_key(row), service_key(row, std::max(report.unit_s[2], report.unit_s[3]))};
    if (keys[1] != 0) keys[1] ^= 0xA5A5A5A5u;
    std::size_t first = kept;
    for (const std::uint64_t key : keys)
      if (const auto known = key == 0 ? seen.end() : seen.find(key); known != seen.end())
        first = std::min(first, known->second);
    if (first != kept) {
      if (rows[first].time(Moment::ended) == no_time) rows[first].at[3] = row.time(Moment::ended);
      leave_out(report, row.row, Defect::duplicate);
      continue;
    }
    for (const std::uint64_t key : keys)
      if (key != 0) seen.emplace(key, kept);
    rows[kept++] = row;
  }
  rows.resize(kept);
}

/// A tenth of the rows after today: then this computer's clock is wrong, or the records are made up; all days are taken.
Date believed_today(const std::vector<RawTicket>& rows, Date today) {
  const auto after = std::ranges::count_if(rows, [&](const RawTicket& row) { return row.day > day_of(today); });
  return static_cast<std::size_t>(after) * 10 >= rows.size() ? make_date(9999, 12, 31) : today;
}

}  // namespace

void drop_rows(std::vector<RawTicket>& rows, const TicketMap& map, Date last, RepairReport& report) {
  const auto stray = stray_years(rows);
  const Date today = believed_today(rows, last);
  std::erase_if(rows, [&](const RawTicket& row) {
    const auto why = unusable(row, stray, map, today);
    if (why) leave_out(report, row.row, *why);
    if (why == Defect::no_times && row.channel == Channel::appointment && row.slot != no_time) ++report.slots_missed;
    return why.has_value();
  });
  std::ranges::stable_sort(rows, [](const RawTicket& a, const RawTicket& b) {
    return a.day != b.day ? a.day < b.day : first_time(a) < first_time(b);
  });
  report.unit_s = recorded_units(rows);
  drop_duplicates(rows, report);
}

}  // namespace hallbook::hall
