// R-FND-50: sums over moves and payments, so that an earlier position of the journal gives what it gave then.
#include "funds/budget.h"
#include "funds/execution.h"

namespace hallbook::funds {
namespace {

void add_sums(ExecutionSums& to, const ExecutionSums& more) {
  to.initial = to.initial + more.initial;
  to.adjusted = to.adjusted + more.adjusted;
  to.executed = to.executed + more.executed;
}

using BySource = std::map<std::string, ExecutionSums, std::less<>>;

void read_granted(db::ReadTx& tx, UnitId unit, std::string_view project, std::int64_t end, BySource& found) {
  tx.each(
      R"(
      SELECT l.source, l.initial_fen,
             SUM(CASE WHEN m.from_account = 'outside' THEN m.amount_fen ELSE -m.amount_fen END)
      FROM budget_line l JOIN line_move m ON m.unit_id = l.unit_id AND m.project = l.project AND m.line = l.line
      WHERE l.unit_id = $1 AND l.project = $2 AND m.seq <= $3
            AND (m.from_account = 'outside' OR m.to_account = 'outside')
      GROUP BY l.line, l.source, l.initial_fen)",
      [&](const db::Row& row) {
        add_sums(found[row.string(0)], {Money::from_fen(row.int64(1)), Money::from_fen(row.int64(2)), {}});
      },
      unit, project, end);
}

/// Payments by their day, less what came back.
void read_paid(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of, std::int64_t end, BySource& found) {
  const auto add = [&](const db::Row& row) {
    add_sums(found[row.string(0)], {{}, {}, Money::from_fen(row.is_null(1) ? 0 : row.int64(1))});
  };
  tx.each(R"(
      SELECT l.source, SUM(p.amount_fen)
      FROM budget_line l JOIN payment p ON p.unit_id = l.unit_id AND p.project = l.project AND p.line = l.line
      WHERE l.unit_id = $1 AND l.project = $2 AND p.paid_on <= $3 AND p.seq <= $4 GROUP BY l.source)",
          add, unit, project, as_of, end);
  tx.each(R"(
      SELECT l.source, SUM(-r.amount_fen)
      FROM budget_line l
           JOIN payment p ON p.unit_id = l.unit_id AND p.project = l.project AND p.line = l.line
           JOIN payment_return r ON r.unit_id = p.unit_id AND r.payment = p.no
      WHERE l.unit_id = $1 AND l.project = $2 AND r.returned_on <= $3 AND r.seq <= $4 GROUP BY l.source)",
          add, unit, project, as_of, end);
}

}  // namespace

// R-FND-51
void each_executed(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of, std::int64_t at_seq,
                   const std::function<void(const ExecutedRow&)>& visit) {
  const std::int64_t end = at_seq == 0 ? INT64_MAX : at_seq;
  tx.each(
      R"(
      SELECT 0 AS returned, p.no, p.request, p.voucher, p.payee, p.project, p.line, l.source, r.indicator,
             p.paid_on AS done_on, p.amount_fen, p.seq AS done_seq
      FROM payment p
           JOIN budget_line l ON l.unit_id = p.unit_id AND l.project = p.project AND l.line = p.line
           JOIN fund_request r ON r.unit_id = p.unit_id AND r.no = p.request
      WHERE p.unit_id = $1 AND p.project = $2 AND p.paid_on <= $3 AND p.seq <= $4
      UNION ALL
      SELECT 1 AS returned, p.no, p.request, p.voucher, p.payee, p.project, p.line, l.source, r.indicator,
             b.returned_on AS done_on, -b.amount_fen, b.seq AS done_seq
      FROM payment_return b
           JOIN payment p ON p.unit_id = b.unit_id AND p.no = b.payment
           JOIN budget_line l ON l.unit_id = p.unit_id AND l.project = p.project AND l.line = p.line
           JOIN fund_request r ON r.unit_id = p.unit_id AND r.no = p.request
      WHERE b.unit_id = $1 AND p.project = $2 AND b.returned_on <= $3 AND b.seq <= $4
      ORDER BY done_on, done_seq)",
      [&](const db::Row& row) {
        visit({row.int64(0) != 0,
               row.string(1),
               row.string(2),
               row.string(3),
               row.string(4),
               {row.string(5), row.string(6)},
               row.string(7),
               static_cast<int>(row.int64(8)),
               row.date(9),
               Money::from_fen(row.int64(10)),
               row.int64(11)});
      },
      unit, project, as_of, end);
}

// R-FND-52
std::map<int, Money> executed_by_indicator(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of,
                                           std::int64_t at_seq) {
  const std::int64_t end = at_seq == 0 ? INT64_MAX : at_seq;
  std::map<int, Money> found;
  const auto add = [&](const db::Row& row) {
    Money& sum = found[static_cast<int>(row.int64(0))];
    sum = sum + Money::from_fen(row.int64(1));
  };
  tx.each(R"(
      SELECT r.indicator, CAST(SUM(p.amount_fen) AS BIGINT)
      FROM payment p JOIN fund_request r ON r.unit_id = p.unit_id AND r.no = p.request
      WHERE p.unit_id = $1 AND p.project = $2 AND p.paid_on <= $3 AND p.seq <= $4 GROUP BY r.indicator)",
          add, unit, project, as_of, end);
  tx.each(R"(
      SELECT r.indicator, CAST(SUM(-b.amount_fen) AS BIGINT)
      FROM payment_return b
           JOIN payment p ON p.unit_id = b.unit_id AND p.no = b.payment
           JOIN fund_request r ON r.unit_id = p.unit_id AND r.no = p.request
      WHERE b.unit_id = $1 AND p.project = $2 AND b.returned_on <= $3 AND b.seq <= $4 GROUP BY r.indicator)",
          add, unit, project, as_of, end);
  return found;
}

std::optional<ProjectExecution> execution_of(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of,
                                             std::int64_t at_seq) {
  const std::int64_t end = at_seq == 0 ? INT64_MAX : at_seq;
  BySource found;
  read_granted(tx, unit, project, end, found);
  if (found.empty()) return std::nullopt;
  read_paid(tx, unit, project, as_of, end, found);
  ProjectExecution execution;
  for (const Source& source : sources())
    if (const auto one = found.find(source.name); one != found.end()) {
      execution.by_source.push_back({one->first, one->second});
      add_sums(execution.total, one->second);
    }
  return execution;
}

}  // namespace hallbook::funds
