// The journal's head as a file to deposit, and a deposited one against the journal. Source: R-API-68 to R-API-70.
#include <fmt/format.h>

#include <algorithm>

#include "app/deposited_head.h"
#include "app/house_api.h"
#include "platform/http/fields.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using identity::Context;

namespace {

/// A code may hold Chinese characters, which a file's name in a header may not.
std::string plain_code(const identity::Unit& unit) {
  const bool plain = std::ranges::all_of(unit.code, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return plain ? unit.code : std::to_string(unit.id.value);
}

}  // namespace

Result<Response> get_journal_head_file(const Request&, Context& context) {
  auto tx = context.data.read();
  const auto head = journal::head(tx, context.unit.id);
  if (head.seq == 0)
    return refuse(RefusalCode::wrong_state, {"日志还是空的，没有日志头可存", "the journal is empty, there is no head"},
                  "head");
  Response response;
  response.headers.emplace_back("content-type", "application/octet-stream");
  response.headers.emplace_back("content-disposition", fmt::format("attachment; filename=\"hallbook-head-{}-{}.json\"",
                                                                   plain_code(context.unit), head.seq));
  response.body = deposited_text(context.unit, head);
  return response;
}

Result<Response> post_journal_head_check(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto fine = body->only({"head"}); !fine) return std::unexpected{fine.error()};
  const auto text = body->text("head");
  if (!text) return std::unexpected{text.error()};
  const auto given = read_deposited(*text);
  if (!given) return std::unexpected{given.error()};
  auto tx = context.data.read();
  const auto verdict = judge_head(tx, context.unit, *given);
  if (!verdict) return std::unexpected{verdict.error()};
  Json differences = Json::Array{};
  for (const auto& one : verdict->differences)
    differences.push_back(Json::Object{{"what", one.what}, {"given", one.given}, {"ours", one.ours}});
  return http::ok(Json::Object{{"holds", verdict->standing == HeadStanding::on_chain},
                               {"standing", standing_name(verdict->standing)},
                               {"message", verdict->message.in(context.lang)},
                               {"seq", verdict->seq},
                               {"root", given->root.hex()},
                               {"head", verdict->now.seq},
                               {"differences", std::move(differences)}});
}

}  // namespace hallbook::app
