#include "identity/unit_reach.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::identity {

Result<Unit> unit_below(const std::vector<Unit>& all, UnitId top, std::string_view code, std::string_view field) {
  for (const Unit& unit : all)
    if (code.empty() ? unit.id == top : unit.code == code && is_within(unit.id, top, all)) return unit;
  return refuse(RefusalCode::not_found,
                {fmt::format("没有单位“{}”", quote(code)), fmt::format("there is no unit “{}”", quote(code))},
                std::string{field});
}

}  // namespace hallbook::identity
