#pragma once
// Advice when targets are written: what earlier years gave, whether targets agree with each other, which kinds are missing
// and what of the bureau's own registers could answer for them. Advice changes nothing and decides nothing.
// Source: docs/rules/advice.md, R-ADV-01 to R-ADV-07.
#include "indicators/evaluation.h"

namespace hallbook::indicators {

/// The value of an indicator's own formula over an earlier year.
struct YearValue {
  int year = 0;
  Rational value;  // base units
  std::string printed;
};

struct IndicatorAdvice {
  int no = 0;
  std::string name, target_printed;
  std::vector<YearValue> years;  // whole years with rows, the latest first; at most three
  /// What the next target may be, from those years; base units. nullopt without one.
  std::optional<Rational> low, high;
  std::string range_printed;  // "≥186,000件 … 205,000件"
  Text reason;
};

/// Something about the targets as they stand. Codes: docs/rules/advice.md.
struct TargetRemark {
  std::string code;
  int indicator = 0;
  Text message;
};

struct Candidate {
  std::string kind;
  Text title, words;  // the formula in words
  std::string formula, op, unit;
  std::string value_printed;  // what it would be now; "" when it cannot be computed: `missing` says why
  Text missing;
};

struct TargetAdvice {
  std::vector<IndicatorAdvice> indicators;
  std::vector<TargetRemark> remarks;
  std::vector<Candidate> candidates;
};

/// R-ADV-05 to R-ADV-07.
std::vector<Candidate> candidates_for(db::ReadTx& tx, const Evaluator& evaluator, Date as_of);
TargetAdvice advise(db::ReadTx& tx, const Evaluator& evaluator, Date as_of);
Json advice_json(const TargetAdvice& advice);
std::string advice_text(const TargetAdvice& advice, Lang lang);

/// R-ADV-03: what the years suggest. `up`: at least, else at most. A share of a whole stays at most 1. Pure.
struct SuggestedRange {
  Rational low, high;
};
SuggestedRange suggested_range(const std::vector<YearValue>& years, bool share_of_whole);

}  // namespace hallbook::indicators
