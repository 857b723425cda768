#include "identity/session_store.h"

#include "base/ensure.h"

namespace hallbook::identity::session_store {
namespace {

Instant stored_instant(const db::Row& row, std::size_t column) {
  return Instant{std::chrono::milliseconds{row.int64(column)}};
}

Session session_from(const db::Row& row) {
  return {row.string(1),          row.digest(0), row.string(2), stored_instant(row, 3),
          stored_instant(row, 4), row.string(5), row.string(6)};
}

std::string headers_text(const http::Response& response) {
  Json list = Json::Array{};
  for (const auto& [name, value] : response.headers) list.push_back(Json::Array{name, value});
  return list.canonical();
}

}  // namespace

void insert(db::WriteTx& tx, const Session& session) {
  tx.exec(R"(
      INSERT INTO session (token_digest, session_id, account, created_at_ms, seen_at_ms, remote, agent)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          session.token, session.id, session.user, session.created_at, session.seen_at, session.remote, session.agent);
}

std::optional<Session> find(db::ReadTx& tx, const Digest& token) {
  std::optional<Session> found;
  tx.each(
      R"(
      SELECT token_digest, session_id, account, created_at_ms, seen_at_ms, remote, agent
      FROM session WHERE token_digest = $1)",
      [&](const db::Row& row) { found = session_from(row); }, token);
  return found;
}

std::vector<Session> of_user(db::ReadTx& tx, std::string_view user) {
  std::vector<Session> found;
  tx.each(
      R"(
      SELECT token_digest, session_id, account, created_at_ms, seen_at_ms, remote, agent
      FROM session WHERE account = $1 ORDER BY seen_at_ms DESC, session_id)",
      [&](const db::Row& row) { found.push_back(session_from(row)); }, user);
  return found;
}

void see(db::WriteTx& tx, const Digest& token, Instant at) {
  tx.exec("UPDATE session SET seen_at_ms = $2 WHERE token_digest = $1 AND seen_at_ms < $2", token, at);
}

void renew(db::WriteTx& tx, std::string_view session_id, const Digest& token) {
  tx.exec("UPDATE session SET token_digest = $2 WHERE session_id = $1", session_id, token);
}

void remove(db::WriteTx& tx, std::string_view session_id) {
  tx.exec("DELETE FROM session WHERE session_id = $1", session_id);
}

void remove_old(db::WriteTx& tx, Instant began_before, Instant seen_before) {
  tx.exec("DELETE FROM session WHERE created_at_ms < $1 OR seen_at_ms < $2", began_before, seen_before);
}

std::optional<KeptAnswer> answer(db::ReadTx& tx, std::string_view user, std::string_view key) {
  std::optional<KeptAnswer> found;
  tx.each(
      "SELECT request_digest, status, headers, body FROM idempotency WHERE account = $1 AND request_key = $2",
      [&](const db::Row& row) {
        KeptAnswer kept;
        kept.request = row.digest(0);
        kept.response.status = static_cast<int>(row.int64(1));
        const auto headers = Json::parse(row.text(2));
        ensure(headers.has_value(), "a kept answer's headers do not read");
        for (const Json& header : headers->array())
          kept.response.headers.emplace_back(header.array().at(0).string(), header.array().at(1).string());
        kept.response.body = row.string(3);
        found = std::move(kept);
      },
      user, key);
  return found;
}

void keep_answer(db::WriteTx& tx, std::string_view user, std::string_view key, const KeptAnswer& kept, Instant at) {
  tx.exec(R"(
      INSERT INTO idempotency (account, request_key, request_digest, status, headers, body, at_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          user, key, kept.request, kept.response.status, headers_text(kept.response), kept.response.body, at);
}

void remove_old_answers(db::WriteTx& tx, Instant before) {
  tx.exec("DELETE FROM idempotency WHERE at_ms < $1", before);
}

}  // namespace hallbook::identity::session_store
