#include "identity/token_store.h"

#include "base/ensure.h"

namespace hallbook::identity::token_store {
namespace {

Date stored_day(std::string_view text) {
  const auto day = parse_iso_date(text);
  ensure(day.has_value(), "token_store: a day does not read");
  return *day;
}

Instant stored_time(const db::Row& row, std::size_t column) {
  return Instant{std::chrono::milliseconds{row.int64(column)}};
}

Token token_from(const db::Row& row) {
  Token token;
  token.id = row.string(0);
  token.user = row.string(1);
  token.unit = UnitId{row.int64(2)};
  token.seq = row.int64(3);
  token.title = row.string(4);
  token.digest = row.digest(5);
  token.issued_at = stored_time(row, 6);
  token.ends_on = stored_day(row.text(7));
  if (!row.is_null(8)) token.ended_at = stored_time(row, 8);
  token.end_reason = row.string(9);
  if (!row.is_null(10)) token.used_on = stored_day(row.text(10));
  return token;
}

}  // namespace

void insert(db::WriteTx& tx, const Token& token) {
  tx.exec(R"(
      INSERT INTO account_token (token_id, account, unit_id, seq, title, token_digest, issued_at_ms, ends_on, end_reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ''))",
          token.id, token.user, token.unit, token.seq, token.title, token.digest, token.issued_at, iso(token.ends_on));
}

void end(db::WriteTx& tx, std::string_view id, Instant at, std::string_view reason) {
  tx.exec("UPDATE account_token SET ended_at_ms = $2, end_reason = $3 WHERE token_id = $1 AND ended_at_ms IS NULL", id,
          at, reason);
}

std::optional<Token> find(db::ReadTx& tx, std::string_view id) {
  std::optional<Token> found;
  tx.each(
      R"(
      SELECT t.token_id, t.account, t.unit_id, t.seq, t.title, t.token_digest, t.issued_at_ms, t.ends_on, t.ended_at_ms,
             t.end_reason, u.used_on
      FROM account_token t LEFT JOIN token_use u ON u.token_id = t.token_id WHERE t.token_id = $1)",
      [&](const db::Row& row) { found = token_from(row); }, id);
  return found;
}

std::optional<Token> find(db::ReadTx& tx, const Digest& digest) {
  std::optional<Token> found;
  tx.each(
      R"(
      SELECT t.token_id, t.account, t.unit_id, t.seq, t.title, t.token_digest, t.issued_at_ms, t.ends_on, t.ended_at_ms,
             t.end_reason, u.used_on
      FROM account_token t LEFT JOIN token_use u ON u.token_id = t.token_id WHERE t.token_digest = $1)",
      [&](const db::Row& row) { found = token_from(row); }, digest);
  return found;
}

std::vector<Token> of_user(db::ReadTx& tx, std::string_view user) {
  std::vector<Token> found;
  tx.each(
      R"(
      SELECT t.token_id, t.account, t.unit_id, t.seq, t.title, t.token_digest, t.issued_at_ms, t.ends_on, t.ended_at_ms,
             t.end_reason, u.used_on
      FROM account_token t LEFT JOIN token_use u ON u.token_id = t.token_id WHERE t.account = $1
      ORDER BY t.issued_at_ms DESC, t.token_id)",
      [&](const db::Row& row) { found.push_back(token_from(row)); }, user);
  return found;
}

std::vector<Token> all(db::ReadTx& tx) {
  std::vector<Token> found;
  tx.each(
      R"(
      SELECT t.token_id, t.account, t.unit_id, t.seq, t.title, t.token_digest, t.issued_at_ms, t.ends_on, t.ended_at_ms,
             t.end_reason, u.used_on
      FROM account_token t LEFT JOIN token_use u ON u.token_id = t.token_id
      ORDER BY t.account, t.issued_at_ms DESC, t.token_id)",
      [&](const db::Row& row) { found.push_back(token_from(row)); });
  return found;
}

bool is_journaled(db::ReadTx& tx, const Token& token) {
  bool same = false, ended = false;
  tx.each(
      "SELECT body FROM journal WHERE unit_id = $1 AND seq = $2 AND kind = 'TokenIssued'",
      [&](const db::Row& row) {
        const auto body = Json::parse(row.text(0));
        if (!body) return;
        const auto line = TokenIssued::from_json(*body);
        same = line.name == token.user && line.token == token.id && line.digest == token.digest &&
               line.ends_on == token.ends_on;
      },
      token.unit, token.seq);
  tx.each(
      "SELECT body FROM journal WHERE unit_id = $1 AND seq > $2 AND kind = 'TokensEnded'",
      [&](const db::Row& row) { ended = ended || row.text(0).contains(token.id); }, token.unit, token.seq);
  return same && ended == token.ended_at.has_value();
}

void keep_use(db::WriteTx& tx, std::string_view id, Date day) {
  tx.exec(R"(
      INSERT INTO token_use (token_id, used_on) VALUES ($1, $2)
      ON CONFLICT (token_id) DO UPDATE SET used_on = excluded.used_on)",
          id, iso(day));
}

}  // namespace hallbook::identity::token_store
