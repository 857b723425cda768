#pragma once
// The page behind a window's code, as one text: no script, nothing from outside, under 30 KB. Private to service/.
// Source: docs/rules/service.md, R-SRV-21; ux.md P28.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::service::rating_page {

struct LevelWords {
  std::string_view value;  // as the register has it, which is its Chinese word
  std::string_view en;
};
inline constexpr std::array levels{LevelWords{"非常满意", "Very satisfied"}, LevelWords{"满意", "Satisfied"},
                                   LevelWords{"基本满意", "Fairly satisfied"}, LevelWords{"不满意", "Dissatisfied"},
                                   LevelWords{"非常不满意", "Very dissatisfied"}};
inline constexpr std::array why_words{
    LevelWords{"等得太久", "Waited too long"},         LevelWords{"多要材料", "Asked for more papers"},
    LevelWords{"与指南不一致", "Not as in the guide"}, LevelWords{"态度不好", "Unfriendly"},
    LevelWords{"超过承诺时间", "Later than promised"}, LevelWords{"其他", "Something else"}};

/// What the citizen chose so far; kept when the form comes back.
struct Choice {
  int level = 0;  // 1 … 5, the best first; 0 = none
  std::array<bool, why_words.size()> reasons{};
  std::string text;
  bool bad() const { return level >= 4; }
};

struct Facts {
  std::string unit, window, token, seal;
  Lang lang = Lang::zh;
  bool big = false;
};

std::string escaped(std::string_view text);
std::string form(const Facts& facts, const Choice& choice, const std::string& problem);
std::string thanks(const Facts& facts, const Choice& choice, const std::string& number);
/// One sentence: a code that is none, too many at once.
std::string sentence(Lang lang, const Text& text);
std::string_view style();

}  // namespace hallbook::service::rating_page
