// R-IDN-11 to R-IDN-14: which passwords are good enough.
#include <gtest/gtest.h>

#include "identity/password_rules.h"
#include "platform/crypto/password.h"

namespace hallbook::identity {

struct PasswordCase {
  const char* name;
  const char* password;
  const char* refused;  // a word of the sentence, "" = good
};
class PasswordRule : public testing::TestWithParam<PasswordCase> {};
TEST_P(PasswordRule, IsJudged) {
  const auto& c = GetParam();
  const auto checked = check_password({}, c.password, "zhang.min", "张敏");
  if (std::string_view{c.refused}.empty()) {
    EXPECT_TRUE(checked) << checked.error().message.en;
  } else {
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().field, "new");
    EXPECT_NE(checked.error().message.en.find(c.refused), std::string::npos) << checked.error().message.en;
  }
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, PasswordRule, testing::Values(
    PasswordCase{"good",                 "Chun-tian-26",     ""},
    PasswordCase{"eight",                "kV7-mQ2x",         ""},
    PasswordCase{"sentence",             "Vier blaue Kuehe", ""},
    PasswordCase{"chinese_counts",       "春江花月夜Ab1",    ""},
    PasswordCase{"seven",                "kV7-mQ2",          "at least 8"},
    PasswordCase{"empty",                "",                 "at least 8"},
    PasswordCase{"two_kinds",            "abmkxwqr12",       "three of"},
    PasswordCase{"one_kind",             "kqmwzrtxbn",       "three of"},
    PasswordCase{"own_name",             "Zhang.Min-93x",    "your name"},
    PasswordCase{"own_name_folded",      "xX-zh4ng.m1n",     "your name"},
    PasswordCase{"own_display_name",     "张敏-Kv7-xx",      "your name"},
    PasswordCase{"password",             "Password1!",       "everybody"},
    PasswordCase{"p_at_ss",              "P@ssw0rd",         "everybody"},
    PasswordCase{"p_at_ss_tail",         "P@$$w0rd2026",     "everybody"},
    PasswordCase{"admin",                "Admin@123",        "everybody"},
    PasswordCase{"huawei",               "Huawei@123",       "everybody"},
    PasswordCase{"abc",                  "Abc12345",         "everybody"},
    PasswordCase{"aa",                   "Aa123456",         "everybody"},
    PasswordCase{"qwerty",               "Qwerty12#",        "everybody"},
    PasswordCase{"keyboard_columns",     "1qaz2WSX",         "everybody"},
    PasswordCase{"keyboard_columns_sign","!QAZ2wsx",         "everybody"},
    PasswordCase{"woaini",               "Woaini1314!",      "everybody"},
    PasswordCase{"control",              "kV7-m\nQ2x",       "characters"},
    PasswordCase{"broken_utf8",          "kV7-m\xC3Q2x",     "characters"}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(PasswordRules, TheEdgesAreSettings) {
  PasswordRules rules;
  rules.complexity = false;
  EXPECT_TRUE(check_password(rules, "kqmwzrtxbn", "li", "李"));
  rules.least_characters = 15;
  EXPECT_FALSE(check_password(rules, "kqmwzrtxbn", "li", "李"));
  std::string longest = "aK7x";
  while (longest.size() < 128) longest += "-m9w";
  EXPECT_TRUE(check_password({}, longest, "li", "李"));
  EXPECT_FALSE(check_password({}, longest + "x", "li", "李"));
}

TEST(PasswordRules, AFirstPasswordIsGood) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string password = crypto::first_password();
    EXPECT_EQ(password.size(), 19u);
    EXPECT_TRUE(check_password({}, password, "zhang", "张")) << password;
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 200u);
}

}  // namespace hallbook::identity
