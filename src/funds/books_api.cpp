// The books over HTTP.
#include "funds/books_api.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/booking.h"
#include "funds/books_export.h"
#include "funds/books_ops.h"
#include "funds/funds_api.h"
#include "funds/voucher_store.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/http/fields.h"

namespace hallbook::funds {
namespace {

using http::Response;
using identity::Context;

constexpr Months every_month{190001, 219912};

Result<Months> asked_months(const http::Request& request) {
  const auto period = request.query_or("period");
  if (period.empty()) return every_month;
  auto months = parse_months(period);
  if (!months) months.error().field = "period";
  return months;
}

Json voucher_json(const voucher_store::StoredVoucher& voucher) {
  return Json::Object{{"name", voucher_name(voucher.series, voucher.number)},
                      {"booked_on", iso(voucher.booked_on)},
                      {"fact_on", iso(voucher.fact_on)},
                      {"kind", voucher.kind},
                      {"document", voucher.document},
                      {"payee", voucher.payee},
                      {"summary", voucher.summary},
                      {"amount", to_yuan(voucher.debit)},
                      {"seq", voucher.seq}};
}

Json posting_json(const BookRules& rules, const voucher_store::StoredPosting& row, Lang lang) {
  const auto* account = rules.account(row.posting.account);
  const auto& in = row.posting.dimensions;
  return Json::Object{{"account", row.posting.account},
                      {"title", account == nullptr ? row.posting.account : account->title.in(lang)},
                      {"side", account == nullptr ? std::string_view{} : side_name(side_of(account->kind))},
                      {"amount", to_yuan(row.posting.amount)},
                      {"project", in.project},
                      {"line", in.line},
                      {"source", in.source},
                      {"economic_class", in.economic_class}};
}

Json closings_json(db::ReadTx& tx, UnitId unit) {
  Json items = Json::Array{};
  for (const auto& one : voucher_store::closings(tx, unit))
    items.push_back(Json::Object{{"month", month_name(one.month)}, {"seq", one.seq}, {"year_end", one.year_end}});
  const auto until = voucher_store::closed_until(tx, unit);
  return Json::Object{{"items", std::move(items)}, {"closed_until", until == 0 ? "" : month_name(until)}};
}

}  // namespace

Result<Response> get_trial_balance(const http::Request& request, Context& context) {
  const auto months = asked_months(request);
  if (!months) return std::unexpected{months.error()};
  auto tx = context.data.read();
  const auto rules = book_rules(tx, context.unit.id);
  return http::ok(to_json(trial_balance(tx, context.unit.id, rules, *months), context.lang));
}

Result<Response> get_account_ledger(const http::Request& request, Context& context) {
  const auto months = asked_months(request);
  const auto limit = http::page_limit(request);
  const auto after = http::query_number(request, "after");
  if (!months) return std::unexpected{months.error()};
  if (!limit) return std::unexpected{limit.error()};
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const auto rules = book_rules(tx, context.unit.id);
  const auto ledger = account_ledger(tx, context.unit.id, rules, request.param("account"), *months,
                                     static_cast<std::int64_t>(*limit), *after);
  if (!ledger) return std::unexpected{ledger.error()};
  return http::ok(to_json(*ledger, context.lang));
}

Result<Response> get_execution_table(const http::Request& request, Context& context) {
  const auto months = asked_months(request);
  if (!months) return std::unexpected{months.error()};
  auto tx = context.data.read();
  const auto rules = book_rules(tx, context.unit.id);
  return http::ok(Json::Object{{"rows", to_json(execution_table(tx, context.unit.id, rules, *months))}});
}

Result<Response> get_vouchers(const http::Request& request, Context& context) {
  const auto months = asked_months(request);
  const auto limit = http::page_limit(request);
  const auto after = http::query_number(request, "after");
  if (!months) return std::unexpected{months.error()};
  if (!limit) return std::unexpected{limit.error()};
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const voucher_store::VoucherPage page{months->first, months->last, std::string{request.query_or("document")},
                                        static_cast<std::int64_t>(*limit), *after};
  Json items = Json::Array{};
  for (const auto& voucher : voucher_store::vouchers(tx, context.unit.id, page)) items.push_back(voucher_json(voucher));
  return http::ok(
      Json::Object{{"items", std::move(items)}, {"all", voucher_store::count_of(tx, context.unit.id, page)}});
}

Result<Response> get_voucher(const http::Request& request, Context& context) {
  const auto name = parse_voucher_name(request.param("name"));
  auto tx = context.data.read();
  const auto voucher =
      name ? voucher_store::find_voucher(tx, context.unit.id, name->first, name->second) : std::nullopt;
  if (!voucher)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有凭证“{}”", quote(request.param("name"))),
                   fmt::format("there is no voucher “{}”", quote(request.param("name")))},
                  "name");
  const auto rules = book_rules(tx, context.unit.id);
  Json view = voucher_json(*voucher), postings = Json::Array{};
  for (const auto& row : voucher_store::postings_of(tx, context.unit.id, name->first, name->second))
    postings.push_back(posting_json(rules, row, context.lang));
  view["postings"] = std::move(postings);
  return http::ok(view);
}

Result<Response> get_closings(const http::Request&, Context& context) {
  auto tx = context.data.read();
  return http::ok(closings_json(tx, context.unit.id));
}

/// "2026-03" closes a month, "2026" ends a year.
Result<Response> post_closing(const http::Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"period"}); !known) return std::unexpected{known.error()};
  const auto period = body->text("period");
  if (!period) return std::unexpected{period.error()};
  auto months = parse_months(*period);
  if (!months) return std::unexpected{months.error()};
  const bool month = months->first == months->last;
  const bool year = months->first % 100 == 1 && months->last == months->first + 11;
  if (!month && !year)
    return refuse(RefusalCode::invalid,
                  {"结账须给出一个月或一年，如 2026-03、2026", "close a month or a year: 2026-03, 2026"}, "period");
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto acting = acting_from(context);
    if (month) {
      if (auto closed = close_month(books, acting, months->last); !closed) return std::unexpected{closed.error()};
    } else if (auto ended = end_year(books, acting, static_cast<int>(months->first / 100)); !ended) {
      return std::unexpected{ended.error()};
    }
    return http::created(closings_json(books.tx, context.unit.id));
  });
}

Result<Response> get_books_export(const http::Request& request, Context& context) {
  const auto months = asked_months(request);
  if (!months) return std::unexpected{months.error()};
  const std::string format{request.query_or("format", "xlsx")};
  const std::map<std::string_view, JournalFormat> journals{
      {"hledger", JournalFormat::hledger}, {"ledger", JournalFormat::ledger}, {"beancount", JournalFormat::beancount}};
  const auto journal = journals.find(format);
  if (journal == journals.end() && format != "xlsx")
    return refuse(
        RefusalCode::invalid,
        {"导出格式有 xlsx、hledger、ledger、beancount", "the formats are xlsx, hledger, ledger and beancount"},
        "format");
  const auto folder = context.data.folder() / "uploads" / std::to_string(context.unit.id.value);
  std::filesystem::create_directories(folder);
  const auto file =
      folder / fmt::format("books-{}.{}", crypto::sm3(crypto::random_bytes(16)).hex().substr(0, 16), format);
  auto tx = context.data.read();
  const auto rules = book_rules(tx, context.unit.id);
  const auto counts = journal == journals.end()
                          ? export_sheet(tx, context.unit.id, rules, *months, file)
                          : export_journal(tx, context.unit.id, rules, *months, journal->second, file);
  if (!counts) return std::unexpected{counts.error()};
  const std::string_view ending = journal == journals.end() ? "xlsx" : journal->first;
  return http::file_answer(
      file, fmt::format("{}-{}.{}", context.lang == Lang::zh ? "账簿" : "books", iso(context.today), ending), true);
}

}  // namespace hallbook::funds
