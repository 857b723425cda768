#pragma once
// The vocabulary of printed targets: operators, units and fillers as bureaus print them. Private to
// target.cpp; all functions but `normalized` work on normalized text.
#include <optional>
#include <string>
#include <string_view>

#include "base/rational.h"
#include "base/target.h"

namespace hallbook::target_words {

/// Half width, no spaces but those between two digits, no full stop at the end.
std::string normalized(std::string_view cell);

/// R-TGT-06: empty, 空, 无, /, dashes …
bool is_filler(std::string_view plain);

/// R-TGT-01: the operator in front, removed. `sign` says that it was a sign (≥), not a word (不低于).
std::optional<Operator> take_operator(std::string_view& plain, bool& sign);
std::string_view behind_operator(std::string_view plain);
/// 以上, 以内 … at the end, removed.
std::optional<Operator> take_operator_behind(std::string_view& plain);

bool take(std::string_view& plain, std::string_view prefix);
bool take_currency(std::string_view& plain);

struct Unit {
  std::string name;        // base unit, "ratio" for percent and the like, "" when there is none
  Rational scale = 1;      // base value = number · scale
  std::string printed;     // magnitude and unit as printed
  bool magnitude = false;  // 万, 亿 … stood in front
};
/// nullopt when the text is no unit.
std::optional<Unit> read_unit(std::string_view plain);
/// Same base unit, with the spellings of one unit (㎡ and 平方米) taken as one.
bool same_unit(const Unit& a, const Unit& b);

bool holds_number(std::string_view plain);
bool has_lost_glyph(std::string_view plain);      // ?, □, U+FFFD and their like
bool starts_with_numeral(std::string_view plain);  // 三, 两 …
std::size_t count_ideographs(std::string_view plain);

}  // namespace hallbook::target_words
