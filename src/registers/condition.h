#pragma once
// The one-line comparisons of a definition: [[check]] rules and [[filter]] conditions. Private to the parser.
#include <optional>
#include <string>
#include <string_view>

#include "registers/definition.h"

namespace hallbook::registers {

/// "delivered_on >= sent_on", "fee <= 100", "status != \"退回\""; op is = != < <= > >=.
struct Comparison {
  std::string left, op, right;
  bool quoted = false;  // the right side stood in quotes: a value, never a field
};
std::optional<Comparison> split_comparison(std::string_view text);

/// field = "v", field != "v", field in ["v", …], field not in ["v", …].
std::optional<Condition> parse_condition(std::string_view text);

}  // namespace hallbook::registers
