#pragma once
// A published self-evaluation scored again: printed against computed, row by row, with the rule named. Pure.
// Source: docs/rules/rescoring.md, R-RSC-12 to R-RSC-18; domain.md section 5.
#include "base/json.h"
#include "forms/read_self_evaluation.h"
#include "indicators/scheme.h"
#include "indicators/scoring.h"

namespace hallbook::forms {

enum class Verdict {
  same,          // the printed score is the computed one, rounded to 0.01
  rounded,       // it is the computed one with fewer decimals
  other_rule,    // another rule of domain.md section 5 gives it
  differs,       // no rule gives it
  by_person,     // a text target: within the points a person picks
  not_printed,   // no score stands there
  not_computed,  // a doubtful or missing cell: see `why`
};
std::string_view verdict_name(Verdict verdict);
Text verdict_words(Verdict verdict);
std::string_view verdict_mark(Verdict verdict);  // "✓", "✕", "○": one column

struct RescoredRow {
  std::size_t row = 0;  // of PublishedEvaluation::rows
  Verdict verdict = Verdict::not_computed;
  std::string rule;  // the rule computed with; with other_rule the one that gives the printed score
  std::optional<Rational> computed;
  std::optional<bool> met;
  Text derivation, why;
};

struct RescoreFinding {
  std::string code;  // docs/rules/rescoring.md lists all
  Text place, message;
};

struct Rescored {
  RescoredRow execution;  // of the money's total row; `row` is not used
  std::vector<RescoredRow> rows;
  std::optional<Rational> computed_total;  // only when every row is computed or a person's
  std::string computed_grade;
  std::vector<RescoreFinding> findings;
};

/// 90, 80, 60: the grades of domain.md section 5, as they ship.
indicators::Scheme shipped_grades();

/// `scheme` gives the grades only; the points are the table's own.
Rescored rescore(const PublishedEvaluation& published, const indicators::Scheme& scheme);

/// Every printed score is the computed one or a person's, nothing is doubtful, nothing was found.
bool holds(const PublishedEvaluation& published, const Rescored& rescored);

Json rescored_json(const PublishedEvaluation& published, const Rescored& rescored);

}  // namespace hallbook::forms
