#include "base/org_code.h"

#include <cstddef>

namespace hallbook {

// R-COD-01: GB 32100-2015, check character C18 = 31 − mod(Σ Ci·3^(i−1), 31), where 31 reads as 0.
bool is_org_code(std::string_view code) {
  constexpr std::string_view characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static_assert(characters.size() == 31);
  if (code.size() != 18) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  std::size_t check = 0;
  for (std::size_t i = 0; i < 18; ++i) {
    const auto value = characters.find(code[i]);
    if (value == std::string_view::npos) return false;
    if (i == 17)
      check = value;
    else
      sum += value * weight;
    weight = weight * 3 % 31;
  }
  return check == (31 - sum % 31) % 31;
}

}  // namespace hallbook
