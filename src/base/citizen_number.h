#pragma once
// Citizen identification numbers, GB 11643-1999: 6 digits of the place, the day of birth, 3 digits of order, a check
// character 0-9 or X by ISO 7064 MOD 11-2. Source: docs/rules/codes.md, R-COD-02.
#include <string_view>

namespace hallbook {

/// The day of birth must exist; the place is not looked up. A small x is not accepted: callers fold it first.
bool is_citizen_number(std::string_view number);

}  // namespace hallbook
