#pragma once
// A matter: something that must be put right, from being found to being closed. One state machine for every source. Pure.
//   found -> assigned -> fixed -> verified -> closed; returned and reopened ones are assigned again, and counted.
// Source: docs/rules/service.md, R-SRV-08 to R-SRV-13; domain.md section 7.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "service/checklist.h"

namespace hallbook::service {

enum class MatterState { found, assigned, fixed, verified, closed };
enum class Step { assign, fix, verify, close, send_back, reopen };
inline constexpr Step all_steps[] = {Step::assign, Step::fix, Step::verify, Step::close, Step::send_back, Step::reopen};

std::string_view state_name(MatterState state);
Text state_title(MatterState state);
std::optional<MatterState> find_state(std::string_view name);
std::string_view step_name(Step step);  // "assign" … "return", "reopen"
Text step_title(Step step);
std::optional<Step> find_step(std::string_view name);

struct Matter {
  std::int64_t number = 0;
  std::int64_t round = 0;  // the round that found it
  std::string item;
  Text title;
  std::vector<std::string> windows;
  std::vector<Text> kinds;
  Level level = Level::minor;
  int points = 0;
  std::string found_by;
  Date opened_on{};
  int limit_workdays = 0;
  std::optional<Date> due_on;  // nullopt: no calendar of that year was there yet
  MatterState state = MatterState::found;
  std::string holder;  // "" = nobody yet
  std::set<std::string> fixers;  // everybody who ever fixed it
  int returned = 0, reopened = 0;
  std::optional<Date> fixed_on, closed_on;
};

/// What a person asks for.
struct StepAsked {
  Step step = Step::assign;
  std::string by;
  std::string to;  // assign: who puts it right
  std::string note;  // send_back and reopen: why, required
};

/// R-SRV-09 to R-SRV-12: may this step be taken now, by this person? The refusal says who may, or what comes first.
Result<> judge_step(const Matter& matter, const StepAsked& asked);
/// The matter after a step that was judged. A reopened one gets `due`.
Matter after_step(Matter matter, const StepAsked& asked, Date day, std::optional<Date> due);
/// R-SRV-13: not closed, not yet fixed, and its day is over.
bool is_overdue(const Matter& matter, Date today);

}  // namespace hallbook::service
