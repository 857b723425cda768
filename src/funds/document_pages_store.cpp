// R-CTR-10: the pages' rows are picked by number from indexes that hold every column a filter asks for.
#include "funds/acceptance_store.h"
#include "funds/contract_store.h"
#include "funds/document_pages.h"
#include "funds/invoice_store.h"

namespace hallbook::funds {
namespace {

std::string day_or_none(const std::optional<Date>& day) { return day ? iso(*day) : std::string{}; }

/// One more than asked for was picked: it only tells that there is more.
bool drop_one_more(std::vector<std::string>& numbers, std::size_t limit) {
  const bool more = numbers.size() > limit;
  if (more) numbers.pop_back();
  return more;
}

}  // namespace

DocumentPage<Contract> contract_page(db::ReadTx& tx, UnitId unit, const ContractFilter& filter) {
  std::vector<std::string> numbers;
  const auto ending = filter.alarms_on ? std::optional{plus_days(*filter.alarms_on, end_alarm_days)} : std::nullopt;
  tx.each(
      R"(
      SELECT number FROM contract
      WHERE unit_id = $1
            AND ($2 = '' OR seq < (SELECT c.seq FROM contract c WHERE c.unit_id = $1 AND c.number = $2))
            AND ($3 = '' OR project = $3) AND ($4 = 0 OR closed_on = '') AND ($5 = 0 OR subject <> '')
            AND ($6 = '' OR (closed_on = '' AND (published_on = '' OR ends_on <= $6)))
      ORDER BY seq DESC LIMIT $7)",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, filter.after, filter.project,
      static_cast<int>(filter.open), static_cast<int>(filter.reconciled), day_or_none(ending),
      static_cast<std::int64_t>(filter.limit + 1));
  DocumentPage<Contract> page{{}, drop_one_more(numbers, filter.limit)};
  for (const auto& number : numbers) page.rows.push_back(*load_contract(tx, unit, number));
  return page;
}

DocumentPage<Acceptance> acceptance_page(db::ReadTx& tx, UnitId unit, const AcceptanceFilter& filter) {
  std::vector<std::string> numbers;
  tx.each(
      R"(
      SELECT number FROM acceptance
      WHERE unit_id = $1
            AND ($2 = '' OR seq < (SELECT a.seq FROM acceptance a WHERE a.unit_id = $1 AND a.number = $2))
            AND ($3 = '' OR contract = $3) AND ($4 = 0 OR complete_on = '')
      ORDER BY seq DESC LIMIT $5)",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, filter.after, filter.contract,
      static_cast<int>(filter.waiting), static_cast<std::int64_t>(filter.limit + 1));
  DocumentPage<Acceptance> page{{}, drop_one_more(numbers, filter.limit)};
  for (const auto& number : numbers) page.rows.push_back(*load_acceptance(tx, unit, number));
  return page;
}

DocumentPage<Invoice> invoice_page(db::ReadTx& tx, UnitId unit, const InvoiceFilter& filter) {
  DocumentPage<Invoice> page{load_newest_invoices(tx, unit, filter.contract, filter.before, filter.limit + 1), false};
  page.more = page.rows.size() > filter.limit;
  if (page.more) page.rows.pop_back();
  return page;
}

}  // namespace hallbook::funds
