#pragma once
// A checked formula in Chinese and English: "公众用、B区或F区的张数之和". Source: docs/rules/formulas.md, R-FOR-10.
#include "indicators/formula_check.h"

namespace hallbook::indicators {

Text explain(const CheckedFormula& checked);
Text explain(const CheckedFormula& checked, const Node& node);

}  // namespace hallbook::indicators
