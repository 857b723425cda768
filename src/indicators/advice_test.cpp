// Advice over real rows: earlier years, targets against each other, candidates from the bureau's own registers.
#include "indicators/advice.h"
#include "indicators/long_goals.h"

#include <fmt/format.h>

#include "identity/adoption.h"
#include "tests/registers/hall.h"

namespace hallbook::indicators {
namespace {

constexpr std::string_view advice_plan = R"toml(
code = "fund"
scheme = "10-50-30-10"
[[indicator]]
no = 4
formula = "count(mailing)"
rule = "ratio-down-linear"
[[indicator]]
no = 6
formula = 'count(mailing) * price("mailing_parcel")'
rule = "ratio-up"
)toml";

class AdviceTest : public tests::Hall {
 protected:
  void SetUp() override {
    Hall::SetUp();
    mailing_ = adopt(tests::case_toml);
    const auto project = data_->write([&](journal::Books& books) {
      for (const auto& [kind, name, file] :
           {std::tuple{"scheme", "10-50-30-10", "schemes/10-50-30-10.toml"}, {"prices", "2026", "prices/2026.toml"}})
        journal::append(books, acting_.unit, acting_.actor, acting_.at,
                        identity::DefinitionAdopted{kind, name, tests::shipped(file)});
      return dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                     tests::shipped("projects/2026-window-service-fund.txt"), advice_plan);
    });
    ASSERT_TRUE(project) << project.error().message.en;
  }
  void send(int year, int month, int how_many) {
    for (int i = 0; i < how_many; ++i) {
      const auto entry = record(mailing_, {{"waybill", fmt::format("SF{}", ++number_)},
                                           {"sent_on", fmt::format("{}-{:02}-15", year, month)},
                                           {"fee", "12.00"}});
      ASSERT_TRUE(entry) << entry.error().message.en;
    }
  }
  TargetAdvice advice(Date as_of = make_date(2026, 6, 30)) {
    auto tx = data_->read();
    const auto evaluator = Evaluator::load(tx, acting_.unit, "");
    ensure(evaluator.has_value(), evaluator ? "" : evaluator.error().message.en);
    return advise(tx, *evaluator, as_of);
  }
  static std::string codes(const TargetAdvice& advice) {
    std::string all;
    for (const auto& one : advice.remarks) all += fmt::format("{}:{} ", one.indicator, one.code);
    return all;
  }
  registers::Definition mailing_;
  int number_ = 0;
};

TEST_F(AdviceTest, AWholeEarlierYearIsHeldAgainstTheTarget) {  // R-ADV-01, R-ADV-02, R-ADV-03
  for (int month = 1; month <= 11; ++month) send(2025, month, 20);
  EXPECT_TRUE(advice().indicators.at(0).years.empty()) << "December is missing: no whole year";
  EXPECT_EQ(advice().indicators.at(0).range_printed, "");
  send(2025, 12, 20);
  const auto whole = advice();
  ASSERT_EQ(whole.indicators.at(0).no, 4);
  ASSERT_EQ(whole.indicators.at(0).years.size(), 1u);
  EXPECT_EQ(whole.indicators.at(0).years[0].year, 2025);
  EXPECT_EQ(whole.indicators.at(0).years[0].value, Rational{240});
  EXPECT_EQ(whole.indicators.at(0).low, Rational{228});
  EXPECT_EQ(whole.indicators.at(0).high, Rational{252});
  EXPECT_EQ(whole.indicators.at(0).range_printed, "≤228件 … 252件");
  EXPECT_TRUE(codes(whole).starts_with("4:cap_below_history ")) << codes(whole);
}

TEST_F(AdviceTest, ACapThatNeverBindsIsSaid) {  // R-ADV-02
  for (int month = 1; month <= 12; ++month) send(2025, month, 10);
  EXPECT_TRUE(codes(advice()).starts_with("4:cap_never_binds ")) << codes(advice());
}

TEST_F(AdviceTest, TheOwnYearCountsOnceItIsOver) {  // R-ADV-01
  for (int month = 1; month <= 12; ++month) send(2026, month, 1);
  EXPECT_TRUE(advice(make_date(2026, 12, 30)).indicators.at(0).years.empty());
  EXPECT_EQ(advice(make_date(2026, 12, 31)).indicators.at(0).years.at(0).year, 2026);
}

TEST_F(AdviceTest, TargetsAreAddedUpAtThePriceInForce) {  // R-ADV-04
  send(2026, 1, 1);
  const auto found = advice();
  const auto remark = std::ranges::find(found.remarks, "targets_do_not_add_up", &TargetRemark::code);
  ASSERT_NE(remark, found.remarks.end());
  EXPECT_EQ(remark->indicator, 6);
  EXPECT_NE(remark->message.en.find("indicators 4 come to 0.26万元"), std::string::npos) << remark->message.en;
  EXPECT_NE(remark->message.en.find("a price of 454.55"), std::string::npos) << "100,000 / 220";
}

TEST_F(AdviceTest, CandidatesStandOnTheUnitsOwnRegisters) {  // R-ADV-05 to R-ADV-07
  send(2026, 1, 2);
  const auto found = advice();
  std::string all;
  for (const auto& one : found.candidates) all += fmt::format("{} {} {}; ", one.kind, one.op, one.value_printed);
  EXPECT_EQ(all, "成本 <= 12元; ") << "no other register is adopted, 效益 and 满意度 have indicators";
}

TEST(LongGoals, AreKnownByTheYearsOfTheirTitle) {  // R-ADV-08
  EXPECT_EQ(years_of_goal("总体目标(2026年-2028年)"), std::pair(2026, 2028));
  EXPECT_EQ(years_of_goal("总体目标（2026—2028年）"), std::pair(2026, 2028));
  EXPECT_FALSE(years_of_goal("预算年度(2026年)目标"));
  EXPECT_FALSE(years_of_goal("目标 20262028"));
  EXPECT_FALSE(years_of_goal("2028年至2026年"));
}

TEST_F(AdviceTest, ALongGoalIsRolledUpFromItsYears) {  // R-ADV-08, R-ADV-09
  for (int month = 1; month <= 12; ++month) send(2026, month, 1);
  const auto read = [&] {
    auto tx = data_->read();
    const auto project = dossier::find_project(tx, acting_.unit, "");
    ensure(project.has_value(), "project");
    return long_goals(tx, data_->evidence(), acting_.unit, *project, make_date(2026, 3, 20)).at(0);
  };
  const auto running = read();
  ASSERT_EQ(running.years.size(), 3u);
  EXPECT_EQ(running.years[0].project, "fund");
  EXPECT_EQ(running.years[1].project, "");
  ASSERT_EQ(running.rows.size(), 7u);
  EXPECT_EQ(running.rows[3].cells[0].value, "3件") << "up to 20 March";
  EXPECT_EQ(running.rows[3].cells[2].value, "");
  const auto frozen = data_->write([&](journal::Books& books) -> Result<Frozen> {
    const auto evaluator = Evaluator::load(books.tx, acting_.unit, "");
    auto evaluation = evaluator->evaluate(books.tx, make_date(2026, 12, 31));
    evaluator->attach_receipts(books.tx, evaluation);
    return freeze(books, acting_.unit, acting_.actor, acting_.at, evaluation);
  });
  ASSERT_TRUE(frozen) << frozen.error().message.en;
  send(2026, 12, 1);
  const auto over = read();
  EXPECT_EQ(over.years[0].frozen, 1);
  EXPECT_EQ(over.rows[3].cells[0].value, "12件") << "as frozen, whatever came later";
  EXPECT_EQ(over.rows[3].cells[0].met, true);
  EXPECT_EQ(over.rows[3].years_met, 1);
}

TEST(SuggestedRange, HoldsTheYearsAndWhereTheyPointTo) {  // R-ADV-03
  const auto range = [](std::vector<int> values, bool share) {
    std::vector<YearValue> years;
    for (const int value : values) years.push_back({2025 - static_cast<int>(years.size()), Rational(value, 100), ""});
    const auto found = suggested_range(years, share);
    return found.low.exact() + " " + found.high.exact();
  };
  EXPECT_EQ(range({100}, false), "0.95 1.05");
  EXPECT_EQ(range({100}, true), "0.95 1");
  EXPECT_EQ(range({120, 100}, false), "0.95 1.47") << "up by 20 again";
  EXPECT_EQ(range({40, 100}, false), "0 1.05") << "never below nothing";
}

}  // namespace
}  // namespace hallbook::indicators
