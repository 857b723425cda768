// R-FND-01 to R-FND-06: accounts that always add up, and the budget's own acts.
#include "funds/budget.h"

#include <gtest/gtest.h>

#include <fstream>

#include "funds/budget_sheet.h"
#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

TEST(Budget, IsApprovedAdjustedTransferredAndReleased) {
  TestFunds funds;
  funds.budget({1000, 500});
  EXPECT_EQ(funds.balances("1"), "1000 0 0 0");
  must(funds.write([&](auto& books) {
    return adjust_budget(books, funds.as("zhao"), funds.key("1"), Money{} - yuan(100), funds.paper("调〔2026〕1号"));
  }));
  must(funds.write([&](auto& books) {
    return transfer_budget(books, funds.as("zhao"),
                           {funds.project, "1", "2", yuan(300), funds.paper("调〔2026〕2号"), {}});
  }));
  must(funds.write([&](auto& books) {
    return release_budget(books, funds.as("zhao"), funds.key("2"), yuan(800), funds.paper("拨〔2026〕1号"));
  }));
  EXPECT_EQ(funds.balances("1"), "600 0 0 0");
  EXPECT_EQ(funds.balances("2"), "800 0 0 0");
  EXPECT_EQ(funds.line("1").initial, yuan(1000));
  EXPECT_EQ(funds.line("1").approved, yuan(600));
  EXPECT_EQ(funds.line("2").released, yuan(800));
  const auto more = funds.write([&](auto& books) {
    return release_budget(books, funds.as("zhao"), funds.key("2"), Money::from_fen(1), funds.paper());
  });
  EXPECT_EQ(more.error().code, RefusalCode::over_limit);
  EXPECT_EQ(funds.unbalanced(), "");
  EXPECT_EQ(funds.replayed(), "");
  auto tx = funds.data->read();
  EXPECT_EQ(budget_papers(tx, funds.unit, funds.project).size(), 4u);
}

// R-FND-33
TEST(Budget, IsForThosePeopleOnlyWhoMay) {
  TestFunds funds;
  funds.budget({1000, 500});
  const auto told = [&](const std::function<Result<>(journal::Books&)>& job) {
    const auto done = funds.write(job);
    return done ? std::string{"done"} : done.error().field;
  };
  for (const char* name : {"li", "chen", "wu", "nobody"}) {
    const auto by = funds.as(name);
    EXPECT_EQ(told([&](auto& books) {
                return approve_budget(books, by, funds.project, funds.paper(),
                                      {{"3", "邮寄", "30207", "other", yuan(1)}});
              }),
              "by");
    EXPECT_EQ(told([&](auto& books) { return adjust_budget(books, by, funds.key("1"), yuan(1), funds.paper()); }),
              "by");
    EXPECT_EQ(told([&](auto& books) {
                return transfer_budget(books, by, {funds.project, "1", "2", yuan(1), funds.paper(), {}});
              }),
              "by");
    EXPECT_EQ(told([&](auto& books) { return release_budget(books, by, funds.key("1"), yuan(1), funds.paper()); }),
              "by");
    EXPECT_EQ(told([&](auto& books) { return close_line(books, by, funds.key("1"), "年终"); }), "by");
  }
  EXPECT_EQ(funds.balances("1"), "1000 0 0 0");
}

// R-FND-05
TEST(Budget, LosesNothingThatWasReleased) {
  TestFunds funds;
  funds.budget({1000, 500});
  must(funds.write(
      [&](auto& books) { return release_budget(books, funds.as("zhao"), funds.key("1"), yuan(600), funds.paper()); }));
  const auto move = [&](std::int64_t amount) {
    return funds.write([&](auto& books) {
      return transfer_budget(books, funds.as("zhao"), {funds.project, "1", "2", yuan(amount), funds.paper(), {}});
    });
  };
  const auto cut = [&](std::int64_t amount) {
    return funds.write([&](auto& books) {
      return adjust_budget(books, funds.as("zhao"), funds.key("1"), Money{} - yuan(amount), funds.paper());
    });
  };
  EXPECT_EQ(move(401).error().code, RefusalCode::over_limit);
  EXPECT_EQ(cut(401).error().code, RefusalCode::over_limit);
  must(move(300));
  must(cut(100));
  EXPECT_EQ(funds.balances("1"), "600 0 0 0");
}

TEST(Budget, LinesThatComeLaterHaveNoInitialAmount) {
  TestFunds funds;
  funds.budget({1000});
  must(funds.write([&](auto& books) {
    return approve_budget(books, funds.as("zhao"), funds.project, funds.paper("追〔2026〕1号"),
                          {{"2", "追加", "30201", "上年结转", yuan(50)}});
  }));
  EXPECT_EQ(funds.line("2").initial, Money{});
  EXPECT_EQ(funds.line("2").approved, yuan(50));
  EXPECT_EQ(funds.line("2").source, "carried_over");
  EXPECT_EQ(funds.replayed(), "");
}

TEST(Budget, RefusesWhatNoLineCanBe) {
  TestFunds funds;
  const auto approve = [&](NewLine line) {
    return funds.write([&](auto& books) {
      return approve_budget(books, funds.as("zhao"), funds.project, funds.paper(), {std::move(line)});
    });
  };
  EXPECT_EQ(approve({"0", "邮寄", "30207", "appropriation", yuan(1)}).error().field, "line");
  EXPECT_EQ(approve({"1", "", "30207", "appropriation", yuan(1)}).error().field, "purpose");
  EXPECT_EQ(approve({"1", "邮寄", "30206", "appropriation", yuan(1)}).error().field, "economic_class");
  EXPECT_EQ(approve({"1", "邮寄", "30207", "gift", yuan(1)}).error().field, "source");
  EXPECT_EQ(approve({"1", "邮寄", "30207", "other", Money{}}).error().field, "amount");
  must(approve({"1", "邮寄", "30207", "other", yuan(1)}));
  EXPECT_EQ(approve({"1", "邮寄", "30207", "other", yuan(1)}).error().code, RefusalCode::conflict);
  const auto unknown = funds.write([&](auto& books) {
    return approve_budget(books, funds.as("zhao"), "nothing", funds.paper(),
                          {{"1", "邮寄", "30207", "other", yuan(1)}});
  });
  EXPECT_EQ(unknown.error().code, RefusalCode::not_found);
}

TEST(Budget, ARefusalSaysWhatIsFree) {
  TestFunds funds;
  funds.budget({1000, 5});
  const auto refused = funds.write([&](auto& books) {
    return transfer_budget(books, funds.as("zhao"), {funds.project, "1", "2", yuan(1001), funds.paper(), {}});
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::over_limit);
  EXPECT_NE(refused.error().message.zh.find("尚可用 1000.00 元"), std::string::npos) << refused.error().message.zh;
  EXPECT_NE(refused.error().message.en.find("free: 1000.00 yuan"), std::string::npos);
}

TEST(Budget, AClosedLineTakesNothing) {
  TestFunds funds;
  funds.budget({1000});
  must(funds.write([&](auto& books) { return close_line(books, funds.as("zhao"), funds.key("1"), "年终"); }));
  const auto after = funds.write(
      [&](auto& books) { return adjust_budget(books, funds.as("zhao"), funds.key("1"), yuan(1), funds.paper()); });
  EXPECT_EQ(after.error().code, RefusalCode::wrong_state);
  EXPECT_NE(after.error().message.zh.find("尚可用 1000.00 元"), std::string::npos);
  EXPECT_EQ(funds.replayed(), "");
}

TEST(Budget, HasOneYear) {
  TestFunds funds;
  funds.budget({1});
  auto tx = funds.data->read();
  EXPECT_TRUE(check_in_year(tx, funds.unit, funds.project, make_date(2026, 12, 31), "paid_on"));
  const auto next = check_in_year(tx, funds.unit, funds.project, make_date(2027, 1, 1), "paid_on");
  EXPECT_EQ(next.error().field, "paid_on");
  EXPECT_FALSE(check_in_year(tx, funds.unit, "nothing", make_date(2026, 1, 1), "paid_on"));
}

// R-FND-07
TEST(BudgetSheet, TheShippedProposalSplitsTheWholeGrant) {
  const auto lines = read_budget_sheet(HALLBOOK_SOURCE "/definitions/funds/2026-window-service-fund.csv");
  ASSERT_TRUE(lines) << lines.error().message.en;
  Money sum;
  for (const NewLine& line : *lines) sum = sum + line.amount;
  EXPECT_EQ(sum, yuan(420'000));
  TestFunds funds;
  must(funds.write(
      [&](auto& books) { return approve_budget(books, funds.as("zhao"), funds.project, funds.paper(), *lines); }));
  EXPECT_EQ(funds.line("6").approved, yuan(54'000));
}

TEST(BudgetSheet, NamesEveryProblemAndTakesNothing) {
  const journal::TemporaryFolder folder;
  const auto file = folder.path / "budget.csv";
  std::ofstream{file} << "条目,用途,经济分类,资金来源,金额(元)\n1,邮寄,30207,其他,100\n2,,30207,其他,1.2万\n"
                         "1,水,99999,捐赠,-1\n";
  const auto lines = read_budget_sheet(file);
  ASSERT_FALSE(lines);
  for (const char* part : {"第 3 行：缺少用途", "万", "第 4 行", "99999", "捐赠", "必须大于零", "重复", "2 行有问题"})
    EXPECT_NE(lines.error().message.zh.find(part), std::string::npos) << part << lines.error().message.zh;
  std::ofstream{file} << "条目,用途,经济分类,资金来源,金额(万元)\n1,邮寄,30207,其他,100\n";
  EXPECT_EQ(read_budget_sheet(file).error().field, "amount");
}

struct TypedAmountCase {
  const char* name;
  const char* text;
  std::int64_t fen;  // 0: refused
};
class Amounts : public testing::TestWithParam<TypedAmountCase> {};

TEST_P(Amounts, AreYuanWithTwoDecimals) {
  const auto amount = parse_amount(GetParam().text, "amount");
  if (GetParam().fen == 0) {
    ASSERT_FALSE(amount);
    EXPECT_EQ(amount.error().field, "amount");
    return;
  }
  ASSERT_TRUE(amount) << amount.error().message.en;
  EXPECT_EQ(amount->fen(), GetParam().fen);
}

// R-FND-04
INSTANTIATE_TEST_SUITE_P(
    Table, Amounts,
    testing::Values(TypedAmountCase{"plain", "1234.50", 123'450}, TypedAmountCase{"grouped", "1,234.5", 123'450},
                    TypedAmountCase{"three_decimals", "1.005", 0}, TypedAmountCase{"full_width", "１２３", 0},
                    TypedAmountCase{"ten_thousands", "1.2万元", 0}, TypedAmountCase{"hundred_millions", "1亿", 0},
                    TypedAmountCase{"negative", "-5", 0}, TypedAmountCase{"zero", "0.00", 0},
                    TypedAmountCase{"empty", " ", 0}, TypedAmountCase{"words", "一百", 0},
                    TypedAmountCase{"too_large", "99999999999999999999", 0}),
    [](const auto& test) { return std::string{test.param.name}; });

}  // namespace
}  // namespace hallbook::funds
