// What would be: other decisions, another formula. Nothing is stored. Source: R-API-41, R-API-42.
#include "indicators/evaluator_impl.h"
#include "indicators/formula_words.h"
#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

/// "1:17" at the end of a refusal's place, as a byte offset of the text.
std::size_t offset_of(std::string_view text, std::string_view where) {
  const auto colon = where.rfind(':');
  if (colon == std::string_view::npos) return 0;
  std::size_t line = 0, column = 0;
  auto begin = where.find_last_not_of("0123456789", colon - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  for (const char digit : where.substr(begin, colon - begin)) line = line * 10 + static_cast<std::size_t>(digit - '0');
  for (const char digit : where.substr(colon + 1)) {
    if (digit < '0' || digit > '9') break;
    column = column * 10 + static_cast<std::size_t>(digit - '0');
  }
  std::size_t at = 0;
  for (; line > 1 && at < text.size(); ++at)
    if (text[at] == '\n') --line;
  for (; column > 1 && at < text.size(); --column) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

/// The word at a place: what an editor underlines.
std::size_t word_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto is_word = [&](char c) {
    return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  while (end < text.size() && is_word(text[end])) ++end;
  return std::max<std::size_t>(end - at, 1);
}

}  // namespace

Result<Evaluator> Evaluator::with(db::ReadTx& tx, dossier::Project project) const {
  auto impl = std::make_unique<Impl>();
  impl->unit = impl_->unit;
  impl->at_seq = impl_->at_seq;
  impl->project = std::move(project);
  impl->project.scheme = impl->project.settled_scheme();
  impl->registers = impl_->registers;
  impl->prices = impl_->prices;
  impl->calendar = impl_->calendar;
  if (const auto fine = impl->settle(tx); !fine) return std::unexpected{fine.error()};
  return Evaluator{std::move(impl)};
}

Evaluator::Trial Evaluator::try_formula(db::ReadTx& tx, const std::string& text, int indicator, Date as_of) const {
  Trial trial;
  const auto fail = [&](Refusal refusal) {
    trial.at = offset_of(text, refusal.where);
    trial.length = word_length(text, trial.at);
    trial.problem = std::move(refusal);
    return trial;
  };
  auto formula = parse_formula(text);
  if (!formula) return fail(formula.error());
  std::string unit;
  for (const auto& row : impl_->project.indicators)
    if (row.no == indicator && row.target.kind == TargetKind::number) unit = row.target.unit;
  auto checked = check_formula(std::move(*formula), impl_->registers, impl_->prices, unit);
  if (!checked) return fail(checked.error());
  trial.words = explain(*checked);
  trial.unit = checked->unit.zh();
  dossier::IndicatorPlan plan;
  if (const auto found = impl_->plans.find(indicator); found != impl_->plans.end()) plan = found->second;
  const auto scope = impl_->scope_of(plan, as_of);
  if (!scope) return trial;
  RollupFigures source{impl_->reading(tx)};
  const auto outcome = evaluate_formula(*checked, source, *scope);
  if (!outcome) return fail(outcome.error());
  trial.value = outcome->value;
  trial.missing = outcome->missing;
  return trial;
}

}  // namespace hallbook::indicators
