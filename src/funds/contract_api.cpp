// Contracts and acceptances over HTTP.
#include "funds/contract_api.h"

#include <fmt/format.h>

#include "funds/accounts.h"
#include "funds/contract_board.h"
#include "funds/contract_input.h"
#include "funds/contract_ops.h"
#include "funds/document_pages.h"
#include "funds/funds_api.h"
#include "funds/paper_files.h"
#include "funds/uploads.h"

namespace hallbook::funds {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

/// The body of a change to one contract: a day, a text, and for a supplement its amount.
struct ContractChange {
  Date on;
  std::string words;
};
Result<ContractChange> change_body(const Fields& body, std::string_view words) {
  const auto on = body.day("on");
  if (!on) return std::unexpected{on.error()};
  if (!*on) return refuse(RefusalCode::invalid, {"缺少日期", "the day is missing"}, "on");
  const auto text = body.text(words);
  if (!text) return std::unexpected{text.error()};
  return ContractChange{**on, *text};
}

/// "uploads": ids of files that lie here already; kept as evidence.
Result<std::vector<ContractFile>> attached(const Context& context, const Fields& body) {
  std::vector<ContractFile> files;
  const Json* ids = body.json().find("uploads");
  if (ids == nullptr || !ids->is_array()) return files;
  for (const auto& id : ids->array()) {
    const auto upload = find_upload(context, id.is_string() ? id.string() : "");
    if (!upload) return std::unexpected{upload.error()};
    files.push_back({upload->name, keep_upload(context, *upload)});
  }
  return files;
}

bool is_set(const http::Request& request, std::string_view name) { return request.query_or(name) == "1"; }

Json page_json(Json items, std::string_view last, bool more) {
  return Json::Object{{"items", std::move(items)}, {"next", more ? Json{last} : Json{}}};
}

Result<Response> acceptance_list(const http::Request& request, Context& context, bool only_waiting) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  auto tx = context.data.read();
  const AcceptanceFilter filter{std::string{request.query_or("contract")}, only_waiting,
                                std::string{request.query_or("after")}, *limit};
  const auto page = acceptance_page(tx, context.unit.id, filter);
  Json items = Json::Array{};
  for (const auto& acceptance : page.rows) {
    Json view = acceptance_view(acceptance);
    const auto contract = find_contract(tx, context.unit.id, acceptance.contract);
    view["party"] = contract ? contract->party : "";
    view["title"] = contract ? contract->title : "";
    items.push_back(std::move(view));
  }
  return http::ok(page_json(std::move(items), page.rows.empty() ? "" : page.rows.back().number, page.more));
}

using ChangeJob = std::function<Result<Contract>(journal::Books&, const std::string& number)>;
Response change_one(const http::Request& request, Context& context, const ChangeJob& job) {
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto changed = job(books, std::string{request.param("number")});
    if (!changed) return std::unexpected{changed.error()};
    return http::ok(contract_board(books.tx, context, *changed));
  });
}

}  // namespace

Result<Response> get_contracts(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  ContractFilter filter{.project = std::string{request.query_or("project")},
                        .open = is_set(request, "open"),
                        .reconciled = is_set(request, "reconciled"),
                        .alarms_on = std::nullopt,
                        .after = std::string{request.query_or("after")},
                        .limit = *limit};
  if (is_set(request, "alarms")) filter.alarms_on = context.today;
  auto tx = context.data.read();
  const auto calendar = unit_workdays(tx, context.unit.id);
  const auto page = contract_page(tx, context.unit.id, filter);
  Json items = Json::Array{};
  for (const auto& contract : page.rows) items.push_back(contract_row(tx, context, calendar, contract));
  return http::ok(page_json(std::move(items), page.rows.empty() ? "" : page.rows.back().number, page.more));
}

Result<Response> get_contract(const http::Request& request, Context& context) {
  auto tx = context.data.read();
  const auto contract = find_contract(tx, context.unit.id, request.param("number"));
  if (!contract) return std::unexpected{contract.error()};
  return http::ok(contract_board(tx, context, *contract));
}

Result<Response> get_contract_file(const http::Request& request, Context& context) {
  const auto contract = [&] {
    auto tx = context.data.read();
    return find_contract(tx, context.unit.id, request.param("number"));
  }();
  if (!contract) return std::unexpected{contract.error()};
  for (const auto& file : contract->files)
    if (file.digest.hex() == request.param("digest")) return sealed_file(context, file.name, file.digest);
  return refuse(RefusalCode::not_found,
                {fmt::format("合同 {} 没有这个附件", contract->number),
                 fmt::format("contract {} has no such file", contract->number)},
                "digest");
}

Result<Response> post_contract(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  Json::Object plain = body->json().object();
  const auto files = attached(context, *body);
  if (!files) return std::unexpected{files.error()};
  plain.erase("uploads");
  auto contract = contract_from_fields(Fields{Json{std::move(plain)}});
  if (!contract) return std::unexpected{contract.error()};
  contract->files = *files;
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto recorded = sign_contract(books, acting_from(context), *contract);
    if (!recorded) return std::unexpected{recorded.error()};
    return http::created(contract_board(books.tx, context, *recorded));
  });
}

Result<Response> post_supplement(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"on", "reason", "amount"}); !known) return std::unexpected{known.error()};
  const auto change = change_body(*body, "reason");
  if (!change) return std::unexpected{change.error()};
  const auto written = body->text("amount");
  if (!written) return std::unexpected{written.error()};
  const auto amount = parse_amount(*written, "amount");
  if (!amount) return std::unexpected{amount.error()};
  return change_one(request, context, [&](journal::Books& books, const std::string& number) {
    return supplement_contract(books, acting_from(context), number, {0, change->on, *amount, change->words});
  });
}

Result<Response> post_publication(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"on", "at"}); !known) return std::unexpected{known.error()};
  const auto change = change_body(*body, "at");
  if (!change) return std::unexpected{change.error()};
  return change_one(request, context, [&](journal::Books& books, const std::string& number) {
    return publish_contract(books, acting_from(context), number, change->on, change->words);
  });
}

Result<Response> post_contract_closing(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"on", "reason"}); !known) return std::unexpected{known.error()};
  const auto change = change_body(*body, "reason");
  if (!change) return std::unexpected{change.error()};
  return change_one(request, context, [&](journal::Books& books, const std::string& number) {
    return close_contract(books, acting_from(context), number, change->on, change->words);
  });
}

Result<Response> get_acceptances(const http::Request& request, Context& context) {
  return acceptance_list(request, context, is_set(request, "waiting"));
}

/// For who may sign and not read the rest of the money.
Result<Response> get_waiting_acceptances(const http::Request& request, Context& context) {
  return acceptance_list(request, context, true);
}

Result<Response> post_fund_upload(const http::Request& request, Context& context) {
  const auto upload = take_upload(request, context);
  if (!upload) return std::unexpected{upload.error()};
  return http::created(Json::Object{
      {"upload", upload->id}, {"name", upload->name}, {"bytes", static_cast<std::int64_t>(upload->bytes)}});
}

Result<Response> post_acceptance(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto acceptance = acceptance_from_fields(*body);
  if (!acceptance) return std::unexpected{acceptance.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto recorded = record_acceptance(books, acting_from(context), *acceptance);
    if (!recorded) return std::unexpected{recorded.error()};
    return http::created(acceptance_view(*recorded));
  });
}

Result<Response> post_signature(const http::Request& request, Context& context) {
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto done = sign_acceptance(books, acting_from(context), request.param("number"));
    if (!done) return std::unexpected{done.error()};
    return http::ok(acceptance_view(*done));
  });
}

}  // namespace hallbook::funds
