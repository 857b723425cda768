#pragma once
// Where the money of a project stands: each line's accounts, plan and pace, what holds its money, who was paid from it;
// and the moves that a balance opens into. Read only. Source: docs/rules/funds.md, R-FND-60 to R-FND-64.
#include "funds/payment.h"

namespace hallbook::funds {

/// What one payee holds of a line; `payee` is the request's, or the party of a contract.
struct PayeeSum {
  std::string line, payee;
  Money held, committed, executed;
};

struct LineOverview {
  Line line;
  std::optional<PlanOfUse> plan;
  std::optional<MoneyPace> pace;  // nullopt without a plan, or in a year without a calendar
  std::vector<Hold> holds;  // the largest, open ones first
  std::vector<LineMonth> months;
};

struct Overview {
  std::string project;
  Period period;
  std::vector<LineOverview> lines;
  std::vector<PayeeSum> payees;
  Line total;  // the sums; its key names the project only
  /// R-FND-60: computed from the parts as shown, not from what a line says of itself.
  bool adds_up = false;
};

/// Refuses (not_found) a project without a budget. `project` "" = the one with the latest year.
Result<Overview> overview_of(db::ReadTx& tx, UnitId unit, std::string_view project, Date as_of,
                             const WorkCalendar& calendar);

/// By line, then the largest first.
std::vector<PayeeSum> payee_sums(db::ReadTx& tx, UnitId unit, std::string_view project);

/// One transfer between accounts, with who acted on which document.
struct MoveFilter {
  std::string project, line;
  std::string account;  // "" = all; else those that enter or leave it
  std::string document;  // "" = all
  std::int64_t before = 0;  // seq below it; 0 = from the newest
  std::size_t limit = 50;
};
struct MovePage {
  std::vector<MoveRow> rows;  // the newest first; the rows of one event stay together
  std::optional<std::int64_t> next;
};
MovePage moves_page(db::ReadTx& tx, UnitId unit, const MoveFilter& filter);

/// The newest requests or payments first; `before` is the number after which to go on. `month` ("2026-03") and `number`
/// are asked of payments only.
struct DocumentFilter {
  std::string project, line, state, payee, type;
  std::string before;
  std::size_t limit = 50;
  std::string month = {}, number = {};
};
std::vector<Request> newest_requests(db::ReadTx& tx, UnitId unit, const DocumentFilter& filter);
std::vector<Payment> newest_payments(db::ReadTx& tx, UnitId unit, const DocumentFilter& filter);
/// What came back of one payment, oldest first.
struct ReturnRow {
  std::int64_t seq = 0;
  Money amount;
  Date returned_on{};
  std::string reason, by;
};
std::vector<ReturnRow> returns_of(db::ReadTx& tx, UnitId unit, std::string_view payment);
/// What else was asked by and paid to the payee, without the request itself.
struct PayeeHistory {
  std::int64_t payments = 0;
  Money paid;
  std::vector<Payment> latest;
};
PayeeHistory payee_history(db::ReadTx& tx, UnitId unit, std::string_view payee, int at_most = 5);
/// Positions in the journal of everything that happened to a request, oldest first.
std::vector<std::int64_t> request_seqs(db::ReadTx& tx, UnitId unit, const Request& request);
/// Requests that wait for somebody's approval, oldest first.
std::vector<Request> waiting_requests(db::ReadTx& tx, UnitId unit, int at_most);

}  // namespace hallbook::funds
