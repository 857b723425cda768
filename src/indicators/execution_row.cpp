#include "indicators/execution_row.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "indicators/print.h"
#include "platform/crypto/hash.h"

namespace hallbook::indicators {

namespace {

Rational in_yuan(Money amount) { return {amount.fen(), 100}; }

std::optional<Rational> rate_of(const funds::ExecutionSums& sums) {
  if (sums.adjusted.fen() == 0) return std::nullopt;
  return Rational{sums.executed.fen(), sums.adjusted.fen()};
}

/// R-SCO-07: by the scheme's points; what has no rate has no score.
void score_execution(ExecutionRow& row, const Period& period, Date as_of) {
  const auto& total = row.money->total;
  ScoreInput input;
  input.rule = Rule::execution;
  input.target = in_yuan(total.adjusted);
  input.actual = in_yuan(total.executed);
  input.weight = row.weight;
  row.rate = rate_of(total);
  auto scored = score(input);
  if (!scored) {
    row.status = scored.error().message;
    return;
  }
  row.score = scored->points;
  row.derivation = std::move(scored->derivation);
  row.final = as_of >= period.last;
  row.status =
      row.final ? Text{"已到期末", "the period is over"}
                : Text{fmt::format("期间到 {} 才结束，这是到 {} 的数", iso(period.last), iso(as_of)),
                       fmt::format("the period ends on {}; this is the figure up to {}", iso(period.last), iso(as_of))};
}

/// R-EVA-15: only a figure that counts pieces day by day can say what one of them cost.
bool counts_pieces(const Evaluator::Impl& impl, FigureSource& source, const IndicatorResult& result, Date as_of) {
  const auto& target = result.row.target;
  if (target.kind != TargetKind::number || target.unit.empty() || target.unit == "ratio" || target.unit == "元")
    return false;
  const auto formula = impl.formulas.find(result.row.no);
  const auto scope = impl.scope_of(result.plan, as_of);
  return formula != impl.formulas.end() && scope && grows(formula->second, source, *scope) && result.value &&
         *result.value > Rational{0};
}

std::vector<UnitCost> unit_costs(db::ReadTx& tx, const Evaluator::Impl& impl, const Evaluation& evaluation) {
  std::vector<UnitCost> costs;
  const auto paid = funds::executed_by_indicator(tx, impl.unit, impl.project.code, evaluation.as_of, impl.at_seq);
  RollupFigures source{impl.reading(tx)};
  for (const auto& result : evaluation.indicators) {
    const auto found = paid.find(result.row.no);
    if (found == paid.end() || found->second.fen() <= 0) continue;
    if (!counts_pieces(impl, source, result, evaluation.as_of)) continue;
    costs.push_back({result.row.no, result.row.name, result.row.target.unit, found->second, *result.value,
                     in_yuan(found->second) / *result.value});
  }
  return costs;
}

void add_money_finding(Evaluation& evaluation, std::string code, Text message, bool needs_decision, int indicator = 0) {
  dossier::Finding finding;
  finding.code = std::move(code);
  finding.indicator = indicator;
  finding.where = indicator == 0 ? std::string{"预算执行率"} : fmt::format("指标 {}", indicator);
  finding.message = std::move(message);
  finding.needs_decision = needs_decision;
  evaluation.findings.push_back(std::move(finding));
}

std::string percent_of(const Rational& rate) { return (rate * Rational{100}).rounded(2) + "%"; }

/// Scores of the indicators ÷ their weights; nullopt when none has a score.
std::optional<Rational> share_scored(const Evaluation& evaluation) {
  Rational points, weights;
  for (const auto& result : evaluation.indicators)
    if (result.score) points = points + *result.score, weights = weights + result.weight;
  if (weights.is_zero()) return std::nullopt;
  return points / weights;
}

void flag_low_execution(Evaluation& evaluation, const Rational& rate) {
  const bool explained = words_at(evaluation.words, 0, "execution") != nullptr ||
                         evaluation.project.decision("execution_needs_reason", 0) != nullptr;
  if (rate < Rational{9, 10})
    add_money_finding(evaluation, "execution_needs_reason",
                      {fmt::format("预算执行率 {}，不到 90%，须说明原因", percent_of(rate)),
                       fmt::format("the execution rate is {}, below 90 %: a reason is needed", percent_of(rate))},
                      !explained);
  if (rate < Rational{8, 10})
    add_money_finding(evaluation, "execution_below_80",
                      {fmt::format("执行数不到预算的 80%（{}）", percent_of(rate)),
                       fmt::format("less than 80 % of the budget was executed ({})", percent_of(rate))},
                      false);
}

/// Far apart is more than 20 points of 100: a difference that a reader of both rows asks about.
void flag_distance(Evaluation& evaluation, const Rational& rate) {
  const auto share = share_scored(evaluation);
  if (share && *share > rate + Rational{2, 10})
    add_money_finding(
        evaluation, "score_above_execution",
        {fmt::format("指标得分率 {} 远高于预算执行率 {}：目标是否偏低，或预算是否偏高", percent_of(*share),
                     percent_of(rate)),
         fmt::format("indicators score {}, far above the execution rate of {}: were the targets too low, or "
                     "the budget too high?",
                     percent_of(*share), percent_of(rate))},
        false);
  const auto missed = std::ranges::count_if(evaluation.indicators, [](const auto& one) { return one.met == false; });
  if (missed > 0 && rate >= Rational{9, 10})
    add_money_finding(evaluation, "spent_but_unmet",
                      {fmt::format("钱已用去 {}，仍有 {} 项指标未达标", percent_of(rate), missed),
                       fmt::format("{} of the money is spent and {} indicators are not met", percent_of(rate), missed)},
                      false);
}

/// A cost ceiling against the money that was really granted; the document's own check knows only its text.
void flag_caps(Evaluation& evaluation) {
  const Rational granted = in_yuan(evaluation.execution.money->total.adjusted);
  for (const auto& result : evaluation.indicators) {
    const auto& target = result.row.target;
    const auto op = result.plan.op.value_or(target.op);
    if (target.kind != TargetKind::number || target.unit != "元") continue;
    if (op != Operator::at_most && op != Operator::less_than) continue;
    const auto known = std::ranges::any_of(evaluation.findings, [&](const dossier::Finding& finding) {
      return finding.code == "cost_cap_above_budget" && finding.indicator == result.row.no;
    });
    if (target.value > granted && !known)
      add_money_finding(evaluation, "cost_cap_above_budget",
                        {fmt::format("成本上限高于全年预算 {} 元，永远不会突破", granted.rounded(2)),
                         fmt::format("the cost cap is above the year's budget of {} yuan and can never be broken",
                                     granted.rounded(2))},
                        false, result.row.no);
    if (op == Operator::less_than && target.value == granted)
      add_money_finding(evaluation, "strict_cap_at_budget",
                        {"指标值写“＜预算数”：预算全部用完反而未达标",
                         "\"less than the budget\": spending all of it misses the target"},
                        false, result.row.no);
  }
}

Json sums_json(const funds::ExecutionSums& sums) {
  const auto rate = rate_of(sums);
  return Json::Object{{"initial", sums.initial.fen()},
                      {"adjusted", sums.adjusted.fen()},
                      {"executed", sums.executed.fen()},
                      {"rate", rate ? Json{rate->exact()} : Json{}}};
}

Json costs_json(const std::vector<UnitCost>& costs) {
  Json::Array list;
  for (const auto& cost : costs)
    list.push_back(Json::Object{{"indicator", cost.indicator},
                                {"name", cost.name},
                                {"unit", cost.unit},
                                {"executed", cost.executed.fen()},
                                {"count", cost.count.exact()},
                                {"cost", cost.cost.exact()},
                                {"cost_printed", fmt::format("{}元/{}", cost.cost.rounded(2), cost.unit)}});
  return list;
}

}  // namespace

// R-EVA-07
ExecutionRow execution_row(db::ReadTx& tx, const Evaluator::Impl& impl, const Evaluation& evaluation) {
  ExecutionRow row;
  row.weight = impl.scheme.execution;
  row.status = {"尚未记录", "not yet recorded"};
  row.money = funds::execution_of(tx, impl.unit, impl.project.code, evaluation.as_of, impl.at_seq);
  if (!row.money) return row;
  score_execution(row, impl.project.period, evaluation.as_of);
  row.unit_costs = unit_costs(tx, impl, evaluation);
  return row;
}

// R-EVA-16
void add_execution_findings(Evaluation& evaluation) {
  const auto& row = evaluation.execution;
  if (!row.money) return;
  flag_caps(evaluation);
  if (!row.final || !row.rate) return;
  flag_low_execution(evaluation, *row.rate);
  flag_distance(evaluation, *row.rate);
}

// R-EVA-14
Receipt execution_receipt(db::ReadTx& tx, const Evaluator::Impl& impl, const Evaluation& evaluation) {
  Receipt receipt;
  std::string bytes;
  Money sum;
  funds::each_executed(tx, impl.unit, impl.project.code, evaluation.as_of, impl.at_seq,
                       [&](const funds::ExecutedRow& row) {
                         ++receipt.rows;
                         sum = sum + row.amount;
                         bytes += fmt::format("{}\t{}\t{}\t{}\t{}\n", row.returned ? "return" : "payment", row.payment,
                                              iso(row.on), row.seq, row.amount.fen());
                       });
  receipt.sum = in_yuan(sum).exact();
  receipt.adds_up = sum == evaluation.execution.money->total.executed;
  receipt.digest = crypto::sm3(bytes);
  receipt.journal_seq = evaluation.head.seq;
  return receipt;
}

Json execution_json(const ExecutionRow& row, Lang lang) {
  Json json = Json::Object{{"weight", row.weight.exact()},
                           {"score", row.score ? Json{row.score->rounded(2)} : Json{}},
                           {"status", row.status.in(lang)}};
  if (!row.money) return json;  // as before money was kept: evaluations frozen then still hold
  const auto& total = row.money->total;
  json["initial"] = total.initial.fen();
  json["adjusted"] = total.adjusted.fen();
  json["executed"] = total.executed.fen();
  json["rate"] = row.rate ? Json{row.rate->exact()} : Json{};
  json["rate_printed"] = row.rate ? Json{percent_of(*row.rate)} : Json{};
  json["score_exact"] = row.score ? Json{row.score->exact()} : Json{};
  json["derivation"] = row.derivation.in(lang);
  json["final"] = row.final;
  Json sources = Json::Object{};
  for (const auto& one : row.money->by_source) sources[one.source] = sums_json(one.sums);
  json["sources"] = std::move(sources);
  json["unit_costs"] = costs_json(row.unit_costs);
  json["receipt"] = receipt_json(row.receipt);
  return json;
}

}  // namespace hallbook::indicators
