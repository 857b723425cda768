// Treasury rows, comparisons with registers, and what is due, over HTTP.
#include <algorithm>

#include "base/money_math.h"
#include "funds/contract_api.h"
#include "funds/contract_board.h"
#include "funds/contract_input.h"
#include "funds/funds_api.h"
#include "funds/reconcile_registers.h"
#include "funds/uploads.h"
#include "identity/kept_answer.h"

namespace hallbook::funds {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

/// {contract, period, bill[{key count amount}], invoices[]}, beside `also`.
Result<CompareOptions> comparison_of(const Fields& body) {
  CompareOptions options;
  const auto contract = body.text("contract"), period = body.text("period");
  if (!contract) return std::unexpected{contract.error()};
  if (!period) return std::unexpected{period.error()};
  options.contract = *contract;
  auto span = parse_period(*period);
  if (!span) {
    span.error().field = "period";
    return std::unexpected{span.error()};
  }
  options.period = *span;
  const auto rows = body.objects("bill");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto known = row.only({"key", "count", "amount"}); !known) return std::unexpected{known.error()};
    const auto key = row.text_or("key", ""), count = row.text_or("count", ""), amount = row.text_or("amount", "");
    for (const auto* text : {&key, &count, &amount})
      if (!*text) return std::unexpected{text->error()};
    auto line = bill_line_from(":" + *count + ":" + *amount);
    if (!line) return std::unexpected{line.error()};
    line->key = *key;
    options.bill.push_back(std::move(*line));
  }
  if (const auto* numbers = body.json().find("invoices"); numbers != nullptr && numbers->is_array())
    for (const auto& number : numbers->array())
      if (number.is_string()) options.invoices.push_back(number.string());
  return options;
}

}  // namespace

Result<Response> get_treasury_rows(const http::Request&, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto& waiting : waiting_rows(tx, context.unit.id))
    items.push_back(treasury_view(waiting.kept.row, waiting.match, context.lang));
  return http::ok(Json::Object{{"items", std::move(items)}});
}

/// R-TRE-10: what fits exactly is paid at once, in one write of its own; what a rule refuses waits and says why.
Result<Response> post_treasury_import(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"upload", "dry_run"}); !known) return std::unexpected{known.error()};
  const auto id = body->text("upload");
  const auto dry_run = body->flag_or("dry_run", false);
  if (!id) return std::unexpected{id.error()};
  if (!dry_run) return std::unexpected{dry_run.error()};
  if (auto kept = identity::kept_answer(context, request); kept && !*dry_run) return *std::move(kept);  // R-IDN-47
  const auto upload = find_upload(context, *id);
  if (!upload) return std::unexpected{upload.error()};
  const auto acting = acting_from(context);
  const auto result = import_treasury(context.data, acting, upload->file, *dry_run);
  if (!result) return std::unexpected{told_by_own_name(result.error(), *upload)};
  const auto answer_of = [&](const std::vector<PaidRow>& paid) {
    Json rows = Json::Array{}, notes = Json::Array{}, payments = Json::Array{};
    for (std::size_t i = 0; i < result->rows.size(); ++i)
      rows.push_back(treasury_view(result->rows[i], result->matches[i], context.lang));
    for (const auto& note : result->notes) notes.push_back(note.in(context.lang));
    for (const auto& one : paid) payments.push_back(paid_view(one, context.lang));
    return http::ok(Json::Object{{"format", result->format},
                                 {"new", static_cast<std::int64_t>(result->stored)},
                                 {"known", static_cast<std::int64_t>(result->known)},
                                 {"rows", std::move(rows)},
                                 {"notes", std::move(notes)},
                                 {"paid", std::move(payments)},
                                 {"seq", result->seq}});
  };
  if (*dry_run) return answer_of({});
  http::Response answer;
  const auto paid = context.data.write([&](journal::Books& books) -> Result<> {
    answer = answer_of(pay_exact_rows(books, acting, load_rules(books.tx, context.unit.id)));
    return identity::keep_answer(context, books, request, answer);
  });
  if (paid) return answer;
  if (auto kept = identity::kept_answer(context, request))
    return *std::move(kept);  // the same request came in twice at once
  return std::unexpected{paid.error()};
}

Result<Response> post_treasury_payment(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"voucher", "request"}); !known) return std::unexpected{known.error()};
  const auto voucher = body->text("voucher"), named = body->text_or("request", "");
  if (!voucher) return std::unexpected{voucher.error()};
  if (!named) return std::unexpected{named.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto paid =
        pay_treasury_row(books, acting_from(context), load_rules(books.tx, context.unit.id), *voucher, *named);
    if (!paid) return std::unexpected{paid.error()};
    return http::created(paid_view(*paid, context.lang));
  });
}

Result<Response> get_settlements(const http::Request& request, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto& one : settlements(tx, context.unit.id, request.query_or("contract")))
    items.push_back(Json::Object{{"seq", one.seq},
                                 {"subject", one.subject},
                                 {"contract", one.contract},
                                 {"period", period_name(one.period)},
                                 {"due", to_yuan(one.due)},
                                 {"billed", to_yuan(one.billed)},
                                 {"decision", one.decision},
                                 {"reason", one.reason},
                                 {"person", one.person},
                                 {"lines", one.lines}});
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> post_treasury_aside(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"voucher", "reason"}); !known) return std::unexpected{known.error()};
  const auto voucher = body->text("voucher"), reason = body->text("reason");
  if (!voucher) return std::unexpected{voucher.error()};
  if (!reason) return std::unexpected{reason.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    if (auto done = set_treasury_row_aside(books, acting_from(context), *voucher, *reason); !done)
      return std::unexpected{done.error()};
    return http::no_content();
  });
}

Result<Response> post_comparison(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"contract", "period", "bill", "invoices"}); !known)
    return std::unexpected{known.error()};
  const auto options = comparison_of(*body);
  if (!options) return std::unexpected{options.error()};
  auto tx = context.data.read();
  const auto result = compare_with_register(tx, context.unit.id, *options);
  if (!result) return std::unexpected{result.error()};
  return http::ok(reconciliation_json(*result, context.lang));
}

Result<Response> post_settlement(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"contract", "period", "bill", "invoices", "decision", "reason"}); !known)
    return std::unexpected{known.error()};
  const auto options = comparison_of(*body);
  if (!options) return std::unexpected{options.error()};
  const auto name = body->text("decision"), reason = body->text_or("reason", "");
  if (!name) return std::unexpected{name.error()};
  if (!reason) return std::unexpected{reason.error()};
  const auto decision = settlement_named(*name);
  if (!decision) return std::unexpected{decision.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto settled = settle_reconciliation(books, acting_from(context), *options, *decision, *reason);
    if (!settled) return std::unexpected{settled.error()};
    return http::created(reconciliation_json(*settled, context.lang));
  });
}

/// A page goes on after so many items: the list of a day has no numbers of its own.
Result<Response> get_due(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto after = http::query_number(request, "after", 0);
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const auto calendar = unit_workdays(tx, context.unit.id);
  const auto all = due_items(tx, context.unit.id, context.today, calendar, purchase_limits(tx, context.unit.id));
  const std::size_t first = std::min(static_cast<std::size_t>(*after), all.size());
  const std::size_t last = std::min(first + *limit, all.size());
  Json items = Json::Array{};
  for (std::size_t i = first; i < last; ++i) items.push_back(due_view(all[i], context.lang));
  return http::ok(Json::Object{{"on", iso(context.today)},
                               {"count", static_cast<std::int64_t>(all.size())},
                               {"items", std::move(items)},
                               {"next", last < all.size() ? Json{std::to_string(last)} : Json{}}});
}

Result<Response> get_overdue(const http::Request& request, Context& context) {
  const auto year = http::query_number(request, "year", static_cast<int>(context.today.year()) - 1);
  if (!year) return std::unexpected{year.error()};
  if (*year < 2000 || *year > 2199) return refuse(RefusalCode::invalid, {"年度不对", "no sound year"}, "year");
  auto tx = context.data.read();
  return http::ok(overdue_view(overdue_of_year(tx, context.unit.id, static_cast<int>(*year))));
}

}  // namespace hallbook::funds
