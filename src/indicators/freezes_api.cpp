// Frozen evaluations over HTTP.
#include <fmt/format.h>

#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "platform/crypto/hash.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

namespace {

const Json* member(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* at = &json;
  for (const auto name : path) {
    if (at == nullptr) return nullptr;
    at = at->find(name);
  }
  return at;
}

Json member_or_null(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* found = member(json, path);
  return found == nullptr ? Json{} : *found;
}

Json frozen_json(const Frozen& frozen) {
  const Json content = Json::parse(frozen.bytes).value_or(Json{Json::Object{}});
  return Json::Object{{"version", frozen.version},
                      {"project", frozen.project},
                      {"at", http::utc(frozen.at)},
                      {"by", frozen.by},
                      {"seq", frozen.seq},
                      {"as_of", member_or_null(content, {"as_of"})},
                      {"total", member_or_null(content, {"total", "score"})},
                      {"grade", member_or_null(content, {"total", "grade"})},
                      {"digest", crypto::sm3(frozen.bytes).hex()}};
}

Result<Frozen> asked_frozen(db::ReadTx& tx, Context& context, std::string_view project, std::int64_t version) {
  return find_frozen(tx, context.data.evidence(), context.unit.id, project,
                     static_cast<int>(std::min<std::int64_t>(version, INT32_MAX)));
}

std::string text_of(const Json& indicator, std::string_view name) {
  const Json* value = indicator.find(name);
  return value != nullptr && value->is_string() ? value->string() : "";
}

/// R-API-45: what a difference comes from, as far as the two answers say.
std::string why(const Json& a, const Json& b, Lang lang) {
  if (text_of(a, "formula") != text_of(b, "formula")) return Text{"公式改过", "the formula changed"}.in(lang);
  if (text_of(a, "target") != text_of(b, "target")) return Text{"目标改过", "the target changed"}.in(lang);
  const auto rows = [](const Json& indicator) {
    const Json* found = member(indicator, {"receipt", "rows"});
    return found != nullptr && found->is_int() ? found->integer() : 0;
  };
  if (const auto more = rows(b) - rows(a); more != 0)
    return Text{fmt::format("明细{} {} 行", more > 0 ? "多了" : "少了", std::abs(more)),
                fmt::format("{} {} rows", std::abs(more), more > 0 ? "more" : "fewer")}
        .in(lang);
  if (text_of(a, "value") != text_of(b, "value")) return Text{"有更正", "entries were corrected"}.in(lang);
  return "";
}

Json compare_json(const Json& a, const Json& b, Lang lang) {
  Json rows = Json::Array{};
  const Json empty = Json::Array{};
  const auto list = [&](const Json& json) -> const Json::Array& {
    const Json* found = json.find("indicators");
    return found != nullptr && found->is_array() ? found->array() : empty.array();
  };
  for (const auto& now : list(b)) {
    const auto before =
        std::ranges::find_if(list(a), [&](const Json& other) { return other.at("no") == now.at("no"); });
    const Json other = before == list(a).end() ? Json{Json::Object{}} : *before;
    const auto x = Rational::parse(text_of(other, "value")), y = Rational::parse(text_of(now, "value"));
    rows.push_back(Json::Object{{"no", now.at("no")},
                                {"name", now.at("name")},
                                {"a", member_or_null(other, {"value_printed"})},
                                {"b", member_or_null(now, {"value_printed"})},
                                {"difference", x && y ? Json{(*y - *x).exact()} : Json{}},
                                {"why", why(other, now, lang)}});
  }
  return rows;
}

}  // namespace

Result<Response> post_freeze(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"project", "as_of", "reason"}); !only) return std::unexpected{only.error()};
  const auto project = body->text_or("project", "");
  const auto day = body->day("as_of");
  if (!project) return std::unexpected{project.error()};
  if (!day) return std::unexpected{day.error()};
  // Read before the writer is asked: every row behind every figure takes a while. The head says where it was read.
  const auto evaluation = [&]() -> Result<Evaluation> {
    auto tx = context.data.read();
    const auto found = asked(tx, context, *project, *day);
    if (!found) return std::unexpected{found.error()};
    Evaluation read = found->evaluator.evaluate(tx, found->as_of);
    found->evaluator.attach_receipts(tx, read);
    return read;
  }();
  if (!evaluation) return std::unexpected{evaluation.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto frozen = freeze(books, context.unit.id, context.actor(), context.at, *evaluation);
    if (!frozen) return std::unexpected{frozen.error()};
    return http::created(frozen_json(*frozen));
  });
}

Result<Response> get_freezes(const Request& request, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto& frozen : all_frozen(tx, context.unit.id, request.query_or("project"))) {
    const auto whole = asked_frozen(tx, context, frozen.project, frozen.version);
    if (!whole) return std::unexpected{whole.error()};
    items.push_back(frozen_json(*whole));
  }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_freeze(const Request& request, Context& context) {
  const auto version = http::path_number(request, "version");
  if (!version) return std::unexpected{version.error()};
  auto tx = context.data.read();
  const auto frozen = asked_frozen(tx, context, request.query_or("project"), *version);
  if (!frozen) return std::unexpected{frozen.error()};
  Response response;
  response.headers.emplace_back("content-type", "application/json");
  response.body = frozen->bytes;
  return response;
}

Result<Response> get_freeze_compare(const Request& request, Context& context) {
  const auto a = http::query_number(request, "a"), b = http::query_number(request, "b");
  if (!a) return std::unexpected{a.error()};
  if (!b) return std::unexpected{b.error()};
  auto tx = context.data.read();
  const auto first = asked_frozen(tx, context, request.query_or("project"), *a);
  if (!first) return std::unexpected{first.error()};
  const auto second = asked_frozen(tx, context, request.query_or("project"), *b);
  if (!second) return std::unexpected{second.error()};
  const auto x = Json::parse(first->bytes), y = Json::parse(second->bytes);
  if (!x) return std::unexpected{x.error()};
  if (!y) return std::unexpected{y.error()};
  return http::ok(Json::Object{{"rows", compare_json(*x, *y, context.lang)},
                               {"total", Json::Object{{"a", member_or_null(*x, {"total", "score"})},
                                                      {"b", member_or_null(*y, {"total", "score"})}}}});
}

Result<Response> get_freeze_holds(const Request& request, Context& context) {
  const auto version = http::path_number(request, "version");
  if (!version) return std::unexpected{version.error()};
  const auto begin = std::chrono::steady_clock::now();
  auto tx = context.data.read();
  const auto frozen = asked_frozen(tx, context, request.query_or("project"), *version);
  if (!frozen) return std::unexpected{frozen.error()};
  const auto holds = frozen_still_holds(tx, context.unit.id, *frozen);
  if (!holds) return std::unexpected{holds.error()};
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  return http::ok(Json::Object{{"holds", *holds}, {"ms", static_cast<std::int64_t>(ms.count())}});
}

}  // namespace hallbook::indicators
