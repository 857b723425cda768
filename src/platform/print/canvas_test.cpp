#include "platform/print/canvas.h"

#include <gtest/gtest.h>

namespace hallbook::print {
namespace {

const Look body{"Noto Serif CJK SC", 12, false};

std::string drawn(const std::string& text) {
  Canvas canvas{{}, "示例", "2027-01-12T16:20:00+08:00"};
  canvas.text(std::vector{Piece{text, body}}, 72, 72, 200, Side::left);
  canvas.qr(300, 300, 45, "HB1:1:2:abcdef");
  canvas.next_page();
  return canvas.finish();
}

TEST(Canvas, SamePagesGiveSameBytes) {
  const std::string once = drawn("昆明市呈贡区");
  EXPECT_TRUE(once.starts_with("%PDF-"));
  EXPECT_EQ(once, drawn("昆明市呈贡区"));
  EXPECT_NE(once, drawn("昆明市官渡区"));
}

TEST(Canvas, WrapsToTheWidthGiven) {
  Canvas canvas{{}, "", "2027-01-12T16:20:00+08:00"};
  const std::vector<Piece> ten{{"一二三四五六七八九十", body}};
  const double one_line = canvas.height(ten, 200), three_lines = canvas.height(ten, 49);
  EXPECT_GT(one_line, 12);
  EXPECT_NEAR(three_lines, 3 * one_line, 1);  // four letters of 12 points fit into 49
  (void)canvas.finish();
}

TEST(Canvas, NamesTheFamilyThatAnswers) {
  EXPECT_EQ(resolved_family("Noto Serif CJK SC"), "Noto Serif CJK SC");
  EXPECT_NE(resolved_family("No Such Family"), "No Such Family");
}

}  // namespace
}  // namespace hallbook::print
