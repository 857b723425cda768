// The formula editor over HTTP: checking while one types, and the names that may be used. R-API-42, R-API-43.
#include <fmt/format.h>

#include "identity/adoption.h"
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "indicators/prices.h"
#include "indicators/print.h"
#include "indicators/rates.h"
#include "platform/http/fields.h"
#include "registers/registers.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

struct Function {
  std::string_view name, signature, zh, en;
};
constexpr Function function_words[] = {
    {"sum", "sum(register.measure, filter …)", "合计", "the sum of a measure"},
    {"count", "count(register, filter …)", "条数", "how many entries"},
    {"mean", "mean(register.measure, filter …)", "平均", "the mean of a measure"},
    {"min", "min(a, b) · min(by month: x)", "最小", "the smallest of values or of buckets"},
    {"max", "max(a, b) · max(by month: x)", "最大", "the largest of values or of buckets"},
    {"last", "last(by month: x)", "最后一期", "the value of the last bucket"},
    {"rate", "rate(\"name\", register, filter …)", "一个有定义的率", "a named rate"},
    {"price", "price(\"name\")", "当时的单价", "a dated price"},
    {"if missing", "if missing a then b", "缺数据时改用", "another value where one is missing"},
};

Json name_json(const registers::Field& field) {
  Json json = Json::Object{{"name", field.name}, {"title", text_json(field.title)}, {"unit", field.unit}};
  Json values = Json::Array{};
  for (const auto& choice : field.choices) values.push_back(choice.value);
  json["values"] = std::move(values);
  return json;
}

Json register_names(const registers::Definition& definition) {
  Json measures = Json::Array{}, dimensions = Json::Array{}, filters = Json::Array{};
  for (const auto* field : definition.measures()) measures.push_back(name_json(*field));
  for (const auto* field : definition.dimensions()) dimensions.push_back(name_json(*field));
  for (const auto& filter : definition.filters)
    filters.push_back(Json::Object{{"name", filter.name}, {"title", text_json(filter.title)}});
  return Json::Object{{"name", definition.name},
                      {"title", text_json(definition.title)},
                      {"measures", std::move(measures)},
                      {"dimensions", std::move(dimensions)},
                      {"filters", std::move(filters)}};
}

Json price_names(const PriceTable& prices) {
  Json list = Json::Array{};
  for (const auto& [name, dated] : prices.all())
    if (!dated.empty())
      list.push_back(Json::Object{{"name", name},
                                  {"title", text_json(dated.back().title)},
                                  {"unit", dated.back().unit},
                                  {"amount", dated.back().amount.exact()},
                                  {"from", iso(dated.back().from)}});
  return list;
}

}  // namespace

Result<Response> post_formula_check(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"project", "no", "formula", "as_of"}); !only) return std::unexpected{only.error()};
  const auto project = body->text_or("project", ""), formula = body->text("formula");
  const auto no = body->number_or("no", 0);
  const auto day = body->day("as_of");
  if (!project) return std::unexpected{project.error()};
  if (!formula) return std::unexpected{formula.error()};
  if (!no) return std::unexpected{no.error()};
  if (!day) return std::unexpected{day.error()};
  auto tx = context.data.read();
  const auto found = asked(tx, context, *project, *day);
  if (!found) return std::unexpected{found.error()};
  const int indicator = static_cast<int>(std::clamp<std::int64_t>(*no, 0, 100'000));
  const auto trial = found->evaluator.try_formula(tx, *formula, indicator, found->as_of);
  Json problems = Json::Array{}, printed, words;
  if (trial.problem)
    problems.push_back(
        Json::Object{{"at", trial.at}, {"length", trial.length}, {"message", trial.problem->message.in(context.lang)}});
  else
    words = text_json(trial.words);
  if (trial.value) {
    printed = readable(*trial.value);
    for (const auto& row : found->evaluator.project().indicators)
      if (row.no == indicator && row.target.kind == TargetKind::number)
        printed = in_document_unit(*trial.value, row.target);
  }
  return http::ok(Json::Object{{"ok", !trial.problem.has_value()},
                               {"problems", std::move(problems)},
                               {"words", std::move(words)},
                               {"unit", trial.unit},
                               {"value", trial.value ? Json{trial.value->exact()} : Json{}},
                               {"value_printed", std::move(printed)}});
}

Result<Response> get_vocabulary(const Request&, Context& context) {
  auto tx = context.data.read();
  Json registers = Json::Array{}, known = Json::Array{}, rates = Json::Array{};
  for (const auto& definition : registers::all_registers(tx, context.unit.id))
    registers.push_back(register_names(definition));
  for (const auto& one : function_words)
    known.push_back(Json::Object{{"name", one.name},
                                 {"signature", one.signature},
                                 {"words", text_json({std::string{one.zh}, std::string{one.en}})}});
  for (const auto& rate : rate_names())
    rates.push_back(Json::Object{{"name", rate.name},
                                 {"register", rate.register_name},
                                 {"title", text_json({std::string{rate.zh}, std::string{rate.en}})},
                                 {"words", text_json({std::string{rate.def_zh}, std::string{rate.def_en}})}});
  PriceTable prices;
  for (const auto& adopted : identity::definitions(tx, context.unit.id, "prices"))
    if (auto loaded = prices.load(adopted.text); !loaded) return std::unexpected{loaded.error()};
  return http::ok(Json::Object{{"registers", std::move(registers)},
                               {"functions", std::move(known)},
                               {"prices", price_names(prices)},
                               {"rates", std::move(rates)}});
}

}  // namespace hallbook::indicators
