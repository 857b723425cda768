#pragma once
// Words of a formula. Private to formula.cpp.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::indicators {

struct Token {
  enum class Kind { number, unit, word, text, symbol, end };
  Kind kind = Kind::end;
  std::size_t at = 0;
  std::size_t end = 0;
  std::string value;  // text: unescaped; others: as written
  bool is(std::string_view symbol_or_word) const {
    return (kind == Kind::symbol || kind == Kind::word) && value == symbol_or_word;
  }
};

/// Ends with an `end` token. Refuses characters that no formula holds, unended text, and over-long input.
Result<std::vector<Token>> read_tokens(std::string_view text);

}  // namespace hallbook::indicators
