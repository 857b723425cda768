// Budget and plan over HTTP. Every change answers with the overview as it then is.
#include "base/money_math.h"
#include "base/work_calendar.h"
#include "funds/budget_sheet.h"
#include "funds/funds_api.h"
#include "funds/funds_input.h"
#include "funds/funds_view.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

/// Without a sound calendar there is no pace; everything else is shown.
WorkCalendar calendar_of(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    if (auto loaded = calendar.load(adopted.text); !loaded) return {};
  return calendar;
}

Result<Response> overview_answer(db::ReadTx& tx, Context& context, std::string_view project, Date as_of) {
  const auto overview = overview_of(tx, context.unit.id, project, as_of, calendar_of(tx, context.unit.id));
  if (!overview) return std::unexpected{overview.error()};
  Json view = overview_view(*overview);
  view["as_of"] = iso(as_of);
  return http::ok(view);
}

/// A change of the budget: what it needs beside project and paper is read by `job`.
using BudgetJob = std::function<Result<>(journal::Books&, const std::string& project, const Paper& paper)>;
Result<Response> change_budget(const http::Request& request, Context& context, const Fields& body,
                               const BudgetJob& job) {
  const auto project = body.text("project");
  if (!project) return std::unexpected{project.error()};
  const auto paper = paper_from_fields(body);
  if (!paper) return std::unexpected{paper.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    if (auto done = job(books, *project, *paper); !done) return std::unexpected{done.error()};
    return overview_answer(books.tx, context, *project, context.today);
  });
}

/// {project, amount, paper} of one line; the amount may have a sign where the act gives one a meaning.
struct LineChange {
  Fields body;
  std::string line;
  Money amount;
};
Result<LineChange> line_change(const http::Request& request, std::string_view also, bool may_be_signed) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"project", "amount", "paper", also}); !known) return std::unexpected{known.error()};
  const auto text = body->text("amount");
  if (!text) return std::unexpected{text.error()};
  const auto amount = may_be_signed ? parse_change(*text, "amount") : parse_amount(*text, "amount");
  if (!amount) return std::unexpected{amount.error()};
  return LineChange{*body, std::string{request.param("line")}, *amount};
}

}  // namespace

Result<Response> get_funds_overview(const http::Request& request, Context& context) {
  const auto as_of = http::query_day(request, "as_of");
  if (!as_of) return std::unexpected{as_of.error()};
  auto tx = context.data.read();
  return overview_answer(tx, context, request.query_or("project"), as_of->value_or(context.today));
}

Result<Response> get_funds_rules(const http::Request&, Context& context) {
  auto tx = context.data.read();
  return http::ok(rules_view(load_rules(tx, context.unit.id)));
}

Result<Response> get_budget_papers(const http::Request& request, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const PaperRow& row : budget_papers(tx, context.unit.id, request.query_or("project")))
    items.push_back(paper_row_view(row));
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_line_moves(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  const auto before = http::query_number(request, "after");
  if (!limit) return std::unexpected{limit.error()};
  if (!before) return std::unexpected{before.error()};
  const std::string account{request.query_or("account")};
  if (!account.empty() && !find_account(account))
    return refuse(RefusalCode::invalid, {"没有这个账户", "there is no such account"}, "account");
  auto tx = context.data.read();
  const auto page = moves_page(tx, context.unit.id,
                               {std::string{request.query_or("project")}, std::string{request.param("line")}, account,
                                std::string{request.query_or("document")}, *before, *limit});
  Json items = Json::Array{};
  for (const MoveRow& row : page.rows) items.push_back(move_view(row));
  return http::ok(
      Json::Object{{"items", std::move(items)}, {"next", page.next ? Json{std::to_string(*page.next)} : Json{}}});
}

Result<Response> put_budget_reading(const http::Request& request, Context&) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto lines = read_budget_sheet(request.upload);
  if (!lines) return std::unexpected{lines.error()};
  Json items = Json::Array{};
  for (const NewLine& line : *lines)
    items.push_back(Json::Object{{"line", line.line},
                                 {"purpose", line.purpose},
                                 {"economic_class", line.economic_class},
                                 {"source", find_source(line.source)->name},
                                 {"amount", to_yuan(line.amount)}});
  return http::ok(Json::Object{{"lines", std::move(items)}});
}

Result<Response> post_budget(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"project", "paper", "lines"}); !known) return std::unexpected{known.error()};
  const auto lines = lines_from_fields(*body);
  if (!lines) return std::unexpected{lines.error()};
  return change_budget(request, context, *body, [&](journal::Books& books, const auto& project, const Paper& paper) {
    return approve_budget(books, acting_from(context), project, paper, *lines);
  });
}

Result<Response> post_adjustment(const http::Request& request, Context& context) {
  const auto change = line_change(request, "paper", true);
  if (!change) return std::unexpected{change.error()};
  return change_budget(
      request, context, change->body, [&](journal::Books& books, const auto& project, const Paper& paper) {
        return adjust_budget(books, acting_from(context), {project, change->line}, change->amount, paper);
      });
}

Result<Response> post_transfer(const http::Request& request, Context& context) {
  const auto change = line_change(request, "to", false);
  if (!change) return std::unexpected{change.error()};
  const auto to = change->body.text("to");
  if (!to) return std::unexpected{to.error()};
  return change_budget(
      request, context, change->body, [&](journal::Books& books, const auto& project, const Paper& paper) {
        return transfer_budget(books, acting_from(context), {project, change->line, *to, change->amount, paper, {}});
      });
}

Result<Response> post_release(const http::Request& request, Context& context) {
  const auto change = line_change(request, "paper", false);
  if (!change) return std::unexpected{change.error()};
  return change_budget(
      request, context, change->body, [&](journal::Books& books, const auto& project, const Paper& paper) {
        return release_budget(books, acting_from(context), {project, change->line}, change->amount, paper);
      });
}

Result<Response> post_line_closing(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"project", "reason"}); !known) return std::unexpected{known.error()};
  const auto project = body->text("project"), reason = body->text("reason");
  if (!project) return std::unexpected{project.error()};
  if (!reason) return std::unexpected{reason.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    if (auto done = close_line(books, acting_from(context), {*project, std::string{request.param("line")}}, *reason);
        !done)
      return std::unexpected{done.error()};
    return overview_answer(books.tx, context, *project, context.today);
  });
}

Result<Response> post_plan(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"project", "kind", "reason", "parts"}); !known) return std::unexpected{known.error()};
  const auto project = body->text("project");
  if (!project) return std::unexpected{project.error()};
  const auto plan = plan_from_fields({*project, std::string{request.param("line")}}, *body);
  if (!plan) return std::unexpected{plan.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    if (auto done = set_plan(books, acting_from(context), *plan); !done) return std::unexpected{done.error()};
    return overview_answer(books.tx, context, *project, context.today);
  });
}

}  // namespace hallbook::funds
