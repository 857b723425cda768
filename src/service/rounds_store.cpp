#include "service/rounds_store.h"

#include "base/ensure.h"

namespace hallbook::service {
namespace {

Round round_in(const db::Row& row) {
  const auto content = Json::parse(row.text(1));
  ensure(content.has_value(), "a round's content does not read");
  Round round;
  round.number = row.int64(0);
  round.content = RoundContent::from_json(*content);
  round.content_digest = row.digest(2);
  round.by = row.string(3);
  round.score = {static_cast<int>(row.int64(4)), static_cast<int>(row.int64(5)), static_cast<int>(row.int64(6)),
                 static_cast<int>(row.int64(7)), static_cast<int>(row.int64(8)), static_cast<int>(row.int64(9))};
  round.seq = row.int64(10);
  return round;
}

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const RoundSent& event) {
  const RoundScore& score = event.score;
  books.tx.exec(R"(
      INSERT INTO service_round (unit_id, number, id, content_digest, round_on, turn, sent_by, score, looked, passed,
             failed, corrected, not_applicable, content, seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))",
                meta.unit, event.number, event.content.id, event.content.digest(), event.content.day,
                event.content.turn, event.by, score.score, score.looked, score.passed, score.failed, score.corrected,
                score.not_applicable, event.content.to_json().canonical(), meta.seq);
}

namespace rounds_store {

std::int64_t last_number(db::ReadTx& tx, UnitId unit) {
  return tx.one_int64("SELECT MAX(number) FROM service_round WHERE unit_id = $1", unit).value_or(0);
}

std::optional<Round> find_by_id(db::ReadTx& tx, UnitId unit, std::string_view id) {
  std::optional<Round> found;
  tx.each(
      R"(
      SELECT number, content, content_digest, sent_by, score, looked, passed, failed, corrected, not_applicable, seq
      FROM service_round WHERE unit_id = $1 AND id = $2)",
      [&](const db::Row& row) { found = round_in(row); }, unit, id);
  return found;
}

std::optional<Round> find(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  std::optional<Round> found;
  tx.each(
      R"(
      SELECT number, content, content_digest, sent_by, score, looked, passed, failed, corrected, not_applicable, seq
      FROM service_round WHERE unit_id = $1 AND number = $2)",
      [&](const db::Row& row) { found = round_in(row); }, unit, number);
  return found;
}

std::vector<Round> newest(db::ReadTx& tx, UnitId unit, std::int64_t after, std::size_t limit) {
  std::vector<Round> found;
  tx.each(
      R"(
      SELECT number, content, content_digest, sent_by, score, looked, passed, failed, corrected, not_applicable, seq
      FROM service_round WHERE unit_id = $1 AND ($2 = 0 OR number < $2) ORDER BY number DESC LIMIT $3)",
      [&](const db::Row& row) { found.push_back(round_in(row)); }, unit, after, static_cast<std::int64_t>(limit));
  return found;
}

std::optional<Date> first_day(db::ReadTx& tx, UnitId unit) {
  const auto day = tx.one_text("SELECT MIN(round_on) FROM service_round WHERE unit_id = $1", unit);
  return day ? parse_iso_date(*day) : std::nullopt;
}

std::vector<MissedRound> done_since(db::ReadTx& tx, UnitId unit, Date first) {
  std::vector<MissedRound> found;
  tx.each(
      "SELECT DISTINCT round_on, turn FROM service_round WHERE unit_id = $1 AND round_on >= $2",
      [&](const db::Row& row) { found.push_back({row.date(0), row.string(1)}); }, unit, first);
  return found;
}

std::vector<Repeat> repeats_since(db::ReadTx& tx, UnitId unit, Date first) {
  std::vector<Repeat> found;
  tx.each(
      R"(
      SELECT item, place, COUNT(*) FROM matter_place
      WHERE unit_id = $1 AND opened_on >= $2 GROUP BY item, place ORDER BY item, place)",
      [&](const db::Row& row) { found.push_back({row.string(0), row.string(1), row.int64(2)}); }, unit, first);
  return found;
}

}  // namespace rounds_store
}  // namespace hallbook::service
