#pragma once
// The state of every number of one voucher book, kept as runs. Private to the voucher rules.
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace hallbook::registers {

enum class Ticket { unknown, in, out, redeemed, voided };

class TicketBook {
 public:
  static constexpr std::int64_t max_range = 1'000'000;  // numbers in one entry

  /// The first number that is not in the state wanted, and the entry that brought it there.
  struct Clash {
    std::int64_t number = 0;
    Ticket state = Ticket::unknown;
    EntryId by;
  };
  /// Moves all of first…last from one state to another, or nothing.
  std::optional<Clash> move(std::int64_t first, std::int64_t last, Ticket from, Ticket to, EntryId by);
  /// The numbers in a state as first and last of whole stretches, in order.
  std::vector<std::pair<std::int64_t, std::int64_t>> runs_in(Ticket state) const;

 private:
  struct Run {
    std::int64_t last = 0;
    Ticket state = Ticket::unknown;
    EntryId by;
  };
  void cut_at(std::int64_t number);
  std::map<std::int64_t, Run> runs_;  // by first number; gaps are unknown
};

/// "已领用" / "is handed out"
Text state_text(Ticket state);

}  // namespace hallbook::registers
