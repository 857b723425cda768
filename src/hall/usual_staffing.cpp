#include "hall/usual_staffing.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallbook::hall {
namespace {

constexpr double surely = 0.75;  // of the days: always open
constexpr double hardly = 0.25;  // of the days: a window that is chosen for its group has breaks of its own below this
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
    int open = 0;
    std::vector<std::pair<double, std::size_t>> others;  // how often there, window
  };
  std::map<int, Group> groups;
  for (std::size_t window = 0; window < share_.size(); ++window) {
    const double share = mean_of_block(share_[window], block);
    Group& of = groups[group[window]];
    of.staffed += share;
    if (share >= surely)
      ++of.open;
    else
      of.others.emplace_back(share + (block > 0 && chosen_[window][block - 1] ? stays : 0), window);
    chosen_[window][block] = share >= surely;
  }
  for (auto& [number, of] : groups) {
    std::ranges::sort(of.others, [](const auto& a, const auto& b) { return a.first > b.first; });
    const int missing = static_cast<int>(std::lround(of.staffed)) - of.open;
    for (int n = 0; n < missing && n < static_cast<int>(of.others.size()); ++n)
      chosen_[of.others[static_cast<std::size_t>(n)].second][block] = true;
  }
}

bool UsualStaffing::staffed(std::size_t window, std::size_t slot) const {
  const double share = share_[window][slot];
  return share >= surely || (chosen_[window][slot / slots_per_block] && share >= hardly);
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
