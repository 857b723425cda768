// Evaluation over real rows: receipts that add up or say that they do not, frozen bytes, reasons.
#include "indicators/evaluation.h"

#include <fmt/format.h>

#include "identity/adoption.h"
#include "platform/crypto/hash.h"
#include "tests/registers/hall.h"

namespace hallbook::indicators {
namespace {

using tests::Cells;

constexpr std::string_view plan = R"toml(
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

class EvaluatorTest : public tests::Hall {
 protected:
  void SetUp() override {
    Hall::SetUp();
    mailing_ = adopt(tests::case_toml);
    const auto project = data_->write([&](journal::Books& books) {
      journal::append(books, acting_.unit, acting_.actor, acting_.at,
                      identity::DefinitionAdopted{"scheme", "10-50-30-10", tests::shipped("schemes/10-50-30-10.toml")});
      return dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                     tests::shipped("projects/2026-window-service-fund.txt"), plan);
    });
    ASSERT_TRUE(project) << project.error().message.en;
    for (const char* day : {"2026-03-02", "2026-03-03", "2026-05-06"}) send(day);
  }
  registers::EntryVersion send(const char* day) {
    auto entry = record(mailing_, {{"waybill", fmt::format("SF{}", ++number_)}, {"sent_on", day}, {"fee", "12.30"}});
    EXPECT_TRUE(entry) << entry.error().message.en;
    return *entry;
  }
  Evaluation evaluate(Date as_of = make_date(2026, 12, 31)) {
    auto tx = data_->read();
    const auto evaluator = Evaluator::load(tx, acting_.unit, "");
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
  Frozen frozen(int version) {
    auto tx = data_->read();
    auto found = find_frozen(tx, data_->evidence(), acting_.unit, "", version);
    ensure(found.has_value(), "frozen");
    return *found;
  }
  bool still_holds(const Frozen& frozen) {
    auto tx = data_->read();
    const auto holds = frozen_still_holds(tx, acting_.unit, frozen);
    return holds && *holds;
  }

  registers::Definition mailing_;
  int number_ = 0;
};

TEST_F(EvaluatorTest, ValuesComeFromRowsAndWhatHasNoneIsIncomplete) {  // R-EVA-01, R-EVA-02, R-EVA-03
  const auto evaluation = evaluate();
  const auto& sent = evaluation.indicators.at(3);
  EXPECT_EQ(sent.value, Rational{3});
  EXPECT_EQ(sent.met, true);
  EXPECT_EQ(sent.score, Rational::parse("12.5"));
  EXPECT_EQ(evaluation.indicators.at(5).value, Rational::parse("36.9"));
  EXPECT_FALSE(evaluation.indicators.at(0).value);  // no formula
  EXPECT_FALSE(evaluation.indicators.at(0).score);
  EXPECT_FALSE(evaluation.execution.score);  // R-EVA-07
  EXPECT_EQ(evaluate(make_date(2026, 4, 1)).indicators.at(3).value, Rational{2});
  EXPECT_EQ(evaluate(make_date(2026, 4, 1)).indicators.at(3).status, Status::incomplete);
}

// The bytes behind the vector, so that another program can make it:
// "part\tcount(mailing)\nmailing\t1\t1\t2026-03-02\t5\t1\nmailing\t2\t1\t2026-03-03\t6\t1\n"
TEST_F(EvaluatorTest, ReceiptDigestHasItsWrittenForm) {  // R-EVA-08
  const auto vector =
      crypto::sm3("part\tcount(mailing)\nmailing\t1\t1\t2026-03-02\t5\t1\nmailing\t2\t1\t2026-03-03\t6\t1\n");
  EXPECT_EQ(vector.hex(), "494475361ff34ff35ac1ecffd9d171f2882b8f1d0ab74d99b71f6a4ae10264de");
  const auto receipt = evaluate(make_date(2026, 4, 1)).indicators.at(3).receipt;
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->digest, vector);
  EXPECT_EQ(receipt->rows, 2U);
}

TEST_F(EvaluatorTest, ARollupThatWasEditedDoesNotAddUp) {  // R-EVA-09
  EXPECT_TRUE(evaluate().indicators.at(3).receipt->adds_up);
  tamper(
      "UPDATE monthly_mailing SET \"rows\" = \"rows\" + 1 WHERE month = '2026-03'; UPDATE rollup_mailing SET \"rows\" "
      "= \"rows\" + 1 "
      "WHERE day = '2026-03-02'");
  const auto evaluation = evaluate();
  EXPECT_FALSE(evaluation.indicators.at(3).receipt->adds_up);
  const auto refused = freeze();
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().message.en.contains("indicator 4")) << refused.error().message.en;
}

TEST_F(EvaluatorTest, FrozenBytesStayAndAreComputedAgain) {  // R-EVA-10, R-EVA-11
  const auto first = freeze();
  ASSERT_TRUE(first) << first.error().message.en;
  EXPECT_TRUE(void_entry(mailing_, 1));
  send("2026-06-01");
  send("2026-06-02");
  EXPECT_EQ(frozen(1).bytes, first->bytes);
  EXPECT_TRUE(still_holds(frozen(1)));
  EXPECT_EQ(evaluate().indicators.at(3).value, Rational{4});
  const auto second = freeze();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->version, 2);
  EXPECT_NE(frozen(2).bytes, frozen(1).bytes);
  tamper("UPDATE entry_mailing SET fee = fee + 1 WHERE entry_id = 2");
  EXPECT_FALSE(still_holds(frozen(1)));
}

TEST_F(EvaluatorTest, FreezeNamesTheVersionOfEveryDefinition) {
  for (const auto& used : evaluate().definitions) EXPECT_EQ(used.version, 1) << used.kind << " " << used.name;
}

TEST_F(EvaluatorTest, SatisfactionFromAHandfulOfAnswersIsFlagged) {  // R-EVA-18
  const auto with = [&](const std::string& formula, const std::string& fewest) {
    const std::string shares = fmt::format(
        "code = \"fund\"\nscheme = \"10-50-30-10\"\n[[indicator]]\nno = 5\nformula = \"{0}\"\nrule = "
        "\"ratio-up\"\n[[indicator]]\nno = 7\nformula = \"{0}\"\nrule = \"ratio-up\"\n",
        formula);
    const auto project = data_->write([&](journal::Books& books) {
      journal::append(
          books, acting_.unit, acting_.actor, acting_.at,
          identity::DefinitionAdopted{"scheme", "10-50-30-10", fewest + tests::shipped("schemes/10-50-30-10.toml")});
      return dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                     tests::shipped("projects/2026-window-service-fund.txt"), shares);
    });
    EXPECT_TRUE(project) << (project ? "" : project.error().message.en);
    std::vector<int> flagged;
    for (const auto& finding : evaluate().findings)
      if (finding.code == "few_answers") flagged.push_back(finding.indicator);
    return flagged;
  };
  const std::string share = "100% * count(mailing) / (count(mailing) + count(mailing))";  // of 6
  EXPECT_EQ(with(share, ""), (std::vector<int>{7})) << "30 are asked for, of satisfaction only";
  EXPECT_EQ(with(share, "fewest_answers = \"7\"\n"), (std::vector<int>{7}));
  EXPECT_EQ(with(share, "fewest_answers = \"6\"\n"), (std::vector<int>{}));
  EXPECT_EQ(with("mean(" + share + ", 100% * count(mailing) / count(mailing))", "fewest_answers = \"6\"\n"),
            (std::vector<int>{7}))
      << "the share with the fewest counts";
  EXPECT_EQ(with("100% * sum(mailing.fee) / sum(mailing.fee)", ""), (std::vector<int>{})) << "money is no answer";
}

TEST_F(EvaluatorTest, AReasonForAnUnmetTargetIsADecision) {  // R-EVA-06, R-DOS-43
  const auto wanted = [&] {
    const auto evaluation = evaluate();
    const auto found = std::ranges::find(evaluation.findings, "unmet_without_reason", &dossier::Finding::code);
    return found == evaluation.findings.end() ? 0 : found->indicator;
  };
  EXPECT_EQ(wanted(), 6);
  const auto decide = [&](int indicator, const char* chosen) {
    return data_->write([&](journal::Books& books) {
      return dossier::decide(books, acting_.unit, acting_.actor, acting_.at, "",
                             {"unmet_without_reason", indicator, chosen, "", "邮费按季结算，四季度账单未到"});
    });
  };
  EXPECT_FALSE(decide(8, "noted"));
  EXPECT_FALSE(decide(6, "forgiven"));
  ASSERT_TRUE(decide(6, "noted"));
  EXPECT_EQ(wanted(), 0);
}

TEST_F(EvaluatorTest, APlanWithAWrongFormulaIsNotSaved) {  // R-EVA-13
  const auto judge = [&](std::string_view from, std::string_view to) {
    std::string changed{plan};
    changed.replace(changed.find(from), from.size(), to);
    return data_->write([&](journal::Books& books) -> Result<> {
      const auto project = dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                                   tests::shipped("projects/2026-window-service-fund.txt"), changed);
      if (!project) return std::unexpected{project.error()};
      return check_plan(books.tx, acting_.unit, *project);
    });
  };
  EXPECT_TRUE(judge("count(mailing)", "count(mailing, zone = \\\"A区\\\")"));
  const auto seq_before = seq();
  const auto unknown = judge("mailing.fee", "mailing.fees");
  ASSERT_FALSE(unknown);
  EXPECT_TRUE(unknown.error().message.en.contains("indicator 6")) << unknown.error().message.en;
  EXPECT_FALSE(
      judge("rule = \"ratio-up\"",
            "rule = \"ratio-up\"\n[[indicator.option]]\nfinding = \"price_needed\"\nid = \"x\"\ntitle = { zh = "
            "\"一\", en = \"x\" }\nformula = \"sum(mailing.fee) + count(mailing)\""));  // yuan and parcels
  EXPECT_EQ(seq(), seq_before);
}

}  // namespace
}  // namespace hallbook::indicators
