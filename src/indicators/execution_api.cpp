// What the execution row opens into: the papers that granted the money, and payments one by one. R-EVA-14.
#include "funds/budget.h"
#include "indicators/asked.h"
#include "indicators/execution_row.h"
#include "indicators/indicators_api.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

namespace {

constexpr std::int64_t most_payments = 500;

Json payment_row_json(const funds::ExecutedRow& row) {
  return Json::Object{{"returned", row.returned},   {"payment", row.payment},     {"request", row.request},
                      {"voucher", row.voucher},     {"payee", row.payee},         {"line", row.line.line},
                      {"source", row.source},       {"indicator", row.indicator}, {"on", iso(row.on)},
                      {"amount", row.amount.fen()}, {"journal_seq", row.seq}};
}

Json granted_json(db::ReadTx& tx, UnitId unit, std::string_view project) {
  Json papers = Json::Array{};
  for (const auto& row : funds::budget_papers(tx, unit, project))
    if (row.act != "release" && row.act != "close")
      papers.push_back(Json::Object{{"act", row.act},
                                    {"line", row.line},
                                    {"to_line", row.to_line},
                                    {"amount", row.amount.fen()},
                                    {"document", row.paper.document},
                                    {"on", iso(row.paper.dated_on)},
                                    {"journal_seq", row.seq}});
  return papers;
}

}  // namespace

Result<Response> get_execution(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  const auto after = http::query_number(request, "after", 0), limit = http::query_number(request, "limit", 100),
             indicator = http::query_number(request, "indicator", 0);
  if (!found) return std::unexpected{found.error()};
  for (const auto* number : {&after, &limit, &indicator})
    if (!*number) return std::unexpected{number->error()};
  const auto& impl = found->evaluator.impl();
  auto evaluation = found->evaluator.evaluate(tx, found->as_of);
  if (!evaluation.execution.money)
    return refuse(RefusalCode::not_found,
                  {"这个项目还没有登记预算，执行率无从打开", "the project has no budget yet: nothing to open"},
                  "project");
  evaluation.execution.receipt = execution_receipt(tx, impl, evaluation);
  const std::int64_t most = std::clamp<std::int64_t>(*limit, 1, most_payments);
  Json rows = Json::Array{};
  std::int64_t total = 0;
  Money sum;
  funds::each_executed(tx, impl.unit, impl.project.code, found->as_of, impl.at_seq, [&](const funds::ExecutedRow& row) {
    if (*indicator != 0 && row.indicator != *indicator) return;
    sum = sum + row.amount;
    if (total++ >= *after && total <= *after + most) rows.push_back(payment_row_json(row));
  });
  return http::ok(Json::Object{{"project", impl.project.code},
                               {"as_of", iso(found->as_of)},
                               {"execution", execution_json(evaluation.execution, context.lang)},
                               {"papers", granted_json(tx, impl.unit, impl.project.code)},
                               {"rows", std::move(rows)},
                               {"all_rows", total},
                               {"sum", sum.fen()}});
}

}  // namespace hallbook::indicators
