#pragma once
// Forecasts as people read them: rounded, with 约 before the figure, never an exact number. R-FOC-08
#include "base/json.h"
#include "indicators/evaluation.h"

namespace hallbook::indicators {

/// An estimate in the document's unit: "约19.5万件", "约98.73%".
std::string estimate_printed(double value, const Target& target);

/// The forecasts of a day: of each indicator (null without one) and of the money.
Json forecasts_json(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang);
std::string forecasts_table(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang);

}  // namespace hallbook::indicators
