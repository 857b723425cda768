#include "app/new_unit.h"

#include <fmt/format.h>

#include "app/shipped.h"
#include "base/org_code.h"

namespace hallbook::app {

Result<> check_unit_code(const std::string& code, std::string_view field) {
  if (code.size() != 18 || is_org_code(code)) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("单位代码 {} 的校验位不符（GB 32100）。请核对后再输。", code),
                 fmt::format("the check character of unit code {} does not hold (GB 32100); look it up again", code)},
                std::string{field});
}

Result<identity::Unit> found_with_definitions(journal::Books& books, const journal::KeyRing& keys,
                                              const journal::Actor& actor, Instant at, identity::Unit unit) {
  auto founded = identity::found_unit(books, actor, at, std::move(unit));
  if (!founded) return founded;
  if (auto adopted = adopt_shipped(books, {founded->id, actor, at, &keys}); !adopted)
    return std::unexpected{adopted.error()};
  return founded;
}

}  // namespace hallbook::app
