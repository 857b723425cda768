#include "indicators/rates.h"

#include "base/ensure.h"

namespace hallbook::indicators {

using registers::Condition;
using registers::Definition;
using registers::Values;

namespace {

constexpr auto on_day = RateBasis::catalogue_on_day;
constexpr auto entries = RateBasis::entries_of_period;
constexpr auto totals = RateBasis::totals_of_period;

// R-RAT-01 … R-RAT-13, in this order.
constexpr std::array names{
    RateName{"online_depth", "items", on_day, "全程网办率", "whole process online", "办理深度Ⅳ级的事项数 ÷ 全部事项数",
             "items of depth IV / all items"},
    RateName{"online_available", "items", on_day, "网上可办率", "available online",
             "办理深度Ⅱ—Ⅳ级的事项数 ÷ 全部事项数", "items of depth II to IV / all items"},
    RateName{"limit_compression", "items", on_day, "承诺时限压缩比", "compression of limits",
             "（Σ法定 − Σ承诺）÷ Σ法定，两个时限都有的事项，工作日×7/5 折成天",
             "(sum of legal − sum of promised) / sum of legal over items with both; a working day counts 7/5 days"},
    RateName{"one_visit", "items", on_day, "最多跑一次比率", "at most one visit",
             "到现场不超过一次的事项数 ÷ 全部事项数", "items with at most one visit / all items"},
    RateName{"on_time", "cases", entries, "按时办结率", "finished on time",
             "在承诺工作日内办结的件数 ÷ 有受理日、承诺时限的办结件数",
             "cases finished within the promised working days / finished cases with both times"},
    RateName{"good_top2", "ratings", totals, "好评率（前两级，不含默认）", "good ratings (top two, without defaults)",
             "非常满意、满意 ÷ 主动评价", "top two levels / active ratings"},
    RateName{"good_top3", "ratings", totals, "好评率（前三级，不含默认）", "good ratings (top three, without defaults)",
             "非常满意、满意、基本满意 ÷ 主动评价", "top three levels / active ratings"},
    RateName{"good_top2_with_defaults", "ratings", totals, "好评率（前两级，含默认）",
             "good ratings (top two, with defaults)", "非常满意、满意 ÷ 全部评价", "top two levels / all ratings"},
    RateName{"good_top3_with_defaults", "ratings", totals, "好评率（前三级，含默认）",
             "good ratings (top three, with defaults)", "非常满意、满意、基本满意 ÷ 全部评价",
             "top three levels / all ratings"},
    RateName{"active_share", "ratings", totals, "主动评价占比", "share of active ratings", "主动评价 ÷ 全部评价",
             "active ratings / all ratings"},
    RateName{"called_back", "complaints", totals, "回访率", "call-back rate", "已回访 ÷ 全部诉求",
             "called back / all complaints"},
    RateName{"solved", "complaints", totals, "解决率", "solved", "回访中已解决 ÷ 已回访", "solved / called back"},
    RateName{"call_back_satisfied", "complaints", totals, "回访满意率", "satisfied at call-back", "回访中满意 ÷ 已回访",
             "satisfied / called back"},
};

const std::string* text_of(const Definition& definition, const Values& values, std::string_view field) {
  return std::get_if<std::string>(&values[definition.index(field)]);
}
const std::int64_t* number_of(const Definition& definition, const Values& values, std::string_view field) {
  return std::get_if<std::int64_t>(&values[definition.index(field)]);
}

/// R-RAT-03: five working days make seven days.
std::optional<Rational> limit_in_days(const Definition& definition, const Values& values, std::string_view limit,
                                      std::string_view unit) {
  const auto* number = number_of(definition, values, limit);
  const auto* in = text_of(definition, values, unit);
  if (!number) return std::nullopt;
  if (in && *in == "天") return Rational{*number};
  return Rational{*number} * Rational{7, 5};
}

RateShare one_of(bool holds) { return {Rational{holds ? 1 : 0}, Rational{1}}; }
RateShare left_out() { return {}; }

RateShare compression_share(const Definition& definition, const Values& values) {
  const auto legal = limit_in_days(definition, values, "legal_limit", "legal_unit");
  const auto promised = limit_in_days(definition, values, "promised_limit", "promised_unit");
  if (!legal || !promised) return left_out();
  return {*legal - *promised, *legal};
}

Result<RateShare> on_time_share(const Definition& definition, const Values& values, const WorkCalendar& calendar) {
  const auto* accepted = text_of(definition, values, "accepted_on");
  const auto* finished = text_of(definition, values, "finished_on");
  const auto* promised = number_of(definition, values, "promised_days");
  if (!accepted || !finished || !promised) return left_out();
  const auto from = parse_iso_date(*accepted);
  const auto done = parse_iso_date(*finished);
  if (!from || !done) return left_out();
  const auto due = calendar.plus_workdays(*from, static_cast<int>(*promised));
  if (!due) return std::unexpected{due.error()};
  return one_of(*done <= *due);
}

Condition is(std::string field, std::vector<std::string> values) {
  return {std::move(field), false, std::move(values)};
}
Condition active() { return {"channel", true, {"7"}}; }

}  // namespace

std::span<const RateName> rate_names() { return names; }

const RateName* rate_named(std::string_view name) {
  for (const auto& known : names)
    if (known.name == name) return &known;
  return nullptr;
}

Result<RateShare> rate_share(std::string_view rate, const Definition& definition, const Values& values,
                             const WorkCalendar& calendar) {
  if (rate == "online_depth" || rate == "online_available") {
    const auto* depth = text_of(definition, values, "depth");
    const bool whole = depth && *depth == "IV";
    return one_of(rate == "online_depth" ? whole : whole || (depth && (*depth == "II" || *depth == "III")));
  }
  if (rate == "limit_compression") return compression_share(definition, values);
  if (rate == "one_visit") {
    const auto* visits = number_of(definition, values, "visits");
    return one_of(visits && *visits <= 1);
  }
  ensure(rate == "on_time", "rate_share: no rate over rows");
  return on_time_share(definition, values, calendar);
}

Result<> add_to_rate(std::string_view rate, RateTally& tally, const Definition& definition, const Values& values,
                     const WorkCalendar& calendar, std::int64_t rows) {
  const auto share = rate_share(rate, definition, values, calendar);
  if (!share) return std::unexpected{share.error()};
  tally.part = tally.part + share->part * Rational{rows};
  tally.whole = tally.whole + share->whole * Rational{rows};
  tally.rows += static_cast<std::uint64_t>(rows);
  return {};
}

std::span<const std::string_view> rate_fields(std::string_view rate) {
  static constexpr std::array<std::string_view, 1> depth{"depth"}, visits{"visits"};
  static constexpr std::array<std::string_view, 4> limits{"legal_limit", "legal_unit", "promised_limit",
                                                          "promised_unit"};
  static constexpr std::array<std::string_view, 3> times{"accepted_on", "finished_on", "promised_days"};
  if (rate == "online_depth" || rate == "online_available") return depth;
  if (rate == "limit_compression") return limits;
  if (rate == "one_visit") return visits;
  ensure(rate == "on_time", "rate_fields: no rate over rows");
  return times;
}

RateTotals rate_totals(std::string_view rate) {
  const std::vector<std::string> top2{"非常满意", "满意"};
  const std::vector<std::string> top3{"非常满意", "满意", "基本满意"};
  const auto called = is("called_back", {"是"});
  if (rate == "good_top2") return {{is("level", top2), active()}, {active()}};
  if (rate == "good_top3") return {{is("level", top3), active()}, {active()}};
  if (rate == "good_top2_with_defaults") return {{is("level", top2)}, {}};
  if (rate == "good_top3_with_defaults") return {{is("level", top3)}, {}};
  if (rate == "active_share") return {{active()}, {}};
  if (rate == "called_back") return {{called}, {}};
  if (rate == "solved") return {{called, is("solved", {"是"})}, {called}};
  ensure(rate == "call_back_satisfied", "rate_totals: no rate over totals");
  return {{called, is("satisfied", {"是"})}, {called}};
}

}  // namespace hallbook::indicators
