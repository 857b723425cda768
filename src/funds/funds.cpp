#include "funds/funds.h"

#include "funds/contracts.h"

namespace hallbook::funds {

std::string person_of(const Acting& acting) { return acting.name.empty() ? acting.actor.name : acting.name; }

std::vector<journal::EventKind> event_kinds() {
  std::vector<journal::EventKind> kinds;
  for (const auto& more : {budget_event_kinds(), contract_event_kinds(), books_event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

}  // namespace hallbook::funds
