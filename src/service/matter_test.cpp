// R-SRV-09 to R-SRV-13: every step from every state, who may not take it, and no path on which a fixer verifies.
#include <gtest/gtest.h>

#include "base/rng.h"
#include "service/matter.h"

namespace hallbook::service {
namespace {

Matter a_matter(MatterState state) {
  Matter matter;
  matter.number = 7;
  matter.found_by = "sun";
  matter.opened_on = make_date(2026, 9, 18);
  matter.due_on = make_date(2026, 9, 22);
  matter.limit_workdays = 3;
  matter.state = state;
  if (state != MatterState::found) matter.holder = "zhang";
  if (state == MatterState::fixed || state == MatterState::verified || state == MatterState::closed)
    matter.fixers = {"zhang"};
  return matter;
}

// R-SRV-09: rows are states, columns are steps; a letter is the state that follows, '-' is refused.
TEST(Matter, HasOneStateMachine) {
  constexpr MatterState states[] = {MatterState::found, MatterState::assigned, MatterState::fixed,
                                    MatterState::verified, MatterState::closed};
  constexpr std::string_view table[] = {"a-----", "af----", "--v-a-", "---ca-", "-----a"};
  for (std::size_t i = 0; i < std::size(states); ++i)
    for (std::size_t j = 0; j < std::size(all_steps); ++j) {
      const Step step = all_steps[j];
      const auto matter = a_matter(states[i]);
      const StepAsked asked{step, step == Step::fix ? "zhang" : "chen", "zhang", "原因"};
      const auto judged = judge_step(matter, asked);
      ASSERT_EQ(judged.has_value(), table[i][j] != '-') << state_name(states[i]) << " " << step_name(step);
      if (judged) {
        EXPECT_EQ(state_name(after_step(matter, asked, matter.opened_on, {}).state)[0], table[i][j]);
      } else {
        EXPECT_EQ(judged.error().code, RefusalCode::wrong_state);
      }
    }
}

// R-SRV-10, R-SRV-11
TEST(Matter, TellsPeopleApart) {
  struct Case {
    MatterState state;
    StepAsked asked;
    bool allowed;
  };
  for (const auto& [state, asked, allowed] : {
           Case{MatterState::assigned, {Step::fix, "zhang", "", ""}, true},
           {MatterState::assigned, {Step::fix, "li", "", ""}, false},         // not the holder
           {MatterState::found, {Step::assign, "chen", "sun", ""}, false},    // who found it
           {MatterState::found, {Step::assign, "chen", "", ""}, false},       // to nobody
           {MatterState::fixed, {Step::verify, "zhang", "", ""}, false},      // the fixer
           {MatterState::fixed, {Step::verify, "sun", "", ""}, true},         // who found it may look again
           {MatterState::verified, {Step::close, "zhang", "", ""}, false},    // the fixer
           {MatterState::fixed, {Step::send_back, "chen", "", " "}, false},   // without a reason
           {MatterState::closed, {Step::reopen, "chen", "", ""}, false},      // without a reason
           {MatterState::closed, {Step::reopen, "chen", "", "又坏了"}, true},
           {MatterState::assigned, {Step::fix, "zhang", "", std::string(600, 'x')}, false},
       })
    EXPECT_EQ(judge_step(a_matter(state), asked).has_value(), allowed) << step_name(asked.step) << " " << asked.by;
}

// R-SRV-12
TEST(Matter, CountsWhatComesBack) {
  auto matter =
      after_step(a_matter(MatterState::fixed), {Step::send_back, "chen", "", "没有改好"}, make_date(2026, 9, 21), {});
  EXPECT_EQ(matter.returned, 1);
  EXPECT_EQ(matter.holder, "zhang");
  EXPECT_FALSE(matter.fixed_on);
  EXPECT_EQ(matter.due_on, make_date(2026, 9, 22));  // sending back gives no more time
  const auto again = after_step(a_matter(MatterState::closed), {Step::reopen, "chen", "", "又坏了"},
                                make_date(2026, 9, 30), make_date(2026, 10, 9));
  EXPECT_EQ(again.reopened, 1);
  EXPECT_EQ(again.state, MatterState::assigned);
  EXPECT_EQ(again.due_on, make_date(2026, 10, 9));
  EXPECT_FALSE(again.closed_on);
}

// R-SRV-13
TEST(Matter, IsOverdueOnlyWhileSomebodyMustFixIt) {
  for (const auto state : {MatterState::found, MatterState::assigned}) {
    EXPECT_FALSE(is_overdue(a_matter(state), make_date(2026, 9, 22)));
    EXPECT_TRUE(is_overdue(a_matter(state), make_date(2026, 9, 23)));
  }
  for (const auto state : {MatterState::fixed, MatterState::verified, MatterState::closed})
    EXPECT_FALSE(is_overdue(a_matter(state), make_date(2026, 12, 1)));
  auto open_end = a_matter(MatterState::found);
  open_end.due_on = std::nullopt;
  EXPECT_FALSE(is_overdue(open_end, make_date(2026, 12, 1)));
}

// R-SRV-11: whatever people try, in any order.
TEST(Matter, NoPathLetsAFixerVerifyOrClose) {
  const std::string people[] = {"sun", "zhang", "li", "chen"};
  int verified = 0, closed = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Rng rng{seed};
    Matter matter = a_matter(MatterState::found);
    std::set<std::string> ever_fixed;
    for (int i = 0; i < 200; ++i) {
      const StepAsked asked{all_steps[rng.below(std::size(all_steps))], people[rng.below(std::size(people))],
                            people[rng.below(std::size(people))], "原因"};
      if (!judge_step(matter, asked)) continue;
      if (asked.step == Step::verify || asked.step == Step::close) {
        ASSERT_FALSE(ever_fixed.contains(asked.by)) << "seed " << seed;
        ++(asked.step == Step::verify ? verified : closed);
      }
      if (asked.step == Step::fix) {
        ASSERT_NE(asked.by, matter.found_by);
        ever_fixed.insert(asked.by);
      }
      matter = after_step(matter, asked, make_date(2026, 9, 18), make_date(2026, 9, 22));
    }
  }
  EXPECT_GT(verified, 100);
  EXPECT_GT(closed, 100);
}

}  // namespace
}  // namespace hallbook::service
