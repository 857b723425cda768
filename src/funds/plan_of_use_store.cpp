// Tables of the payment plan.
#include "base/ensure.h"
#include "funds/event_fields.h"
#include "funds/plan_of_use.h"

namespace hallbook::funds {
namespace {

std::string month_of(Date day) { return iso(day).substr(0, 7); }

void change_month(db::WriteTx& tx, UnitId unit, const LineKey& line, Date day, std::int64_t asked,
                  std::int64_t executed) {
  const auto changed = tx.exec(R"(
      UPDATE line_month SET asked_fen = asked_fen + $5, executed_fen = executed_fen + $6
      WHERE unit_id = $1 AND project = $2 AND line = $3 AND month = $4)",
                               unit, line.project, line.line, month_of(day), asked, executed);
  if (changed == 1) return;
  ensure(asked >= 0 && executed >= 0, "a month gives back what it never had");
  tx.exec(R"(
      INSERT INTO line_month (unit_id, project, line, month, asked_fen, executed_fen)
      VALUES ($1, $2, $3, $4, $5, $6))",
          unit, line.project, line.line, month_of(day), asked, executed);
}

}  // namespace

void change_asked(db::WriteTx& tx, UnitId unit, const LineKey& line, Date pay_on, std::int64_t fen) {
  change_month(tx, unit, line, pay_on, fen, 0);
}

void change_executed(db::WriteTx& tx, UnitId unit, const LineKey& line, Date paid_on, std::int64_t fen) {
  change_month(tx, unit, line, paid_on, 0, fen);
}

void apply(journal::Books& books, const journal::Meta& meta, const PlanSet& event) {
  const PlanOfUse& plan = event.plan;
  auto& tx = books.tx;
  tx.exec("DELETE FROM use_plan_part WHERE unit_id = $1 AND project = $2 AND line = $3", meta.unit, plan.line.project,
          plan.line.line);
  tx.exec("DELETE FROM use_plan WHERE unit_id = $1 AND project = $2 AND line = $3", meta.unit, plan.line.project,
          plan.line.line);
  tx.exec(R"(
      INSERT INTO use_plan (unit_id, project, line, kind, seq, reason, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7))",
          meta.unit, plan.line.project, plan.line.line, plan_kind_name(plan.kind), meta.seq, plan.reason, plan.by);
  for (const PlanPart& part : plan.parts)
    tx.exec(R"(
      INSERT INTO use_plan_part (unit_id, project, line, first_on, last_on, planned_fen)
      VALUES ($1, $2, $3, $4, $5, $6))",
            meta.unit, plan.line.project, plan.line.line, part.period.first, part.period.last, part.amount.fen());
}

std::optional<PlanOfUse> find_plan(db::ReadTx& tx, UnitId unit, const LineKey& line) {
  std::optional<PlanOfUse> plan;
  tx.each(
      "SELECT kind, reason, set_by FROM use_plan WHERE unit_id = $1 AND project = $2 AND line = $3",
      [&](const db::Row& row) {
        plan = PlanOfUse{line, *find_plan_kind(row.text(0)), {}, row.string(1), row.string(2)};
      },
      unit, line.project, line.line);
  if (plan)
    tx.each(
        R"(
      SELECT first_on, last_on, planned_fen FROM use_plan_part
      WHERE unit_id = $1 AND project = $2 AND line = $3 ORDER BY first_on)",
        [&](const db::Row& row) { plan->parts.push_back({{row.date(0), row.date(1)}, Money::from_fen(row.int64(2))}); },
        unit, line.project, line.line);
  return plan;
}

std::vector<LineMonth> line_months(db::ReadTx& tx, UnitId unit, const LineKey& line) {
  std::vector<LineMonth> found;
  tx.each(
      R"(
      SELECT month, asked_fen, executed_fen FROM line_month
      WHERE unit_id = $1 AND project = $2 AND line = $3 ORDER BY month)",
      [&](const db::Row& row) {
        found.push_back({row.string(0), Money::from_fen(row.int64(1)), Money::from_fen(row.int64(2))});
      },
      unit, line.project, line.line);
  return found;
}

}  // namespace hallbook::funds
