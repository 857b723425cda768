#pragma once
// How a fact is printed in a form. R-FRM-14.
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace hallbook::forms {

/// nullopt: there is no such format. A refusal: the value does not fit it.
///   ""        text as it is, whole numbers in digits
///   yuan      integer fen → "1,086.00"
///   wan       integer fen → 万元, as many decimals as are needed, at least two: "42.00"
///   words     integer fen → 大写
///   percent   an exact fraction as text ("0.9112", "2/3") → "91.12%", half-up once
///   date      "2026-09-17" → "2026年9月17日"
std::optional<Result<std::string>> printed(const Json& value, std::string_view format);

}  // namespace hallbook::forms
