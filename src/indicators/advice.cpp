#include "indicators/advice.h"

#include <fmt/format.h>

#include "indicators/evaluator_impl.h"
#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

constexpr int years_looked_at = 3;

bool is_up(Operator op) { return op == Operator::at_least || op == Operator::more_than || op == Operator::equal; }

Period years_before(const Period& period, int years) {
  const auto shifted = [&](Date day) {
    const Date moved = day - std::chrono::years{years};
    return moved.ok() ? moved : moved.year() / moved.month() / std::chrono::last;  // 29 February
  };
  return {shifted(period.first), shifted(period.last)};
}

/// R-ADV-01: every register of the formula has rows in every month of the year.
bool is_whole(const CheckedFormula& checked, FigureSource& source, const Period& period) {
  for (const Leaf& leaf : checked.leaves) {
    const auto months = source.recorded(*leaf.definition, period, PeriodKind::month);
    if (std::ranges::any_of(months, [](std::int64_t rows) { return rows == 0; })) return false;
  }
  return !checked.leaves.empty() || !checked.rates.empty();
}

/// R-ADV-03: three digits are enough for advice; outward, so that the years stay inside. Counts stay whole.
Rational three_digits(const Rational& value, bool up, bool whole) {
  Rational step = whole ? Rational{1} : Rational(1, 10'000);
  while (value / step >= Rational{1000}) step = step * Rational{10};
  const Rational steps = value / step;
  const auto nearest = steps.to_int64();
  if (!nearest) return value;
  Rational rounded{*nearest};
  if (up && rounded < steps) rounded = rounded + Rational{1};
  if (!up && rounded > steps) rounded = rounded - Rational{1};
  return rounded * step;
}

class Adviser {
 public:
  Adviser(db::ReadTx& tx, const Evaluator& evaluator, Date as_of) : tx_{tx}, impl_{evaluator.impl()}, as_of_{as_of} {}

  TargetAdvice run() {
    for (const auto& row : impl_.project.indicators) {
      const auto formula = impl_.formulas.find(row.no);
      if (formula == impl_.formulas.end() || row.target.kind != TargetKind::number) continue;
      IndicatorAdvice advice = history(row, formula->second);
      remark_history(row, advice);
      suggest(row, advice);
      advice_.indicators.push_back(std::move(advice));
      sum_of_targets(row, formula->second);
    }
    return std::move(advice_);
  }

 private:
  std::string printed(const dossier::IndicatorRow& row, const Rational& value) const {
    return in_document_unit(value, row.target);
  }
  void remark(std::string code, const dossier::IndicatorRow& row, Text message) {
    advice_.remarks.push_back({std::move(code), row.no, std::move(message)});
  }

  /// This year counts once it is over.
  IndicatorAdvice history(const dossier::IndicatorRow& row, const CheckedFormula& checked) {
    IndicatorAdvice advice;
    advice.no = row.no;
    advice.name = row.name;
    advice.target_printed = std::string{printed_sign(row.target.op)} + printed(row, row.target.value);
    const Period own = impl_.period_of(impl_.plans.at(row.no));
    for (int back = own.last <= as_of_ ? 0 : 1; back <= years_looked_at; ++back) {
      if (advice.years.size() == static_cast<std::size_t>(years_looked_at)) break;
      const Period period = years_before(own, back);
      RollupFigures source{impl_.reading(tx_)};
      if (!is_whole(checked, source, period)) continue;
      const auto outcome = evaluate_formula(checked, source, {period, false, false});
      if (outcome && outcome->value)
        advice.years.push_back({static_cast<int>(period.first.year()), *outcome->value, printed(row, *outcome->value)});
    }
    return advice;
  }

  // R-ADV-02
  void remark_history(const dossier::IndicatorRow& row, const IndicatorAdvice& advice) {
    const auto before = std::ranges::find_if(
        advice.years, [&](const auto& one) { return one.year < static_cast<int>(impl_.project.period.first.year()); });
    if (before == advice.years.end() || before->value <= Rational{0} || row.target.value <= Rational{0}) return;
    const Rational ratio = before->value / row.target.value;
    const std::string target = printed(row, row.target.value), last = before->printed;
    if (is_up(row.target.op) && ratio >= Rational(13, 10))
      remark("target_below_history", row,
             {fmt::format("{} 年已有 {}，目标只有 {}：完成 130% 以上要说明原因，目标偏低", before->year, last, target),
              fmt::format("{} gave {}, the target is only {}: 130 % and more needs a reason; the target is low",
                          before->year, last, target)});
    else if (is_up(row.target.op) && ratio < Rational(4, 5))
      remark("target_above_history", row,
             {fmt::format("{} 年只有 {}，目标是 {}：没有新的措施很难达到", before->year, last, target),
              fmt::format("{} gave only {}, the target is {}: hard to reach without a new measure", before->year, last,
                          target)});
    else if (!is_up(row.target.op) && ratio > Rational{1})
      remark("cap_below_history", row,
             {fmt::format("{} 年用了 {}，上限是 {}：照旧办就会超", before->year, last, target),
              fmt::format("{} took {}, the cap is {}: as before it will be broken", before->year, last, target)});
    else if (!is_up(row.target.op) && ratio < Rational(10, 13))
      remark("cap_never_binds", row,
             {fmt::format("{} 年只用了 {}，上限 {} 从来碰不到，管不住什么", before->year, last, target),
              fmt::format("{} took only {}; a cap of {} is never met and binds nothing", before->year, last, target)});
  }

  void suggest(const dossier::IndicatorRow& row, IndicatorAdvice& advice) const {
    if (advice.years.empty()) {
      advice.reason = {"没有完整的往年记录，给不出区间", "no whole year is recorded, so no range"};
      return;
    }
    const bool share = row.target.unit == "ratio";
    const auto range = suggested_range(advice.years, share);
    const bool whole = !share && row.target.unit != "元" && range.low >= Rational{10};
    advice.low = three_digits(range.low, false, whole);
    advice.high =
        share ? min(three_digits(range.high, true, whole), Rational{1}) : three_digits(range.high, true, whole);
    advice.range_printed =
        fmt::format("{}{} … {}", printed_sign(row.target.op), printed(row, *advice.low), printed(row, *advice.high));
    std::string zh, en;
    for (const auto& year : advice.years) {
      zh += fmt::format("{}{} 年 {}", zh.empty() ? "" : "，", year.year, year.printed);
      en += fmt::format("{}{}: {}", en.empty() ? "" : ", ", year.year, year.printed);
    }
    advice.reason = {zh + "；上下各放 5%", en + "; 5 % either way"};
  }

  /// The indicator that counts just this and nothing else, with a number to reach.
  const dossier::IndicatorRow* counted_alone(const Leaf& leaf, int but) const {
    for (const auto& row : impl_.project.indicators) {
      const auto found = impl_.formulas.find(row.no);
      if (row.no == but || found == impl_.formulas.end() || row.target.kind != TargetKind::number) continue;
      const auto& other = found->second;
      if (other.leaves.size() == 1 && other.rates.empty() && other.leaves.front().text == leaf.text &&
          impl_.plans.at(row.no).formula == leaf.text)
        return &row;
    }
    return nullptr;
  }

  // R-ADV-04: price × volume against the amount to be saved.
  void sum_of_targets(const dossier::IndicatorRow& row, const CheckedFormula& checked) {
    const auto scope = impl_.scope_of(impl_.plans.at(row.no), std::max(as_of_, impl_.project.period.first));
    if (!scope || !is_up(row.target.op)) return;
    RollupFigures source{impl_.reading(tx_)};
    Rational targets, others, volume;
    std::string names;
    for (const Leaf& leaf : checked.leaves) {
      const auto factor = linear_factor(checked, *leaf.node, source, *scope);
      if (!factor) return;
      if (const auto* other = counted_alone(leaf, row.no); other != nullptr) {
        targets = targets + *factor * other->target.value;
        volume = other->target.value;
        names += fmt::format("{}{}", names.empty() ? "" : "、", other->no);
      } else {
        const auto figures = source.totals(leaf, scope->period, std::nullopt);
        const auto& figure = figures.front();
        others = others + *factor * (leaf.measure.empty() ? Rational{figure.rows} : figure.sum);
      }
    }
    if (names.empty() || targets + others >= row.target.value) return;
    const bool one = !names.contains("、");
    const std::string price = one ? ((row.target.value - others) / volume).rounded(2) : "";
    remark("targets_do_not_add_up", row,
           {fmt::format("指标 {} 的目标按现价只合 {}，连同其余 {} 也到不了 {}{}", names, printed(row, targets),
                        printed(row, others), printed(row, row.target.value),
                        one ? fmt::format("；单价要到 {} 才够", price) : ""),
            fmt::format("the targets of indicators {} come to {} at the price in force; with the rest, {}, they do not "
                        "reach {}{}",
                        names, printed(row, targets), printed(row, others), printed(row, row.target.value),
                        one ? fmt::format("; a price of {} would do", price) : "")});
  }

  db::ReadTx& tx_;
  const Evaluator::Impl& impl_;
  Date as_of_;
  TargetAdvice advice_;
};

}  // namespace

SuggestedRange suggested_range(const std::vector<YearValue>& years, bool share_of_whole) {
  Rational low = years.front().value, high = low;
  for (const auto& year : years) low = min(low, year.value), high = max(high, year.value);
  if (years.size() > 1) {  // where the last two years point to, never below nothing
    const Rational next = max(Rational{0}, years[0].value + years[0].value - years[1].value);
    low = min(low, next);
    high = max(high, next);
  }
  low = low * Rational(95, 100);
  high = high * Rational(105, 100);
  return {low, share_of_whole ? min(high, Rational{1}) : high};
}

TargetAdvice advise(db::ReadTx& tx, const Evaluator& evaluator, Date as_of) {
  TargetAdvice advice = Adviser{tx, evaluator, as_of}.run();
  advice.candidates = candidates_for(tx, evaluator, as_of);
  return advice;
}

}  // namespace hallbook::indicators
