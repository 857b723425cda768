#pragma once
// Numbers as people read them. Exact values stay Rational; rounding happens here and nowhere else in indicators/.
#include <string>
#include <string_view>

#include "base/target.h"

namespace hallbook::indicators {

/// "4604", "0.94996"; up to 8 decimals as they are, otherwise "≈0.948718" (half-up).
std::string readable(const Rational& value);
/// "190,562.50": grouped thousands, exactly `places` decimals (half-up).
std::string grouped(const Rational& value, int places);
/// A value in base units as the document prints its target: "190,562件", "98.73%", "13.45万元". Counts stay whole
/// numbers of the base unit, whatever 万 the target was written with.
std::string in_document_unit(const Rational& value, const Target& target);

/// "≥", ">", "≤", "<", "=".
std::string_view printed_sign(Operator op);

/// Terminal columns of UTF-8 text: CJK and full-width characters take two.
std::size_t columns(std::string_view utf8);
/// Padded with spaces to `width` columns (never cut).
std::string padded(std::string_view utf8, std::size_t width, bool right = false);

}  // namespace hallbook::indicators
