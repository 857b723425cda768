// What persons write: R-EVA-40 to R-EVA-43.
#include "indicators/own_words.h"

#include <gtest/gtest.h>

#include <fstream>

#include "funds/funds_fixture.h"
#include "identity/adoption.h"
#include "indicators/evaluation.h"
#include "indicators/flags.h"

namespace hallbook::indicators {
namespace {

std::string scheme_text() {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/schemes/10-50-30-10.toml", std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The project of the money's tests, with a scheme, so that it can be evaluated: one indicator, 办件量 >= 100.
struct OwnWordsTest : testing::Test {
  funds::TestFunds funds;
  void SetUp() override {
    funds::must(funds.write([&](journal::Books& books) {
      journal::append(books, funds.unit, {"cli:test"}, funds.at,
                      identity::DefinitionAdopted{"scheme", "10-50-30-10", scheme_text()});
      const std::string plan = "code = \"" + funds.project + "\"\nscheme = \"10-50-30-10\"\n";
      return dossier::import_project(books, funds.unit, {"cli:test"}, funds.at, funds::test_document, plan);
    }));
  }
  Result<> write(int indicator, std::string place, std::string text, std::string reason = "") {
    return funds.write([&](journal::Books& books) {
      return write_words(books, funds.unit, {"user:li"}, funds.at, funds.project,
                         {indicator, std::move(place), std::move(text), std::move(reason), "李晓", {}, 0});
    });
  }
  Evaluation evaluated(Date day = make_date(2026, 12, 31), std::int64_t at_seq = 0) {
    auto tx = funds.data->read();
    return funds::must(Evaluator::load(tx, funds.unit, funds.project, at_seq)).evaluate(tx, day);
  }
};

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST_F(OwnWordsTest, LengthsAreCountedInCharacters) {  // R-EVA-40
  EXPECT_TRUE(write(1, "reason", repeated("字", 100)));
  const auto long_one = write(1, "reason", repeated("字", 103));
  ASSERT_FALSE(long_one);
  EXPECT_EQ(long_one.error().code, RefusalCode::over_limit);
  EXPECT_EQ(long_one.error().message.zh, "“偏差原因分析”最多 100 字，这里有 103 字，请删去 3 字");
  EXPECT_TRUE(write(1, "measures", repeated("字", 200)));
  EXPECT_FALSE(write(1, "measures", repeated("字", 201)));
}

TEST_F(OwnWordsTest, APlaceBelongsToAnIndicatorOrToTheProject) {  // R-EVA-40
  EXPECT_EQ(write(0, "reason", "因").error().field, "indicator");
  EXPECT_EQ(write(2, "reason", "因").error().field, "indicator");
  EXPECT_EQ(write(1, "remarks", "注").error().field, "indicator");
  EXPECT_EQ(write(1, "nowhere", "注").error().field, "place");
  EXPECT_TRUE(write(0, "remarks", "注"));
  EXPECT_FALSE(write(1, "possibility", "也许", "看进度"));
  EXPECT_TRUE(write(1, "possibility", "有可能", "看进度"));
  EXPECT_TRUE(write(1, "causes", "经费、人员"));
  EXPECT_FALSE(write(1, "causes", "经费、天气"));
}

TEST_F(OwnWordsTest, TheLastWritingStandsAndEarlierOnesStayFoundByPosition) {  // R-EVA-41
  ASSERT_TRUE(write(1, "reason", "系统迁移"));
  const auto seq = evaluated().head.seq;
  ASSERT_TRUE(write(1, "reason", "系统迁移两周"));
  EXPECT_EQ(words_at(evaluated().words, 1, "reason")->text, "系统迁移两周");
  EXPECT_EQ(words_at(evaluated().words, 1, "reason")->by, "李晓");
  EXPECT_EQ(words_at(evaluated(make_date(2026, 12, 31), seq).words, 1, "reason")->text, "系统迁移");
  ASSERT_TRUE(write(1, "reason", ""));
  EXPECT_EQ(words_at(evaluated().words, 1, "reason"), nullptr);
  auto tx = funds.data->read();
  EXPECT_EQ(words_history(tx, funds.unit, funds.project, 1, "reason").size(), 3u);
}

TEST_F(OwnWordsTest, AScoreOfOnesOwnStandsBesideTheComputedOne) {  // R-EVA-42
  EXPECT_EQ(write(1, "score", "49.50").error().field, "reason");
  EXPECT_EQ(write(1, "score", "50.01", "材料不全").error().field, "text");  // the indicator weighs 50
  EXPECT_FALSE(write(1, "score", "49.505", "材料不全"));
  EXPECT_FALSE(write(1, "score", "-1", "材料不全"));
  EXPECT_FALSE(evaluated().own_total);
  ASSERT_TRUE(write(1, "score", "49.50", "材料不全"));
  const auto evaluation = evaluated();
  EXPECT_FALSE(evaluation.indicators[0].score);  // the computed one stays what it is
  EXPECT_EQ(evaluation.own_total, Rational::parse("49.5"));
  const Json json = to_json(evaluation, Lang::zh);
  EXPECT_EQ(json.at("indicators").array()[0].at("words").at("score").at("reason").string(), "材料不全");
  EXPECT_EQ(json.at("total").at("own_score").string(), "49.50");
  EXPECT_NE(to_table(evaluation, Lang::zh).find("自评得分：49.50，理由：材料不全"), std::string::npos);
}

TEST_F(OwnWordsTest, WithoutWordsTheAnswerHasNoTraceOfThem) {  // R-EVA-43: evaluations frozen before still hold
  const Json json = to_json(evaluated(), Lang::zh);
  EXPECT_EQ(json.find("words"), nullptr);
  EXPECT_EQ(json.at("indicators").array()[0].find("words"), nullptr);
  EXPECT_EQ(json.at("total").find("own_score"), nullptr);
}

TEST_F(OwnWordsTest, AReasonSettlesLittleExecution) {  // R-EVA-40
  funds.budget({1000});
  funds.plan();
  funds::must(funds.pay(funds.approved(300), 300, "V-1"));
  const auto settled = [&] {
    const auto evaluation = evaluated();
    const auto found = std::ranges::find(evaluation.findings, "execution_needs_reason", &dossier::Finding::code);
    return found != evaluation.findings.end() && !found->needs_decision;
  };
  EXPECT_FALSE(settled());
  ASSERT_TRUE(write(0, "execution", "合同年底才签"));
  EXPECT_TRUE(settled());
  ASSERT_TRUE(write(0, "execution", ""));
  EXPECT_FALSE(settled());
  const auto decided = [&](int indicator) {  // R-DOS-43: the same by a decision
    return funds.write([&](journal::Books& books) {
      return dossier::decide(books, funds.unit, {"user:li"}, funds.at, funds.project,
                             {"execution_needs_reason", indicator, "noted", "李晓", "合同年底才签", false, 0});
    });
  };
  EXPECT_EQ(decided(1).error().field, "indicator");
  ASSERT_TRUE(decided(0));
  EXPECT_TRUE(settled());
}

TEST_F(OwnWordsTest, FlagsOnlyToBeSeenAreNotedTogether) {  // R-EVA-17, R-DOS-43
  funds.budget({1000});
  funds.plan();
  funds::must(funds.pay(funds.approved(300), 300, "V-1"));
  const auto unseen = [&] {
    std::vector<std::string> names;
    for (const auto& flag : unseen_flags(evaluated())) names.push_back(flag.finding);
    return names;
  };
  const auto before = unseen();
  EXPECT_NE(std::ranges::find(before, "execution_below_80"), before.end());
  for (const auto* settled : {"execution_needs_reason", "value_missing", "no_weights"})
    EXPECT_EQ(std::ranges::find(before, settled), before.end()) << settled;
  const auto seq = evaluated().head.seq;
  const auto note = [&](std::vector<FlagName> flags, const std::string& reason) {
    return funds.write([&](journal::Books& books) {
      return note_flags(books, funds.unit, {"user:li"}, funds.at, evaluated(), std::move(flags), "李晓", reason);
    });
  };
  EXPECT_EQ(note({}, " ").error().field, "reason");
  EXPECT_EQ(note({{"execution_below_80", 0}, {"spent_but_unmet", 0}}, "已核对").error().field, "flags");
  EXPECT_EQ(unseen(), before) << "one that is not there leaves all as they were";
  EXPECT_EQ(note({{"execution_below_80", 0}}, "已核对"), 1);
  EXPECT_EQ(unseen().size() + 1, before.size());
  EXPECT_EQ(note({{"execution_below_80", 0}}, "已核对").error().code, RefusalCode::conflict);
  EXPECT_EQ(note({}, "已核对"), static_cast<int>(before.size()) - 1);
  EXPECT_EQ(unseen(), std::vector<std::string>{});
  EXPECT_EQ(unseen_flags(evaluated(make_date(2026, 12, 31), seq)).size(), before.size());
  EXPECT_EQ(evaluated().project.decision("execution_below_80", 0)->reason, "已核对");
}

TEST_F(OwnWordsTest, ATargetInWordsIsJudgedByAPerson) {  // R-EVA-44, R-SCO-05, R-SCH-06
  EXPECT_EQ(write(1, "actual", "12 件").error().field, "indicator") << "a number is never typed";
  EXPECT_EQ(write(1, "band", "85", "通报").error().field, "indicator");
  const std::string document = std::string{funds::test_document.substr(0, funds::test_document.find("办件量"))} +
                               "服务能力\t\t逐步提升\t\t定性指标\n";
  funds::must(funds.write([&](journal::Books& books) {
    const std::string plan = "code = \"" + funds.project + "\"\nscheme = \"10-50-30-10\"\n";
    return dossier::import_project(books, funds.unit, {"cli:test"}, funds.at, document, plan);
  }));
  const auto row = [&] { return evaluated().indicators.at(0); };
  const auto flagged = [&](std::string_view code) {
    const auto evaluation = evaluated();
    return std::ranges::find(evaluation.findings, code, &dossier::Finding::code) != evaluation.findings.end();
  };
  ASSERT_EQ(row().row.target.kind, TargetKind::text);
  EXPECT_EQ(row().status, Status::incomplete);
  EXPECT_TRUE(flagged("value_missing"));
  EXPECT_EQ(write(1, "band", "85").error().field, "reason") << "no evidence";
  EXPECT_EQ(write(1, "band", "100.5", "通报").error().field, "text");
  EXPECT_EQ(write(1, "band", "好", "通报").error().field, "text");
  ASSERT_TRUE(write(1, "band", "79.5%", "年度通报"));
  EXPECT_FALSE(row().score) << "without what was reached nothing is judged";
  ASSERT_TRUE(write(1, "actual", "较上年提升"));
  EXPECT_FALSE(flagged("value_missing"));
  EXPECT_TRUE(flagged("unmet_without_reason"));
  EXPECT_EQ(row().status, Status::declared);
  EXPECT_EQ(row().value_printed, "较上年提升");
  EXPECT_EQ(row().met, false);
  EXPECT_EQ(row().score, Rational::parse("39.75"));  // of 50
  EXPECT_NE(row().derivation.zh.find("部分达成并具有一定效果，李晓 评定：年度通报"), std::string::npos)
      << row().derivation.zh;
  ASSERT_TRUE(write(1, "band", "80", "年度通报"));
  EXPECT_EQ(row().met, true) << "80 lies in the upper band";
  const Json json = to_json(evaluated(), Lang::zh).at("indicators").array()[0];
  EXPECT_EQ(json.at("value_printed").string(), "较上年提升");
  EXPECT_TRUE(json.at("value").is_null());
  EXPECT_EQ(json.at("score").string(), "40.00");
}

TEST_F(OwnWordsTest, AChoiceIsOneOfThoseThePlaceOffers) {  // R-EVA-40
  EXPECT_EQ(place_named("possibility")->choices.size(), 3u);
  EXPECT_TRUE(place_named("causes")->several);
  EXPECT_TRUE(place_named("reason")->choices.empty());
  const auto two = write(1, "possibility", "确定能、有可能", "看进度");
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().message.zh, "“确定能、有可能”不行；可写 确定能、有可能、完全不可能");
}

}  // namespace
}  // namespace hallbook::indicators
