#include "registers/import_cells.h"

#include <gtest/gtest.h>

#include "registers/import_judge.h"
#include "registers/import_keys.h"

namespace hallbook::registers {
namespace {

using files::CellKind;

Field field_of(FieldType type, int scale = 0) {
  Field field;
  field.name = "f";
  field.title = {"字段", "field"};
  field.type = type;
  field.scale = scale;
  field.max_chars = 20;
  return field;
}

std::string read(const Field& field, CellKind kind, std::string text,
                 const std::map<std::string, std::string>& codings = {}) {
  const CellReader reader{field, codings};
  FieldValue value;
  Refusal refusal;
  if (!reader.read({kind, std::move(text)}, value, refusal)) {
    EXPECT_FALSE(refusal.message.zh.empty());
    EXPECT_FALSE(refusal.message.en.empty());
    return "refused";
  }
  return std::holds_alternative<std::monostate>(value) ? "empty" : print_value(field, value);
}

TEST(ImportCells, Dates) {  // R-IMP-06
  struct Case {
    CellKind kind;
    std::string text, read;
  };
  const Case cases[] = {
      {CellKind::text, "2026-03-09", "2026-03-09"},
      {CellKind::text, "2026/3/9", "2026-03-09"},
      {CellKind::text, "2026-3-9 08:30", "2026-03-09"},
      {CellKind::text, "2026-03-09 08:30:59", "2026-03-09"},
      {CellKind::date, "2026-03-09 08:30:59", "2026-03-09"},
      {CellKind::text, "2026年3月9日", "2026-03-09"},
      {CellKind::text, "２０２６．３．９", "2026-03-09"},
      {CellKind::text, "20260309", "2026-03-09"},
      {CellKind::number, "20260309", "2026-03-09"},
      {CellKind::number, "46090", "refused"},
      {CellKind::text, "2024-02-29", "2024-02-29"},
      {CellKind::text, "2026-02-29", "refused"},
      {CellKind::text, "2026-04-31", "refused"},
      {CellKind::text, "2026-3/9", "refused"},
      {CellKind::text, "2026-03-09 25:00", "refused"},
      {CellKind::text, "2026-03-09 08:30:5x", "refused"},
      {CellKind::text, "1899-12-31", "refused"},
      {CellKind::text, "3月9日", "refused"},
      {CellKind::error, "#REF!", "refused"},
      {CellKind::empty, "", "empty"},
      {CellKind::text, " 　", "empty"},
  };
  for (const auto& one : cases) EXPECT_EQ(read(field_of(FieldType::date), one.kind, one.text), one.read) << one.text;
}

TEST(ImportCells, Numbers) {  // R-IMP-06
  struct Case {
    FieldType type;
    int scale;
    std::string text, read;
  };
  const Case cases[] = {
      {FieldType::integer, 0, "12", "12"},
      {FieldType::integer, 0, "-5", "-5"},
      {FieldType::integer, 0, "1,234", "1234"},
      {FieldType::integer, 0, "１２", "12"},
      {FieldType::integer, 0, "1.5万", "15000"},
      {FieldType::integer, 0, "12.00", "12"},
      {FieldType::integer, 0, "12.5", "refused"},
      {FieldType::integer, 0, "12a", "refused"},
      {FieldType::integer, 0, "99999999999999999999", "refused"},
      {FieldType::integer, 0, "12.", "refused"},
      {FieldType::integer, 0, "-", "refused"},
      {FieldType::money, 2, "12.5", "12.50"},
      {FieldType::money, 2, "0.005", "refused"},
      {FieldType::money, 2, "30000000", "30000000.00"},
      {FieldType::quantity, 3, "0.35", "0.350"},
      {FieldType::quantity, 3, "0.3500", "0.350"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(read(field_of(one.type, one.scale), CellKind::text, one.text), one.read) << one.text;
}

TEST(ImportCells, FastPathsAgreeWithTheTolerantParser) {
  const Field whole = field_of(FieldType::integer), money = field_of(FieldType::money, 2),
              day = field_of(FieldType::date);
  const std::string texts[] = {"0",
                               "-0",
                               "7",
                               "007",
                               "1.0",
                               "1.10",
                               "-3.05",
                               "123456789012",
                               "2026-1-1",
                               "2026/12/31",
                               "2000-02-29",
                               "1900-02-29",
                               "2199-12-31",
                               "2200-01-01",
                               "2026-00-10",
                               "2026-1-1 23:59",
                               "2026-1-1 24:00"};
  for (const auto& text : texts) {
    if (const auto units = plain_units(text, 0)) {
      EXPECT_EQ(parse_value(whole, text).value(), FieldValue{*units}) << text;
    }
    if (const auto units = plain_units(text, 2)) {
      EXPECT_EQ(parse_value(money, text).value(), FieldValue{*units}) << text;
    }
    char iso[10];
    if (plain_date(text, iso)) {
      EXPECT_EQ(parse_value(day, text).value(), FieldValue(std::string(iso, 10))) << text;
    }
  }
}

TEST(ImportCells, TextsThatSpreadsheetsSpoil) {  // R-IMP-07
  Field text = field_of(FieldType::text);
  EXPECT_EQ(read(text, CellKind::text, "530121-20260804-00211"), "refused") << "21 characters of 20";
  EXPECT_EQ(read(text, CellKind::text, " 张三 "), "张三");
  EXPECT_EQ(read(text, CellKind::number, "13812341234"), "13812341234");
  EXPECT_EQ(read(text, CellKind::number, "1234567890123450"), "refused");
  EXPECT_EQ(read(text, CellKind::text, "4.60123E+17"), "refused");
  EXPECT_EQ(read(text, CellKind::text, "A3E+1"), "A3E+1");
  EXPECT_EQ(read(text, CellKind::text, "甲\u202E乙"), "refused");
  EXPECT_EQ(read(text, CellKind::text, std::string("a\0b", 3)), "refused");
}

TEST(ImportCells, MaskedValuesAreNoValues) {  // R-IMP-07
  Field name = field_of(FieldType::text), words = name;
  name.personal = Personal{Mask::name, 1};
  words.personal = Personal{Mask::all, 1};
  EXPECT_EQ(read(name, CellKind::text, "张*"), "refused");
  EXPECT_EQ(read(name, CellKind::text, "张三"), "张三");
  EXPECT_EQ(read(words, CellKind::text, "****"), "refused");
  EXPECT_EQ(read(words, CellKind::text, "面积 3*4 米"), "面积 3*4 米");
}

TEST(ImportCells, ChoicesByValueTitleAliasAndDeclaredCoding) {  // R-IMP-05
  Field use = field_of(FieldType::choice);
  use.choices = {{"public", {"公众", "public"}, {"群众"}}, {"staff", {"内部", "staff"}, {}}};
  for (const auto* text : {"public", "公众", "群众", " 公众 "})
    EXPECT_EQ(read(use, CellKind::text, text), "public") << text;
  EXPECT_EQ(read(use, CellKind::text, "别的"), "refused");
  EXPECT_EQ(read(use, CellKind::number, "1"), "refused");
  EXPECT_EQ(read(use, CellKind::number, "1", {{"1", "staff"}}), "staff");
}

TEST(ImportCells, DefaultsFillAllButMeasures) {  // R-IMP-06
  Field count = field_of(FieldType::integer);
  count.default_value = "1";
  EXPECT_EQ(read(count, CellKind::empty, ""), "1");
  count.sum = true;
  EXPECT_EQ(read(count, CellKind::empty, ""), "empty");
}

TEST(ImportCells, QuickRulesNeverPassWhatTheRulesRefuse) {
  Definition definition;
  definition.fields = {field_of(FieldType::integer), field_of(FieldType::date), field_of(FieldType::date),
                       field_of(FieldType::text)};
  const char* names[] = {"n", "a", "b", "t"};
  for (std::size_t at = 0; at < 4; ++at) definition.fields[at].name = names[at];
  definition.fields[0].required = true;
  definition.fields[0].min = Quantity{-2, 0};
  definition.fields[0].max = Quantity{2, 0};
  definition.fields[3].max_chars = 3;
  definition.checks = {{"b", ">=", "a", true, {"早", "early"}}};
  const QuickRules quick{definition};
  const FieldValue days[] = {{}, std::string{"2026-01-01"}, std::string{"2026-01-02"}};
  int passed = 0;
  for (std::int64_t n = -4; n <= 4; ++n)
    for (const auto& a : days)
      for (const auto& b : days)
        for (const char* t : {"", "a", "abc", "abcd", "甲乙丙", "甲乙丙丁"}) {
          const Values values{n == 4 ? FieldValue{} : FieldValue{n}, a, b,
                              *t ? FieldValue{std::string{t}} : FieldValue{}};
          const bool fine = check_values(definition, values).empty();
          if (!quick.surely_fine(values)) continue;
          EXPECT_TRUE(fine) << n << t;
          ++passed;
        }
  EXPECT_GT(passed, 50);
}

TEST(ImportKeys, FindsEveryRepetition) {  // R-IMP-09
  KeyRows keys;
  for (std::uint64_t row = 1; row <= 20'000; ++row) ASSERT_FALSE(keys.add("530121-" + std::to_string(row), row)) << row;
  for (std::uint64_t row = 1; row <= 20'000; row += 37)
    ASSERT_EQ(keys.add("530121-" + std::to_string(row), 99'999), row);
  EXPECT_EQ(keys.size(), 20'000u);
}

}  // namespace
}  // namespace hallbook::registers
