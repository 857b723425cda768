// The parts of a figure: by month or by a dimension, and the rows of one part. Source: R-API-37 to R-API-39.
#include <fmt/format.h>

#include "indicators/evaluator_impl.h"
#include "indicators/formula_words.h"

namespace hallbook::indicators {
namespace {

const registers::Field* dimension_of(const Leaf& leaf, std::string_view name) {
  const auto* field = leaf.definition->field(name);
  return field != nullptr && field->dimension ? field : nullptr;
}

/// All totals of the formula can be cut that way.
bool can_group(const CheckedFormula& checked, std::string_view by) {
  if (checked.leaves.empty()) return false;
  return by == "month" ||
         std::ranges::all_of(checked.leaves, [&](const Leaf& leaf) { return dimension_of(leaf, by) != nullptr; });
}

std::unexpected<Refusal> no_such_group(std::string_view by) {
  return refuse(RefusalCode::invalid,
                {fmt::format("不能按 {} 分组", by), fmt::format("it cannot be grouped by {}", by)}, "by");
}

std::string group_title(const CheckedFormula& checked, std::string_view by, const std::string& key, Lang lang) {
  if (by == "month") return key;
  if (key.empty()) return lang == Lang::zh ? "（空）" : "(empty)";
  for (const auto& choice : dimension_of(checked.leaves.front(), by)->choices)
    if (choice.value == key) return choice.title.in(lang);
  return key;
}

/// From their rollups, which opening a receipt has compared with the rows.
std::vector<registers::GroupTotal> parts_of(db::ReadTx& tx, UnitId unit, const registers::Selection& selection,
                                            const Period& period, std::string_view by) {
  if (by != "month") return registers::group_totals(tx, unit, selection, period, by);
  std::vector<registers::GroupTotal> months;
  for (const auto& month : registers::totals(tx, unit, selection, period, PeriodKind::month))
    if (month.rows > 0) months.push_back({iso(month.bucket.first).substr(0, 7), month.rows, month.sum});
  return months;
}

Result<Period> month_of(const std::string& key, const Period& within) {
  auto month = parse_period(key);
  if (!month) return month;
  return Period{std::max(month->first, within.first), std::min(month->last, within.last)};
}

}  // namespace

std::vector<const registers::Field*> Evaluator::group_fields(int indicator) const {
  std::vector<const registers::Field*> fields;
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end() || found->second.leaves.empty()) return fields;
  for (const auto* field : found->second.leaves.front().definition->dimensions())
    if (can_group(found->second, field->name)) fields.push_back(field);
  return fields;
}

Result<std::vector<Evaluator::Group>> Evaluator::groups(db::ReadTx& tx, int indicator, Date as_of, std::string_view by,
                                                        Lang lang) const {
  std::vector<Group> groups;
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end()) return groups;
  const auto& checked = found->second;
  const auto scope = impl_->scope_of(impl_->plans.at(indicator), as_of);
  if (!scope || checked.leaves.empty()) return groups;
  if (!can_group(checked, by)) return no_such_group(by);
  RollupFigures source{impl_->reading(tx)};
  std::map<std::string, Group> by_key;
  for (const auto& leaf : checked.leaves) {
    const auto factor = linear_factor(checked, *leaf.node, source, *scope);
    // A maximum of months and its kin: a month shows what it holds itself.
    const bool shown_plain = !factor && checked.leaves.size() == 1;
    const registers::Selection selection{leaf.definition, leaf.measure, leaf.conditions, 0};
    for (const auto& part : parts_of(tx, impl_->unit, selection, scope->period, by)) {
      auto& group = by_key[part.key];
      group.rows += static_cast<std::uint64_t>(part.rows);
      if (!factor && !shown_plain) continue;
      const auto amount = leaf.measure.empty() ? Rational{part.rows} : Rational::scaled(part.sum, leaf.scale);
      group.sum = group.sum.value_or(Rational{}) + amount * factor.value_or(Rational{1});
    }
  }
  for (auto& [key, group] : by_key) {
    group.key = key;
    group.title = group_title(checked, by, key, lang);
    groups.push_back(std::move(group));
  }
  return groups;
}

Result<Evaluator::OpenReceipt> Evaluator::open_group(db::ReadTx& tx, int indicator, Date as_of, std::string_view by,
                                                     std::string_view key, std::size_t limit,
                                                     std::uint64_t after) const {
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end() || !can_group(found->second, by)) return no_such_group(by);
  const auto& checked = found->second;
  const auto scope = impl_->scope_of(impl_->plans.at(indicator), as_of);
  if (!scope) return refuse(RefusalCode::unavailable, {"期间还没有开始", "the period has not begun"}, "as_of");
  Period period = scope->period;
  if (by == "month") {
    const auto month = month_of(std::string{key}, period);
    if (!month) return std::unexpected{month.error()};
    period = *month;
  }
  RollupFigures source{impl_->reading(tx)};
  OpenReceipt open;
  for (const auto& leaf : checked.leaves) {
    const auto factor = linear_factor(checked, *leaf.node, source, *scope);
    registers::Selection selection{leaf.definition, leaf.measure, leaf.conditions, 0};
    if (by != "month") selection.conditions.push_back({std::string{by}, false, {std::string{key}}});
    registers::each_source_row(tx, impl_->unit, selection, period, [&](const registers::SourceRow& row) {
      if (open.total++ < after || open.lines.size() >= limit) return;
      const auto amount = leaf.measure.empty() ? Rational{1} : Rational::scaled(row.amount, leaf.scale);
      open.lines.push_back({leaf.text, leaf.definition->name, leaf.measure, row, amount.exact(),
                            factor ? (*factor * amount).exact() : ""});
    });
  }
  return open;
}

}  // namespace hallbook::indicators
