#pragma once
// The execution row of an evaluation, what a case or a sheet cost, and the flags that join money and targets. Private to
// indicators/. Source: docs/rules/evaluation.md, R-EVA-07, R-EVA-14 to R-EVA-16.
#include "indicators/evaluator_impl.h"

namespace hallbook::indicators {

/// The row as of the evaluation's day; its indicators are computed already.
ExecutionRow execution_row(db::ReadTx& tx, const Evaluator::Impl& impl, const Evaluation& evaluation);
/// R-EVA-16. Only once the period is over: before, both sides are on their way.
void add_execution_findings(Evaluation& evaluation);
/// R-EVA-14. Payments and returns, read one by one.
Receipt execution_receipt(db::ReadTx& tx, const Evaluator::Impl& impl, const Evaluation& evaluation);

/// The same row with its parts, as `evaluate --json` prints it.
Json execution_json(const ExecutionRow& row, Lang lang);
Json receipt_json(const std::optional<Receipt>& receipt);

}  // namespace hallbook::indicators
