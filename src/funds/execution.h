#pragma once
// The execution row of the self-evaluation: what was granted and what was paid (R-FND-50).
#include <functional>
#include <map>

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

/// What the executed figure opens into: a payment, or what came back of one (then `amount` is below zero).
struct ExecutedRow {
  bool returned = false;
  std::string payment, request, voucher, payee;
  LineKey line;
  std::string source;
  int indicator = 0;  // that the request serves; 0 = none
  Date on;
  Money amount;
  std::int64_t seq = 0;
};
/// Of the same day and position as execution_of(), oldest first: the rows add up to `executed` (R-FND-51).
void each_executed(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of, std::int64_t at_seq,
                   const std::function<void(const ExecutedRow&)>& visit);

/// R-FND-52. What was paid for each indicator that a request serves, less returns; 0 stands for none.
std::map<int, Money> executed_by_indicator(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of,
                                           std::int64_t at_seq = 0);

}  // namespace hallbook::funds
