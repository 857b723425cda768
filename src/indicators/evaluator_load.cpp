// Loading what an evaluation stands on: project, definitions in force, checked formulas, weights.
#include <fmt/format.h>

#include "base/ensure.h"
#include "dossier/disclosure.h"
#include "identity/adoption.h"
#include "identity/unit.h"
#include "indicators/evaluator_impl.h"
#include "platform/crypto/hash.h"
#include "registers/registers.h"

namespace hallbook::indicators {

namespace {

using Impl = Evaluator::Impl;

void used(Impl& impl, const identity::AdoptedDefinition& definition) {
  impl.definitions.push_back({definition.kind, definition.name, definition.version, definition.digest});
}

Refusal in_definition(Refusal refusal, std::string_view kind, std::string_view name) {
  refusal.message = {fmt::format("{} {}：{}", kind, name, refusal.message.zh),
                     fmt::format("{} {}: {}", kind, name, refusal.message.en)};
  return refusal;
}

Result<> load_definitions(db::ReadTx& tx, Impl& impl) {
  for (const auto& adopted : identity::definitions(tx, impl.unit, "register", impl.at_seq)) used(impl, adopted);
  for (auto& definition : registers::all_registers(tx, impl.unit, impl.at_seq)) {
    const auto name = definition.name;
    impl.registers.emplace(name, std::move(definition));
  }
  for (const auto& adopted : identity::definitions(tx, impl.unit, "prices", impl.at_seq)) {
    if (const auto fine = impl.prices.load(adopted.text); !fine)
      return std::unexpected{in_definition(fine.error(), "prices", adopted.name)};
    used(impl, adopted);
  }
  for (const auto& adopted : identity::definitions(tx, impl.unit, "calendar", impl.at_seq)) {
    if (const auto fine = impl.calendar.load(adopted.text); !fine)
      return std::unexpected{in_definition(fine.error(), "calendar", adopted.name)};
    used(impl, adopted);
  }
  return {};
}

Result<> load_scheme(db::ReadTx& tx, Impl& impl) {
  const auto name = impl.project.settled_scheme();
  if (name.empty())
    return refuse(
        RefusalCode::unavailable,
        {"项目还没有评分方案，无法评价：文件没有权重，也没有给计划。请用 project import FILE --plan PLAN 写明 scheme",
         "the project has no scoring scheme yet: the document has no weights and no plan was given; name a "
         "scheme in a plan: project import FILE --plan PLAN"},
        "scheme");
  const auto adopted = identity::find_definition(tx, impl.unit, "scheme", name, impl.at_seq);
  if (!adopted)
    return refuse(
        RefusalCode::not_found,
        {fmt::format("本单位没有采用评分方案“{}”；方案文件在 definitions/schemes/，请先采用", name),
         fmt::format("the unit has not adopted scheme \"{}\"; adopt it from definitions/schemes/ first", name)},
        "scheme");
  auto scheme = parse_scheme(adopted->text);
  if (!scheme) return std::unexpected{in_definition(scheme.error(), "scheme", name)};
  impl.scheme = std::move(*scheme);
  used(impl, *adopted);
  return {};
}

Result<std::optional<Rational>> own_weight(const dossier::IndicatorRow& row, const dossier::IndicatorPlan& plan) {
  const auto text = plan.weight.value_or(row.weight_cell);
  const auto weight = Rational::parse(text);
  if (weight && *weight >= Rational{0} && *weight <= Rational{100}) return weight;
  if (!plan.weight) return std::nullopt;  // an unreadable cell is the document's finding
  return refuse(RefusalCode::invalid,
                {fmt::format("指标 {} 的权重“{}”不是 0 到 100 的数", row.no, text),
                 fmt::format("indicator {}: the weight \"{}\" is no number from 0 to 100", row.no, text)},
                "weight");
}

Result<> load_weights(Impl& impl) {
  std::vector<WeightedRow> rows;
  for (const auto& row : impl.project.indicators) {
    const auto own = own_weight(row, impl.plans.at(row.no));
    if (!own) return std::unexpected{own.error()};
    rows.push_back({row.no, row.level1, *own, true});
  }
  auto spread = spread_points(impl.scheme, rows);
  if (!spread) return std::unexpected{spread.error()};
  impl.spread = std::move(*spread);
  return {};
}

Refusal at_indicator(Refusal refusal, const dossier::IndicatorRow& row) {
  refusal.message = {fmt::format("指标 {} {}：{}", row.no, row.name, refusal.message.zh),
                     fmt::format("indicator {} {}: {}", row.no, row.name, refusal.message.en)};
  return refusal;
}

Result<CheckedFormula> checked_formula(const Impl& impl, const dossier::IndicatorRow& row, const std::string& text) {
  auto formula = parse_formula(text);
  if (!formula) return std::unexpected{at_indicator(formula.error(), row)};
  const auto unit = row.target.kind == TargetKind::number ? row.target.unit : std::string{};
  auto checked = check_formula(std::move(*formula), impl.registers, impl.prices, unit);
  if (!checked) return std::unexpected{at_indicator(checked.error(), row)};
  return checked;
}

Result<> load_formulas(Impl& impl) {
  for (const auto& row : impl.project.indicators) {
    const auto& plan = impl.plans.at(row.no);
    if (plan.period != "year" && !plan.period.empty())
      if (const auto period = parse_period(plan.period); !period)
        return std::unexpected{at_indicator(period.error(), row)};
    if (plan.formula.empty()) continue;
    auto checked = checked_formula(impl, row, plan.formula);
    if (!checked) return std::unexpected{checked.error()};
    impl.formulas.emplace(row.no, std::move(*checked));
  }
  return {};
}

Digest project_digest(const Impl& impl) {
  std::string text =
      fmt::format("{}\n{}\n{}\n", impl.project.code, impl.project.version, impl.project.settled_scheme());
  for (const auto& [no, plan] : impl.plans)
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", no, plan.formula, plan.rule, plan.deduct_points.value_or(""),
                        plan.weight.value_or(""), plan.period, plan.missing);
  for (const auto& row : impl.project.indicators)  // R-DOS-49: the document does not say it
    if (row.adjusted) text += fmt::format("{}\t{}\t{}\n", row.no, row.operator_cell, row.value_cell);
  return crypto::sm3(text + impl.project.document);
}

}  // namespace

// R-EVA-13
Result<> check_plan(db::ReadTx& tx, UnitId unit, const dossier::Project& project) {
  Impl impl;
  impl.unit = unit;
  if (const auto fine = load_definitions(tx, impl); !fine) return fine;
  for (const auto& row : project.indicators) {
    const auto* plan = project.plan(row.no);
    if (!plan) continue;
    std::vector<std::string> formulas{plan->formula};
    for (const auto& [finding, options] : plan->options)
      for (const auto& option : options)
        if (option.formula) formulas.push_back(*option.formula);
    for (const auto& text : formulas)
      if (!text.empty())
        if (const auto checked = checked_formula(impl, row, text); !checked) return std::unexpected{checked.error()};
  }
  return {};
}

Period Evaluator::Impl::period_of(const dossier::IndicatorPlan& plan) const {
  if (plan.period.empty() || plan.period == "year") return project.period;
  const auto period = parse_period(plan.period);
  ensure(period.has_value(), "evaluator: the plan's period was checked at load");
  return *period;
}

std::optional<Scope> Evaluator::Impl::scope_of(const dossier::IndicatorPlan& plan, Date as_of) const {
  const auto period = period_of(plan);
  if (as_of < period.first) return std::nullopt;
  return Scope{{period.first, std::min(period.last, as_of)}, as_of < period.last, plan.missing == "zero"};
}

Evaluator::Evaluator(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;
const dossier::Project& Evaluator::project() const { return impl_->project; }
const WorkCalendar& Evaluator::calendar() const { return impl_->calendar; }
std::optional<Rational> Evaluator::weight_of(int indicator) const {
  const auto found = impl_->spread.weights.find(indicator);
  return found == impl_->spread.weights.end() ? std::nullopt : std::optional{found->second};
}

Result<> Evaluator::Impl::settle(db::ReadTx& tx) {
  const auto own_unit = identity::find_unit(tx, unit);
  sample = (own_unit && own_unit->sample) || !project.sample.empty();
  for (const auto& row : project.indicators) plans.emplace(row.no, project.settled(row.no));
  if (const auto fine = load_scheme(tx, *this); !fine) return fine;
  if (const auto fine = load_weights(*this); !fine) return fine;
  if (const auto fine = load_formulas(*this); !fine) return fine;
  document_findings = dossier::check_project(project);
  definitions.push_back({"project", project.code, project.version, project_digest(*this)});
  return {};
}

Result<Evaluator> Evaluator::load(db::ReadTx& tx, UnitId unit, std::string_view project_code, std::int64_t at_seq) {
  auto impl = std::make_unique<Impl>();
  impl->unit = unit;
  impl->at_seq = at_seq;
  auto project = dossier::find_project(tx, unit, project_code, at_seq);
  if (!project) return std::unexpected{project.error()};
  impl->project = std::move(*project);
  if (impl->project.year == 0)
    return refuse(RefusalCode::unavailable,
                  {"项目文件没有写明年度，无法评价；请在文件或方案中补上年度",
                   "the project names no year; add it to the document or the plan"},
                  "project");
  if (const auto fine = load_definitions(tx, *impl); !fine) return std::unexpected{fine.error()};
  if (const auto fine = impl->settle(tx); !fine) return std::unexpected{fine.error()};
  return Evaluator{std::move(impl)};
}

}  // namespace hallbook::indicators
