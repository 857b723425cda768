#pragma once
// Printed targets ("≥19万件", "不低于95%", "═100%") into operator, exact value in base units, unit and scale.
// Base units: 万 and 亿 are multiplied out, percent and permille become a ratio, 万元 becomes 元.
// Source: docs/rules/targets.md, R-TGT-01 to R-TGT-09.
#include <optional>
#include <string>
#include <string_view>

#include "base/rational.h"
#include "base/result.h"

namespace hallbook {

enum class Operator { at_least, more_than, at_most, less_than, equal };

/// ">=", ">", "<=", "<", "=".
std::string_view symbol(Operator op);

enum class TargetKind {
  number,      // op, value, unit are set
  text,        // "逐步提升": needs bands; op and value are not set
  none,        // filler: 空, /, 无, —, or empty
  suspicious,  // cannot be read without a guess (see `finding`): ask a person
};

/// "number", "text", "none", "suspicious": what a table prints where a number has its unit.
std::string_view kind_name(TargetKind kind);

struct Target {
  TargetKind kind = TargetKind::none;
  Operator op = Operator::at_least;
  Rational value;        // in base units
  std::string unit;      // base unit: "件", "元", "小时", or "ratio" for % ‰ 百分比 比例
  Rational scale = 1;    // base value = printed number · scale: 10000 for 万, 1/100 for %
  std::string printed_unit;  // what stands behind the printed number: "件", "%", "万元", "万件"
  /// "" or target.scale_in_value (the number stands), target.text, target.filler, and, suspicious:
  /// target.glyph_lost, target.unit_differs, target.operator_missing, target.operator_differs,
  /// target.range, target.ratio_large, target.unreadable. Op, value and unit are set for numbers only.
  std::string finding;
  Text message;          // the finding in words; empty when there is none
};

/// `text` is the cell as printed, `op_cell` a separate operator cell ("" when the operator stands in `text`),
/// `unit_cell` the unit column ("" when there is none). Never refuses: what cannot be read is `suspicious`.
Target parse_target(std::string_view text, std::string_view unit_cell, std::string_view op_cell = {});

/// A value cell without its operator, half width: "≥16万张" and "１６万张以上" → "16万张".
std::string without_operator(std::string_view cell);

bool meets(const Rational& actual, Operator op, const Rational& target);

}  // namespace hallbook
