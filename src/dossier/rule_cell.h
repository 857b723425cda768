#pragma once
// What a printed 评（扣）分标准 says: deductions on a condition, another rule, or no rule at all. Private to dossier/.
// Source: docs/rules/dossier.md, R-DOS-20.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rational.h"
#include "base/target.h"

namespace hallbook::dossier {

/// "未超过95%的，扣10分": when actual ≤ 0.95, take 10 points.
struct Deduction {
  Operator when = Operator::less_than;
  Rational threshold;  // in base units, read with the unit cell when the number names none
  Rational points;
  std::string printed;
  bool holds(const Rational& actual) const;
};

struct RuleCell {
  std::vector<Deduction> deductions;
  bool says_rule = false;  // points, a ratio, 得满分 …: some rule stands there, read or not
};

RuleCell read_rule_cell(std::string_view cell, std::string_view unit_cell);

}  // namespace hallbook::dossier
