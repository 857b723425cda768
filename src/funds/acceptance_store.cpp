#include "funds/acceptance_store.h"

#include "base/ensure.h"
#include "funds/accounts.h"
#include "funds/accrual.h"
#include "funds/contract_store.h"
#include "funds/duty.h"

namespace hallbook::funds {
namespace {

Acceptance stored_acceptance(const db::Row& row) {
  const auto body = Json::parse(row.text(0));
  ensure(body.has_value(), "acceptance: its body is no JSON");
  auto acceptance = acceptance_from_json(*body);
  acceptance.seq = row.int64(1);
  acceptance.complete_on = parse_iso_date(row.text(2));
  return acceptance;
}

void add_signers(db::ReadTx& tx, UnitId unit, Acceptance& acceptance) {
  tx.each(
      "SELECT person FROM acceptance_signer WHERE unit_id = $1 AND acceptance = $2 ORDER BY seq",
      [&](const db::Row& row) { acceptance.signers.push_back(row.string(0)); }, unit, acceptance.number);
}

void keep_signer(db::WriteTx& tx, const journal::Meta& meta, std::string_view acceptance, std::string_view person) {
  tx.exec("INSERT INTO acceptance_signer (unit_id, acceptance, person, seq) VALUES ($1, $2, $3, $4)", meta.unit,
          acceptance, person, meta.seq);
}

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const AcceptanceRecorded& event) {
  const auto& acceptance = event.acceptance;
  books.tx.exec(R"(
      INSERT INTO acceptance (unit_id, number, seq, contract, chain, accepted_on, amount_fen, complete_on, body)
      VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8))",
                meta.unit, acceptance.number, meta.seq, acceptance.contract, event.chain, acceptance.accepted_on,
                acceptance.amount.fen(), acceptance_json(acceptance).canonical());
  keep_number(books.tx, meta.unit, acceptance.number);
  keep_signer(books.tx, meta, acceptance.number, event.person);
  record_act(books.tx, meta, event.chain, "accept", event.person, acceptance.number);
}

void apply(journal::Books& books, const journal::Meta& meta, const AcceptanceSigned& event) {
  keep_signer(books.tx, meta, event.acceptance, event.person);
  record_act(books.tx, meta, event.chain, "accept", event.person, event.acceptance);
  const auto acceptance = load_acceptance(books.tx, meta.unit, event.acceptance);
  ensure(acceptance.has_value(), "a signature names an acceptance that is not there");
  if (const auto complete_on = parse_iso_date(event.complete_on))
    book(books.tx, meta, facts_of_acceptance(books.tx, meta.unit, *acceptance, *complete_on));
  books.tx.exec("UPDATE acceptance SET complete_on = $3 WHERE unit_id = $1 AND number = $2", meta.unit,
                event.acceptance, event.complete_on);
  if (!event.complete_on.empty())
    books.tx.exec("UPDATE contract SET accepted_fen = accepted_fen + $3 WHERE unit_id = $1 AND number = $2", meta.unit,
                  acceptance->contract, acceptance->amount.fen());
}

std::optional<Acceptance> load_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number) {
  std::optional<Acceptance> found;
  tx.each(
      "SELECT body, seq, complete_on FROM acceptance WHERE unit_id = $1 AND number = $2",
      [&](const db::Row& row) { found = stored_acceptance(row); }, unit, number);
  if (found) add_signers(tx, unit, *found);
  return found;
}

std::vector<Acceptance> load_acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  std::vector<Acceptance> found;
  tx.each(
      R"(
      SELECT body, seq, complete_on FROM acceptance
      WHERE unit_id = $1 AND (contract = $2 OR $2 = '') ORDER BY seq)",
      [&](const db::Row& row) { found.push_back(stored_acceptance(row)); }, unit, contract);
  for (auto& acceptance : found) add_signers(tx, unit, acceptance);
  return found;
}

// R-BOK-15
ContractStanding contract_standing(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  ContractStanding standing{};
  if (contract.empty()) return standing;
  tx.each(
      "SELECT accepted_fen, paid_fen FROM contract WHERE unit_id = $1 AND number = $2",
      [&](const db::Row& row) { standing = {Money::from_fen(row.int64(0)), Money::from_fen(row.int64(1))}; }, unit,
      contract);
  return standing;
}

std::vector<Acceptance> load_waiting_acceptances(db::ReadTx& tx, UnitId unit) {
  std::vector<Acceptance> found;
  tx.each(
      "SELECT body, seq, complete_on FROM acceptance WHERE unit_id = $1 AND complete_on = '' ORDER BY seq",
      [&](const db::Row& row) { found.push_back(stored_acceptance(row)); }, unit);
  for (auto& acceptance : found) add_signers(tx, unit, acceptance);
  return found;
}

std::vector<OwedAcceptance> load_owed_acceptances(db::ReadTx& tx, UnitId unit, Date on) {
  std::vector<OwedAcceptance> found;
  tx.each(
      R"(
      SELECT c.body, c.paid_fen, c.last_paid_on, a.number, a.accepted_on, a.amount_fen
      FROM acceptance a JOIN contract c ON c.unit_id = a.unit_id AND c.number = a.contract
      WHERE a.unit_id = $1 AND a.complete_on <> '' AND a.accepted_on <= $2
            AND a.contract IN (SELECT w.number FROM contract w
                               WHERE w.unit_id = $1 AND (w.accepted_fen > w.paid_fen OR w.last_paid_on > $2))
      ORDER BY a.accepted_on, a.seq)",
      [&](const db::Row& row) {
        const auto body = Json::parse(row.text(0));
        ensure(body.has_value(), "contract: its body is no JSON");
        found.push_back({contract_from_json(*body), Money::from_fen(row.int64(1)), parse_iso_date(row.text(2)),
                         row.string(3), row.date(4), Money::from_fen(row.int64(5))});
      },
      unit, on);
  return found;
}

std::vector<Fact> facts_of_acceptance(db::ReadTx& tx, UnitId unit, const Acceptance& acceptance, Date on) {
  const auto contract = load_contract(tx, unit, acceptance.contract);
  ensure(contract.has_value(), "an acceptance's contract vanished");
  const auto line = find_line(tx, unit, {contract->project, contract->line});
  ensure(line.has_value(), "a contract's line vanished");
  Fact fact{"acceptance",         on,           acceptance.number, contract->project, contract->line,
            line->economic_class, line->source, contract->party,   acceptance.amount};
  fact.treatment = book_rules(tx, unit).treatment_of(contract->category);
  std::vector<Fact> facts;
  for (const auto& part : parts_of_acceptance(contract_standing(tx, unit, contract->number), acceptance.amount)) {
    facts.push_back(fact);
    facts.back().kind = part.kind;
    facts.back().amount = part.amount;
  }
  return facts;
}

Money load_accepted(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  return Money::from_fen(tx.one_int64(R"(
      SELECT CAST(SUM(amount_fen) AS BIGINT) FROM acceptance WHERE unit_id = $1 AND contract = $2)",
                                      unit, contract)
                             .value_or(0));
}

}  // namespace hallbook::funds
