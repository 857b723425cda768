#include "indicators/own_words_store.h"

namespace hallbook::indicators::own_words_store {

void insert(db::WriteTx& tx, UnitId unit, std::string_view project, const OwnWords& words) {
  tx.exec(R"(INSERT INTO own_words (unit_id, project, indicator, place, seq, at_ms, words, reason, written_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
          unit, project, words.indicator, words.place, words.seq, words.at, words.text, words.reason, words.by);
}

std::vector<OwnWords> all(db::ReadTx& tx, UnitId unit, std::string_view project, std::int64_t end) {
  std::vector<OwnWords> found;
  tx.each(
      R"(SELECT indicator, place, seq, at_ms, words, reason, written_by FROM own_words
             WHERE unit_id = $1 AND project = $2 AND seq <= $3 ORDER BY seq)",
      [&](const db::Row& row) {
        OwnWords words;
        words.indicator = static_cast<int>(row.int64(0));
        words.place = row.string(1);
        words.seq = row.int64(2);
        words.at = Instant{std::chrono::milliseconds{row.int64(3)}};
        words.text = row.string(4);
        words.reason = row.string(5);
        words.by = row.string(6);
        found.push_back(std::move(words));
      },
      unit, project, end);
  return found;
}

}  // namespace hallbook::indicators::own_words_store
