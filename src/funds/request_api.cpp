// Requests and their approvals over HTTP. Every change answers with the request as it then is.
#include "funds/funds_api.h"
#include "funds/funds_input.h"
#include "funds/funds_view.h"
#include "funds/paper_files.h"

namespace hallbook::funds {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

Json warnings_json(const std::vector<Text>& warnings, Lang lang) {
  Json list = Json::Array{};
  for (const Text& one : warnings) list.push_back(one.in(lang));
  return list;
}

using RequestJob = std::function<Result<>(journal::Books&, const FundRules&, const std::string& no)>;
Result<Response> change_one_request(const http::Request& request, Context& context, const RequestJob& job) {
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto rules = load_rules(books.tx, context.unit.id);
    const auto found = find_request(books.tx, context.unit.id, request.param("number"));
    if (!found) return std::unexpected{found.error()};
    if (auto done = job(books, rules, found->no); !done) return std::unexpected{done.error()};
    return http::ok(request_detail(books.tx, acting_from(context), rules,
                                   *load_request(books.tx, context.unit.id, found->no), context.lang));
  });
}

/// R-FND-65: who approves or refuses says what he saw; what was changed meanwhile is not approved.
Result<> check_seen(db::ReadTx& tx, UnitId unit, const std::string& no, const std::string& seen) {
  const auto now = find_request(tx, unit, no);
  if (!now) return std::unexpected{now.error()};
  if (now->content_digest.hex() == seen) return {};
  return refuse(RefusalCode::conflict,
                {"这笔申请在您打开之后改过，请看一遍改了什么再办",
                 "the request was changed after you opened it; look at what changed first"},
                "seen");
}

/// The body of a change to one request; files that came with it are kept.
Result<Fields> body_with_papers(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return body;
  std::vector<PaperFile> before;
  {
    auto tx = context.data.read();
    const auto found = find_request(tx, context.unit.id, request.param("number"));
    if (!found) return std::unexpected{found.error()};
    before = found->content.papers;
    before.insert(before.end(), found->later_papers.begin(), found->later_papers.end());
  }
  return with_uploads_kept(context, *body, before);
}

}  // namespace

Result<Response> get_requests(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto query = [&](std::string_view name) { return std::string{request.query_or(name)}; };
  auto tx = context.data.read();
  auto found = newest_requests(
      tx, context.unit.id,
      {query("project"), query("line"), query("state"), query("payee"), query("type"), query("after"), *limit + 1});
  const bool more = found.size() > *limit;
  if (more) found.pop_back();
  Json items = Json::Array{};
  for (const Request& one : found) items.push_back(request_view(one));
  return http::ok(Json::Object{{"items", std::move(items)}, {"next", more ? Json{found.back().no} : Json{}}});
}

Result<Response> get_request(const http::Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = find_request(tx, context.unit.id, request.param("number"));
  if (!found) return std::unexpected{found.error()};
  return http::ok(request_detail(tx, acting_from(context), load_rules(tx, context.unit.id), *found, context.lang));
}

Result<Response> post_request(const http::Request& request, Context& context) {
  const auto sent = Fields::of(request);
  if (!sent) return std::unexpected{sent.error()};
  const auto body = with_uploads_kept(context, *sent, {});
  if (!body) return std::unexpected{body.error()};
  const auto content = request_from_fields(*body);
  if (!content) return std::unexpected{content.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto rules = load_rules(books.tx, context.unit.id);
    const auto made = make_request(books, acting_from(context), rules, *content);
    if (!made) return std::unexpected{made.error()};
    Json view = request_detail(books.tx, acting_from(context), rules,
                               *load_request(books.tx, context.unit.id, made->no), context.lang);
    view["warnings"] = warnings_json(made->warnings, context.lang);
    return http::created(view);
  });
}

Result<Response> post_request_change(const http::Request& request, Context& context) {
  const auto body = body_with_papers(request, context);
  if (!body) return std::unexpected{body.error()};
  const auto content = request_from_fields(*body, "reason");
  if (!content) return std::unexpected{content.error()};
  const auto reason = body->text("reason");
  if (!reason) return std::unexpected{reason.error()};
  return change_one_request(request, context, [&](journal::Books& books, const FundRules& rules, const auto& no) {
    return change_request(books, acting_from(context), rules, no, *content, *reason);
  });
}

Result<Response> post_cancellation(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"reason"}); !known) return std::unexpected{known.error()};
  const auto reason = body->text("reason");
  if (!reason) return std::unexpected{reason.error()};
  return change_one_request(request, context, [&](journal::Books& books, const FundRules&, const auto& no) {
    return cancel_request(books, acting_from(context), no, *reason);
  });
}

// R-FND-17
Result<Response> get_request_paper(const http::Request& request, Context& context) {
  const auto found = [&] {
    auto tx = context.data.read();
    return find_request(tx, context.unit.id, request.param("number"));
  }();
  if (!found) return std::unexpected{found.error()};
  return paper_file(context, *found, request.param("digest"));
}

Result<Response> post_request_papers(const http::Request& request, Context& context) {
  const auto body = body_with_papers(request, context);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"papers"}); !known) return std::unexpected{known.error()};
  const auto papers = papers_from_fields(*body);
  if (!papers) return std::unexpected{papers.error()};
  return change_one_request(request, context, [&](journal::Books& books, const FundRules&, const auto& no) {
    return add_papers(books, acting_from(context), no, *papers);
  });
}

Result<Response> post_approval(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"seen", "note"}); !known) return std::unexpected{known.error()};
  const auto seen = body->text("seen"), note = body->text_or("note", "");
  if (!seen) return std::unexpected{seen.error()};
  if (!note) return std::unexpected{note.error()};
  return change_one_request(request, context,
                            [&](journal::Books& books, const FundRules& rules, const auto& no) -> Result<> {
                              if (auto same = check_seen(books.tx, context.unit.id, no, *seen); !same) return same;
                              const auto done = approve_request(books, acting_from(context), rules, no, *note);
                              if (!done) return std::unexpected{done.error()};
                              return {};
                            });
}

Result<Response> post_refusal(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"seen", "reason"}); !known) return std::unexpected{known.error()};
  const auto seen = body->text("seen"), reason = body->text("reason");
  if (!seen) return std::unexpected{seen.error()};
  if (!reason) return std::unexpected{reason.error()};
  return change_one_request(request, context,
                            [&](journal::Books& books, const FundRules& rules, const auto& no) -> Result<> {
                              if (auto same = check_seen(books.tx, context.unit.id, no, *seen); !same) return same;
                              return refuse_request(books, acting_from(context), rules, no, *reason);
                            });
}

}  // namespace hallbook::funds
