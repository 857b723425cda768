#include "base/target.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/ensure.h"
#include "base/target_words.h"
#include "base/text.h"

namespace hallbook {
namespace {

using target_words::Unit;

Target with(TargetKind kind, std::string_view code, Text message) {
  Target target;
  target.kind = kind;
  target.finding = code;
  target.message = std::move(message);
  return target;
}

Target filler() {  // R-TGT-06
  return with(TargetKind::none, "target.filler", {"占位符：没有填写指标值", "filler: no target value is given"});
}
Target words_only() {  // R-TGT-07
  return with(TargetKind::text, "target.text",
              {"文字指标：需先约定分档（达成、部分达成、未达成）才能评分",
               "text target: needs bands (met, partly met, not met) before it can be scored"});
}
Target glyph_lost(std::string_view text) {  // R-TGT-08
  return with(TargetKind::suspicious, "target.glyph_lost",
              {fmt::format("“{}”疑有符号丢失：请向填报人核实", quote(text)),
               fmt::format("a glyph was lost: ask a person what “{}” should be", quote(text))});
}
Target operator_missing(std::string_view text) {  // R-TGT-02
  return with(TargetKind::suspicious, "target.operator_missing",
              {fmt::format("“{}”没有写明是不低于、不超过还是等于：请填写指标性质", quote(text)),
               fmt::format("no operator stands with “{}”: say whether it is at least, at most or equal", quote(text))});
}
Target operators_differ(std::string_view text) {  // R-TGT-02
  return with(TargetKind::suspicious, "target.operator_differs",
              {fmt::format("“{}”有两个不同的比较符号：请核实指标性质", quote(text)),
               fmt::format("two operators that differ stand with “{}”: ask which one holds", quote(text))});
}
Target range(std::string_view text) {  // R-TGT-09
  return with(TargetKind::suspicious, "target.range",
              {fmt::format("“{}”有不止一个数：请改成一个比较符号加一个数", quote(text)),
               fmt::format("“{}” holds more than one number: give one operator and one number", quote(text))});
}
Target unreadable(std::string_view text) {  // R-TGT-09
  return with(TargetKind::suspicious, "target.unreadable",
              {fmt::format("看不懂“{}”：请写成比较符号、数字、单位，如 ≥95%", quote(text)),
               fmt::format("“{}” cannot be read: write operator, number and unit, such as ≥95%", quote(text))});
}
Target unit_differs(std::string_view in_value, std::string_view in_cell) {  // R-TGT-05
  return with(TargetKind::suspicious, "target.unit_differs",
              {fmt::format("指标值里的单位“{}”与度量单位“{}”不一致：请核实", quote(in_value), quote(in_cell)),
               fmt::format("unit in the value differs from the unit cell: “{}” and “{}”; ask which one holds",
                           quote(in_value), quote(in_cell))});
}
Target percent_as_ratio(std::string_view text) {  // R-TGT-04
  return with(TargetKind::suspicious, "target.ratio_large",
              {fmt::format("“{}”作为比例过大：请核实是不是百分比", quote(text)),
               fmt::format("“{}” is too large for a ratio: ask whether percent is meant", quote(text))});
}

std::string plain_digits(const PrintedDecimal& decimal) {
  std::string digits = decimal.digits;
  if (decimal.places > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimal.places), ".");
  return decimal.negative ? "-" + digits : digits;
}

/// A cell taken apart: operator, number and what stands behind the number.
struct Parts {
  std::optional<Operator> op;
  bool symbol = false;  // the operator is a sign, not a word
  std::optional<PrintedDecimal> number;
  std::string_view behind;
  bool operators_differ = false;
};

Parts take_apart(std::string_view plain) {
  Parts parts;
  std::string_view rest = plain;
  parts.op = target_words::take_operator(rest, parts.symbol);
  const bool money = target_words::take_currency(rest);
  const bool percent = target_words::take(rest, "百分之");
  parts.number = take_decimal(rest);
  parts.behind = rest;
  if (!parts.number) return parts;
  if (const auto suffix = target_words::take_operator_behind(parts.behind)) {
    parts.operators_differ = parts.op && *parts.op != *suffix;
    parts.op = suffix;
  }
  if (parts.op && parts.behind.ends_with("(含)")) parts.behind.remove_suffix(std::string_view{"(含)"}.size());
  if (percent && parts.behind.empty())
    parts.behind = "%";
  else if (percent)
    parts.behind = "?";  // "百分之95件": no unit
  if (money && (parts.behind.empty() || parts.behind == "万" || parts.behind == "亿"))
    parts.behind = parts.behind.empty() ? "元" : parts.behind == "万" ? "万元" : "亿元";
  return parts;
}

/// What is no operator and number: words, a lost glyph, or something for a person.
Target not_a_number(std::string_view text, std::string_view plain, const Parts& parts) {
  const auto digit = plain.find_first_of("0123456789");
  if (digit == std::string_view::npos) {
    if (target_words::has_lost_glyph(plain)) return glyph_lost(text);
    if (parts.symbol) return unreadable(text);
    return parts.op && target_words::starts_with_numeral(target_words::behind_operator(plain)) ? unreadable(text)
                                                                                               : words_only();
  }
  if (target_words::count_ideographs(plain) >= 8) return words_only();  // a sentence that happens to hold a number
  const bool one_glyph = count_characters(plain.substr(0, digit)) <= 2;
  if (parts.op ? target_words::has_lost_glyph(plain) : one_glyph) return glyph_lost(text);
  return unreadable(text);
}

/// The unit of the value cell against the unit column: R-TGT-03 to R-TGT-05.
Target number(std::string_view text, const Parts& parts, Operator op, std::string_view unit_cell) {
  const auto in_value = target_words::read_unit(parts.behind);
  const auto in_cell = target_words::read_unit(unit_cell);
  if (!in_value) {
    bool sign = false;
    std::string_view behind = parts.behind;
    const bool operator_inside = target_words::take_operator(behind, sign) && sign;  // "2=100": was "≥=100"
    if (operator_inside || target_words::has_lost_glyph(behind)) return glyph_lost(text);
    return target_words::holds_number(behind) ? range(text) : unreadable(text);
  }
  if (!in_cell) return unit_differs(parts.behind, unit_cell);
  const bool both = !in_value->name.empty() && !in_cell->name.empty();
  if (both && !target_words::same_unit(*in_value, *in_cell)) return unit_differs(in_value->printed, in_cell->printed);
  const bool scale_twice = in_value->name.empty() && in_value->scale != Rational{1} && in_cell->scale != Rational{1};
  if (scale_twice) return unit_differs(in_value->printed, in_cell->printed);

  Unit unit = in_value->name.empty() ? *in_cell : *in_value;
  if (in_value->name.empty() && !in_value->printed.empty()) {  // "19万" beside the unit 件
    unit.scale = in_value->scale;
    unit.printed = in_value->printed + in_cell->printed;
  }
  const auto printed = Rational::parse(plain_digits(*parts.number));
  if (!printed) return unreadable(text);
  if (unit.name == "ratio" && unit.scale == Rational{1} && *printed > Rational{2}) return percent_as_ratio(text);

  Target target;
  target.kind = TargetKind::number;
  target.op = op;
  target.value = *printed * unit.scale;
  target.unit = unit.name;
  target.scale = unit.scale;
  target.printed_unit = unit.printed;
  if (in_value->magnitude && !in_cell->name.empty()) {  // R-TGT-03
    target.finding = "target.scale_in_value";
    target.message = {
        fmt::format("指标值一栏里带了数量级和单位：“{}”按 {} {} 计算", quote(text), target.value.exact(), unit.name),
        fmt::format("scale and unit stand in the value cell: “{}” is taken as {} {}", quote(text), target.value.exact(),
                    unit.name)};
  }
  return target;
}

}  // namespace

std::string_view symbol(Operator op) {
  switch (op) {
    case Operator::at_least: return ">=";
    case Operator::more_than: return ">";
    case Operator::at_most: return "<=";
    case Operator::less_than: return "<";
    case Operator::equal: return "=";
  }
  throw BrokenInvariant{"symbol: unknown Operator"};
}

std::string_view kind_name(TargetKind kind) {
  switch (kind) {
    case TargetKind::number: return "number";
    case TargetKind::text: return "text";
    case TargetKind::none: return "none";
    case TargetKind::suspicious: return "suspicious";
  }
  throw BrokenInvariant{"kind_name: unknown TargetKind"};
}

Target parse_target(std::string_view text, std::string_view unit_cell, std::string_view op_cell) {
  constexpr std::size_t longest = 2000;  // bytes; no form has a cell like that
  if (text.size() > longest || unit_cell.size() > longest || op_cell.size() > longest || !is_utf8(text) ||
      !is_utf8(unit_cell) || !is_utf8(op_cell))
    return unreadable(text.substr(0, longest));
  const std::string plain = target_words::normalized(text);
  if (target_words::is_filler(plain)) return filler();
  const std::string unit = target_words::normalized(unit_cell);
  const std::string cell = target_words::normalized(op_cell);

  const Parts parts = take_apart(plain);
  if (!parts.number) return not_a_number(text, plain, parts);
  if (parts.operators_differ) return operators_differ(text);
  std::optional<Operator> op = parts.op;
  if (!target_words::is_filler(cell)) {
    std::string_view rest = cell;
    bool sign = false;
    const auto in_cell = target_words::take_operator(rest, sign);
    if (!in_cell || !rest.empty()) return glyph_lost(op_cell);
    if (op && *op != *in_cell) return operators_differ(text);
    op = in_cell;
  }
  const Target target = number(text, parts, op.value_or(Operator::equal), target_words::is_filler(unit) ? "" : unit);
  if (!op && target.kind == TargetKind::number) return operator_missing(text);  // never guessed
  return target;
}

std::string without_operator(std::string_view cell) {
  const std::string plain = target_words::normalized(cell);
  std::string_view rest = plain;
  bool sign = false;
  target_words::take_operator(rest, sign);
  target_words::take_operator_behind(rest);
  return std::string{rest};
}

bool meets(const Rational& actual, Operator op, const Rational& target) {
  switch (op) {
    case Operator::at_least: return actual >= target;
    case Operator::more_than: return actual > target;
    case Operator::at_most: return actual <= target;
    case Operator::less_than: return actual < target;
    case Operator::equal: return actual == target;
  }
  throw BrokenInvariant{"meets: unknown Operator"};
}

}  // namespace hallbook
