#pragma once
// SQL for sessions and kept answers. Private to identity/. Neither is a fact: no journal line makes these rows.
#include "identity/session.h"

namespace hallbook::identity::session_store {

void insert(db::WriteTx& tx, const Session& session);
std::optional<Session> find(db::ReadTx& tx, const Digest& token);
std::vector<Session> of_user(db::ReadTx& tx, std::string_view user);  // seen last first
void see(db::WriteTx& tx, const Digest& token, Instant at);
void renew(db::WriteTx& tx, std::string_view session_id, const Digest& token);  // a new cookie for the same session
void remove(db::WriteTx& tx, std::string_view session_id);
/// Those that began or were last seen before the given instants.
void remove_old(db::WriteTx& tx, Instant began_before, Instant seen_before);

struct KeptAnswer {
  Digest request;
  http::Response response;
};
std::optional<KeptAnswer> answer(db::ReadTx& tx, std::string_view user, std::string_view key);
void keep_answer(db::WriteTx& tx, std::string_view user, std::string_view key, const KeptAnswer& kept, Instant at);
void remove_old_answers(db::WriteTx& tx, Instant before);

}  // namespace hallbook::identity::session_store
