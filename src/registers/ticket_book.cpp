#include "registers/ticket_book.h"

#include "base/ensure.h"

namespace hallbook::registers {

/// After it no run crosses the border before `number`.
void TicketBook::cut_at(std::int64_t number) {
  auto after = runs_.upper_bound(number);
  if (after == runs_.begin()) return;
  auto run = std::prev(after);
  if (run->first == number || run->second.last < number) return;
  runs_.emplace(number, run->second);
  run->second.last = number - 1;
}

std::optional<TicketBook::Clash> TicketBook::move(std::int64_t first, std::int64_t last, Ticket from, Ticket to,
                                                  EntryId by) {
  cut_at(first);
  cut_at(last + 1);
  std::int64_t next = first;  // the first number not yet seen in a run
  for (auto run = runs_.lower_bound(first); run != runs_.end() && run->first <= last; ++run) {
    if (run->first > next && from != Ticket::unknown) return Clash{next, Ticket::unknown, {}};
    if (run->second.state != from) return Clash{run->first, run->second.state, run->second.by};
    next = run->second.last + 1;
  }
  if (next <= last && from != Ticket::unknown) return Clash{next, Ticket::unknown, {}};
  runs_.erase(runs_.lower_bound(first), runs_.upper_bound(last));
  runs_.emplace(first, Run{last, to, by});
  return std::nullopt;
}

std::vector<std::pair<std::int64_t, std::int64_t>> TicketBook::runs_in(Ticket state) const {
  std::vector<std::pair<std::int64_t, std::int64_t>> found;
  for (const auto& [first, run] : runs_) {
    if (run.state != state) continue;
    if (!found.empty() && found.back().second + 1 == first)
      found.back().second = run.last;
    else
      found.emplace_back(first, run.last);
  }
  return found;
}

Text state_text(Ticket state) {
  switch (state) {
    case Ticket::unknown: return {"没有入库", "was never taken in"};
    case Ticket::in: return {"在库,没有领用", "is in the book, not handed out"};
    case Ticket::out: return {"已领用", "is handed out"};
    case Ticket::redeemed: return {"已核销", "is redeemed"};
    case Ticket::voided: return {"已作废", "is void"};
  }
  broken_invariant("state_text: unknown state", std::source_location::current());
}

}  // namespace hallbook::registers
