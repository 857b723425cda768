// The execution row: exact, by source, not yet recorded without a budget, opened into payments, flagged.
#include <fmt/format.h>

#include "funds/approval.h"
#include "funds/payment.h"
#include "identity/adoption.h"
#include "indicators/execution_row.h"
#include "tests/registers/hall.h"

namespace hallbook::indicators {
namespace {

constexpr std::string_view mailing_plan = R"toml(
code = "fund"
scheme = "10-50-30-10"
[[indicator]]
no = 4
formula = "count(mailing)"
rule = "ratio-down-linear"
[[indicator]]
no = 6
formula = "sum(mailing.fee)"
rule = "ratio-up"
)toml";

class ExecutionTest : public tests::Hall {
 protected:
  void SetUp() override {
    Hall::SetUp();
    const auto mailing = adopt(tests::case_toml);
    const auto project = data_->write([&](journal::Books& books) {
      keep(books, identity::DefinitionAdopted{"scheme", "10-50-30-10", tests::shipped("schemes/10-50-30-10.toml")});
      return dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                     tests::shipped("projects/2026-window-service-fund.txt"), mailing_plan);
    });
    ASSERT_TRUE(project) << project.error().message.en;
    for (int i = 1; i <= 3; ++i)
      ASSERT_TRUE(record(mailing, {{"waybill", fmt::format("SF{}", i)}, {"sent_on", "2026-03-02"}, {"fee", "12.30"}}));
  }
  template <class Event>
  void keep(journal::Books& books, const Event& event) {
    journal::append(books, acting_.unit, acting_.actor, acting_.at, event);
  }
  template <class Event>
  void keep(const Event& event) {
    data_->write([&](journal::Books& books) { keep(books, event); });
  }
  static Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }
  /// Line 1 of the year's appropriation, line 2 carried over.
  void budget(std::int64_t first, std::int64_t second) {
    keep(funds::BudgetApproved{
        "fund",
        year_of(2026),
        true,
        {"测财1号", make_date(2026, 1, 5), "", "财政局"},
        {{"1", "邮寄", "30207", "appropriation", yuan(first)}, {"2", "耗材", "30218", "carried_over", yuan(second)}},
        "zhao"});
  }
  void pay(const std::string& line, int indicator, std::int64_t fen, const char* day) {
    const auto number = fmt::format("2026-{:04}", ++paid_);
    funds::RequestContent content{
        {"fund", line}, "purchase", "寄递公司", Money::from_fen(fen), "邮费", indicator, "", *parse_iso_date(day), {}};
    keep(funds::RequestMade{"Q-" + number, "Q-" + number, "li", content});
    funds::RequestApproved approved;
    approved.no = "Q-" + number;
    approved.step = 1;
    approved.content_digest = content.digest();
    approved.last = true;
    keep(approved);
    keep(funds::PaymentRecorded{"P-" + number, "Q-" + number, "V" + number, *parse_iso_date(day), Money::from_fen(fen),
                                funds::Rest::keep, "qin"});
  }
  Evaluation evaluate(Date as_of = make_date(2026, 12, 31), std::int64_t at_seq = 0) {
    auto tx = data_->read();
    const auto evaluator = Evaluator::load(tx, acting_.unit, "", at_seq);
    ensure(evaluator.has_value(), evaluator ? "" : evaluator.error().message.en);
    auto evaluation = evaluator->evaluate(tx, as_of);
    evaluator->attach_receipts(tx, evaluation);
    return evaluation;
  }
  Result<Frozen> freeze() {
    const auto evaluation = evaluate();
    return data_->write([&](journal::Books& books) {
      return indicators::freeze(books, acting_.unit, acting_.actor, acting_.at, evaluation);
    });
  }
  static bool has(const Evaluation& evaluation, std::string_view code) {
    return std::ranges::any_of(evaluation.findings, [&](const auto& finding) { return finding.code == code; });
  }

  int paid_ = 0;
};

TEST_F(ExecutionTest, WithoutABudgetNothingIsRecorded) {  // R-EVA-07
  const auto evaluation = evaluate();
  EXPECT_FALSE(evaluation.execution.score);
  EXPECT_EQ(to_json(evaluation, Lang::en).at("execution").canonical(),
            R"({"score":null,"status":"not yet recorded","weight":"10"})");
  budget(0, 0);
  EXPECT_FALSE(evaluate().execution.score) << "a budget of nothing has no rate";
  EXPECT_FALSE(evaluate().execution.rate);
}

TEST_F(ExecutionTest, RateAndScoreAreExactAndBySource) {  // R-EVA-07, R-FND-50
  const auto without = evaluate();
  budget(600, 300);
  pay("1", 4, 40'000, "2026-03-10");
  pay("2", 0, 20'001, "2026-07-01");
  keep(funds::PaymentReturned{"P-2026-0002", Money::from_fen(1), make_date(2026, 8, 1), funds::Rest::keep, "多付",
                              "qin"});
  const auto evaluation = evaluate();
  const auto& row = evaluation.execution;
  ASSERT_TRUE(row.score && row.rate);
  EXPECT_EQ(row.rate->exact(), "2/3");
  EXPECT_EQ(row.score->exact(), "20/3");
  EXPECT_TRUE(row.final);
  EXPECT_EQ(*evaluation.total_score, *without.total_score + *row.score);
  EXPECT_EQ(evaluation.scored_weight, without.scored_weight + Rational{10});
  const auto json = to_json(evaluation, Lang::zh).at("execution");
  EXPECT_EQ(json.at("initial").integer(), 90'000);
  EXPECT_EQ(json.at("adjusted").integer(), 90'000);
  EXPECT_EQ(json.at("executed").integer(), 60'000);
  EXPECT_EQ(json.at("score").string(), "6.67");
  EXPECT_EQ(json.at("sources").at("appropriation").at("executed").integer(), 40'000);
  EXPECT_EQ(json.at("sources").at("carried_over").at("rate").string(), "2/3");
  EXPECT_NE(to_table(evaluation, Lang::zh).find("600.00元"), std::string::npos);
  EXPECT_NE(to_table(evaluation, Lang::zh).find("66.67%"), std::string::npos);
}

// Nothing paid by the year's end: ten points are lost for good, the grade is at best what the others can bring.
TEST_F(ExecutionTest, OnlyAFinalRowDecidesTheGrade) {  // R-EVA-05, R-EVA-07
  budget(600, 400);
  EXPECT_NE(evaluate().grade_note.en.find("from poor to fair"), std::string::npos) << evaluate().grade_note.en;
  const auto running = evaluate(make_date(2026, 12, 30));
  EXPECT_NE(running.grade_note.en.find("from poor to excellent"), std::string::npos) << running.grade_note.en;
}

TEST_F(ExecutionTest, EarlierDaysAndPlacesGiveWhatTheyGave) {  // R-EVA-07
  budget(600, 400);
  pay("1", 4, 40'000, "2026-03-10");
  const auto then = seq();
  pay("1", 4, 10'000, "2026-06-10");
  EXPECT_EQ(evaluate(make_date(2026, 4, 1)).execution.money->total.executed, yuan(400));
  EXPECT_FALSE(evaluate(make_date(2026, 4, 1)).execution.final);
  EXPECT_EQ(evaluate(make_date(2026, 12, 31), then).execution.money->total.executed, yuan(400));
  EXPECT_EQ(evaluate().execution.money->total.executed, yuan(500));
}

TEST_F(ExecutionTest, PaymentsAddUpOrNothingIsFrozen) {  // R-EVA-14, R-FND-51
  budget(600, 400);
  pay("1", 4, 40'000, "2026-03-10");
  pay("1", 4, 5, "2026-03-10");
  keep(funds::PaymentReturned{"P-2026-0001", yuan(100), make_date(2026, 3, 11), funds::Rest::keep, "错", "qin"});
  const auto receipt = evaluate().execution.receipt;
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->rows, 3U);
  EXPECT_EQ(receipt->sum, "300.05");
  EXPECT_TRUE(receipt->adds_up);
  const auto frozen = freeze();
  ASSERT_TRUE(frozen) << frozen.error().message.en;
  pay("1", 4, 100, "2026-05-01");
  auto tx = data_->read();
  EXPECT_EQ(frozen_still_holds(tx, acting_.unit, *frozen), true);
}

TEST_F(ExecutionTest, APaymentWithoutItsRequestDoesNotAddUp) {  // R-EVA-14
  budget(600, 400);
  pay("1", 4, 40'000, "2026-03-10");
  tamper("DELETE FROM fund_request");
  EXPECT_FALSE(evaluate().execution.receipt->adds_up);
  const auto refused = freeze();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "execution");
}

TEST_F(ExecutionTest, WhatOneMailingCost) {  // R-EVA-15, R-FND-52
  budget(600, 400);
  pay("1", 4, 40'000, "2026-03-10");
  pay("1", 6, 10'000, "2026-03-11");
  pay("1", 0, 9'999, "2026-03-12");
  const auto costs = evaluate().execution.unit_costs;
  ASSERT_EQ(costs.size(), 1U) << "yuan saved are not counted in pieces";
  EXPECT_EQ(costs[0].indicator, 4);
  EXPECT_EQ(costs[0].executed, yuan(400));
  EXPECT_EQ(costs[0].cost.exact(), "400/3");
  EXPECT_NE(to_table(evaluate(), Lang::en).find("per 件 133.33 yuan"), std::string::npos);
  EXPECT_TRUE(evaluate(make_date(2026, 3, 9)).execution.unit_costs.empty()) << "nothing paid yet";
}

TEST_F(ExecutionTest, FlagsJoinMoneyAndTargets) {  // R-EVA-16
  budget(600, 400);
  pay("1", 4, 45'000, "2026-03-10");
  EXPECT_FALSE(has(evaluate(make_date(2026, 12, 30)), "execution_needs_reason")) << "the year is not over";
  EXPECT_TRUE(has(evaluate(), "execution_needs_reason"));
  EXPECT_TRUE(has(evaluate(), "execution_below_80"));
  pay("2", 0, 35'000, "2026-04-10");  // 80 %
  EXPECT_FALSE(has(evaluate(), "execution_below_80"));
  EXPECT_TRUE(has(evaluate(), "execution_needs_reason"));
  EXPECT_FALSE(has(evaluate(), "spent_but_unmet"));
  pay("1", 0, 10'000, "2026-05-10");  // 90 %, and indicator 6 is far below its target
  EXPECT_FALSE(has(evaluate(), "execution_needs_reason"));
  EXPECT_TRUE(has(evaluate(), "spent_but_unmet"));
}

TEST_F(ExecutionTest, ScoresFarAboveTheMoneyAreAskedAbout) {  // R-EVA-16
  budget(600, 400);
  pay("1", 4, 40'000, "2026-03-10");
  auto evaluation = evaluate();
  EXPECT_FALSE(has(evaluation, "score_above_execution")) << "45 % of the points, 40 % of the money";
  const auto flagged = [&](const char* share) {
    evaluation.findings.clear();
    for (auto& one : evaluation.indicators)
      if (one.score) one.score = one.weight * *Rational::parse(share);
    add_execution_findings(evaluation);
    return has(evaluation, "score_above_execution");
  };
  EXPECT_FALSE(flagged("0.6"));
  EXPECT_TRUE(flagged("0.6001"));
}

TEST_F(ExecutionTest, ACostCapIsHeldAgainstTheYearsMoney) {  // R-EVA-16
  budget(600, 400);
  auto evaluation = evaluate();
  auto& row = evaluation.indicators.front();
  const auto flagged = [&](Operator op, std::int64_t cap, std::string_view code) {
    row.row.target.kind = TargetKind::number;
    row.row.target.unit = "元";
    row.row.target.op = op;
    row.plan.op.reset();
    row.row.target.value = Rational{cap};
    evaluation.findings.clear();
    add_execution_findings(evaluation);
    return has(evaluation, code);
  };
  EXPECT_TRUE(flagged(Operator::at_most, 1'001, "cost_cap_above_budget"));
  EXPECT_FALSE(flagged(Operator::at_most, 1'000, "cost_cap_above_budget"));
  EXPECT_TRUE(flagged(Operator::less_than, 1'000, "strict_cap_at_budget"));
  EXPECT_FALSE(flagged(Operator::at_most, 1'000, "strict_cap_at_budget"));
  EXPECT_FALSE(flagged(Operator::at_least, 1'001, "cost_cap_above_budget"));
}

}  // namespace
}  // namespace hallbook::indicators
