#include "base/org_code.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"

namespace hallbook {
namespace {

TEST(OrgCode, EveryRowOfTheCases) {  // R-COD-01
  std::ifstream file{HALLBOOK_SOURCE "/tests/cases/codes.csv"};
  std::string line;
  std::getline(file, line);
  int rows = 0;
  for (; std::getline(file, line); ++rows) {
    const auto cells = split(trim(line), ',');
    EXPECT_EQ(is_org_code(cells.at(0)), cells.at(1) == "yes") << line;
  }
  EXPECT_EQ(rows, 14);
}

TEST(OrgCode, AnyOneWrongCharacterShows) {  // R-COD-01: 31 is prime and no weight is 0 mod 31
  constexpr std::string_view characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const std::string good = "11530121MB198972XH";
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char c : characters) {
      std::string code = good;
      code[i] = c;
      EXPECT_EQ(is_org_code(code), c == good[i]) << code;
    }
}

TEST(OrgCode, FormIsStrict) {
  for (const std::string_view code :
       {"", "11530121MB198972X", "11530121MB198972XHH", "11530121mb198972xh", " 11530121MB198972XH",
        "11530121MB19897２XH", "11530121MB198972IH", "11530121MB19897-XH"})
    EXPECT_FALSE(is_org_code(code)) << code;
}

}  // namespace
}  // namespace hallbook
