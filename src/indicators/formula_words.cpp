#include "indicators/formula_words.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "indicators/print.h"
#include "indicators/rates.h"

namespace hallbook::indicators {

using registers::Condition;
using registers::Definition;
using Kind = Node::Kind;

namespace {

Text step_words(PeriodKind by) {
  switch (by) {
    case PeriodKind::day: return {"每日", "day"};
    case PeriodKind::week: return {"每周", "week"};
    case PeriodKind::month: return {"每月", "month"};
    case PeriodKind::quarter: return {"每季度", "quarter"};
    case PeriodKind::year: return {"每年", "year"};
  }
  return {};
}

Text fn_words(Fn fn) {
  switch (fn) {
    case Fn::sum: return {"之和", "the sum of"};
    case Fn::count: return {"的个数", "the number of"};
    case Fn::mean: return {"的平均", "the mean of"};
    case Fn::min: return {"中最小的", "the smallest of"};
    case Fn::max: return {"中最大的", "the largest of"};
    case Fn::last: return {"中最后的", "the last of"};
  }
  return {};
}

Text choice_words(const registers::Field& field, const std::string& value) {
  for (const auto& choice : field.choices)
    if (choice.value == value) return choice.title;
  return {value, value};
}

Text condition_words(const Definition& definition, const Condition& condition) {
  const auto* field = definition.field(condition.field);
  ensure(field, "explain: unknown field in a checked formula");
  Text values;
  for (const auto& value : condition.values) {
    const auto words = choice_words(*field, value);
    values.zh += (values.zh.empty() ? "" : "或") + words.zh;
    values.en += (values.en.empty() ? "" : " or ") + words.en;
  }
  return {fmt::format("{}{}{}", field->title.zh, condition.negate ? "不是" : "为", values.zh),
          fmt::format("{} {} {}", field->title.en, condition.negate ? "is not" : "is", values.en)};
}

Text filters_words(const Definition& definition, const Node& node) {
  Text all;
  const auto add = [&](const Text& one) {
    all.zh += (all.zh.empty() ? "" : "、") + one.zh;
    all.en += (all.en.empty() ? "" : " and ") + one.en;
  };
  for (const auto& filter : node.filters) {
    if (!filter.bare) {
      add(condition_words(definition, {filter.field, filter.negate, filter.values}));
      continue;
    }
    for (const auto& named : definition.filters)
      if (named.name == filter.field) add(named.title);
  }
  return all;
}

Text total_words(const Leaf& leaf) {
  const auto& definition = *leaf.definition;
  const auto filters = filters_words(definition, *leaf.node);
  const auto of_zh = filters.zh.empty() ? std::string{"的"} : fmt::format("中{}的", filters.zh);
  const auto where = filters.en.empty() ? std::string{} : fmt::format(" where {}", filters.en);
  if (leaf.measure.empty())
    return {fmt::format("《{}》{}条数", definition.title.zh, of_zh),
            fmt::format("the number of entries in {}{}", definition.title.en, where)};
  const auto* field = definition.field(leaf.measure);
  const bool mean = leaf.node->fn == Fn::mean;
  return {fmt::format("《{}》{}{}{}", definition.title.zh, of_zh, field->title.zh, mean ? "的平均" : "之和"),
          fmt::format("the {} of {} in {}{}", mean ? "mean" : "sum", field->title.en, definition.title.en, where)};
}

class Words {
 public:
  explicit Words(const CheckedFormula& checked) : checked_{checked} {}

  Text of(const Node& node) const {
    switch (node.kind) {
      case Kind::number: return number(node);
      case Kind::negate: return joined("负的", "minus ", *node.arguments[0]);
      case Kind::add: return binary(node, " 加 ", " plus ");
      case Kind::subtract: return binary(node, " 减 ", " minus ");
      case Kind::multiply: return binary(node, " 乘 ", " times ");
      case Kind::divide: return binary(node, " 除以 ", " divided by ");
      case Kind::total: return total_words(checked_.leaves[checked_.leaf_of.at(&node)]);
      case Kind::over_arguments: return over_arguments(node);
      case Kind::over_buckets: return over_buckets(node);
      case Kind::rate: return rate(node);
      case Kind::price:
        return {fmt::format("当时的单价（{}）", node.name), fmt::format("the price then in force ({})", node.name)};
      case Kind::if_missing: return if_missing(node);
    }
    broken_invariant("explain: unknown node", std::source_location::current());
  }

 private:
  static Text number(const Node& node) {
    const auto text =
        node.unit == "ratio" ? readable(node.number * Rational{100}) + "%" : readable(node.number) + node.unit;
    return {text, text};
  }
  Text joined(std::string_view zh, std::string_view en, const Node& node) const {
    const auto inner = bracketed(node);
    return {std::string{zh} + inner.zh, std::string{en} + inner.en};
  }
  /// Sums and differences inside another operation stand in brackets.
  Text bracketed(const Node& node) const {
    auto words = of(node);
    if (node.kind == Kind::add || node.kind == Kind::subtract || node.kind == Kind::if_missing)
      return {"（" + words.zh + "）", "(" + words.en + ")"};
    return words;
  }
  static bool is_whole_percent(const Node& node) {
    return node.kind == Kind::number && node.unit == "ratio" && node.number == Rational{1};
  }
  Text binary(const Node& node, std::string_view zh, std::string_view en) const {
    const auto& left = *node.arguments[0];
    if (node.kind == Kind::multiply && is_whole_percent(left)) return bracketed(*node.arguments[1]);  // 100% * x is x
    const bool loose = node.kind == Kind::add;
    const auto a = loose || node.kind == Kind::subtract ? of(left) : bracketed(left);
    const auto b = loose ? of(*node.arguments[1]) : bracketed(*node.arguments[1]);
    return {a.zh + std::string{zh} + b.zh, a.en + std::string{en} + b.en};
  }
  Text over_arguments(const Node& node) const {
    Text all;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      const auto one = of(*node.arguments[i]);
      const bool last = i + 1 == node.arguments.size();
      all.zh += (i == 0 ? "" : last ? "与" : "、") + one.zh;
      all.en += (i == 0 ? "" : last ? " and " : ", ") + one.en;
    }
    const auto fn = fn_words(node.fn);
    return {all.zh + fn.zh, fn.en + " " + all.en};
  }
  Text over_buckets(const Node& node) const {
    const auto step = step_words(node.by);
    const auto fn = fn_words(node.fn);
    const auto inner = of(*node.arguments[0]);
    return {fmt::format("{}“{}”{}", step.zh, inner.zh, fn.zh),
            fmt::format("{} each {}'s value: {}", fn.en, step.en, inner.en)};
  }
  Text rate(const Node& node) const {
    const auto* known = rate_named(node.name);
    const auto filters = filters_words(*checked_.rates.at(&node).definition, node);
    return {fmt::format("{}{}（{}）", filters.zh.empty() ? std::string{} : filters.zh + "的", known->zh, known->def_zh),
            fmt::format("{}{} ({})", known->en, filters.en.empty() ? std::string{} : " where " + filters.en,
                        known->def_en)};
  }
  Text if_missing(const Node& node) const {
    const auto tried = of(*node.arguments[0]);
    const auto instead = of(*node.arguments[1]);
    return {fmt::format("{}；没有记录时用 {}", tried.zh, instead.zh),
            fmt::format("{}; when there is nothing recorded, {}", tried.en, instead.en)};
  }

  const CheckedFormula& checked_;
};

}  // namespace

Text explain(const CheckedFormula& checked) { return explain(checked, *checked.formula.root); }
Text explain(const CheckedFormula& checked, const Node& node) { return Words{checked}.of(node); }

}  // namespace hallbook::indicators
