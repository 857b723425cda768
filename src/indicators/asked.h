#pragma once
// What a request for figures asks about: the project and the day. Private to indicators/.
#include "identity/access.h"
#include "indicators/evaluation.h"

namespace hallbook::indicators {

struct Asked {
  Evaluator evaluator;
  Date as_of;
};
/// ?project= and ?as_of= (default: today within the project's period). Refuses a day before the period; a later one counts
/// as its last.
Result<Asked> asked(db::ReadTx& tx, const http::Request& request, const identity::Context& context);
Result<Asked> asked(db::ReadTx& tx, const identity::Context& context, std::string_view project,
                    std::optional<Date> as_of);
/// The {no} of the path; refuses not_found.
Result<int> asked_indicator(const http::Request& request, const Evaluator& evaluator);
const IndicatorResult* result_of(const Evaluation& evaluation, int no);

Json pace_json(const Pace& pace, const dossier::IndicatorRow& row);
/// Evaluation with pace, words, owners and brief: GET /evaluation and the home page.
Json evaluation_json(db::ReadTx& tx, const Evaluator& evaluator, const Evaluation& evaluation, Lang lang);

}  // namespace hallbook::indicators
