#include "service/matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::service {
namespace {

constexpr std::size_t most_note = 500;

struct StateRow {
  MatterState state;
  std::string_view name, zh, en;
};
constexpr StateRow matter_states[] = {{MatterState::found, "found", "待交办", "to be assigned"},
                                      {MatterState::assigned, "assigned", "整改中", "being fixed"},
                                      {MatterState::fixed, "fixed", "已整改", "fixed"},
                                      {MatterState::verified, "verified", "已复核", "verified"},
                                      {MatterState::closed, "closed", "已销号", "closed"}};

struct StepRow {
  Step step;
  std::string_view name, zh, en;
  std::vector<MatterState> from;
  MatterState to;
};
// R-SRV-09: the whole state machine.
const StepRow matter_steps[] = {
    {Step::assign, "assign", "交办", "assign", {MatterState::found, MatterState::assigned}, MatterState::assigned},
    {Step::fix, "fix", "整改完成", "fixed", {MatterState::assigned}, MatterState::fixed},
    {Step::verify, "verify", "复核通过", "verify", {MatterState::fixed}, MatterState::verified},
    {Step::close, "close", "销号", "close", {MatterState::verified}, MatterState::closed},
    {Step::send_back, "return", "退回", "return", {MatterState::fixed, MatterState::verified}, MatterState::assigned},
    {Step::reopen, "reopen", "重开", "reopen", {MatterState::closed}, MatterState::assigned}};

const StateRow& row_of(MatterState state) {
  const auto found = std::ranges::find(matter_states, state, &StateRow::state);
  ensure(found != std::end(matter_states), "a matter has an unknown state");
  return *found;
}

const StepRow& row_of(Step step) {
  const auto found = std::ranges::find(matter_steps, step, &StepRow::step);
  ensure(found != std::end(matter_steps), "a matter has an unknown step");
  return *found;
}

Result<> judge_words(const StepAsked& asked) {
  if (const auto sound = check_text(asked.note, most_note, true); !sound) {
    auto refusal = sound.error();
    refusal.field = "note";
    return std::unexpected{refusal};
  }
  const bool why = asked.step == Step::send_back || asked.step == Step::reopen;
  if (why && trim(asked.note).empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("{}要写一句为什么", row_of(asked.step).zh),
                   fmt::format("say in a sentence why you {} it", row_of(asked.step).en)},
                  "note");
  if (asked.step == Step::assign && asked.to.empty())
    return refuse(RefusalCode::invalid, {"交办给谁？请选一个人", "who puts it right? Choose a person"}, "to");
  return {};
}

// R-SRV-10 and R-SRV-11
Result<> judge_person(const Matter& matter, const StepAsked& asked) {
  if (asked.step == Step::fix && asked.by != matter.holder)
    return refuse(RefusalCode::not_allowed,
                  {fmt::format("这件交给了 {}，由本人报整改完成；要换人，请重新交办", matter.holder),
                   fmt::format("{} holds this matter and says when it is fixed; to change that, assign it again",
                               matter.holder)});
  if ((asked.step == Step::fix && asked.by == matter.found_by) ||
      (asked.step == Step::assign && asked.to == matter.found_by))
    return refuse(RefusalCode::not_allowed,
                  {"查出问题的人不自己整改，请交给别人", "who found it does not fix it; give it to someone else"},
                  asked.step == Step::assign ? "to" : "");
  if ((asked.step == Step::verify || asked.step == Step::close) && matter.fixers.contains(asked.by))
    return refuse(RefusalCode::not_allowed, {"您整改过这件，要由别人复核和销号",
                                             "you fixed this matter, so someone else verifies and closes it"});
  return {};
}

}  // namespace

std::string_view state_name(MatterState state) { return row_of(state).name; }
Text state_title(MatterState state) { return {std::string{row_of(state).zh}, std::string{row_of(state).en}}; }
std::optional<MatterState> find_state(std::string_view name) {
  for (const StateRow& row : matter_states)
    if (row.name == name) return row.state;
  return std::nullopt;
}

std::string_view step_name(Step step) { return row_of(step).name; }
Text step_title(Step step) { return {std::string{row_of(step).zh}, std::string{row_of(step).en}}; }
std::optional<Step> find_step(std::string_view name) {
  for (const StepRow& row : matter_steps)
    if (row.name == name) return row.step;
  return std::nullopt;
}

// R-SRV-09
Result<> judge_step(const Matter& matter, const StepAsked& asked) {
  const StepRow& row = row_of(asked.step);
  if (std::ranges::find(row.from, matter.state) == row.from.end())
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("第 {} 号问题现在是“{}”，不能{}", matter.number, row_of(matter.state).zh, row.zh),
                   fmt::format("matter {} is “{}” now; the step “{}” does not follow", matter.number,
                               row_of(matter.state).en, row.name)});
  if (auto said = judge_words(asked); !said) return said;
  return judge_person(matter, asked);
}

Matter after_step(Matter matter, const StepAsked& asked, Date day, std::optional<Date> due) {
  matter.state = row_of(asked.step).to;
  switch (asked.step) {
    case Step::assign: matter.holder = asked.to; break;
    case Step::fix:
      matter.fixers.insert(asked.by);
      matter.fixed_on = day;
      break;
    case Step::verify: break;
    case Step::close: matter.closed_on = day; break;
    case Step::send_back:
      ++matter.returned;
      matter.fixed_on = std::nullopt;
      break;
    case Step::reopen:  // R-SRV-12
      ++matter.reopened;
      matter.fixed_on = matter.closed_on = std::nullopt;
      matter.due_on = due;
      break;
  }
  return matter;
}

// R-SRV-13
bool is_overdue(const Matter& matter, Date today) {
  const bool open = matter.state == MatterState::found || matter.state == MatterState::assigned;
  return open && matter.due_on && *matter.due_on < today;
}

}  // namespace hallbook::service
