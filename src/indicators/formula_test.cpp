#include "indicators/formula.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "base/text.h"
#include "indicators/formula_eval.h"
#include "indicators/formula_words.h"
#include "indicators/scheme.h"

namespace hallbook::indicators {
namespace {

const Definitions& shipped() {
  static const Definitions definitions = [] {
    Definitions all;
    for (const auto& file : embedded_files("definitions/registers/")) {
      auto definition = registers::parse_definition(file.text);
      if (definition) all.emplace(definition->name, std::move(*definition));
    }
    return all;
  }();
  return definitions;
}

const PriceTable& prices() {
  static const PriceTable table = [] {
    PriceTable all;
    (void)all.load(R"(
[[price]]
name = "copy_sheet"
unit = "元/张"
from = "2026-01-01"
amount = "0.50"
source = "test"
[[price]]
name = "copy_sheet"
unit = "元/张"
from = "2026-07-01"
amount = "0.70"
source = "test"
[[price]]
name = "parcel"
unit = "元/件"
from = "2026-01-01"
amount = "12"
source = "test"
)");
    return all;
  }();
  return table;
}

Result<CheckedFormula> checked(std::string_view text, std::string_view unit = "") {
  auto formula = parse_formula(text);
  if (!formula) return std::unexpected{formula.error()};
  return check_formula(std::move(*formula), shipped(), prices(), unit);
}

struct Good {
  const char* text;
  const char* unit;
};
// R-FOR-01, R-FOR-02: every form of the language, with the unit it answers.
TEST(Formula, EveryFormChecks) {
  const Good good[] = {
      {"sum(cases.handled)", "件"},
      {"sum(copies.sheets, zone in [\"B区\", \"F区\"], use = \"public\")", "张"},
      {"sum(copies.sheets, zone not in [\"B区\"], use != \"staff\")", "张"},
      {"max(by month: sum(water.barrels))", "桶"},
      {"mean(by quarter: count(mailing))", "件"},
      {"last(by month: sum(water.barrels))", "桶"},
      {"count(mailing)", "件"},
      {"count(mailing)", "人次"},
      {"mean(rate(\"online_depth\", items), rate(\"limit_compression\", items))", "ratio"},
      {"sum(copies.sheets, use = \"public\") * price(\"copy_sheet\") + sum(mailing.fee)", "元"},
      {"count(mailing) * price(\"parcel\")", "元"},
      {"100% * count(ratings, level in [\"非常满意\",\"满意\",\"基本满意\"], active) / count(ratings, active)",
       "ratio"},
      {"100% * (count(ratings, active) + count(complaints)) / (count(ratings, active) + count(complaints))", "ratio"},
      {"if missing sum(mailing.fee) then 0", "元"},
      {"sum(mailing.fee) + 10万元 - 5元", "元"},
      {"sum(water.barrels) / 12", "桶"},
      {"mean(mailing.fee)", "元"},
      {"-(-sum(water.barrels))", "桶"},
  };
  for (const auto& [text, unit] : good) {
    const auto result = checked(text, unit);
    EXPECT_TRUE(result) << text << ": " << (result ? "" : result.error().message.en);
  }
}

struct Bad {
  const char* text;
  const char* unit;
  const char* where;
  const char* says;  // part of the English message
};
// R-FOR-04; R-FOR-05 to R-FOR-09: positions count characters, not bytes.
TEST(Formula, MistakesHaveAPlaceAndARemedy) {
  const Bad bad[] = {
      {"sum(nothing.x)", "", "1:5", "no register"},
      {"sum(cases.dept)", "", "1:11", "no measure"},
      {"count(ratings, window = \"3\")", "", "1:16", "no dimension"},
      {"count(ratings, nosuch = \"3\")", "", "1:16", "no field"},
      {"count(ratings, passive)", "", "1:16", "no filter named"},
      {"count(ratings, level = \"好\")", "", "1:24", "no choice"},
      {"sum(cases.handled) +\n  sum(mailing.fee)", "", "2:3", "units do not fit"},
      {"count(mailing) + sum(mailing.fee)", "", "1:18", "units do not fit"},
      {"sum(water.barrels) + 5", "", "1:22", "units do not fit"},
      {"sum(mailing.fee)", "件", "1:1", "wants"},
      {"1 / 0", "", "1:5", "divisor is 0"},
      {"1 / (2 - 2)", "", "1:6", "divisor can be 0"},
      {"sum(mailing.fee) / (count(mailing) - count(ratings))", "", "1:21", "divisor can be 0"},
      {"sum(mailing.fee) / price(\"copy_sheet\")", "", "1:20", "divisor can be 0"},
      {"max(by month: sum(by day: count(mailing)))", "", "1:15", "inside"},
      {"rate(\"nosuch\", items)", "", "1:6", "no rate"},
      {"rate(\"online_depth\", cases)", "", "1:22", "register items"},
      {"price(\"nosuch\")", "", "1:7", "no price"},
      {"max(mailing.fee)", "", "1:1", "by month"},
      {"sum(cases.handled", "", "1:18", "ends here"},
      {"sum(cases.handled) sum", "", "1:20", "an operator"},
      {"“B区” + 1", "", "1:1", "cannot stand"},
      {"count(ratings, level = \"满意)", "", "1:24", "no end"},
      {"foo(1)", "", "1:1", "no function"},
      {"", "", "1:1", "ends here"},
      {"\"text\"", "", "1:1", "cannot be computed"},
  };
  for (const auto& [text, unit, where, says] : bad) {
    const auto result = checked(text, unit);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().where, where) << text << ": " << result.error().message.en;
    EXPECT_TRUE(result.error().message.en.find(says) != std::string::npos) << text << ": " << result.error().message.en;
    EXPECT_TRUE(result.error().message.zh.starts_with("公式 ")) << result.error().message.zh;
  }
}

// R-FOR-03: 64 levels and 4000 characters, at the edge.
TEST(Formula, DepthAndLengthAreCapped) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "1" + std::string(static_cast<std::size_t>(depth), ')');
  };
  EXPECT_TRUE(parse_formula(nested(63)));
  EXPECT_FALSE(parse_formula(nested(64)));
  EXPECT_FALSE(parse_formula(std::string(200, '-') + "1"));
  std::string chain = "1";
  for (int i = 0; i < 63; ++i) chain += "+1";
  EXPECT_TRUE(parse_formula(chain));
  EXPECT_FALSE(parse_formula(chain + "+1"));
  EXPECT_TRUE(parse_formula("1" + std::string(3999, ' ')));
  EXPECT_FALSE(parse_formula("1" + std::string(4000, ' ')));
}

// R-FOR-10
TEST(Formula, IsExplainedInBothLanguages) {
  const auto sheets = checked("sum(copies.sheets, zone in [\"B区\", \"F区\"], use = \"public\")");
  EXPECT_EQ(explain(*sheets).zh, "《免费打印复印台账》中区域为B区或F区、用途为公众的张数之和");
  EXPECT_EQ(explain(*sheets).en,
            "the sum of Sheets in Free prints and copies where Zone is Zone B or Zone F and Use is public");
  EXPECT_EQ(explain(*checked("max(by month: sum(water.barrels))")).zh,
            "每月“《水票领用登记台账》的领用桶数之和”中最大的");
  EXPECT_EQ(explain(*checked("100% * count(ratings, active) / count(ratings)")).zh,
            "《好差评台账》中主动评价的条数 除以 《好差评台账》的条数");
}

/// Figures by hand: a total for each month, and which months were recorded.
class HandFigures final : public FigureSource {
 public:
  std::map<unsigned, std::int64_t> months;  // month → entries = sum
  std::vector<Figure> totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) override {
    std::vector<Figure> figures;
    for (const auto& span : by ? buckets(period, *by) : std::vector{period}) {
      std::int64_t rows = 0;
      for (const auto& [month, count] : months)
        if (span.holds(make_date(2026, month, 1))) rows += count;
      figures.push_back({span, leaf.conditions.empty() ? rows : 0, Rational{leaf.conditions.empty() ? rows : 0}});
    }
    return figures;
  }
  std::vector<std::int64_t> recorded(const registers::Definition&, const Period& period,
                                     std::optional<PeriodKind> by) override {
    std::vector<std::int64_t> counts;
    for (const auto& figure : totals(Leaf{}, period, by)) counts.push_back(figure.rows);
    return counts;
  }
  Result<RateTally> rate(const Node&, const Leaf&, const Period&) override {
    return RateTally{Rational{9}, Rational{10}, 10};
  }
  Result<Price> price(std::string_view name, const Period& period) override { return prices().in_force(name, period); }
};

struct Valued {
  const char* text;
  std::map<unsigned, std::int64_t> months;
  const char* until;
  bool zero;
  const char* value;  // "" = missing
};
// R-FOR-11 to R-FOR-15
TEST(Formula, ValuesAreExactAndMissingIsNotZero) {
  const std::map<unsigned, std::int64_t> none, four{{1, 10}, {2, 30}, {3, 20}, {4, 5}}, gap{{1, 10}, {3, 20}};
  const Valued cases[] = {
      {"1 / 3 + 1 / 6", none, "2026-12-31", false, "0.5"},
      {"2 * 3 - 4 / 2", none, "2026-12-31", false, "4"},
      {"95%", none, "2026-12-31", false, "0.95"},
      {"count(mailing)", none, "2026-12-31", false, ""},
      {"count(mailing)", none, "2026-12-31", true, "0"},
      {"if missing count(mailing) then 7", none, "2026-12-31", false, "7"},
      {"count(mailing)", four, "2026-04-30", false, "65"},
      {"count(mailing, trip = \"双程\")", four, "2026-04-30", false, "0"},
      {"count(mailing) / count(mailing, trip = \"双程\")", four, "2026-04-30", false, ""},
      {"if missing count(mailing) / count(mailing, trip = \"双程\") then 0", four, "2026-04-30", false, "0"},
      {"max(by month: count(mailing))", four, "2026-04-30", false, "30"},
      {"min(by month: count(mailing))", four, "2026-04-30", false, "5"},
      {"mean(by month: count(mailing))", four, "2026-04-30", false, "16.25"},
      {"last(by month: count(mailing))", four, "2026-04-30", false, "5"},
      {"sum(by quarter: count(mailing))", four, "2026-04-30", false, "65"},
      {"count(by month: count(mailing))", four, "2026-04-30", false, "4"},
      {"max(by month: count(mailing))", gap, "2026-03-31", false, ""},
      {"max(by month: if missing count(mailing) then 0)", gap, "2026-03-31", false, "20"},
      {"mean(by month: count(mailing))", gap, "2026-03-31", true, "10"},
      {"max(by month: count(mailing))", four, "2026-05-10", false, "30"},  // May is running and empty
      {"max(by month: count(mailing))", four, "2026-06-10", false, ""},    // May is over and empty
      {"mean(rate(\"online_depth\", items), 80%)", none, "2026-12-31", false, "0.85"},
      {"sum(by month: count(mailing) * price(\"copy_sheet\"))", {{6, 10}, {7, 10}}, "2026-12-31", true, "12"},
  };
  for (const auto& c : cases) {
    const auto formula = checked(c.text);
    ASSERT_TRUE(formula) << c.text << formula.error().message.en;
    HandFigures figures;
    figures.months = c.months;
    const auto until = *parse_iso_date(c.until);
    const auto outcome =
        evaluate_formula(*formula, figures, {{make_date(2026, 1, 1), until}, until < make_date(2026, 12, 31), c.zero});
    ASSERT_TRUE(outcome) << c.text << outcome.error().message.en;
    EXPECT_EQ(outcome->value ? outcome->value->exact() : "", c.value) << c.text;
    EXPECT_EQ(outcome->value.has_value(), outcome->missing.zh.empty()) << c.text;
  }
}

// R-PRI-01, R-PRI-02: a price that changes inside the period is refused with its day.
TEST(Formula, PriceThatChangesIsRefusedWithItsDay) {
  const auto formula = checked("count(mailing) * price(\"copy_sheet\")");
  HandFigures figures;
  figures.months = {{6, 10}};
  const auto outcome = evaluate_formula(*formula, figures, {year_of(2026), false, false});
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(outcome.error().message.en.find("2026-07-01") != std::string::npos);
  EXPECT_FALSE(prices().in_force("copy_sheet", year_of(2025)));
}

Scheme shipped_scheme(std::string_view name) {
  for (const auto& file : embedded_files("definitions/schemes/"))
    if (file.path.find(name) != std::string_view::npos) return *parse_scheme(file.text);
  return {};
}

// R-SCH-01 to R-SCH-03: 50 over four outputs, 30 over two effects, 10 over one.
TEST(Scheme, SpreadsPointsEqually) {
  const auto scheme = shipped_scheme("10-50-30-10");
  std::vector<WeightedRow> rows;
  for (int no = 1; no <= 7; ++no)
    rows.push_back({no, no <= 4 ? "产出指标" : no <= 6 ? "效益指标" : "满意度指标", std::nullopt, true});
  const auto spread = spread_points(scheme, rows);
  ASSERT_TRUE(spread);
  EXPECT_EQ(spread->weights.at(1).exact(), "12.5");
  EXPECT_EQ(spread->weights.at(5).exact(), "15");
  EXPECT_EQ(spread->weights.at(7).exact(), "10");
  rows[0].own = Rational{20};
  EXPECT_EQ(spread_points(scheme, rows)->weights.at(2).exact(), "10");
  rows[0].own = Rational{51};
  EXPECT_FALSE(spread_points(scheme, rows));
  rows[0] = {1, "产出指标", std::nullopt, false};  // R-SCH-04: the rest grows to 90
  const auto rescaled = spread_points(scheme, rows);
  Rational sum;
  for (const auto& [no, weight] : rescaled->weights) sum = sum + weight;
  EXPECT_EQ(sum.exact(), "90");
  EXPECT_FALSE(rescaled->weights.contains(1));
}

// R-SCH-05: half-open, 90.00 is 优 and 89.999 is not, whatever it prints.
TEST(Scheme, GradesAreHalfOpen) {
  const auto scheme = shipped_scheme("10-50-30-10");
  const auto grade = [&](const char* points) {
    return grade_of(scheme, *Rational::parse(points), Rational{100}).name.zh;
  };
  EXPECT_EQ(grade("90"), "优");
  EXPECT_EQ(grade("89.999"), "良");
  EXPECT_EQ(grade("80"), "良");
  EXPECT_EQ(grade("60"), "中");
  EXPECT_EQ(grade("59.999"), "差");
  EXPECT_EQ(shipped_scheme("10-20-40-20-10").groups.size(), 4U);
}

// R-SCH-06: half-open like the grades; a scheme may have its own.
TEST(Scheme, BandsAreTheUsualOnesOrItsOwn) {
  const auto scheme = shipped_scheme("10-50-30-10");
  ASSERT_EQ(scheme.bands.size(), 3U);
  const auto band = [&](const char* percent) { return band_of(scheme.bands, *Rational::parse(percent)).name.zh; };
  EXPECT_EQ(band("80"), "达成预期指标");
  EXPECT_EQ(band("79.99"), "部分达成并具有一定效果");
  EXPECT_EQ(band("59.99"), "未达成且效果较差");
  std::string text;
  for (const auto& file : embedded_files("definitions/schemes/"))
    if (file.path.find("10-50-30-10") != std::string_view::npos) text = std::string{file.text};
  const auto own =
      parse_scheme(text + "\n[[band]]\nname = \"好\"\nfrom = \"50\"\n[[band]]\nname = \"差\"\nfrom = \"0\"\n");
  ASSERT_TRUE(own) << own.error().message.en;
  EXPECT_EQ(band_of(own->bands, Rational{50}).name.zh, "好");
  EXPECT_FALSE(parse_scheme(text + "\n[[band]]\nname = \"好\"\nfrom = \"50\"\n")) << "does not reach 0";
}

}  // namespace
}  // namespace hallbook::indicators
