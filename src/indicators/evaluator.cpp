// Values, scores, statuses, totals. Source: docs/rules/evaluation.md, R-EVA-01 to R-EVA-07.
#include <fmt/format.h>

#include "indicators/execution_row.h"
#include "indicators/formula_words.h"
#include "indicators/judged.h"
#include "indicators/print.h"
#include "registers/query.h"

namespace hallbook::indicators {

namespace {

using Impl = Evaluator::Impl;

Operator operator_of(const IndicatorResult& result) { return result.plan.op.value_or(result.row.target.op); }

/// Registers that a formula reads, each once, by name.
std::map<std::string, const registers::Definition*> registers_read(const CheckedFormula& formula) {
  std::map<std::string, const registers::Definition*> read;
  for (const auto& leaf : formula.leaves) read[leaf.definition->name] = leaf.definition;
  for (const auto& [node, leaf] : formula.rates) read[leaf.definition->name] = leaf.definition;
  return read;
}

/// R-EVA-04: the register had no entry for more than its working days before the day asked about.
std::optional<Text> stale_register(db::ReadTx& tx, const Impl& impl, const registers::Definition& definition,
                                   Date day) {
  if (definition.stale_after_workdays == 0) return std::nullopt;
  const auto span = registers::span_of_entries(tx, impl.unit, definition, impl.at_seq);
  if (!span || span->last >= day) return std::nullopt;
  const auto due = impl.calendar.plus_workdays(span->last, definition.stale_after_workdays);
  if (!due || *due >= day) return std::nullopt;  // an unloaded year cannot tell
  return Text{fmt::format("《{}》最后一条是 {}，到 {} 已超过 {} 个工作日没有登记", definition.title.zh, iso(span->last),
                          iso(day), definition.stale_after_workdays),
              fmt::format("the last entry of {} is of {}; by {} there was none for more than {} working days",
                          definition.title.en, iso(span->last), iso(day), definition.stale_after_workdays)};
}

void set_status(IndicatorResult& result, Status status, Text reason) {
  result.status = status;
  result.status_reason = std::move(reason);
}

// R-EVA-01, R-EVA-02: the value, or why there is none. Returns the fewest entries that a share in it was taken of.
std::optional<Rational> compute_value(FigureSource& source, const Impl& impl, IndicatorResult& result, Date as_of) {
  const auto none = [&](Text reason) {
    set_status(result, Status::incomplete, std::move(reason));
    return std::nullopt;
  };
  const auto found = impl.formulas.find(result.row.no);
  if (found == impl.formulas.end())
    return none({"没有公式，无从计算；请在方案中写公式", "no formula computes it; add one to the plan"});
  result.explanation = explain(found->second);
  const auto scope = impl.scope_of(result.plan, as_of);
  if (!scope) return none({"期间还没有开始", "the period has not begun"});
  const auto outcome = evaluate_formula(found->second, source, *scope);
  if (!outcome) return none(outcome.error().message);
  if (!outcome->value) return none(outcome->missing);
  result.value = outcome->value;
  result.value_printed = in_document_unit(*result.value, result.row.target);
  set_status(result, Status::complete, {});
  if (scope->running)
    set_status(result, Status::incomplete,
               {fmt::format("期间到 {} 才结束，这是到 {} 的数", iso(impl.period_of(result.plan).last), iso(as_of)),
                fmt::format("the period ends on {}; this is the figure up to {}", iso(impl.period_of(result.plan).last),
                            iso(as_of))});
  return outcome->fewest;
}

void compute_status(db::ReadTx& tx, const Impl& impl, IndicatorResult& result, Date as_of) {
  if (!result.value) return;
  const auto day = std::min(as_of, impl.period_of(result.plan).last);
  for (const auto& [name, definition] : registers_read(impl.formulas.at(result.row.no))) {
    auto stale = stale_register(tx, impl, *definition, day);
    if (!stale) continue;
    const auto& before = result.status_reason;
    if (result.status == Status::incomplete)
      stale = Text{before.zh + "；" + stale->zh, before.en + "; " + stale->en};
    else if (result.status == Status::stale)
      stale = Text{before.zh + "；" + stale->zh, before.en + "; " + stale->en};
    set_status(result, result.status == Status::incomplete ? Status::incomplete : Status::stale, *stale);
  }
}

// R-EVA-03: the score by the settled rule; what cannot be scored says why and gets no points.
void compute_score(IndicatorResult& result) {
  const auto& target = result.row.target;
  if (target.kind != TargetKind::number) {
    result.derivation = {"指标值不是数，须分档由人评定", "the target is no number: a person has to judge within bands"};
    return;
  }
  const auto rule = rule_named(result.plan.rule);
  if (!result.value) {
    result.derivation = {"没有实际值，不计分，也不按 0 分计", "no value, hence no score, and not 0 either"};
    return;
  }
  result.met = meets(*result.value, operator_of(result), target.value);
  if (!rule) {
    result.derivation = {"方案没有写计分规则", "the plan names no scoring rule"};
    return;
  }
  ScoreInput input;
  input.rule = *rule;
  input.op = operator_of(result);
  input.target = target.value;
  input.actual = *result.value;
  input.weight = result.weight;
  if (result.plan.deduct_points) input.deduction = Rational::parse(*result.plan.deduct_points);
  auto scored = score(input);
  if (!scored) {
    result.derivation = scored.error().message;
    return;
  }
  result.score = scored->points;
  result.derivation = std::move(scored->derivation);
}

void add_finding(Evaluation& evaluation, std::string code, const IndicatorResult& result, Text message,
                 bool needs_decision) {
  dossier::Finding finding;
  finding.code = std::move(code);
  finding.indicator = result.row.no;
  finding.where = fmt::format("指标 {}", result.row.no);
  finding.message = std::move(message);
  finding.needs_decision = needs_decision;
  evaluation.findings.push_back(std::move(finding));
}

bool upward(Operator op) { return op == Operator::at_least || op == Operator::more_than; }

// R-EVA-06: over-fulfilment, unmet without a reason, more than 100 %, a stale owner.
void add_findings(Evaluation& evaluation, const IndicatorResult& result) {
  if (result.status == Status::stale) add_finding(evaluation, "stale_register", result, result.status_reason, false);
  if (!result.value && result.value_printed.empty()) {
    add_finding(evaluation, "value_missing", result, result.status_reason, false);
    return;
  }
  const auto& name = result.row.name;
  const auto& target = result.row.target;
  if (target.kind == TargetKind::number && target.unit == "ratio" && *result.value > Rational{1})
    add_finding(evaluation, "percent_over_100", result,
                {fmt::format("“{}”算出 {}，超过 100%；请核对公式和台账", name, result.value_printed),
                 fmt::format("\"{}\" comes to {}, above 100 %; check the formula and the registers", name,
                             result.value_printed)},
                false);
  const bool has_reason = words_at(evaluation.words, result.row.no, "reason") != nullptr ||
                          evaluation.project.decision("unmet_without_reason", result.row.no) != nullptr;
  if (result.met == false && !has_reason)
    add_finding(evaluation, "unmet_without_reason", result,
                {fmt::format("“{}”未达标（{}），还没有写偏差原因和改进措施", name, result.value_printed),
                 fmt::format("\"{}\" is not met ({}) and no reason is given yet", name, result.value_printed)},
                true);
  if (target.kind != TargetKind::number) return;  // what follows compares numbers
  const auto ratio = target.value > Rational{0} ? *result.value / target.value : Rational{0};
  const bool much = upward(operator_of(result)) && ratio >= Rational{13, 10};  // then a reason is asked for
  if (result.met == true && has_reason && !much)
    add_finding(evaluation, "reason_on_met_row", result,
                {fmt::format("“{}”已达标，却写了偏差原因", name),
                 fmt::format("\"{}\" is met, yet a reason for deviation is given", name)},
                false);
  if (!upward(operator_of(result)) || target.value <= Rational{0}) return;
  if (ratio < Rational{12, 10}) return;
  const bool explained = words_at(evaluation.words, result.row.no, "reason") != nullptr ||
                         evaluation.project.decision("over_fulfilled_needs_reason", result.row.no) != nullptr;
  const auto percent = (ratio * Rational{100}).rounded(1);
  add_finding(evaluation, much ? "over_fulfilled_needs_reason" : "over_fulfilled", result,
              {fmt::format("“{}”完成目标的 {}%{}", name, percent,
                           much ? "，达到 130% 须说明原因（目标是否定得过低）" : "，超过 120%，请留意目标是否偏低"),
               fmt::format("\"{}\" reached {} % of its target{}", name, percent,
                           much ? "; from 130 % on a reason is needed (was the target too low?)"
                                : ", above 120 %: was the target too low?")},
              much && !explained);
}

// R-EVA-18: a rate of a handful of answers says little about all who were served.
void flag_few_answers(Evaluation& evaluation, const IndicatorResult& result, const std::optional<Rational>& answers,
                      const Rational& fewest) {
  if (!answers || *answers >= fewest || !result.row.level1.starts_with("满意度")) return;
  add_finding(evaluation, "few_answers", result,
              {fmt::format("“{}”只来自 {} 份答复，不到 {} 份：说明不了全部办事群众是否满意", result.row.name,
                           readable(*answers), readable(fewest)),
               fmt::format("\"{}\" comes from {} answers, fewer than {}: too few to speak for all who were served",
                           result.row.name, readable(*answers), readable(fewest))},
              false);
}

/// Points of rows whose score is final.
bool is_final(const IndicatorResult& result) { return result.score && result.status != Status::incomplete; }

Text execution_note(const ExecutionRow& row) {
  const auto points = readable(row.weight);
  if (!row.score)
    return {fmt::format("预算执行率 {} 分尚未记录", points),
            fmt::format("{} points for budget execution are not yet recorded", points)};
  return {fmt::format("预算执行率得 {} / {} 分{}", row.score->rounded(2), points, row.final ? "" : "（到今天）"),
          fmt::format("budget execution scores {} of {} points{}", row.score->rounded(2), points,
                      row.final ? "" : " so far")};
}

// R-EVA-05: the total over scored rows, and the grade only when what is missing cannot change it.
void compute_total(Evaluation& evaluation, const Impl& impl) {
  evaluation.total_weight = impl.scheme.total();
  const auto& execution = evaluation.execution;
  Rational sum, scored, sure, open;
  int missing_rows = 0, running_rows = 0;
  for (const auto& result : evaluation.indicators) {
    if (result.score) sum = sum + *result.score, scored = scored + result.weight;
    if (is_final(result))
      sure = sure + *result.score;
    else
      open = open + result.weight;
    if (!result.score)
      ++missing_rows;
    else if (!is_final(result))
      ++running_rows;
  }
  if (execution.score) sum = sum + *execution.score, scored = scored + execution.weight;
  (execution.final ? sure : open) = (execution.final ? sure + *execution.score : open + execution.weight);
  evaluation.scored_weight = scored;
  if (!scored.is_zero()) evaluation.total_score = sum;
  const auto& worst = grade_of(impl.scheme, sure, evaluation.total_weight);
  const auto& best = grade_of(impl.scheme, sure + open, evaluation.total_weight);
  Text note = execution_note(execution);
  if (missing_rows > 0)
    note = {note.zh + fmt::format("；{} 项指标没有得分", missing_rows),
            note.en + fmt::format("; {} indicators have no score", missing_rows)};
  if (running_rows > 0)
    note = {note.zh + fmt::format("；{} 项的期间还没有结束", running_rows),
            note.en + fmt::format("; {} are not over yet", running_rows)};
  for (const auto& group : impl.spread.empty_groups)
    note = {note.zh + fmt::format("；方案的“{}”没有指标，其分无处可得", group),
            note.en + fmt::format("; the scheme's \"{}\" has no indicator, so nobody can earn its points", group)};
  if (&worst == &best) {
    evaluation.grade = best.name.zh;
    note = {note.zh + "；无论结果如何，等级都是" + best.name.zh,
            note.en + "; whatever they come to, the grade is " + best.name.en};
  } else {
    note = {note.zh + fmt::format("；等级待定（{}到{}之间）", worst.name.zh, best.name.zh),
            note.en + fmt::format("; the grade is open (from {} to {})", worst.name.en, best.name.en)};
  }
  evaluation.grade_note = std::move(note);
}

/// R-EVA-42: the total as persons score it.
std::optional<Rational> own_total(const Evaluation& evaluation) {
  bool own = false;
  Rational sum = evaluation.execution.score.value_or(Rational{0});
  for (const auto& result : evaluation.indicators) {
    const auto* words = words_at(evaluation.words, result.row.no, "score");
    const auto score = words == nullptr ? result.score : Rational::parse(words->text);
    own = own || words != nullptr;
    if (score) sum = sum + *score;
  }
  return own ? std::optional{sum} : std::nullopt;
}

}  // namespace

Evaluation Evaluator::evaluate(db::ReadTx& tx, Date as_of) const {
  const auto& impl = *impl_;
  Evaluation evaluation;
  evaluation.project = impl.project;
  evaluation.sample = impl.sample;
  evaluation.as_of = as_of;
  evaluation.scheme = impl.scheme.name;
  evaluation.definitions = impl.definitions;
  evaluation.findings = impl.document_findings;
  evaluation.document_findings = impl.document_findings.size();
  evaluation.words = own_words(tx, impl.unit, impl.project.code, impl.at_seq);
  RollupFigures source{impl.reading(tx)};
  for (const auto& row : impl.project.indicators) {
    IndicatorResult result;
    result.row = row;
    result.plan = impl.plans.at(row.no);
    const auto weight = impl.spread.weights.find(row.no);
    if (weight != impl.spread.weights.end()) result.weight = weight->second;
    const auto answers = compute_value(source, impl, result, as_of);
    compute_status(tx, impl, result, as_of);
    compute_score(result);
    judge(result, evaluation.words, impl.scheme);
    add_findings(evaluation, result);
    flag_few_answers(evaluation, result, answers, impl.scheme.fewest_answers);
    evaluation.indicators.push_back(std::move(result));
  }
  evaluation.execution = execution_row(tx, impl, evaluation);
  add_execution_findings(evaluation);
  compute_total(evaluation, impl);
  evaluation.own_total = own_total(evaluation);
  evaluation.head = journal::head(tx, impl.unit);
  if (impl.at_seq != 0) evaluation.head.seq = impl.at_seq;
  return evaluation;
}

}  // namespace hallbook::indicators
