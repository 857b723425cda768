#include "funds/contract_store.h"

#include "base/ensure.h"
#include "funds/accounts.h"
#include "funds/contract_events.h"
#include "funds/purchase_sums.h"

namespace hallbook::funds {
namespace {

Contract stored_contract(const db::Row& row) {
  const auto body = Json::parse(row.text(0));
  ensure(body.has_value(), "contract: its body is no JSON");
  auto contract = contract_from_json(*body);
  contract.seq = row.int64(1);
  contract.published_on = parse_iso_date(row.text(2));
  contract.published_at = row.string(3);
  contract.closed_on = parse_iso_date(row.text(4));
  return contract;
}

void add_supplements(db::ReadTx& tx, UnitId unit, Contract& contract) {
  tx.each(
      R"(
      SELECT no, signed_on, amount_fen, reason FROM contract_supplement
      WHERE unit_id = $1 AND contract = $2 ORDER BY no)",
      [&](const db::Row& row) {
        contract.supplements.push_back(
            {static_cast<int>(row.int64(0)), row.date(1), Money::from_fen(row.int64(2)), row.string(3)});
      },
      unit, contract.number);
}

ApprovedRequest stored_request(const db::Row& row) {
  return {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), Money::from_fen(row.int64(5)),
          row.date(6)};
}

}  // namespace

Purchase contract_purchase(const Contract& contract) {
  return {contract.category, static_cast<int>(contract.signed_on.year()),
          contract.number,   contract.party,
          contract.whole(),  contract.quoted};
}

/// R-CTR-06: the request's part changes its holder, only what is above it leaves the line's free money.
void apply(journal::Books& books, const journal::Meta& meta, const ContractSigned& event) {
  const auto& contract = event.contract;
  // R-CTR-01: the purchase is the contract's from now on.
  if (!contract.request.empty())
    if (const auto request = load_request(books.tx, meta.unit, contract.request))
      if (const auto before = purchase_behind(books.tx, meta.unit, request->no, request->content, request->made_on))
        uncount_purchase(books.tx, meta.unit, *before);
  count_purchase(books.tx, meta.unit, contract_purchase(contract));
  books.tx.exec(R"(
      INSERT INTO contract (unit_id, number, seq, project, line, request, party, category, subject, amount_fen,
                            signed_on, ends_on, published_on, published_at, closed_on, body, accepted_fen, paid_fen,
                            last_paid_on, scheduled_fen)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', '', $13, 0, 0, '', $14))",
                meta.unit, contract.number, meta.seq, contract.project, contract.line, contract.request, contract.party,
                contract.category, contract.subject ? std::string{subject_name(*contract.subject)} : std::string{},
                contract.amount.fen(), contract.signed_on, contract.ends_on, contract_json(contract).canonical(),
                contract.schedule.empty() ? std::int64_t{0} : contract.amount.fen());
  keep_number(books.tx, meta.unit, contract.number);
  const LineKey line{contract.project, contract.line};
  if (event.from_request > Money{}) hand_on(books.tx, meta, contract.request, contract.number, event.from_request);
  move(books.tx, meta,
       {line, Account::free, Account::committed, contract.amount - event.from_request, contract.number});
  // R-CTR-09: the chain goes on from the request; else the contract begins one.
  const std::string chain =
      contract.request.empty() ? contract.number : chain_of(books.tx, meta.unit, contract.request);
  record_act(books.tx, meta, chain, "purchase", event.person, contract.number);
  record_act(books.tx, meta, chain, "sign", contract.buyer.empty() ? event.person : contract.buyer, contract.number);
}

void apply(journal::Books& books, const journal::Meta& meta, const ContractSupplemented& event) {
  auto contract = load_contract(books.tx, meta.unit, event.contract);
  ensure(contract.has_value(), "a supplement to a contract that is not there");
  uncount_purchase(books.tx, meta.unit, contract_purchase(*contract));
  contract->supplements.push_back(event.supplement);
  count_purchase(books.tx, meta.unit, contract_purchase(*contract));
  books.tx.exec(R"(
      INSERT INTO contract_supplement (unit_id, contract, no, signed_on, amount_fen, reason, seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
                meta.unit, event.contract, event.supplement.no, event.supplement.signed_on,
                event.supplement.amount.fen(), event.supplement.reason, meta.seq);
  move(books.tx, meta,
       {{event.project, event.line}, Account::free, Account::committed, event.supplement.amount, event.contract});
}

void apply(journal::Books& books, const journal::Meta& meta, const ContractPublished& event) {
  books.tx.exec("UPDATE contract SET published_on = $3, published_at = $4 WHERE unit_id = $1 AND number = $2",
                meta.unit, event.contract, event.on, event.at);
}

void apply(journal::Books& books, const journal::Meta& meta, const ContractClosed& event) {
  books.tx.exec("UPDATE contract SET closed_on = $3 WHERE unit_id = $1 AND number = $2", meta.unit, event.contract,
                event.on);
  move(books.tx, meta, {{event.project, event.line}, Account::committed, Account::free, event.freed, event.contract});
}

std::optional<Contract> load_contract(db::ReadTx& tx, UnitId unit, std::string_view number) {
  std::optional<Contract> found;
  tx.each(
      R"(
      SELECT body, seq, published_on, published_at, closed_on FROM contract WHERE unit_id = $1 AND number = $2)",
      [&](const db::Row& row) { found = stored_contract(row); }, unit, number);
  if (found) add_supplements(tx, unit, *found);
  return found;
}

std::vector<Contract> load_contracts(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::vector<Contract> contracts;
  tx.each(
      R"(
      SELECT body, seq, published_on, published_at, closed_on FROM contract
      WHERE unit_id = $1 AND (project = $2 OR $2 = '') ORDER BY seq)",
      [&](const db::Row& row) { contracts.push_back(stored_contract(row)); }, unit, project);
  for (auto& contract : contracts) add_supplements(tx, unit, contract);
  return contracts;
}

Money load_paid_under(db::ReadTx& tx, UnitId unit, std::string_view contract, Date until) {
  return Money::from_fen(tx.one_int64(R"(
      SELECT CAST(SUM(p.amount_fen - p.returned_fen) AS BIGINT) FROM payment p
      JOIN fund_request r ON r.unit_id = p.unit_id AND r.no = p.request
      WHERE p.unit_id = $1 AND r.contract = $2 AND p.paid_on <= $3)",
                                      unit, contract, until)
                             .value_or(0));
}

void count_paid_under(db::WriteTx& tx, UnitId unit, std::string_view contract, std::int64_t fen, Date paid_on) {
  if (contract.empty()) return;
  tx.exec(R"(
      UPDATE contract SET paid_fen = paid_fen + $3, last_paid_on = CASE WHEN last_paid_on < $4 THEN $4 ELSE last_paid_on END
      WHERE unit_id = $1 AND number = $2)",
          unit, contract, fen, paid_on);
}

std::vector<WatchedContract> load_contracts_to_watch(db::ReadTx& tx, UnitId unit, Date today) {
  std::vector<WatchedContract> found;
  tx.each(
      R"(
      SELECT body, seq, published_on, published_at, closed_on, paid_fen, last_paid_on FROM contract
      WHERE unit_id = $1 AND closed_on = ''
            AND (published_on = '' OR paid_fen < scheduled_fen OR (scheduled_fen > 0 AND last_paid_on > $2))
      ORDER BY seq)",
      [&](const db::Row& row) {
        found.push_back({stored_contract(row), Money::from_fen(row.int64(5)), parse_iso_date(row.text(6))});
      },
      unit, today);
  return found;
}

std::vector<EndingContract> load_ending_contracts(db::ReadTx& tx, UnitId unit, Date until) {
  std::vector<EndingContract> found;
  tx.each(
      "SELECT number, ends_on FROM contract WHERE unit_id = $1 AND closed_on = '' AND ends_on <= $2 ORDER BY seq",
      [&](const db::Row& row) { found.push_back({row.string(0), row.date(1)}); }, unit, until);
  return found;
}

Money load_asked_under(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  Money asked;
  tx.each(
      R"(
      SELECT CAST(COALESCE(SUM(h.held_fen + h.committed_fen + h.executed_fen), 0) AS BIGINT)
      FROM fund_request r
           JOIN line_hold h ON h.unit_id = r.unit_id AND h.project = r.project AND h.line = r.line AND h.document = r.no
      WHERE r.unit_id = $1 AND r.contract = $2)",
      [&](const db::Row& row) { asked = Money::from_fen(row.int64(0)); }, unit, contract);
  return asked;
}

std::vector<Request> load_requests_under(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  std::vector<std::string> numbers;
  tx.each(
      "SELECT no FROM fund_request WHERE unit_id = $1 AND contract = $2 ORDER BY made_seq",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, contract);
  std::vector<Request> requests;
  for (const auto& number : numbers)
    if (auto request = load_request(tx, unit, number)) requests.push_back(std::move(*request));
  return requests;
}

std::vector<Purchase> load_plain_purchases(db::ReadTx& tx, UnitId unit) {
  std::vector<Purchase> found;
  tx.each(
      R"(
      SELECT l.economic_class, r.made_on, r.no, r.payee, r.amount_fen,
             (LENGTH(r.content) - LENGTH(REPLACE(r.content, '"kind":"quotation"', ''))) / LENGTH('"kind":"quotation"')
      FROM fund_request r
           JOIN budget_line l ON l.unit_id = r.unit_id AND l.project = r.project AND l.line = r.line
      WHERE r.unit_id = $1 AND r.contract = '' AND r.state IN ('asked', 'approved', 'paid')
            AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.unit_id = r.unit_id AND c.request = r.no)
      ORDER BY r.made_seq)",
      [&](const db::Row& row) {
        found.push_back({row.string(0), static_cast<int>(row.date(1).year()), row.string(2), row.string(3),
                         Money::from_fen(row.int64(4)), row.int64(5) >= wanted_quotations});
      },
      unit);
  return found;
}

std::optional<ApprovedRequest> load_approved_request(db::ReadTx& tx, UnitId unit, std::string_view number) {
  std::optional<ApprovedRequest> found;
  tx.each(
      R"(
      SELECT r.no, r.payee, r.project, r.line, r.contract, h.committed_fen, r.made_on FROM fund_request r
      JOIN line_hold h ON h.unit_id = r.unit_id AND h.project = r.project AND h.line = r.line AND h.document = r.no
      WHERE r.unit_id = $1 AND r.no = $2 AND h.committed_fen > 0)",
      [&](const db::Row& row) { found = stored_request(row); }, unit, number);
  return found;
}

/// From the few holds that are open to their requests: the joined tables are read in the order they are written in.
std::vector<ApprovedRequest> load_approved_requests(db::ReadTx& tx, UnitId unit) {
  std::vector<ApprovedRequest> requests;
  tx.each(
      R"(
      SELECT r.no, r.payee, r.project, r.line, r.contract, h.committed_fen, r.made_on
      FROM line_hold h CROSS JOIN fund_request r
      WHERE h.unit_id = $1 AND h.committed_fen > 0
            AND r.unit_id = h.unit_id AND r.no = h.document AND r.project = h.project AND r.line = h.line
      ORDER BY r.made_seq)",
      [&](const db::Row& row) { requests.push_back(stored_request(row)); }, unit);
  return requests;
}

}  // namespace hallbook::funds
