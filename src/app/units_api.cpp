// POST /units: a unit below the one at hand or below one of those under it. R-IDN-56.
#include <fmt/format.h>

#include "app/house_api.h"
#include "app/new_unit.h"
#include "base/text.h"
#include "identity/unit_reach.h"
#include "platform/http/fields.h"

namespace hallbook::app {
namespace {

using http::Request;
using http::Response;
using identity::Context;

struct AskedUnit {
  std::string code, name, parent;  // parent: "" = the unit at hand
};

Result<AskedUnit> read_asked(const Request& request) {
  const auto fields = http::Fields::of(request);
  if (!fields) return std::unexpected{fields.error()};
  if (auto known = fields->only({"code", "name", "parent"}); !known) return std::unexpected{known.error()};
  const auto code = fields->text("code");
  if (!code) return std::unexpected{code.error()};
  const auto name = fields->text("name");
  if (!name) return std::unexpected{name.error()};
  const auto parent = fields->text_or("parent", "");
  if (!parent) return std::unexpected{parent.error()};
  AskedUnit asked{std::string{trim(*code)}, std::string{trim(*name)}, *parent};
  if (auto sound = check_unit_code(asked.code, "code"); !sound) return std::unexpected{sound.error()};
  return asked;
}

/// A code may belong to a unit that this administrator must not see: then it is said without its name.
Result<> check_code_is_free(const AskedUnit& asked, const Context& context, const std::vector<identity::Unit>& all) {
  const auto other = std::ranges::find(all, asked.code, &identity::Unit::code);
  if (other == all.end() || identity::is_within(other->id, context.unit.id, all)) return {};
  return refuse(RefusalCode::conflict,
                {fmt::format("单位代码 {} 已有单位在用", asked.code), fmt::format("the code {} is taken", asked.code)},
                "code");
}

}  // namespace

Result<Response> post_unit(const Request& request, Context& context) {
  const auto asked = read_asked(request);
  if (!asked) return std::unexpected{asked.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto all = identity::units(books.tx);
    const auto above = identity::unit_below(all, context.unit.id, asked->parent, "parent");
    if (!above) return std::unexpected{above.error()};
    if (auto is_free = check_code_is_free(*asked, context, all); !is_free) return std::unexpected{is_free.error()};
    const auto made = found_with_definitions(books, context.data.keys(), context.actor(), context.at,
                                             identity::Unit{{}, above->id, asked->code, asked->name, above->sample});
    if (!made) return std::unexpected{made.error()};
    return http::created(
        Json::Object{{"unit", Json::Object{{"code", made->code}, {"name", made->name}, {"sample", made->sample}}},
                     {"parent", above->code}});
  });
}

}  // namespace hallbook::app
