#include "identity/unit.h"

#include <fmt/format.h>

#include "base/text.h"
#include "identity/unit_store.h"
#include "identity/user_store.h"

namespace hallbook::identity {
namespace {

constexpr std::size_t max_code = 32;
constexpr std::size_t max_name = 120;

/// The code stands in the address of every page of its unit: no space, slash, dot or question mark.
bool fits_an_address(std::string_view code) {
  return std::ranges::all_of(code, [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  });
}

std::unexpected<Refusal> in_field(Refusal refusal, std::string field) {
  refusal.field = std::move(field);
  return std::unexpected{std::move(refusal)};
}

}  // namespace

Json UnitFounded::to_json() const {
  return Json::Object{{"unit_id", unit.id.value},
                      {"parent_id", unit.parent.value},
                      {"code", unit.code},
                      {"name", unit.name},
                      {"sample", unit.sample}};
}

UnitFounded UnitFounded::from_json(const Json& body) {
  return {{UnitId{body.at("unit_id").integer()}, UnitId{body.at("parent_id").integer()}, body.at("code").string(),
           body.at("name").string(), body.at("sample").boolean()}};
}

void apply(journal::Books& books, const journal::Meta&, const UnitFounded& event) {
  user_store::count_change(books.tx);
  unit_store::insert(books.tx, event.unit);
}

Result<Unit> found_unit(journal::Books& books, const journal::Actor& actor, Instant at, Unit unit) {
  if (unit.code.empty()) return refuse(RefusalCode::invalid, {"请填写单位代码", "the unit needs a code"}, "code");
  if (unit.name.empty()) return refuse(RefusalCode::invalid, {"请填写单位名称", "the unit needs a name"}, "name");
  if (auto checked = check_text(unit.code, max_code); !checked) return in_field(checked.error(), "code");
  if (auto checked = check_text(unit.name, max_name); !checked) return in_field(checked.error(), "name");
  if (!fits_an_address(unit.code))
    return refuse(RefusalCode::invalid,
                  {fmt::format("单位代码“{}”只用字母、数字、汉字、- 和 _", unit.code),
                   fmt::format("a unit's code holds letters, digits, - and _ only, not “{}”", unit.code)},
                  "code");
  std::int64_t last = 0;
  for (const Unit& other : unit_store::all(books.tx)) {
    if (other.code == unit.code)
      return refuse(RefusalCode::conflict,
                    {fmt::format("单位代码 {} 已被“{}”使用", unit.code, other.name),
                     fmt::format("the code {} belongs to {} already", unit.code, other.name)},
                    "code");
    last = std::max(last, other.id.value);
  }
  unit.id = UnitId{last + 1};
  journal::append(books, unit.id, actor, at, UnitFounded{unit});
  return unit;
}

std::vector<Unit> units(db::ReadTx& tx) { return unit_store::all(tx); }

std::optional<Unit> find_unit(db::ReadTx& tx, UnitId id) {
  for (const Unit& unit : unit_store::all(tx))
    if (unit.id == id) return unit;
  return std::nullopt;
}

}  // namespace hallbook::identity
