#include "identity/person_store.h"

namespace hallbook::identity::person_store {

void insert(db::WriteTx& tx, std::string_view account, const Digest& mark, Instant at) {
  tx.exec("INSERT INTO account_person (account, mark, named_at_ms) VALUES ($1, $2, $3)", account, mark, at);
}

std::optional<Digest> mark_of(db::ReadTx& tx, std::string_view account) {
  std::optional<Digest> found;
  tx.each(
      "SELECT mark FROM account_person WHERE account = $1", [&](const db::Row& row) { found = row.digest(0); },
      account);
  return found;
}

std::vector<std::string> open_accounts(db::ReadTx& tx, const Digest& mark) {
  std::vector<std::string> names;
  tx.each(
      R"(
      SELECT account.name FROM account_person JOIN account ON account.name = account_person.account
      WHERE account_person.mark = $1 AND account.closed_at_ms IS NULL ORDER BY account.name)",
      [&](const db::Row& row) { names.push_back(row.string(0)); }, mark);
  return names;
}

}  // namespace hallbook::identity::person_store
