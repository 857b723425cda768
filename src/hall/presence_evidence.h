#pragma once
// What the records show of each window, minute by minute. Private to hall.
#include "hall/presence.h"

namespace hallbook::hall {

/// What a window did in a slot.
namespace seen {
inline constexpr std::uint8_t idle = 0;
inline constexpr std::uint8_t passed_over = 1;  // idle all through, though an eligible citizen waited all through
inline constexpr std::uint8_t serving = 2;      // it called or served somebody in the slot
}  // namespace seen

/// A citizen who came and was taken at once: a window had been free.
struct TakenAtOnce {
  std::uint32_t slot;
  std::uint16_t item;
  std::uint16_t window;  // index into Evidence::windows
};

struct Evidence {
  std::vector<std::uint16_t> windows;             // with services, by name
  std::vector<std::vector<std::uint16_t>> items;  // by window: what it serves, rising
  std::size_t all_items = 0, days = 0, slots = 0;
  std::vector<std::vector<std::uint8_t>> seen;    // [window][day · slots + slot]
  std::vector<std::vector<TakenAtOnce>> taken;    // [day], by slot
};

Evidence gather_evidence(const Records& records);

}  // namespace hallbook::hall
