#include "forms/monitoring.h"

#include <fmt/format.h>

#include "base/date.h"
#include "forms/self_evaluation.h"

namespace hallbook::forms {
namespace {

struct Cause {
  std::string_view key, word;
};
constexpr std::array all_causes{Cause{"money", "经费"}, Cause{"rules", "制度"}, Cause{"people", "人员"},
                                Cause{"equipment", "硬件条件"}, Cause{"other", "其他"}};
struct May {
  std::string_view key, word;
};
constexpr std::array all_possibilities{May{"certain", "确定能"}, May{"possible", "有可能"},
                                       May{"impossible", "完全不可能"}};

/// "1-7月" up to a month's end, else "1月1日-9月17日".
std::string span_words(Date day) {
  const Date next = Date{std::chrono::sys_days{day} + std::chrono::days{1}};
  const auto month = static_cast<unsigned>(day.month());
  if (next.month() != day.month()) return month == 1 ? "1月" : fmt::format("1-{}月", month);
  return fmt::format("1月1日-{}月{}日", month, static_cast<unsigned>(day.day()));
}

const Json* forecast_for(const Json& forecasts, std::int64_t no) {
  const Json* items = forecasts.find("items");
  if (items == nullptr) return nullptr;
  for (const Json& item : items->array())
    if (item.at("no").integer() == no && !item.at("forecast").is_null()) return &item.at("forecast");
  return nullptr;
}

/// R-FRM-43: a person's word before the forecast's; when the year is over, what came of it.
std::string_view possibility_key(const Json& result, const Json* forecast) {
  const std::string own = words_of(result, "possibility");
  for (const auto& one : all_possibilities)
    if (one.word == own) return one.key;
  if (forecast != nullptr) {
    for (const auto& one : all_possibilities)
      if (one.key == forecast->at("possibility").string()) return one.key;
  }
  const Json* met = result.find("met");
  if (met == nullptr || met->is_null()) return "";
  return met->boolean() ? "certain" : "impossible";
}

std::string note_cell(const Json& result, const Json* forecast) {
  std::string note = words_of(result, "note");
  if (const Json* words = result.find("words"); words != nullptr && words->find("possibility") != nullptr)
    note += fmt::format("{}可能性由人填写，理由：{}", note.empty() ? "" : "；",
                        words->at("possibility").at("reason").string());
  if (forecast != nullptr && !forecast->at("limit_on").is_null())
    note += fmt::format("{}照此进度约{}超上限", note.empty() ? "" : "；", forecast->at("limit_on").string());
  return note;
}

void add_expected(Json& facts, const Json& result, const Json& forecasts) {
  const Json* forecast = forecast_for(forecasts, result.at("no").integer());
  const Json* value = result.find("value_printed");
  const bool over = forecasts.find("over") != nullptr && value != nullptr && !value->is_null();
  facts["expected"] = forecast != nullptr ? forecast->at("value_printed") : over ? *value : Json{""};
  const std::string causes = words_of(result, "causes");
  Json ticks = Json::Object{}, may = Json::Object{};
  for (const auto& cause : all_causes) ticks[cause.key] = causes.find(cause.word) != std::string::npos ? "√" : "";
  const auto key = possibility_key(result, forecast);
  for (const auto& one : all_possibilities) may[one.key] = one.key == key ? "√" : "";
  facts["cause"] = std::move(ticks);
  facts["may"] = std::move(may);
  facts["why"] = words_of(result, "reason");
  facts["note"] = note_cell(result, forecast);
}

/// Which way was chosen how often, so that a reader knows what an estimate stands on.
std::string forecast_note(const Json& forecasts) {
  std::map<std::string, int> ways;
  const Json* items = forecasts.find("items");
  if (items == nullptr) return "年度已结束，不再预计。";
  for (const Json& item : items->array())
    if (!item.at("forecast").is_null()) ++ways[item.at("forecast").at("title").string()];
  std::string text;
  for (const auto& [title, count] : ways) text += fmt::format("{}{}（{}项）", text.empty() ? "" : "、", title, count);
  return text.empty() ? "数据太少，还不能预计。" : text + "，以已过月份回测选定。";
}

}  // namespace

Json monitoring_facts(const dossier::Project& project, const Json& evaluation, const Json& forecasts) {
  Json facts = self_evaluation_facts(project, evaluation);
  const auto& results = evaluation.at("indicators").array();
  Json::Array rows = facts.at("indicators").array();
  Json said = forecasts;
  if (said.find("items") == nullptr) said["items"] = Json::Array{}, said["over"] = true;
  for (std::size_t i = 0; i < rows.size(); ++i) add_expected(rows[i], results[i], said);
  facts["indicators"] = std::move(rows);
  const auto day = parse_iso_date(evaluation.at("as_of").string());
  facts["span"] = day ? span_words(*day) : "";
  facts["forecast_note"] = forecast_note(forecasts);
  for (const std::string_view source : {"appropriation", "carried_over", "other"})
    facts["money"][source]["expected"] = Json{};
  const Json* money = forecasts.find("execution");
  // Whole fen of an estimate in yuan with two decimals.
  facts["money"]["total"]["expected"] = Json{};
  if (money != nullptr && !money->is_null()) {
    std::string yuan = money->at("value").string();
    const auto dot = yuan.find('.');
    std::string cents = dot == std::string::npos ? "" : yuan.substr(dot + 1);
    cents.resize(2, '0');
    const auto fen = std::int64_t{std::strtoll((yuan.substr(0, dot) + cents).c_str(), nullptr, 10)};
    facts["money"]["total"]["expected"] = (fen + 5'000) / 10'000 * 10'000;  // an estimate, no finer than 0.01 万元
  } else if (const Json* over = said.find("over"); over != nullptr) {
    facts["money"]["total"]["expected"] = facts.at("money").at("total").at("executed");
  }
  return facts;
}

}  // namespace hallbook::forms
