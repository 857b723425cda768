#include "queueing/scenario.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "queueing/scenario_fixture.h"
#include "queueing/value.h"

namespace hallbook::queueing {
namespace {

std::string hall_file() {
  std::ifstream in{HALLBOOK_SOURCE "/definitions/scenarios/hall-12x40.json"};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Replaces the first `from`; the test is wrong when it is not there.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at == std::string::npos ? 0 : at, at == std::string::npos ? 0 : from.size(), to);
}

TEST(ScenarioFile, HallIsTheOneOfTheDesign) {
  const auto scenario = read_scenario(hall_file());
  ASSERT_TRUE(scenario) << scenario.error().message.en;
  const Scenario expected = fixture::hall_12x40();
  EXPECT_EQ(scenario->layout.windows.size(), 40u);
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(scenario->layout.windows[i].items, expected.layout.windows[i].items) << i;
    EXPECT_EQ(scenario->layout.windows[i].breaks, expected.layout.windows[i].breaks) << i;
    EXPECT_EQ(scenario->layout.windows[i].kind, expected.layout.windows[i].kind) << i;
  }
  EXPECT_NEAR(tickets_per_day(scenario->demand), 760, 1e-9);
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_NEAR(mean_of(scenario->hall.items[i].handling), mean_of(expected.hall.items[i].handling), 1e-12);
    EXPECT_NEAR(tickets_per_day(scenario->demand, static_cast<int>(i)),
                tickets_per_day(expected.demand, static_cast<int>(i)), 1e-9);
  }
}

TEST(ScenarioFile, WhatIsWrittenReadsBackTheSame) {
  Scenario scenario = fixture::hall_12x40();
  scenario.hall.items[0].legs = {{3, 0.125, 4}};
  scenario.hall.items[1].handling = Law{LawKind::empirical, 0, 0, {1, 2.5, 9}};
  scenario.demand.appointments = {30, 0, 480, 2, std::vector<double>(12, 0), 0.9, -2, 5, 10, 15};
  scenario.demand.appointments.item_shares[2] = 1;
  scenario.layout.policy.levels.push_back(Level{"aged", 20});
  scenario.layout.policy.reserves = {Reserve{WindowKind::comprehensive, {0, 1}, 5}};
  scenario.layout.windows[0].open = {Open{0, 240}, Open{260, std::numeric_limits<double>::infinity()}};
  scenario.layout.windows[1].family_factors = {{"land", 1.25}};
  scenario.layout.windows[2].breaks[0].kind = BreakKind::capacity_drop;
  for (auto& shares : scenario.demand.level_shares) shares = {0.9375, 0.03125, 0.03125};
  const auto again = read_scenario(write_scenario(scenario));
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(*again, scenario);
}

TEST(ScenarioFile, ALayoutFileTakesThePolicyOfTheScenario) {
  const Scenario scenario = fixture::hall_12x40();
  const auto layout =
      read_layout(R"({"name": "pooled", "windows": [{"id": "W", "count": 38, "kind": "comprehensive"}]})",
                  scenario.hall, scenario.layout);
  ASSERT_TRUE(layout) << layout.error().message.en;
  EXPECT_EQ(layout->windows.size(), 38u);
  EXPECT_EQ(layout->windows[37].id, "W38");
  EXPECT_EQ(layout->policy, scenario.layout.policy);
  EXPECT_TRUE(check(*layout, scenario));
}

struct BadCase {
  const char* name;
  const char* from;
  const char* to;
  const char* says;  // in the English message
};
class BadScenario : public testing::TestWithParam<BadCase> {};

TEST_P(BadScenario, IsRefusedNamingTheKey) {
  const BadCase& c = GetParam();
  const auto scenario = read_scenario(with(hall_file(), c.from, c.to));
  ASSERT_FALSE(scenario);
  EXPECT_NE(scenario.error().message.en.find(c.says), std::string::npos) << scenario.error().message.en;
  EXPECT_FALSE(scenario.error().message.zh.empty());
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadScenario, testing::Values(
    BadCase{"no_json",          "{\n",                      "",                         "JSON is wrong"},
    BadCase{"unknown_top",      "\"days_per_year\"",        "\"days_a_year\"",          "unknown key 'days_a_year'"},  // R-QUE-04
    BadCase{"misspelt_needed",  "\"tickets_per_day\"",      "\"tickets_a_day\"",        "demand.tickets_a_day: unknown key"},  // R-QUE-04
    BadCase{"missing",          "\"tickets_per_day\": 760,", "",                       "demand.tickets_per_day: this key is missing"},
    BadCase{"unknown_demand",   "\"slot_min\"",             "\"slot_mins\"",            "demand.slot_mins: unknown key"},
    BadCase{"unknown_window",   "\"count\": 6",             "\"counts\": 6",            "layout.windows[0].counts"},
    BadCase{"unknown_law",      "\"law\": \"lognormal\"",   "\"law\": \"lognomal\"",    "hall.items[0].handling.law"},
    BadCase{"zero_rate",        "\"tickets_per_day\": 760", "\"tickets_per_day\": 0",   "demand.tickets_per_day"},  // R-QUE-05
    BadCase{"negative_rate",    "\"tickets_per_day\": 760", "\"tickets_per_day\": -5",  "demand.tickets_per_day"},
    BadCase{"enormous_rate",    "\"tickets_per_day\": 760", "\"tickets_per_day\": 1e9", "demand.tickets_per_day"},
    BadCase{"text_for_number",  "\"tickets_per_day\": 760", "\"tickets_per_day\": \"760\"", "a number is needed"},
    BadCase{"zero_handling",    "\"mean_min\": 10.8",       "\"mean_min\": 0",          "hall.items[0].handling.mean_min"},
    BadCase{"negative_cv",      "\"cv\": 0.8",              "\"cv\": -1",               "hall.items[0].handling.cv"},
    BadCase{"shares_beyond_1",  "\"A1\": 0.16",             "\"A1\": 0.46",             "demand.item_shares"},
    BadCase{"unknown_item",     "\"A1\": 0.16",             "\"Z1\": 0.16",             "there is no 'Z1'"},
    BadCase{"profile_short",    "0.08, 0.10, 0.11,",        "0.18, 0.11,",              "demand.profile"},
    BadCase{"no_such_level",    "\"priority\": 0.06",       "\"urgent\": 0.06",         "there is no 'urgent'"},
    BadCase{"target_beyond_1",  "\"share\": 0.95",          "\"share\": 95",            "target.share"},
    BadCase{"no_windows",       "\"count\": 12",            "\"count\": -1",            "layout.windows[6].count"},
    BadCase{"break_backwards",  "\"to_min\": 225",          "\"to_min\": 170",          "breaks"},
    BadCase{"all_lunch_at_once", "\"from_min\": 225, \"to_min\": 270", "\"from_min\": 180, \"to_min\": 225",
                                "at 12:00 all windows are on break"}),  // R-QUE-03
  [](const auto& of) { return std::string{of.param.name}; });
// clang-format on

std::string refusal_of(const Scenario& scenario) {
  const auto checked = check(scenario);
  return checked ? "" : checked.error().message.en;
}

TEST(ScenarioCheck, LayoutsThatCannotServe) {
  Scenario scenario = fixture::hall_12x40();
  std::erase_if(scenario.layout.windows,
                [](const Window& window) { return window.kind != WindowKind::specialised || window.zone == 3; });
  EXPECT_NE(refusal_of(scenario).find("no window can serve item 'D1'"), std::string::npos);  // R-QUE-01
  for (auto row : {6u, 7u}) scenario.demand.rates[row].assign(16, 0);
  EXPECT_EQ(refusal_of(scenario), "");  // nobody asks for them

  scenario = fixture::hall_12x40();
  for (Window& window : scenario.layout.windows)
    if (window.zone == 0 || window.zone == -1) window.breaks = {Break{0, 480}};
  EXPECT_NE(refusal_of(scenario).find("every window that serves item 'A1' is closed or on break"),
            std::string::npos);  // R-QUE-02

  scenario = fixture::hall_12x40();
  for (Window& window : scenario.layout.windows) window.breaks = {Break{180, 225}};
  EXPECT_NE(refusal_of(scenario).find("12:00"), std::string::npos);  // R-QUE-03
  scenario.layout.closes_for_break = true;
  EXPECT_EQ(refusal_of(scenario), "");

  scenario = fixture::hall_12x40();
  scenario.layout.policy.levels.pop_back();
  EXPECT_NE(refusal_of(scenario).find("priority level"), std::string::npos);  // R-QUE-06
}

}  // namespace
}  // namespace hallbook::queueing
