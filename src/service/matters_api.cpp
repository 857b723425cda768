// Matters over HTTP: lists by whose turn it is, one with its steps, the next step.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "identity/acting_may.h"
#include "platform/http/fields.h"
#include "service/service_api.h"

namespace hallbook::service {
namespace {

using http::Fields;
using http::Response;
using identity::Context;
using identity::Permission;

Acting acting_in(const Context& context) {
  return {context.unit.id, context.actor(), context.at, context.who->name, context.today};
}

Json detail_for(db::ReadTx& tx, const Context& context, const Matter& matter) {
  return matter_detail(tx, acting_in(context), matter, context.may(Permission::service_fix),
                       context.may(Permission::service_verify));
}

Result<Response> take_step(const http::Request& request, Context& context, const StepAsked& asked) {
  const auto number = http::path_number(request, "number");
  if (!number) return std::unexpected{number.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto matter = step_matter(books, acting_in(context), *number, asked);
    if (!matter) return std::unexpected{matter.error()};
    return http::ok(detail_for(books.tx, context, *matter));
  });
}

}  // namespace

Result<Response> get_matters(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto after = http::query_number(request, "after");
  if (!after) return std::unexpected{after.error()};
  const auto tab = request.query_or("tab", "all");
  if (std::ranges::find(matter_tabs, tab) == std::end(matter_tabs))
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有“{}”这一栏", quote(tab)), fmt::format("there is no tab “{}”", quote(tab))}, "tab");
  auto tx = context.data.read();
  const UnitId unit = context.unit.id;
  const MatterAsker asker{context.who->name, context.may(Permission::service_verify), context.today};
  auto found = list_matters(tx, unit, tab, asker, *after, *limit + 1);
  const bool more = found.size() > *limit;
  if (more) found.pop_back();
  Json items = Json::Array{}, counts = Json::Object{};
  const auto calendar = calendar_of(tx, unit);
  for (const Matter& matter : found) items.push_back(matter_json(tx, unit, matter, context.today, calendar));
  const auto numbers = count_matters(tx, unit, asker);
  for (std::size_t i = 0; i < numbers.size(); ++i) counts[matter_tabs[i]] = numbers[i];
  return http::ok(Json::Object{
      {"items", std::move(items)}, {"counts", std::move(counts)}, {"next", more ? Json{found.back().number} : Json{}}});
}

Result<Response> get_matter(const http::Request& request, Context& context) {
  const auto number = http::path_number(request, "number");
  if (!number) return std::unexpected{number.error()};
  auto tx = context.data.read();
  const auto matter = find_matter(tx, context.unit.id, *number);
  if (!matter) return std::unexpected{matter.error()};
  return http::ok(detail_for(tx, context, *matter));
}

Result<Response> post_matter_step(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"step", "to", "note"}); !only) return std::unexpected{only.error()};
  const auto name = body->text("step"), to = body->text_or("to", ""), note = body->text_or("note", "");
  for (const auto* text : {&name, &to, &note})
    if (!*text) return std::unexpected{text->error()};
  const auto step = find_step(*name);
  if (!step || *step == Step::fix)
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有“{}”这一步", quote(*name)), fmt::format("there is no step “{}”", quote(*name))},
                  "step");
  return take_step(request, context, {*step, "", *to, *note});
}

Result<Response> post_matter_fix(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"note"}); !only) return std::unexpected{only.error()};
  const auto note = body->text_or("note", "");
  if (!note) return std::unexpected{note.error()};
  return take_step(request, context, {Step::fix, "", "", *note});
}

}  // namespace hallbook::service
