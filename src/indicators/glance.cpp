// Opening a receipt: the rows behind a value added up by day, and the first of them. Source: docs/rules/api.md, R-API-44.
#include "indicators/evaluator_impl.h"
#include "indicators/formula_words.h"

namespace hallbook::indicators {
namespace {

/// Totals from the rows themselves, added up in the database. Formulas without rates only.
class DaySums final : public FigureSource {
 public:
  struct Part {
    const Leaf* leaf = nullptr;
    std::uint64_t rows = 0;
    Rational rows_sum, rollup_sum;
    bool equal = true;
  };
  DaySums(const Reading& reading, RollupFigures& rollups) : reading_{reading}, rollups_{rollups} {}

  std::vector<Figure> totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) override {
    Part part{&leaf, 0, {}, {}, true};
    std::vector<Figure> figures = rollups_.totals(leaf, period, by);
    std::vector<std::int64_t> rows(figures.size()), sums(figures.size());
    const registers::Selection selection{leaf.definition, leaf.measure, leaf.conditions, 0};
    for (const auto& day : registers::day_totals(reading_.tx, reading_.unit, selection, period)) {
      part.rows += static_cast<std::uint64_t>(day.rows);
      rows_of_lines[day.seq] += static_cast<std::uint64_t>(day.rows);
      for (std::size_t i = 0; i < figures.size(); ++i)
        if (figures[i].bucket.holds(day.day)) rows[i] += day.rows, sums[i] += day.sum;
    }
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const Rational sum = leaf.measure.empty() ? Rational{0} : Rational::scaled(sums[i], leaf.scale);
      part.equal = part.equal && figures[i].rows == rows[i] && figures[i].sum == sum;
      part.rollup_sum = part.rollup_sum + (leaf.measure.empty() ? Rational{figures[i].rows} : figures[i].sum);
      part.rows_sum = part.rows_sum + (leaf.measure.empty() ? Rational{rows[i]} : sum);
      figures[i].rows = rows[i];
      figures[i].sum = sum;
    }
    parts.push_back(std::move(part));
    return figures;
  }
  std::vector<std::int64_t> recorded(const registers::Definition& definition, const Period& period,
                                     std::optional<PeriodKind> by) override {
    return rollups_.recorded(definition, period, by);
  }
  Result<RateTally> rate(const Node& node, const Leaf& leaf, const Period& period) override {
    return rollups_.rate(node, leaf, period);
  }
  Result<Price> price(std::string_view name, const Period& period) override { return rollups_.price(name, period); }

  std::vector<Part> parts;
  std::map<std::int64_t, std::uint64_t> rows_of_lines;

 private:
  Reading reading_;
  RollupFigures& rollups_;
};

/// Lines after `after`, at most `limit`, part by part, each by day then entry.
void read_lines(const Reading& reading, const CheckedFormula& checked, RollupFigures& rollups, const Scope& scope,
                const DaySums& sums, std::size_t limit, std::uint64_t after, Evaluator::OpenReceipt& open) {
  std::uint64_t passed = 0;
  for (const auto& part : sums.parts) {
    const std::uint64_t skip = after > passed ? after - passed : 0;
    passed += part.rows;
    if (skip >= part.rows || open.lines.size() >= limit) continue;
    const Leaf& leaf = *part.leaf;
    const auto factor = linear_factor(checked, *leaf.node, rollups, scope);
    std::uint64_t at = 0;
    const registers::Selection selection{leaf.definition, leaf.measure, leaf.conditions, 0};
    registers::each_source_row(
        reading.tx, reading.unit, selection, scope.period,
        [&](const registers::SourceRow& row) {
          if (at++ < skip) return;
          const auto amount = leaf.measure.empty() ? Rational{1} : Rational::scaled(row.amount, leaf.scale);
          open.lines.push_back({leaf.text, leaf.definition->name, leaf.measure, row, amount.exact(),
                                factor ? (*factor * amount).exact() : ""});
        },
        static_cast<std::size_t>(skip) + limit - open.lines.size());
  }
}

}  // namespace

Result<Evaluator::OpenReceipt> Evaluator::glance(db::ReadTx& tx, int indicator, Date as_of, std::size_t limit,
                                                 std::uint64_t after) const {
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end() || !found->second.rates.empty() || impl_->at_seq != 0)
    return open_receipt(tx, indicator, as_of, limit, after);
  const auto scope = impl_->scope_of(impl_->plans.at(indicator), as_of);
  if (!scope) return refuse(RefusalCode::unavailable, {"期间还没有开始", "the period has not begun"}, "as_of");
  const auto& checked = found->second;
  RollupFigures rollups{impl_->reading(tx)};
  DaySums sums{impl_->reading(tx), rollups};
  const auto recomputed = evaluate_formula(checked, sums, *scope);
  if (!recomputed) return std::unexpected{recomputed.error()};
  const auto value = evaluate_formula(checked, rollups, *scope);
  if (!value) return std::unexpected{value.error()};
  OpenReceipt open;
  bool equal = true;
  for (const auto& part : sums.parts) {
    open.parts.push_back({part.leaf->definition->name, part.leaf->text, explain(checked, *part.leaf->node), part.rows,
                          part.rows_sum.exact(), part.rollup_sum.exact()});
    open.total += part.rows;
    equal = equal && part.equal;
  }
  open.value = value->value ? value->value->exact() : "";
  open.recomputed = recomputed->value ? recomputed->value->exact() : "";
  open.adds_up = equal && recomputed->value == value->value;
  open.rows_of_lines = std::move(sums.rows_of_lines);
  read_lines(impl_->reading(tx), checked, rollups, *scope, sums, limit, after, open);
  return open;
}

}  // namespace hallbook::indicators
