#pragma once
// Which passwords are good enough. Source: docs/rules/identity.md, R-IDN-11 to R-IDN-17; trust.md C17.
#include <chrono>
#include <string_view>

#include "base/result.h"

namespace hallbook::identity {

struct PasswordRules {
  std::size_t least_characters = 8;
  std::size_t most_characters = 128;
  bool complexity = true;  // three of: upper case, lower case, digits, others
  std::chrono::days most_age{90};  // 0 = never grows old
};

/// Refuses (invalid, field "new"): too short, too long, one kind of characters only, the person's name in it, or one that
/// everybody tries first, whatever digits and signs stand around it.
Result<> check_password(const PasswordRules& rules, std::string_view password, std::string_view user_name,
                        std::string_view display_name);

/// Is it on the list of common ones, folded (case, 0 for o, @ for a …) and without the digits and signs around it?
bool is_common_password(std::string_view password);

}  // namespace hallbook::identity
