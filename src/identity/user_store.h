#pragma once
// SQL for people, their roles and their secrets. Private to identity/.
#include "base/digest.h"
#include "identity/user.h"

namespace hallbook::identity::user_store {

// What follows from journal lines: called by apply() functions only.
void insert(db::WriteTx& tx, const User& user);
void close(db::WriteTx& tx, std::string_view name, Instant at, std::string_view reason);
void set_roles(db::WriteTx& tx, std::string_view name, UnitId unit, const std::vector<Role>& roles);
void set_password_digest(db::WriteTx& tx, std::string_view name, const Digest& digest, Instant at, bool must_change);
void set_second_factor_digest(db::WriteTx& tx, std::string_view name, const std::optional<Digest>& digest);
void count_change(db::WriteTx& tx);

std::optional<User> find(db::ReadTx& tx, std::string_view name);
std::vector<User> all(db::ReadTx& tx);
std::vector<Grant> grants(db::ReadTx& tx, std::string_view name);
/// What the RolesGranted lines of every journal give the person, in the form of grants().
std::vector<Grant> journaled_grants(db::ReadTx& tx, std::string_view name);
/// Names with any role row, of accounts that are not there too.
std::vector<std::string> names_with_roles(db::ReadTx& tx);
std::int64_t changes(db::ReadTx& tx);
/// Users that are open and have the role in any unit.
std::vector<std::string> holders(db::ReadTx& tx, Role role);

// Secrets, which no journal line holds. "" = none.
struct Credential {
  std::string password;       // PHC string
  std::string second_factor;  // sealed
  std::string pending_factor;  // sealed; shown, but not confirmed yet
  std::int64_t last_step = 0;  // the one-time code used last
};
std::optional<Credential> credential(db::ReadTx& tx, std::string_view name);
void keep_password(db::WriteTx& tx, std::string_view name, std::string_view phc);
void keep_pending_factor(db::WriteTx& tx, std::string_view name, std::string_view sealed);
void keep_second_factor(db::WriteTx& tx, std::string_view name, std::string_view sealed, std::int64_t last_step);
void drop_second_factor(db::WriteTx& tx, std::string_view name);
void keep_last_step(db::WriteTx& tx, std::string_view name, std::int64_t step);

/// The digests of the last events, for comparison with what `credential` holds.
struct KeptDigests {
  std::string name;
  std::optional<Digest> password, second_factor;
};
std::vector<KeptDigests> digests(db::ReadTx& tx);
std::optional<KeptDigests> digests_of(db::ReadTx& tx, std::string_view name);
std::vector<std::string> credential_names(db::ReadTx& tx);

}  // namespace hallbook::identity::user_store
