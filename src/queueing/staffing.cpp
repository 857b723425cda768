#include "queueing/staffing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "queueing/exact_domain.h"

namespace hallbook::queueing {
namespace {

constexpr std::array measures = {Measure::p_wait,          Measure::mean_wait,     Measure::p_within,
                                 Measure::p_within_served, Measure::served_within, Measure::blocked,
                                 Measure::abandoned_share};

bool higher_is_better(Measure measure) {
  return measure == Measure::p_within || measure == Measure::p_within_served || measure == Measure::served_within;
}

std::unexpected<Refusal> no_target(std::string_view text) {
  return refuse(RefusalCode::invalid,
                {fmt::format("看不懂目标“{}”：请写成 p_within>=0.95、p_wait<=0.2 或 mean_wait<=0.5", text),
                 fmt::format("cannot read the target '{}': write p_within>=0.95, p_wait<=0.2 or mean_wait<=0.5", text)},
                "target");
}

Result<> check(const ErlangQuestion& question, const StaffingTarget& target) {
  const bool share = target.measure != Measure::mean_wait;
  if (auto fine = exact::check_number(target.value, "target", exact::Zero::allowed, share ? 1 : 1e9); !fine)
    return fine;
  if (!higher_is_better(target.measure) || question.within) return {};
  return refuse(
      RefusalCode::invalid,
      {"目标是等候时限内的比例，请用 --within 给出时限", "a share within a time: give the time with --within"},
      "within");
}

}  // namespace

std::string_view measure_name(Measure measure) {
  switch (measure) {
    case Measure::p_wait: return "p_wait";
    case Measure::mean_wait: return "mean_wait";
    case Measure::p_within: return "p_within";
    case Measure::p_within_served: return "p_within_served";
    case Measure::served_within: return "served_within";
    case Measure::blocked: return "blocked";
    case Measure::abandoned_share: return "abandoned_share";
  }
  return "";
}

double value_of(const ErlangAnswer& answer, Measure measure) {
  switch (measure) {
    case Measure::p_wait: return answer.p_wait;
    case Measure::mean_wait: return answer.mean_wait;
    case Measure::p_within: return answer.p_within;
    case Measure::p_within_served: return answer.p_within_served;
    case Measure::served_within: return answer.served_within;
    case Measure::blocked: return answer.blocked;
    case Measure::abandoned_share: return answer.abandoned_share;
  }
  return 0;
}

bool meets(const ErlangAnswer& answer, const StaffingTarget& target) {
  const double value = value_of(answer, target.measure);
  return higher_is_better(target.measure) ? value >= target.value : value <= target.value;
}

Result<StaffingTarget> read_staffing_target(std::string_view text) {
  const std::size_t sign = text.find_first_of("<>=");
  if (sign == std::string_view::npos) return no_target(text);
  const auto measure = std::ranges::find(measures, text.substr(0, sign), measure_name);
  const std::string_view wanted = measure != measures.end() && higher_is_better(*measure) ? ">=" : "<=";
  if (measure == measures.end() || text.substr(sign, 2) != wanted) return no_target(text);
  const std::string_view number = text.substr(sign + 2);
  StaffingTarget target{*measure, 0};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), target.value);
  if (error != std::errc{} || end != number.data() + number.size() || !std::isfinite(target.value))
    return no_target(text);
  return target;
}

Result<Staffing> least_windows(ErlangQuestion question, const StaffingTarget& target) {
  if (auto fine = check(question, target); !fine) return std::unexpected{fine.error()};
  if (auto fine = exact::check_number(question.load, "load", exact::Zero::allowed, exact::load_most); !fine)
    return std::unexpected{fine.error()};
  const double floor = question.model == ErlangModel::c ? std::floor(question.load) + 1 : 1;
  int low = static_cast<int>(std::min<double>(floor, exact::windows_most + 1.0));  // the answer is at least `low`
  Staffing best;
  for (int step = 1, at = low; best.windows == 0; at += step, step *= 2) {
    const int windows = std::min(at, exact::windows_most);
    question.windows = windows;
    const auto answer = erlang(question);
    if (!answer) return std::unexpected{answer.error()};
    if (meets(*answer, target))
      best = {windows, *answer};
    else if (windows == exact::windows_most)
      return refuse(RefusalCode::over_limit,
                    {fmt::format("{} 个窗口也达不到目标", exact::windows_most),
                     fmt::format("not even {} windows meet the target", exact::windows_most)},
                    "target");
    else
      low = windows + 1;
  }
  while (low < best.windows) {
    question.windows = low + (best.windows - low) / 2;
    const auto answer = erlang(question);
    if (!answer) return std::unexpected{answer.error()};
    if (meets(*answer, target))
      best = {question.windows, *answer};
    else
      low = question.windows + 1;
  }
  return best;
}

}  // namespace hallbook::queueing
