#pragma once
// One person, one open account (R-IDN-08): an account is tied to a person by a mark of the citizen number, so that nobody
// acts twice on one chain of documents under two names. The number itself is kept nowhere. Source: trust.md B13.
#include <string>
#include <string_view>

#include "identity/user_ops.h"

namespace hallbook::identity {

struct PersonNamed {  // in the journal of the home unit
  static constexpr std::string_view kind = "PersonNamed";
  std::string name;
  Digest mark;
  Json to_json() const;
  static PersonNamed from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const PersonNamed& event);

/// HMAC-SM3 of the number under a key made from the master key. Blanks around it and a small x are accepted. Refuses what
/// is no citizen number (invalid, field "number"), and without the master key (unavailable).
Result<Digest> person_mark(const journal::KeyRing& keys, std::string_view number);

/// Refuses: not_found, closed; another open account of the same person (conflict, named); an account that is tied to
/// somebody else (wrong_state). The same again changes nothing.
Result<> name_person(journal::Books& books, const Acting& acting, std::string_view name, const Digest& mark);

bool is_person_known(db::ReadTx& tx, std::string_view name);
/// The same account, or two accounts of one person, closed ones too.
bool is_same_person(db::ReadTx& tx, std::string_view name, std::string_view other);

}  // namespace hallbook::identity
