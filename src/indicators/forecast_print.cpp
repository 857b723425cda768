#include "indicators/forecast_print.h"

#include <cmath>

#include <fmt/format.h>

#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

/// As many decimals as an estimate deserves: whole pieces, two of yuan, four of a rate.
Rational rounded_estimate(double value, const Target& target) {
  const int places = target.unit == "ratio" ? 4 : target.unit == "元" ? 2 : 0;
  return Rational::parse(fmt::format("{:.{}f}", value, places)).value_or(Rational{});
}

/// The money as a target, so that it prints like one.
Target yuan_target() {
  Target target;
  target.kind = TargetKind::number;
  target.unit = "元";
  target.scale = Rational{1};
  return target;
}

Json way_json(const ForecastWay& way, const Target& target, Lang lang) {
  return Json::Object{{"name", way.name},
                      {"title", way_words(way.name).in(lang)},
                      {"value", rounded_estimate(way.value, target).exact()},
                      {"low", rounded_estimate(way.low, target).exact()},
                      {"high", rounded_estimate(way.high, target).exact()},
                      {"value_printed", estimate_printed(way.value, target)},
                      {"error_percent", way.error ? Json{fmt::format("{:.1f}", *way.error * 100)} : Json{}},
                      {"tests", way.tests}};
}

std::string_view possibility_name(Possibility possibility) {
  switch (possibility) {
    case Possibility::certain: return "certain";
    case Possibility::possible: return "possible";
    case Possibility::impossible: return "impossible";
  }
  return "";
}

std::optional<Date> day_of_limit(const Forecast& found, const WorkCalendar& calendar, Date as_of) {
  if (!found.workdays_to_limit) return std::nullopt;
  const auto day = calendar.plus_workdays(as_of, *found.workdays_to_limit);
  return day ? std::optional{*day} : std::nullopt;
}

Json forecast_json(const Forecast& found, const Target& target, const WorkCalendar& calendar, Date as_of, Lang lang) {
  Json ways = Json::Array{};
  for (const auto& way : found.ways) ways.push_back(way_json(way, target, lang));
  const auto& chosen = found.chosen();
  Json json = way_json(chosen, target, lang);
  json["estimate"] = true;
  json["low_printed"] = in_document_unit(rounded_estimate(chosen.low, target), target);
  json["high_printed"] = in_document_unit(rounded_estimate(chosen.high, target), target);
  // 0 and 100 are kept for what is certain: met for good, or past any repair.
  json["chance_percent"] = found.chance <= 0   ? std::int64_t{0}
                           : found.chance >= 1 ? std::int64_t{100}
                                               : std::clamp<std::int64_t>(std::llround(found.chance * 100), 1, 99);
  json["possibility"] = possibility_name(found.possibility);
  json["possibility_words"] = possibility_words(found.possibility).in(lang);
  const auto limit = day_of_limit(found, calendar, as_of);
  json["limit_on"] = limit ? Json{iso(*limit)} : Json{};
  json["ways"] = std::move(ways);
  return json;
}

Text limit_words(const Json& json) {
  if (json.is_null() || json.at("limit_on").is_null()) return {};
  const auto& day = json.at("limit_on").string();
  return {fmt::format("照这个进度 {} 前后会超过上限", day),
          fmt::format("at this pace the limit is passed about {}", day)};
}

std::string line_of(const std::string& no, const std::string& name, const std::string& now, const Json& json,
                    Lang lang) {
  const bool zh = lang == Lang::zh;
  const auto head = fmt::format("{} {}  {}", padded(no, 3), padded(name, 32), padded(now, 16, true));
  if (json.is_null()) return head + (zh ? "  没有预测\n" : "  no forecast\n");
  const auto& error = json.at("error_percent");
  auto line = fmt::format(
      "{}  {}  [{} – {}]  {}%  {}  {}{}\n", head, padded(json.at("value_printed").string(), 16, true),
      json.at("low_printed").string(), json.at("high_printed").string(), json.at("chance_percent").integer(),
      json.at("possibility_words").string(), json.at("title").string(),
      error.is_null() ? "" : fmt::format(fmt::runtime(zh ? "（回测误差 {}%）" : " (missed by {} %)"), error.string()));
  if (const auto limit = limit_words(json); !limit.zh.empty()) line += fmt::format("      {}\n", limit.in(lang));
  return line;
}

}  // namespace

std::string estimate_printed(double value, const Target& target) {
  return "约" + in_document_unit(rounded_estimate(value, target), target);
}

Json forecasts_json(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang) {
  Json items = Json::Array{};
  for (const auto& result : evaluation.indicators) {
    const auto found = evaluator.forecast_of(tx, result, evaluation.as_of);
    Json one = found ? forecast_json(*found, result.row.target, evaluator.calendar(), evaluation.as_of, lang) : Json{};
    items.push_back(Json::Object{{"no", result.row.no}, {"name", result.row.name}, {"forecast", std::move(one)}});
  }
  const auto money = evaluator.forecast_of_execution(tx, evaluation);
  return Json::Object{
      {"project", evaluation.project.code},
      {"as_of", iso(evaluation.as_of)},
      {"estimate", true},
      {"items", std::move(items)},
      {"execution",
       money ? forecast_json(*money, yuan_target(), evaluator.calendar(), evaluation.as_of, lang) : Json{}}};
}

std::string forecasts_table(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang) {
  const bool zh = lang == Lang::zh;
  const Json all = forecasts_json(tx, evaluator, evaluation, lang);
  std::string text = fmt::format(fmt::runtime(zh ? "截至 {} 的年末预计（估计数，80% 区间，达标可能）\n"
                                                 : "Expected year end as of {} (estimates, 80 % interval, chance)\n"),
                                 iso(evaluation.as_of));
  for (std::size_t i = 0; i < evaluation.indicators.size(); ++i) {
    const auto& result = evaluation.indicators[i];
    text += line_of(std::to_string(result.row.no), result.row.name, result.value ? result.value_printed : "—",
                    all.at("items").array()[i].at("forecast"), lang);
  }
  const auto& money = evaluation.execution.money;
  text += line_of("", zh ? "预算执行" : "Budget execution",
                  money ? in_document_unit(Rational{money->total.executed.fen(), 100}, yuan_target()) : "—",
                  all.at("execution"), lang);
  return text;
}

}  // namespace hallbook::indicators
