#pragma once
// Matters as they are kept: opened by rounds, stepped by people, listed by whose turn it is.
// Source: docs/rules/service.md, R-SRV-08 to R-SRV-14.
#include "identity/user_ops.h"
#include "service/service_events.h"

namespace hallbook::service {

using identity::Acting;

/// R-SRV-08: one matter for each failed item that was not put right on the spot. Inside the write job of the round.
void open_matters(journal::Books& books, const Acting& acting, const Checklist& checklist, std::int64_t round,
                  const RoundContent& content);

/// Judges and takes a step; the matter as it then is. Inside the write job.
Result<Matter> step_matter(journal::Books& books, const Acting& acting, std::int64_t number, StepAsked asked);
identity::Permission permission_for(Step step);
/// R-SRV-11, R-IDN-08: the matter as its rules see it when persons count and not names: who found or fixed it under another
/// account stands in it under the asking one.
Matter as_persons(db::ReadTx& tx, Matter matter, const StepAsked& asked);

Result<Matter> find_matter(db::ReadTx& tx, UnitId unit, std::int64_t number);
std::vector<Matter> matters_of_round(db::ReadTx& tx, UnitId unit, std::int64_t round);

struct StepTaken {
  std::string step;  // of step_name; "found" for the first
  std::string by, to, note;
  Date day{};
  Instant at;
  std::int64_t seq = 0;
};
/// From being found on, in order.
std::vector<StepTaken> steps_of(db::ReadTx& tx, UnitId unit, std::int64_t number);
/// How many times the same item failed at one of the same windows within 30 days, this time included.
std::int64_t times_found(db::ReadTx& tx, UnitId unit, const Matter& matter);

/// Whose turn it is, in words of the page: R-SRV-14.
inline constexpr std::string_view matter_tabs[] = {"mine",   "overdue",  "verify", "fixed",
                                                   "closed", "reopened", "found",  "all"};

struct MatterAsker {
  std::string person;
  bool may_verify = false;
  Date today{};
};
/// Newest first; `after` is a number, 0 = from the newest.
std::vector<Matter> list_matters(db::ReadTx& tx, UnitId unit, std::string_view tab, const MatterAsker& asker,
                                 std::int64_t after, std::size_t limit);
/// In the order of matter_tabs.
std::vector<std::int64_t> count_matters(db::ReadTx& tx, UnitId unit, const MatterAsker& asker);

}  // namespace hallbook::service
