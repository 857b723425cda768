// Receipts: the rows behind a value, read one by one, must add up to it. Source: R-EVA-08, R-EVA-09.
#include <fmt/format.h>

#include "indicators/execution_row.h"
#include "indicators/formula_words.h"

namespace hallbook::indicators {

namespace {

bool all_equal(const RowFigures& rows) {
  return std::ranges::all_of(rows.parts(), [](const RowFigures::Part& part) { return part.equal; });
}

std::uint64_t count_rows(const RowFigures& rows) {
  std::uint64_t count = 0;
  for (const auto& part : rows.parts()) count += part.rows;
  return count;
}

std::string exact_or_empty(const std::optional<Rational>& value) { return value ? value->exact() : ""; }

/// The parts were met in an order of evaluation; a part never met (behind `if missing`) has no rows in the value.
std::string counts_as(const std::optional<Rational>& factor, const Leaf& leaf, const PartRow& row) {
  if (!factor || leaf.node->kind == Node::Kind::rate) return "";
  return (*factor * Rational::scaled(row.row.amount, leaf.scale)).exact();
}

}  // namespace

void Evaluator::attach_receipts(db::ReadTx& tx, Evaluation& evaluation) const {
  for (auto& result : evaluation.indicators) {
    const auto found = impl_->formulas.find(result.row.no);
    const auto scope = impl_->scope_of(result.plan, evaluation.as_of);
    if (found == impl_->formulas.end() || !scope || !result.value) continue;
    RollupFigures rollups{impl_->reading(tx)};
    RowFigures rows{impl_->reading(tx), rollups};
    const auto recomputed = evaluate_formula(found->second, rows, *scope);
    Receipt receipt;
    receipt.rows = count_rows(rows);
    receipt.sum = recomputed ? exact_or_empty(recomputed->value) : "";
    receipt.adds_up = recomputed && recomputed->value == result.value && all_equal(rows);
    receipt.digest = rows.digest();
    receipt.journal_seq = evaluation.head.seq;
    result.receipt = receipt;
  }
  if (evaluation.execution.money) evaluation.execution.receipt = execution_receipt(tx, *impl_, evaluation);
}

Result<Evaluator::OpenReceipt> Evaluator::open_receipt(db::ReadTx& tx, int indicator, Date as_of, std::size_t limit,
                                                       std::uint64_t after) const {
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end())
    return refuse(
        RefusalCode::not_found,
        {fmt::format("没有指标 {}，或它没有公式；共有 {} 项指标", indicator, impl_->project.indicators.size()),
         fmt::format("there is no indicator {}, or it has no formula; the project has {}", indicator,
                     impl_->project.indicators.size())},
        "indicator");
  const auto scope = impl_->scope_of(impl_->plans.at(indicator), as_of);
  if (!scope) return refuse(RefusalCode::unavailable, {"期间还没有开始", "the period has not begun"}, "as_of");
  const auto& checked = found->second;
  OpenReceipt open;
  RollupFigures rollups{impl_->reading(tx)};
  std::map<const Leaf*, std::optional<Rational>> factors;
  for (const auto& leaf : checked.leaves) factors[&leaf] = linear_factor(checked, *leaf.node, rollups, *scope);
  RowFigures* reading = nullptr;
  std::int64_t last_line = 0;  // rows of one import come together
  std::uint64_t* lines_rows = nullptr;
  RowFigures rows{impl_->reading(tx), rollups, [&](std::size_t part, const PartRow& row) {
                    if (row.row.seq != last_line) lines_rows = &open.rows_of_lines[last_line = row.row.seq];
                    ++*lines_rows;
                    if (open.total++ < after || open.lines.size() >= limit) return;
                    const auto& leaf = *reading->parts()[part].leaf;
                    open.lines.push_back({leaf.text, leaf.definition->name, leaf.measure, row.row, row.amount,
                                          counts_as(factors[&leaf], leaf, row)});
                  }};
  reading = &rows;
  const auto recomputed = evaluate_formula(checked, rows, *scope);
  if (!recomputed) return std::unexpected{recomputed.error()};
  const auto value = evaluate_formula(checked, rollups, *scope);
  if (!value) return std::unexpected{value.error()};
  for (const auto& part : rows.parts())
    open.parts.push_back({part.leaf->definition->name, part.leaf->text, explain(checked, *part.leaf->node), part.rows,
                          part.rows_sum.exact(), part.rollup_sum.exact()});
  open.value = exact_or_empty(value->value);
  open.recomputed = exact_or_empty(recomputed->value);
  open.adds_up = recomputed->value == value->value && all_equal(rows);
  open.digest = rows.digest();
  return open;
}

}  // namespace hallbook::indicators
