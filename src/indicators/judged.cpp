// Source: R-EVA-44, R-SCO-05, R-SCH-06.
#include "indicators/judged.h"

#include <fmt/format.h>

#include "base/text.h"
#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

/// The words of the derivation: in which band, who picked it and why.
Text picked_words(const OwnWords& words, const Band& band, const Text& arithmetic) {
  return {fmt::format("{}（{}，{} 评定：{}）", arithmetic.zh, band.name.zh, words.by, words.reason),
          fmt::format("{} ({}, picked by {}: {})", arithmetic.en, band.name.en, words.by, words.reason)};
}

}  // namespace

std::optional<Rational> picked_percent(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto percent = Rational::parse(trim(text));
  if (!percent || *percent < Rational{0} || *percent > Rational{100} || !(*percent * Rational{100}).is_whole())
    return std::nullopt;
  return percent;
}

bool is_judged(const dossier::IndicatorRow& row, const dossier::IndicatorPlan& plan) {
  return row.target.kind != TargetKind::number || rule_named(plan.rule) == Rule::bands;
}

void judge(IndicatorResult& result, const std::vector<OwnWords>& words, const Scheme& scheme) {
  if (!is_judged(result.row, result.plan)) return;
  const bool in_words = result.row.target.kind != TargetKind::number;
  const auto* actual = in_words ? words_at(words, result.row.no, "actual") : nullptr;
  if (actual != nullptr) {
    result.value_printed = actual->text;
    result.status = Status::declared;
    result.status_reason = {fmt::format("由 {} 填写，{}", actual->by, iso(hall_date(actual->at))),
                            fmt::format("written by {}, {}", actual->by, iso(hall_date(actual->at)))};
  }
  const auto* picked = words_at(words, result.row.no, "band");
  const auto percent = picked == nullptr ? std::nullopt : picked_percent(picked->text);
  if (!percent || (in_words ? actual == nullptr : !result.value)) return;  // without what was reached nothing is judged
  const auto& best = scheme.bands.front();
  ScoreInput input;
  input.rule = Rule::bands;
  input.target = best.from;
  input.actual = *percent;
  input.weight = result.weight;
  input.picked = *percent / Rational{100};
  const auto scored = score(input);
  if (!scored) return;
  result.score = scored->points;
  result.derivation = picked_words(*picked, band_of(scheme.bands, *percent), scored->derivation);
  if (in_words) result.met = scored->met;  // the best band is what 达成 means
}

}  // namespace hallbook::indicators
