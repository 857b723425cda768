#pragma once
// What the parts of a definition must be together; private to the parser.
// Source: docs/rules/registers.md, R-REG-01 to R-REG-09.
#include "registers/definition.h"

namespace hallbook::registers {

/// What the TOML says that needs the fields' types to be understood; places are "line:column".
struct DraftField {
  std::string place, min, max;
  bool has_scale = false, has_max_chars = false;
};
struct DraftCheck {
  std::string place, rule;
};
struct DraftFilter {
  std::string place;
  std::vector<std::string> where;
};
struct Draft {
  std::vector<DraftField> fields;
  std::vector<DraftCheck> checks;
  std::vector<DraftFilter> filters;
};

/// Completes checks, filters, ranges, and judges everything. Refuses the first problem.
Result<> judge_definition(Definition& definition, const Draft& draft);

/// Decimals when the file gives none: money 2, ratio 4, others 0.
int default_scale(FieldType type);

}  // namespace hallbook::registers
