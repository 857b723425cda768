#pragma once
// The execution row of the self-evaluation: what was granted and what was paid (R-FND-50).
#include "funds/accounts.h"

namespace hallbook::funds {

struct ExecutionSums {
  Money initial;   // 年初预算数
  Money adjusted;  // 全年预算数: with every change since
  Money executed;  // 全年执行数
};
struct ExecutionOfSource {
  std::string source;  // "appropriation", "carried_over", "other"
  ExecutionSums sums;
};
struct ProjectExecution {
  ExecutionSums total;
  std::vector<ExecutionOfSource> by_source;  // in the order of the form; those with a line
};

/// As known at journal position `at_seq` (0 = now), paid by the end of `as_of`; nullopt without a budget.
std::optional<ProjectExecution> execution_of(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of,
                                             std::int64_t at_seq = 0);

}  // namespace hallbook::funds
