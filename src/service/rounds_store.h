#pragma once
// SQL of rounds. Private to service/.
#include "service/rounds.h"

namespace hallbook::service::rounds_store {

std::int64_t last_number(db::ReadTx& tx, UnitId unit);
std::optional<Round> find_by_id(db::ReadTx& tx, UnitId unit, std::string_view id);
std::optional<Round> find(db::ReadTx& tx, UnitId unit, std::int64_t number);
/// Newest first; `after` is a number, 0 = from the newest.
std::vector<Round> newest(db::ReadTx& tx, UnitId unit, std::int64_t after, std::size_t limit);
std::optional<Date> first_day(db::ReadTx& tx, UnitId unit);
/// Days and turns that were done since a day.
std::vector<MissedRound> done_since(db::ReadTx& tx, UnitId unit, Date first);
/// What failed at the same windows since a day: item, window, how often.
struct Repeat {
  std::string item, window;
  std::int64_t times = 0;
};
std::vector<Repeat> repeats_since(db::ReadTx& tx, UnitId unit, Date first);

}  // namespace hallbook::service::rounds_store
