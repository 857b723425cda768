#pragma once
// Everything about money that has a day: what the home page, `funds due` and the report of March are made of.
// Source: docs/rules/contracts.md, R-DUE-01 to R-DUE-06.
#include <string>
#include <vector>

#include "base/work_calendar.h"
#include "funds/due.h"
#include "funds/request.h"
#include "funds/splitting.h"
#include "platform/db/db.h"

namespace hallbook::funds {

/// kind: "pay", "instalment", "publish", "contract_ends", "contract_ended", "sign_acceptance", "treasury", "splitting",
/// "overdue_report". `late` is whole days after `due_on`, 0 when in time or without a day.
struct DueItem {
  std::string kind;
  std::string document;  // "C-2026-0001", "A-2026-0003"
  std::optional<Date> due_on;
  int late = 0;
  Money amount;  // unpaid, or what is at stake; zero when it is not about money
  Money interest;
  Text text;
};

/// By day, those without one last. R-DUE-06: instalments and payments show from 30 days before their day on.
std::vector<DueItem> due_items(db::ReadTx& tx, UnitId unit, Date today, const WorkCalendar& calendar,
                               const std::vector<PurchaseLimit>& limits);

/// What a kind is called: "付款到期" / "Payment due".
Text due_title(std::string_view kind);

/// Accepted claims as they stood at the end of `on`: complete acceptances, what was paid under the contract taken off
/// the oldest first.
std::vector<Claim> claims_on(db::ReadTx& tx, UnitId unit, Date on);

/// R-DUE-03. The report of a past year from the payments of that year.
OverdueReport overdue_of_year(db::ReadTx& tx, UnitId unit, int year);

/// R-CTR-01. Contracts, and requests without one, as purchases of their category and year.
std::vector<Purchase> purchases(db::ReadTx& tx, UnitId unit);
/// What the unit adopted as definition "funds" named purchasing, else what ships.
std::vector<PurchaseLimit> purchase_limits(db::ReadTx& tx, UnitId unit);
/// A request without a contract as a purchase.
Purchase purchase_of(const Line& line, const RequestContent& content, std::string no, int year);
/// R-CTR-01. What a further purchase would make of its category's year: warnings for who asks, not refusals.
std::vector<Text> splitting_warnings(db::ReadTx& tx, UnitId unit, const Purchase& next);

}  // namespace hallbook::funds
