#include "identity/user_store.h"

#include "base/ensure.h"

namespace hallbook::identity::user_store {
namespace {

Instant instant_at(const db::Row& row, std::size_t column) {
  return Instant{std::chrono::milliseconds{row.int64(column)}};
}

std::optional<Instant> maybe_instant(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional{instant_at(row, column)};
}

std::optional<Digest> maybe_digest(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional{row.digest(column)};
}

std::string blob_or_empty(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::string{} : std::string{row.blob(column)};
}

User user_from(const db::Row& row) {
  return {row.string(0), row.string(1),         UnitId{row.int64(2)}, instant_at(row, 3), maybe_instant(row, 4),
          row.string(5), maybe_instant(row, 6), row.int64(7) != 0,    !row.is_null(8)};
}

void expect_one(std::int64_t changed) { ensure(changed == 1, "user_store: the account is not there"); }

}  // namespace

void insert(db::WriteTx& tx, const User& user) {
  tx.exec(R"(
      INSERT INTO account (name, unit_id, display_name, added_at_ms, close_reason, must_change)
      VALUES ($1, $2, $3, $4, '', 0))",
          user.name, user.unit, user.display_name, user.added_at);
}

void close(db::WriteTx& tx, std::string_view name, Instant at, std::string_view reason) {
  expect_one(tx.exec("UPDATE account SET closed_at_ms = $2, close_reason = $3 WHERE name = $1", name, at, reason));
}

void set_roles(db::WriteTx& tx, std::string_view name, UnitId unit, const std::vector<Role>& roles) {
  tx.exec("DELETE FROM account_role WHERE account = $1 AND unit_id = $2", name, unit);
  for (const Role role : roles)
    tx.exec("INSERT INTO account_role (account, unit_id, role) VALUES ($1, $2, $3)", name, unit, role_name(role));
}

void set_password_digest(db::WriteTx& tx, std::string_view name, const Digest& digest, Instant at, bool must_change) {
  expect_one(tx.exec("UPDATE account SET password_digest = $2, password_at_ms = $3, must_change = $4 WHERE name = $1",
                     name, digest, at, must_change));
}

void set_second_factor_digest(db::WriteTx& tx, std::string_view name, const std::optional<Digest>& digest) {
  expect_one(tx.exec("UPDATE account SET second_factor_digest = $2 WHERE name = $1", name, digest));
}

void count_change(db::WriteTx& tx) { tx.exec("UPDATE people_state SET changes = changes + 1 WHERE id = 1"); }

std::optional<User> find(db::ReadTx& tx, std::string_view name) {
  std::optional<User> found;
  tx.each(
      R"(
      SELECT name, display_name, unit_id, added_at_ms, closed_at_ms, close_reason, password_at_ms, must_change,
             second_factor_digest
      FROM account WHERE name = $1)",
      [&](const db::Row& row) { found = user_from(row); }, name);
  return found;
}

std::vector<User> all(db::ReadTx& tx) {
  std::vector<User> found;
  tx.each(
      R"(
      SELECT name, display_name, unit_id, added_at_ms, closed_at_ms, close_reason, password_at_ms, must_change,
             second_factor_digest
      FROM account ORDER BY name)",
      [&](const db::Row& row) { found.push_back(user_from(row)); });
  return found;
}

std::vector<Grant> grants(db::ReadTx& tx, std::string_view name) {
  std::map<UnitId, std::set<Role>> by_unit;
  tx.each(
      "SELECT unit_id, role FROM account_role WHERE account = $1",
      [&](const db::Row& row) {
        // A role that this program does not know grants nothing.
        if (const auto role = find_role(row.text(1))) by_unit[UnitId{row.int64(0)}].insert(*role);
      },
      name);
  std::vector<Grant> found;
  for (const auto& [unit, roles] : by_unit) found.push_back({unit, {roles.begin(), roles.end()}});
  return found;
}

std::vector<Grant> journaled_grants(db::ReadTx& tx, std::string_view name) {
  std::map<UnitId, std::set<Role>> by_unit;
  tx.each(  // read from the index journal_roles
      "SELECT unit_id, body FROM journal WHERE kind = 'RolesGranted' ORDER BY unit_id, seq", [&](const db::Row& row) {
        const auto body = Json::parse(row.text(1));
        if (!body || body->at("name").string() != name) return;
        auto& roles = by_unit[UnitId{row.int64(0)}];  // the newest line replaces what was there
        roles.clear();
        for (const auto& role : body->at("roles").array())
          if (const auto known = find_role(role.string())) roles.insert(*known);
      });
  std::vector<Grant> found;
  for (const auto& [unit, roles] : by_unit)
    if (!roles.empty()) found.push_back({unit, {roles.begin(), roles.end()}});
  return found;
}

std::vector<std::string> names_with_roles(db::ReadTx& tx) {
  std::vector<std::string> names;
  tx.each("SELECT DISTINCT account FROM account_role ORDER BY account",
          [&](const db::Row& row) { names.push_back(row.string(0)); });
  return names;
}

std::int64_t changes(db::ReadTx& tx) {
  return tx.one_int64("SELECT changes FROM people_state WHERE id = 1").value_or(0);
}

std::vector<std::string> holders(db::ReadTx& tx, Role role) {
  std::vector<std::string> names;
  tx.each(
      R"(
      SELECT DISTINCT account.name FROM account JOIN account_role ON account_role.account = account.name
      WHERE account.closed_at_ms IS NULL AND account_role.role = $1 ORDER BY account.name)",
      [&](const db::Row& row) { names.push_back(row.string(0)); }, role_name(role));
  return names;
}

std::optional<Credential> credential(db::ReadTx& tx, std::string_view name) {
  std::optional<Credential> found;
  tx.each(
      "SELECT password, second_factor, pending_factor, last_step FROM credential WHERE account = $1",
      [&](const db::Row& row) {
        found = Credential{row.string(0), blob_or_empty(row, 1), blob_or_empty(row, 2), row.int64(3)};
      },
      name);
  return found;
}

void keep_password(db::WriteTx& tx, std::string_view name, std::string_view phc) {
  tx.exec(R"(
      INSERT INTO credential (account, password, last_step) VALUES ($1, $2, 0)
      ON CONFLICT (account) DO UPDATE SET password = excluded.password)",
          name, phc);
}

void keep_pending_factor(db::WriteTx& tx, std::string_view name, std::string_view sealed) {
  expect_one(
      tx.exec("UPDATE credential SET pending_factor = $2 WHERE account = $1", name, db::Bytes{std::string{sealed}}));
}

void keep_second_factor(db::WriteTx& tx, std::string_view name, std::string_view sealed, std::int64_t last_step) {
  expect_one(
      tx.exec("UPDATE credential SET second_factor = $2, pending_factor = NULL, last_step = $3 WHERE account = $1",
              name, db::Bytes{std::string{sealed}}, last_step));
}

void drop_second_factor(db::WriteTx& tx, std::string_view name) {
  tx.exec("UPDATE credential SET second_factor = NULL, pending_factor = NULL, last_step = 0 WHERE account = $1", name);
}

void keep_last_step(db::WriteTx& tx, std::string_view name, std::int64_t step) {
  expect_one(tx.exec("UPDATE credential SET last_step = $2 WHERE account = $1", name, step));
}

std::vector<KeptDigests> digests(db::ReadTx& tx) {
  std::vector<KeptDigests> found;
  tx.each("SELECT name, password_digest, second_factor_digest FROM account ORDER BY name",
          [&](const db::Row& row) { found.push_back({row.string(0), maybe_digest(row, 1), maybe_digest(row, 2)}); });
  return found;
}

std::optional<KeptDigests> digests_of(db::ReadTx& tx, std::string_view name) {
  std::optional<KeptDigests> found;
  tx.each(
      "SELECT name, password_digest, second_factor_digest FROM account WHERE name = $1",
      [&](const db::Row& row) { found = KeptDigests{row.string(0), maybe_digest(row, 1), maybe_digest(row, 2)}; },
      name);
  return found;
}

std::vector<std::string> credential_names(db::ReadTx& tx) {
  std::vector<std::string> names;
  tx.each("SELECT account FROM credential ORDER BY account",
          [&](const db::Row& row) { names.push_back(row.string(0)); });
  return names;
}

}  // namespace hallbook::identity::user_store
