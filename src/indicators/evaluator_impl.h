#pragma once
// What an Evaluator holds once loaded. Private to indicators/.
#include "indicators/evaluation.h"
#include "indicators/rollup_figures.h"
#include "indicators/scheme.h"

namespace hallbook::indicators {

struct Evaluator::Impl {
  UnitId unit;
  std::int64_t at_seq = 0;
  dossier::Project project;
  Definitions registers;
  PriceTable prices;
  WorkCalendar calendar;
  Scheme scheme;
  Spread spread;
  bool sample = false;
  std::map<int, dossier::IndicatorPlan> plans;     // settled
  std::map<int, CheckedFormula> formulas;          // indicators that have one
  std::vector<dossier::Finding> document_findings;
  std::vector<UsedDefinition> definitions;

  /// Plans, scheme, weights and formulas for the project and the definitions that are there.
  Result<> settle(db::ReadTx& tx);
  Reading reading(db::ReadTx& tx) const { return {tx, unit, at_seq, prices, calendar}; }
  /// The indicator's period and what of it is to be read by `as_of`; nullopt before it begins.
  std::optional<Scope> scope_of(const dossier::IndicatorPlan& plan, Date as_of) const;
  Period period_of(const dossier::IndicatorPlan& plan) const;
};

/// Every part of the formula adds to the value as the days go by.
bool grows(const CheckedFormula& checked, FigureSource& source, const Scope& scope);

}  // namespace hallbook::indicators
