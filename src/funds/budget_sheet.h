#pragma once
// A budget as a sheet: 条目, 用途, 经济分类, 资金来源, 金额(元). CSV or XLSX.
#include "funds/budget.h"

namespace hallbook::funds {

/// R-FND-07: every row is judged before any is taken; the refusal names all problems with their rows (at most 20).
Result<std::vector<NewLine>> read_budget_sheet(const std::filesystem::path& file);

}  // namespace hallbook::funds
