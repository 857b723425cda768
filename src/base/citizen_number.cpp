#include "base/citizen_number.h"

#include <string>

#include "base/date.h"

namespace hallbook {

// R-COD-02: Σ aᵢ·2^(18−i) ≡ 1 (mod 11), where X reads as 10.
bool is_citizen_number(std::string_view number) {
  if (number.size() != 18 || number.front() == '0') return false;
  int sum = 0;
  for (std::size_t i = 0; i < 18; ++i) {
    const char c = number[i];
    const bool is_check_ten = i == 17 && c == 'X';
    if (!is_check_ten && (c < '0' || c > '9')) return false;
    sum = (sum * 2 + (is_check_ten ? 10 : c - '0')) % 11;
  }
  const std::string born{number.substr(6, 8)};
  return sum == 1 && parse_iso_date(born.substr(0, 4) + "-" + born.substr(4, 2) + "-" + born.substr(6, 2)).has_value();
}

}  // namespace hallbook
