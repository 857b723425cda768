#include "registers/as_of.h"

#include "registers/entry_store.h"
#include "registers/kinds.h"

namespace hallbook::registers {

DerivedAsOf derived_as_of(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq,
                          std::vector<Refusal>* broken) {
  DerivedAsOf derived;
  std::vector<EntryVersion> series;
  std::string key;
  const auto judge = [&] {
    std::vector<SeriesRow> rows;
    for (const auto& entry : series) rows.push_back({entry.id, entry.day, &entry.values});
    Series judged = judge_series(definition, rows);
    for (std::size_t i = 0; i < judged.derived.size(); ++i) derived[series[i].id.value] = judged.derived[i];
    if (broken)
      for (auto& problem : judged.problems) broken->push_back(std::move(problem.refusal));
    series.clear();
  };
  entry_store::Where where;
  where.at_seq = at_seq;
  where.order = entry_store::Order::key;
  entry_store::each(tx, unit, definition, where, [&](entry_store::StoredEntry& entry) {
    const std::string now = series_key(definition, entry.values);
    if (!series.empty() && now != key) judge();
    key = now;
    series.push_back(entry);
  });
  if (!series.empty()) judge();
  return derived;
}

}  // namespace hallbook::registers
