// Payments, returns and allowed exceptions of duty over HTTP; papers as files.
#include "funds/funds_api.h"
#include "funds/funds_input.h"
#include "funds/funds_view.h"

namespace hallbook::funds {

using http::Fields;
using http::Response;
using identity::Context;

Result<Response> get_payments(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto query = [&](std::string_view name) { return std::string{request.query_or(name)}; };
  auto tx = context.data.read();
  auto found = newest_payments(tx, context.unit.id,
                               {query("project"), query("line"), query("state"), query("payee"), "", query("after"),
                                *limit + 1, query("month"), query("number")});
  const bool more = found.size() > *limit;
  if (more) found.pop_back();
  Json items = Json::Array{};
  for (const Payment& one : found) items.push_back(payment_view(one));
  return http::ok(Json::Object{{"items", std::move(items)}, {"next", more ? Json{found.back().no} : Json{}}});
}

Result<Response> post_payment(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto asked = payment_from_fields(*body);
  if (!asked) return std::unexpected{asked.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto rules = load_rules(books.tx, context.unit.id);
    const auto made = pay_request(books, acting_from(context), rules, *asked);
    if (!made) return std::unexpected{made.error()};
    Json view = payment_view(*load_payment(books.tx, context.unit.id, made->no)), warnings = Json::Array{};
    for (const Text& one : made->warnings) warnings.push_back(one.in(context.lang));
    view["warnings"] = std::move(warnings);
    return http::created(view);
  });
}

Result<Response> post_payment_return(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto asked = return_from_fields(std::string{request.param("number")}, *body);
  if (!asked) return std::unexpected{asked.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    if (auto done = return_payment(books, acting_from(context), *asked); !done) return std::unexpected{done.error()};
    return http::ok(payment_view(*load_payment(books.tx, context.unit.id, asked->no)));
  });
}

// R-FND-34
Result<Response> get_exceptions(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto after = http::query_number(request, "after", 0);
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  auto rows = exception_rows(tx, context.unit.id, *after, *limit + 1);
  const bool more = rows.size() > *limit;
  if (more) rows.pop_back();
  Json items = Json::Array{};
  for (const auto& one : rows) items.push_back(exception_row_view(tx, one));
  return http::ok(
      Json::Object{{"items", std::move(items)}, {"next", more ? Json{std::to_string(rows.back().seq)} : Json{}}});
}

Result<Response> post_exception(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto asked = exception_from_fields(*body);
  if (!asked) return std::unexpected{asked.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto rules = load_rules(books.tx, context.unit.id);
    if (auto done = allow_exception(books, acting_from(context), rules, *asked); !done)
      return std::unexpected{done.error()};
    return http::created(exception_view(exceptions(books.tx, context.unit.id).front()));
  });
}

}  // namespace hallbook::funds
