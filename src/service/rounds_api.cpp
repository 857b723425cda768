// Rounds over HTTP: the checklist for the phone, rounds done and not done, sending one.
#include "base/ensure.h"
#include "platform/http/fields.h"
#include "service/rounds_store.h"
#include "service/service_api.h"

namespace hallbook::service {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

constexpr int days_of_hints = 30;

}  // namespace

Result<Response> get_checklist(const http::Request&, Context& context) {
  auto tx = context.data.read();
  const UnitId unit = context.unit.id;
  const auto checklist = checklist_in_force(tx, unit);
  Json json = checklist_json(checklist);
  Json done = Json::Array{}, repeats = Json::Array{};
  for (const auto& one : rounds_store::done_since(tx, unit, context.today))
    if (one.day == context.today) done.push_back(one.turn);
  for (const auto& repeat : rounds_store::repeats_since(tx, unit, plus_days(context.today, -days_of_hints)))
    repeats.push_back(Json::Object{{"item", repeat.item}, {"window", repeat.window}, {"times", repeat.times}});
  json["day"] = iso(context.today);
  json["done"] = std::move(done);
  json["repeats"] = std::move(repeats);
  const auto works = calendar_of(tx, unit).is_workday(context.today);
  json["workday"] = works ? Json{*works} : Json{};
  return http::ok(json);
}

Result<Response> get_rounds(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto after = http::query_number(request, "after");
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const UnitId unit = context.unit.id;
  auto found = list_rounds(tx, unit, *after, *limit + 1);
  const bool more = found.size() > *limit;
  if (more) found.pop_back();
  Json items = Json::Array{}, missed = Json::Array{};
  for (const Round& round : found) {
    const auto checklist = checklist_of(tx, unit, round.content.checklist, round.content.checklist_digest);
    ensure(checklist.has_value(), "a round's checklist is gone");
    items.push_back(round_json(tx, round, *checklist));
  }
  const auto now = checklist_in_force(tx, unit);
  if (*after == 0)
    for (const auto& one : missed_lately(tx, unit, now, context.today))
      missed.push_back(
          Json::Object{{"day", iso(one.day)}, {"turn", one.turn}, {"turn_title", turn_json(now, one.turn)}});
  return http::ok(Json::Object{
      {"items", std::move(items)}, {"missed", std::move(missed)}, {"next", more ? Json{found.back().number} : Json{}}});
}

Result<Response> get_round(const http::Request& request, Context& context) {
  const auto number = http::path_number(request, "number");
  if (!number) return std::unexpected{number.error()};
  auto tx = context.data.read();
  const auto round = find_round(tx, context.unit.id, *number);
  if (!round) return std::unexpected{round.error()};
  return http::ok(round_detail(tx, context.unit.id, *round, context.today));
}

Result<Response> post_round(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto content = round_from_fields(*body);
  if (!content) return std::unexpected{content.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const Acting acting{context.unit.id, context.actor(), context.at, context.who->name, context.today};
    const auto taken = send_round(books, acting, *content);
    if (!taken) return std::unexpected{taken.error()};
    Json json = round_detail(books.tx, context.unit.id, taken->round, context.today);
    json["again"] = taken->again;
    return taken->again ? http::ok(json) : http::created(json);
  });
}

}  // namespace hallbook::service
