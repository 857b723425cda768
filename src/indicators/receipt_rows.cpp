// Looking through the rows of a figure, and the whole receipt as a file. Source: docs/rules/api.md, R-API-48, R-API-49.
#include "indicators/receipt_rows.h"

#include <fmt/format.h>

#include "indicators/evaluator_impl.h"
#include "indicators/formula_words.h"

namespace hallbook::indicators {
namespace {

std::unexpected<Refusal> no_rows_to_sort(int indicator) {
  return refuse(
      RefusalCode::not_found,
      {fmt::format("指标 {} 没有可以排序的明细：它没有公式，或由目录算出，明细在凭据里", indicator),
       fmt::format("indicator {} has no rows to sort: it has no formula, or is reckoned over a catalogue whose "
                   "rows stand in the receipt",
                   indicator)},
      "part");
}

/// The leaf that `text` names; the first one when it is empty.
const Leaf* leaf_named(const CheckedFormula& checked, std::string_view text) {
  if (text.empty()) return checked.leaves.empty() ? nullptr : &checked.leaves.front();
  const auto found = std::ranges::find(checked.leaves, text, &Leaf::text);
  return found == checked.leaves.end() ? nullptr : &*found;
}

std::string exact_sum(const Leaf& leaf, const registers::SourceTotal& total) {
  return leaf.measure.empty() ? std::to_string(total.rows) : Rational::scaled(total.sum, leaf.scale).exact();
}

}  // namespace

Result<RowsPage> rows_page(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of, const RowsWish& wish,
                           const registers::Opening& opening) {
  const auto found = impl.formulas.find(indicator);
  const Leaf* leaf = found == impl.formulas.end() ? nullptr : leaf_named(found->second, wish.part);
  if (leaf == nullptr) return no_rows_to_sort(indicator);
  const auto scope = impl.scope_of(impl.plans.at(indicator), as_of);
  if (!scope) return refuse(RefusalCode::unavailable, {"期间还没有开始", "the period has not begun"}, "as_of");
  RollupFigures rollups{impl.reading(tx)};
  const auto factor = linear_factor(found->second, *leaf->node, rollups, *scope);
  const registers::Selection selection{leaf->definition, leaf->measure, leaf->conditions, 0};
  auto page = registers::source_page(tx, impl.unit, selection, scope->period, wish.listing, wish.limit, opening);
  if (!page) return std::unexpected{page.error()};
  RowsPage rows;
  rows.part = leaf->text;
  rows.register_name = leaf->definition->name;
  rows.words = explain(found->second, *leaf->node);
  for (std::size_t i = 0; i < page->entries.size(); ++i) {
    const auto amount = leaf->measure.empty() ? Rational{1} : Rational::scaled(page->amounts[i], leaf->scale);
    page->entries[i]["amount"] = amount.exact();
    page->entries[i]["counts_as"] = factor ? (*factor * amount).exact() : "";
    rows.items.push_back(std::move(page->entries[i]));
  }
  rows.next = std::move(page->next);
  rows.all_rows = page->all.rows;
  rows.all_sum = exact_sum(*leaf, page->all);
  rows.shown_rows = page->shown.rows;
  rows.shown_sum = exact_sum(*leaf, page->shown);
  for (const auto& one : found->second.leaves) rows.parts.push_back({one.text, one.definition->name});
  return rows;
}

Result<> each_receipt_row(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of,
                          const std::function<void(const ReceiptRow&)>& visit) {
  const auto found = impl.formulas.find(indicator);
  if (found == impl.formulas.end() || found->second.leaves.empty()) return no_rows_to_sort(indicator);
  const auto scope = impl.scope_of(impl.plans.at(indicator), as_of);
  if (!scope) return refuse(RefusalCode::unavailable, {"期间还没有开始", "the period has not begun"}, "as_of");
  RollupFigures rollups{impl.reading(tx)};
  const registers::ListingText by_entry{{"sort", "id"}};
  for (const Leaf& leaf : found->second.leaves) {
    const auto factor = linear_factor(found->second, *leaf.node, rollups, *scope);
    const registers::Selection selection{leaf.definition, leaf.measure, leaf.conditions, 0};
    // Personal fields stay sealed here: a figure needs none of them.
    const auto read = registers::each_source_entry(
        tx, impl.unit, selection, scope->period, by_entry, {}, [&](const auto& entry, std::int64_t amount) {
          const auto exact = leaf.measure.empty() ? Rational{1} : Rational::scaled(amount, leaf.scale);
          visit({leaf, entry, exact.exact(), factor ? (*factor * exact).exact() : ""});
        });
    if (!read) return read;
  }
  return {};
}

std::vector<FileBehind> attached_behind(const Evaluator::Impl& impl, db::ReadTx& tx, int indicator, Date as_of) {
  const auto found = impl.formulas.find(indicator);
  if (found == impl.formulas.end()) return {};
  const auto scope = impl.scope_of(impl.plans.at(indicator), as_of);
  if (!scope) return {};
  std::map<std::int64_t, FileBehind> by_line;  // two totals of a formula may rest on one entry
  for (const Leaf& leaf : found->second.leaves) {
    const registers::Selection selection{leaf.definition, "", leaf.conditions, 0};
    for (auto& file : registers::files_behind(tx, impl.unit, selection, scope->period))
      by_line.try_emplace(file.seq, FileBehind{leaf.definition->name, file});
  }
  std::vector<FileBehind> files;
  for (auto& [seq, file] : by_line) files.push_back(std::move(file));
  return files;
}

std::vector<const registers::Definition*> registers_behind(const Evaluator::Impl& impl, int indicator) {
  std::vector<const registers::Definition*> found;
  const auto formula = impl.formulas.find(indicator);
  if (formula != impl.formulas.end())
    for (const Leaf& leaf : formula->second.leaves)
      if (std::ranges::find(found, leaf.definition) == found.end()) found.push_back(leaf.definition);
  return found;
}

}  // namespace hallbook::indicators
