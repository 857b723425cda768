#include "indicators/formula_eval.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::indicators {

using Kind = Node::Kind;

namespace {

Outcome value_of(Rational value) { return {std::move(value), {}}; }
Outcome missing(std::string zh, std::string en) { return {std::nullopt, {std::move(zh), std::move(en)}}; }

/// Where in time a node is evaluated: the whole period, or one bucket of it.
struct TimePlace {
  std::optional<PeriodKind> by;
  std::size_t bucket = 0;
  Period period;
};

/// A count of entries, or a sum of such counts: what a share is taken of. R-EVA-18
bool counts_entries(const Node& node) {
  if (node.kind == Kind::total) return node.fn == Fn::count;
  return node.kind == Kind::add &&
         std::ranges::all_of(node.arguments, [](const auto& one) { return counts_entries(*one); });
}

class FormulaEvaluation {
 public:
  FormulaEvaluation(const CheckedFormula& checked, FigureSource& source, const Scope& scope)
      : checked_{checked}, source_{source}, scope_{scope} {}

  Result<Outcome> of(const Node& node, const TimePlace& place) {
    switch (node.kind) {
      case Kind::number: return value_of(node.number);
      case Kind::negate: return negated(node, place);
      case Kind::add:
      case Kind::subtract:
      case Kind::multiply:
      case Kind::divide: return arithmetic(node, place);
      case Kind::total: return total(node, place);
      case Kind::over_arguments: return over_arguments(node, place);
      case Kind::over_buckets: return over_buckets(node);
      case Kind::rate: return rate(node, place);
      case Kind::price: return price(node, place);
      case Kind::if_missing: return if_missing(node, place);
    }
    broken_invariant("formula: unknown node", std::source_location::current());
  }

  const std::optional<Rational>& fewest() const { return fewest_; }

 private:
  void taken_of(const Rational& entries) { fewest_ = fewest_ ? min(*fewest_, entries) : entries; }

  Result<Outcome> negated(const Node& node, const TimePlace& place) {
    auto inner = of(*node.arguments[0], place);
    if (inner && inner->value) inner->value = Rational{0} - *inner->value;
    return inner;
  }

  Result<Outcome> arithmetic(const Node& node, const TimePlace& place) {
    auto left = of(*node.arguments[0], place);
    if (!left || !left->value) return left;
    auto right = of(*node.arguments[1], place);
    if (!right || !right->value) return right;
    const auto& a = *left->value;
    const auto& b = *right->value;
    if (node.kind == Kind::add) return value_of(a + b);
    if (node.kind == Kind::subtract) return value_of(a - b);
    if (node.kind == Kind::multiply) return value_of(a * b);
    if (b.is_zero()) return nothing_to_divide_by(*node.arguments[1]);  // R-FOR-08
    if (counts_entries(*node.arguments[1])) taken_of(b);
    return value_of(a / b);
  }

  Outcome nothing_to_divide_by(const Node& node) const {
    const auto text = checked_.formula.text.substr(node.at, node.end - node.at);
    return missing(fmt::format("除数 {} 是 0，没有可除的数", text), fmt::format("nothing to divide by: {} is 0", text));
  }

  /// R-FOR-12: a selection without rows is 0 when its register was kept in that time, and missing when it was not.
  Result<Outcome> total(const Node& node, const TimePlace& place) {
    const auto& leaf = checked_.leaves[checked_.leaf_of.at(&node)];
    const auto& figures = figures_of(leaf, place);
    const auto& figure = figures[place.bucket];
    if (figure.rows == 0 && !scope_.missing_is_zero && !kept(*leaf.definition, place)) return not_recorded(leaf, place);
    if (node.fn == Fn::count) return value_of(Rational{figure.rows});
    if (node.fn == Fn::sum) return value_of(figure.sum);
    if (figure.rows == 0)
      return missing(fmt::format("{} 没有符合的记录，无平均可算", leaf.text),
                     fmt::format("{}: no entry to take a mean of", leaf.text));
    return value_of(figure.sum / Rational{figure.rows});
  }

  Outcome not_recorded(const Leaf& leaf, const TimePlace& place) const {
    const auto& title = leaf.definition->title;
    const auto when = place.by ? period_name(place.period) : period_name(scope_.period);
    return missing(fmt::format("《{}》在 {} 没有任何记录", title.zh, when),
                   fmt::format("nothing is recorded in {} for {}", title.en, when));
  }

  /// Days and weeks without entries lie between entries; a month or quarter without any was not recorded.
  bool kept(const registers::Definition& definition, const TimePlace& place) {
    const bool fine = !place.by || *place.by == PeriodKind::day || *place.by == PeriodKind::week;
    const auto by = fine ? std::nullopt : place.by;
    auto& counts = recorded_[{&definition, by}];
    if (counts.empty()) counts = source_.recorded(definition, scope_.period, by);
    return counts[fine ? 0 : place.bucket] > 0;
  }

  const std::vector<Figure>& figures_of(const Leaf& leaf, const TimePlace& place) {
    auto& figures = figures_[&leaf];
    if (figures.empty()) figures = source_.totals(leaf, scope_.period, place.by);
    return figures;
  }

  Result<Outcome> over_arguments(const Node& node, const TimePlace& place) {
    std::vector<Rational> values;
    for (const auto& argument : node.arguments) {
      auto one = of(*argument, place);
      if (!one || !one->value) return one;
      values.push_back(*one->value);
    }
    return folded(node.fn, values);
  }

  static Outcome folded(Fn fn, const std::vector<Rational>& values) {
    if (fn == Fn::count) return value_of(Rational{static_cast<std::int64_t>(values.size())});
    if (fn == Fn::last) return value_of(values.back());
    Rational result = values.front();
    for (std::size_t i = 1; i < values.size(); ++i)
      result = fn == Fn::min ? min(result, values[i]) : fn == Fn::max ? max(result, values[i]) : result + values[i];
    return value_of(fn == Fn::mean ? result / Rational{static_cast<std::int64_t>(values.size())} : result);
  }

  /// R-FOR-13: buckets after the as-of day are not read; the running one counts only when it has a value; a bucket
  /// that is over and has none makes the whole missing, but for last() and count(), which take those that have one.
  Result<Outcome> over_buckets(const Node& node) {
    const auto spans = buckets(scope_.period, node.by);
    std::vector<Rational> values;
    Outcome gap;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      auto one = of(*node.arguments[0], {node.by, i, spans[i]});
      if (!one) return one;
      if (one->value) {
        values.push_back(*one->value);
        continue;
      }
      const bool still_filling = scope_.running && i + 1 == spans.size();
      if (!still_filling && !gap.missing.zh.size()) gap = std::move(*one);
    }
    const bool takes_what_there_is = node.fn == Fn::last || node.fn == Fn::count;
    if (!gap.missing.zh.empty() && !(takes_what_there_is && !values.empty())) return gap;
    if (values.empty())
      return missing(fmt::format("{} 还没有一段有数", period_name(scope_.period)),
                     fmt::format("no part of {} has a value yet", period_name(scope_.period)));
    return folded(node.fn, values);
  }

  Result<Outcome> rate(const Node& node, const TimePlace& place) {
    const auto tally = source_.rate(node, checked_.rates.at(&node), place.period);
    if (!tally) return std::unexpected{tally.error()};
    if (!tally->whole.is_zero()) {
      taken_of(tally->whole);
      return value_of(tally->part / tally->whole);
    }
    const auto* known = rate_named(node.name);
    return missing(fmt::format("{}没有可计算的记录（{}）", known->zh, period_name(place.period)),
                   fmt::format("nothing to compute \"{}\" from in {}", known->en, period_name(place.period)));
  }

  Result<Outcome> price(const Node& node, const TimePlace& place) {
    const auto price = source_.price(node.name, place.period);
    if (price) return value_of(price->amount);
    const auto wrong = refuse_at(checked_.formula.text, node.at, price.error().message);
    return wrong;
  }

  Result<Outcome> if_missing(const Node& node, const TimePlace& place) {
    auto tried = of(*node.arguments[0], place);
    if (!tried || tried->value) return tried;
    return of(*node.arguments[1], place);
  }

  const CheckedFormula& checked_;
  FigureSource& source_;
  const Scope& scope_;
  std::optional<Rational> fewest_;
  std::map<const Leaf*, std::vector<Figure>> figures_;
  std::map<std::pair<const registers::Definition*, std::optional<PeriodKind>>, std::vector<std::int64_t>> recorded_;
};

std::optional<Rational> constant(const Node& node, FigureSource& source, const Scope& scope) {
  if (node.kind == Kind::number) return node.number;
  if (node.kind != Kind::price) return std::nullopt;
  const auto price = source.price(node.name, scope.period);
  return price ? std::optional{price->amount} : std::nullopt;
}

bool holds(const Node& node, const Node& leaf) {
  return &node == &leaf || std::ranges::any_of(node.arguments, [&](const auto& a) { return holds(*a, leaf); });
}

std::optional<Rational> factor_in(const Node& node, const Node& leaf, FigureSource& source, const Scope& scope) {
  if (&node == &leaf) return node.fn == Fn::mean ? std::nullopt : std::optional{Rational{1}};
  const auto inner = std::ranges::find_if(node.arguments, [&](const auto& a) { return holds(*a, leaf); });
  if (inner == node.arguments.end()) return std::nullopt;
  const bool first = inner == node.arguments.begin();
  const bool sums = node.kind == Kind::add || node.kind == Kind::subtract || node.kind == Kind::negate ||
                    ((node.kind == Kind::over_buckets || node.kind == Kind::over_arguments) && node.fn == Fn::sum);
  const bool scales = node.kind == Kind::multiply || (node.kind == Kind::divide && first);
  if (!sums && !scales) return std::nullopt;
  const auto below = factor_in(**inner, leaf, source, scope);
  if (!below) return std::nullopt;
  if (node.kind == Kind::negate || (node.kind == Kind::subtract && !first)) return Rational{0} - *below;
  if (sums) return below;
  const auto other = constant(*node.arguments[first ? 1 : 0], source, scope);
  if (!other) return std::nullopt;
  return node.kind == Kind::multiply ? *below * *other : *below / *other;
}

}  // namespace

Result<Outcome> evaluate_formula(const CheckedFormula& checked, FigureSource& source, const Scope& scope) {
  FormulaEvaluation evaluation{checked, source, scope};
  auto outcome = evaluation.of(*checked.formula.root, {std::nullopt, 0, scope.period});
  if (outcome) outcome->fewest = evaluation.fewest();
  return outcome;
}

std::optional<Rational> linear_factor(const CheckedFormula& checked, const Node& leaf, FigureSource& source,
                                      const Scope& scope) {
  return factor_in(*checked.formula.root, leaf, source, scope);
}

}  // namespace hallbook::indicators
