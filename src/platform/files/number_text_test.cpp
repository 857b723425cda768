#include "platform/files/number_text.h"

#include <gtest/gtest.h>

#include "platform/files/xlsx_parts.h"

namespace hallbook::files {
namespace {

TEST(NumberText, ShortestDecimal) {
  const std::pair<const char*, const char*> cases[] = {{"0", "0"},
                                                       {"-0", "0"},
                                                       {"0.0", "0"},
                                                       {"7", "7"},
                                                       {"007", "7"},
                                                       {"1.50", "1.5"},
                                                       {"1.", "1"},
                                                       {".5", "0.5"},
                                                       {"0.1", "0.1"},
                                                       {"-0.25", "-0.25"},
                                                       {"1.1000000000000001", "1.1"},
                                                       {"0.30000000000000004", "0.30000000000000004"},
                                                       {"2.9999999999999996", "2.9999999999999996"},
                                                       {"99.99", "99.99"},
                                                       {"1E+3", "1000"},
                                                       {"1.25e-7", "0.000000125"},
                                                       {"1.7976931348623157E+22", "17976931348623158000000"},
                                                       {"1.5E+22", "15000000000000000000000"},
                                                       {" 5 ", "5"},
                                                       {"+5", "5"},
                                                       {"123456789012345", "123456789012345"},
                                                       {"9007199254740993", "9007199254740992"},
                                                       {"-12345678901.23", "-12345678901.23"}};
  for (const auto& [text, want] : cases) EXPECT_EQ(shortest_decimal(text), want) << text;
  for (const auto* const bad : {"", "x", "1e999", "nan", "inf", "1,5", "--1", "+-1", "0x10", "1 2"})
    EXPECT_FALSE(shortest_decimal(bad)) << bad;
}

TEST(NumberText, ShapesOfFormats) {
  const std::pair<const char*, Shape> cases[] = {{"General", Shape::number},
                                                 {"0.00", Shape::number},
                                                 {"#,##0.00_);[Red](#,##0.00)", Shape::number},
                                                 {"@", Shape::number},
                                                 {"0.00E+00", Shape::number},
                                                 {"0\"days\"", Shape::number},
                                                 {"0 \\d", Shape::number},
                                                 {"[$-804]0.0", Shape::number},
                                                 {"G/通用格式", Shape::number},
                                                 {"0.0 m", Shape::number},
                                                 {"[Red]0;[Blue]yyyy", Shape::number},
                                                 {"#,##0 [$USD]", Shape::number},
                                                 {"yyyy-mm-dd", Shape::date},
                                                 {"yyyy\"年\"m\"月\"d\"日\";@", Shape::date},
                                                 {"[$-804]yyyy/m/d h:mm AM/PM", Shape::date},
                                                 {"mmm", Shape::date},
                                                 {"YYYY/M/D", Shape::date},
                                                 {"m\"月\"d\"日\"", Shape::date},
                                                 {"[$-F800]dddd\\, mmmm dd\\, yyyy", Shape::date},
                                                 {"h:mm", Shape::time},
                                                 {"上午/下午h\"时\"mm\"分\"", Shape::time},
                                                 {"mm:ss.0", Shape::time},
                                                 {"h:mm AM/PM", Shape::time},
                                                 {"[h]:mm:ss", Shape::elapsed},
                                                 {"[mm]:ss", Shape::elapsed},
                                                 {"\"unclosed y", Shape::number},
                                                 {"[unclosed", Shape::number},
                                                 {"\\", Shape::number}};
  for (const auto& [code, want] : cases) EXPECT_EQ(shape_of_code(code), want) << code;
  for (std::uint32_t id = 0; id < 70; ++id) {
    const bool dated =
        (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    EXPECT_EQ(shape_of_builtin(id) != Shape::number, dated) << id;
  }
}

TEST(NumberText, Dates) {
  struct Case {
    const char* serial;
    Shape shape;
    bool from_1904;
    std::optional<std::string> want;
  };
  const Case cases[] = {{"1", Shape::date, false, "1900-01-01"},
                        {"59", Shape::date, false, "1900-02-28"},
                        {"60", Shape::date, false, std::nullopt},
                        {"61", Shape::date, false, "1900-03-01"},
                        {"45351", Shape::date, false, "2024-02-29"},
                        {"2958465", Shape::date, false, "9999-12-31"},
                        {"2958466", Shape::date, false, std::nullopt},
                        {"0", Shape::date, false, std::nullopt},
                        {"-1", Shape::date, false, std::nullopt},
                        {"0.25", Shape::date, false, "06:00:00"},
                        {"0", Shape::time, false, "00:00:00"},
                        {"1.5", Shape::time, false, "1900-01-01 12:00:00"},
                        {"0", Shape::date, true, "1904-01-01"},
                        {"0.25", Shape::date, true, "1904-01-01 06:00:00"},
                        {"1462", Shape::date, true, "1908-01-02"},
                        {"2957003", Shape::date, true, "9999-12-31"},
                        {"2957004", Shape::date, true, std::nullopt},
                        {"46090.999999", Shape::date, false, "2026-03-10"},
                        {"46090.99998842593", Shape::date, false, "2026-03-09 23:59:59"},
                        {"2.5", Shape::elapsed, false, "60:00:00"},
                        {"1e300", Shape::date, false, std::nullopt},
                        {"x", Shape::date, false, std::nullopt}};
  for (const auto& c : cases) EXPECT_EQ(date_text(c.serial, c.shape, c.from_1904), c.want) << c.serial;
  EXPECT_EQ(iso_cell_text("2026-03-09"), "2026-03-09");
  EXPECT_EQ(iso_cell_text("2026-03-09T08:30:00.000"), "2026-03-09 08:30:00");
  EXPECT_EQ(iso_cell_text("08:30:00"), "08:30:00");
  for (const auto* const bad : {"", "2026", "2026-02-30", "2026-03-09x", "2026-03-09T", "2026-03-09T25:00:00", "x"})
    EXPECT_FALSE(iso_cell_text(bad)) << bad;
}

TEST(Escapes, AreDecodedOnce) {
  const std::pair<const char*, const char*> cases[] = {
      {"plain", "plain"},     {"a_x000D_\nb", "a\nb"}, {"_x005F_x0041_", "_x0041_"}, {"_xD83D__xDE00_", "😀"},
      {"_xD83D_", "_xD83D_"}, {"_x0000_", "_x0000_"},  {"_x00g0_", "_x00g0_"},       {"_x41_", "_x41_"},
      {"_x0041", "_x0041"},   {"a\r\nb", "a\nb"},      {"a_x000D_b\r", "a\nb\n"}};
  for (const auto& [from, want] : cases) {
    std::string text = from;
    decode_escapes(text);
    EXPECT_EQ(text, want) << from;
  }
}

}  // namespace
}  // namespace hallbook::files
