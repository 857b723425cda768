#include "hall/usual_staffing.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace hallbook::hall {
namespace {

constexpr double hardly = 0.25;  // of the days: below this a window that was chosen for its group has a break
constexpr double stays = 0.1;  // a window that was chosen a quarter of an hour ago is chosen before its likes
constexpr std::size_t slots_per_block = 15 * 60 / presence_slot_s;
constexpr double shortest_open_min = 20;
constexpr double grid_min = 5;

double mean_of_block(const std::vector<double>& share, std::size_t block) {
  const std::size_t from = block * slots_per_block, to = std::min(share.size(), from + slots_per_block);
  double sum = 0;
  for (std::size_t slot = from; slot < to; ++slot) sum += share[slot];
  return sum / static_cast<double>(to - from);
}

}  // namespace

UsualStaffing::UsualStaffing(const Presence& presence, std::size_t days, const std::vector<int>& group)
    : presence_{presence} {
  const std::size_t blocks = (presence.slots + slots_per_block - 1) / slots_per_block;
  for (std::size_t window = 0; window < presence.windows.size(); ++window) {
    std::vector<double>& share = share_.emplace_back(presence.slots);
    for (std::size_t day = 0; day < days; ++day)
      for (std::size_t slot = 0; slot < presence.slots; ++slot)
        share[slot] += presence.probability(window, day, slot) / static_cast<double>(days);
  }
  chosen_.assign(presence.windows.size(), std::vector<bool>(blocks));
  for (std::size_t block = 0; block < blocks; ++block) choose(group, block);
}

void UsualStaffing::choose(const std::vector<int>& group, std::size_t block) {
  struct Group {
    double staffed = 0;
    std::size_t open = 0;
    bool rounded_up = false;                              // a quarter of an hour ago
    std::vector<std::pair<double, std::size_t>> windows;  // how often there, window
  };
  std::map<int, Group> groups;
  double all = 0;
  for (std::size_t window = 0; window < share_.size(); ++window) {
    const double share = mean_of_block(share_[window], block);
    const bool before = block > 0 && chosen_[window][block - 1];
    Group& of = groups[group[window]];
    of.staffed += share;
    of.open += before;
    of.windows.emplace_back(share + (before ? stays : 0), window);
    all += share;
  }
  // Largest remainders, so that the hall as a whole is staffed as on its mean day.
  std::vector<Group*> by_remainder;
  auto left = static_cast<std::int64_t>(std::lround(all));
  for (auto& [number, of] : groups) {
    of.rounded_up = static_cast<double>(of.open) > of.staffed;
    of.open = static_cast<std::size_t>(of.staffed);
    left -= static_cast<std::int64_t>(of.open);
    by_remainder.push_back(&of);
  }
  std::ranges::stable_sort(by_remainder, std::greater{}, [](const Group* of) {
    return of->staffed - static_cast<double>(of->open) + (of->rounded_up ? 2 * stays : 0);
  });
  for (Group* of : by_remainder)
    if (left-- > 0) ++of->open;
  for (auto& [number, of] : groups) {
    std::ranges::stable_sort(of.windows, std::greater{}, [](const auto& one) { return one.first; });
    for (std::size_t n = 0; n < std::min(of.open, of.windows.size()); ++n) chosen_[of.windows[n].second][block] = true;
  }
}

bool UsualStaffing::staffed(std::size_t window, std::size_t slot) const {
  return chosen_[window][slot / slots_per_block] && share_[window][slot] >= hardly;
}

std::vector<queueing::Open> UsualStaffing::hours(std::size_t window) const {
  std::vector<queueing::Open> open;
  const double close = presence_.hours.length() / 60.0;
  bool inside = false;
  for (std::size_t slot = 0; slot <= presence_.slots; ++slot) {
    const bool now = slot < presence_.slots && staffed(window, slot);
    if (now == inside) continue;
    const double minute = static_cast<double>(slot) * presence_slot_s / 60;
    const double at = slot >= presence_.slots ? close : std::min(close, std::round(minute / grid_min) * grid_min);
    if (now && !open.empty() && at - open.back().to_min < grid_min)
      open.back().to_min = close;
    else if (now)
      open.push_back({at, close});
    else
      open.back().to_min = at;
    inside = now;
  }
  std::erase_if(open, [](const queueing::Open& one) { return one.to_min - one.from_min < shortest_open_min; });
  if (!open.empty() && open.front().from_min <= 15) open.front().from_min = 0;
  if (!open.empty() && open.back().to_min >= close - 10) open.back().to_min = std::numeric_limits<double>::infinity();
  return open;
}

}  // namespace hallbook::hall
