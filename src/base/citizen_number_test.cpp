#include "base/citizen_number.h"

#include <gtest/gtest.h>

#include <string>

namespace hallbook {
namespace {

TEST(CitizenNumber, TheStandardsOwnExamples) {  // R-COD-02, GB 11643-1999 annex
  EXPECT_TRUE(is_citizen_number("11010519491231002X"));
  EXPECT_FALSE(is_citizen_number("440524188001010014")) << "born in 1880: nobody who works here";
  EXPECT_TRUE(is_citizen_number("530112199006064562"));
}

TEST(CitizenNumber, AnyOneWrongDigitShows) {  // 2 has order 10 mod 11: no weight is 0
  const std::string good = "11010519491231002X";
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char c : std::string_view{"0123456789X"}) {
      std::string number = good;
      number[i] = c;
      EXPECT_EQ(is_citizen_number(number), c == good[i]) << number;
    }
}

TEST(CitizenNumber, DayOfBirthExistsAndFormIsStrict) {
  for (const std::string_view bad : {"", "11010519491231002", "11010519491231002x", " 11010519491231002X",
                                     "110105194912310020X", "110105194902300020", "1101051949１231002X"})
    EXPECT_FALSE(is_citizen_number(bad)) << bad;
}

}  // namespace
}  // namespace hallbook
