#include "registers/query.h"

#include "base/ensure.h"
#include "registers/kinds.h"
#include "registers/query_store.h"
#include "registers/rows.h"

namespace hallbook::registers {
namespace {

bool holds(const Definition& definition, const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) {
    const auto& value = values[definition.index(condition.field)];
    const std::string text = std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : std::string{};
    const bool listed = std::ranges::find(condition.values, text) != condition.values.end();
    return listed != condition.negate;
  });
}

/// In the past, a derived value is what the series as it then stood gives, not what the column holds today.
bool needs_series(const Selection& selection) {
  return selection.at_seq > 0 && !selection.measure.empty() && selection.measure == selection.definition->rules.derived &&
         is_series_kind(selection.definition->kind);
}

std::map<std::string, std::vector<EntryVersion>> series_at(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                                           std::int64_t at_seq) {
  std::map<std::string, std::vector<EntryVersion>> series;
  query_store::EntryFilter filter;
  filter.versions.at_seq = at_seq;
  filter.by_day = true;
  query_store::each_stored(tx, unit, definition, filter, [&](const EntryVersion& entry) {
    series[series_key(definition, entry.values)].push_back(entry);
  });
  return series;
}

std::vector<SourceRow> recomputed_rows(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period) {
  const Definition& definition = *selection.definition;
  std::vector<SourceRow> found;
  for (const auto& [key, entries] : series_at(tx, unit, definition, selection.at_seq)) {
    std::vector<SeriesRow> rows;
    for (const EntryVersion& entry : entries) rows.push_back({entry.id, entry.day, &entry.values});
    const Series judged = judge_series(definition, rows);
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (period.holds(entries[i].day) && holds(definition, selection.conditions, entries[i].values))
        found.push_back({entries[i].id, entries[i].version, entries[i].day, entries[i].seq, judged.derived[i]});
  }
  std::ranges::sort(found, [](const SourceRow& a, const SourceRow& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
  return found;
}

void add(std::int64_t& sum, std::int64_t amount) {
  if (__builtin_add_overflow(sum, amount, &sum)) throw QuantityOverflow{"registers: a sum beyond 64 bits"};
}

/// Days come in order, and so do buckets: `at` only ever moves on.
struct Filling {
  std::vector<BucketTotal>& totals;
  std::size_t at = 0;
  void take(Date day, std::int64_t rows, std::int64_t sum) {
    while (at < totals.size() && totals[at].bucket.last < day) ++at;
    ensure(at < totals.size() && totals[at].bucket.first <= day, "a day outside its period");
    add(totals[at].rows, rows);
    add(totals[at].sum, sum);
  }
};

Values shown(db::ReadTx& tx, UnitId unit, const Definition& definition, const ListOptions& options, const EntryVersion& stored) {
  Values values = stored.values;
  std::optional<Values> clear;
  if (options.keys != nullptr && options.keys->has_master())
    if (const auto wrapped = query_store::wrapped_key(tx, unit, definition.name, stored.id))
      if (const auto key = options.keys->unwrap(*wrapped, key_context(definition.name, stored.id)))
        if (auto opened = open_values(definition, stored.id, *key, stored.values)) clear = std::move(*opened);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (!field.personal || std::holds_alternative<std::monostate>(values[i])) continue;
    if (!clear)
      values[i] = std::string{"●●●"};
    else if (options.reveal)
      values[i] = (*clear)[i];
    else
      values[i] = masked(std::get<std::string>((*clear)[i]), field.personal->mask);
  }
  return values;
}

}  // namespace

std::vector<BucketTotal> totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                                std::optional<PeriodKind> by) {
  std::vector<BucketTotal> found;
  if (!by)
    found.push_back({period});
  else
    for (const Period& bucket : buckets(period, *by)) found.push_back({bucket});
  Filling filling{found};
  if (selection.at_seq > 0) {
    each_source_row(tx, unit, selection, period, [&](const SourceRow& row) { filling.take(row.day, 1, selection.measure.empty() ? 0 : row.amount); });
  } else if (!by) {
    const auto total = query_store::whole(tx, unit, selection, period);
    found.front().rows = total.rows;
    found.front().sum = total.sum;
  } else {
    query_store::each_day(tx, unit, selection, period,
                          [&](const query_store::DayTotal& total) { filling.take(total.day, total.rows, total.sum); });
  }
  return found;
}

std::optional<Period> span_of_entries(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq) {
  return query_store::span_in_force(tx, unit, definition, at_seq);
}

void each_source_row(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                     const std::function<void(const SourceRow&)>& visit) {
  if (!needs_series(selection)) {
    query_store::each_amount(tx, unit, selection, period, visit);
    return;
  }
  for (const SourceRow& row : recomputed_rows(tx, unit, selection, period)) visit(row);
}

void each_entry(db::ReadTx& tx, UnitId unit, const Definition& definition, const ListOptions& options,
                const std::function<void(const EntryVersion&)>& visit) {
  const query_store::EntryFilter filter{options.period, options.conditions, {options.at_seq, options.all_versions},
                                        options.after,  options.limit,      false};
  const bool personal = definition.has_personal();
  query_store::each_stored(tx, unit, definition, filter, [&](const EntryVersion& stored) {
    if (!personal) {
      visit(stored);
      return;
    }
    EntryVersion entry = stored;
    entry.values = shown(tx, unit, definition, options, stored);
    visit(entry);
  });
}

void each_valid_on(db::ReadTx& tx, UnitId unit, const Definition& definition, Date day, std::int64_t at_seq,
                   const std::function<void(const EntryVersion&)>& visit) {
  ensure(definition.kind == Kind::catalogue, "each_valid_on() reads catalogues");
  const std::size_t last = definition.index(definition.rules.valid_to);
  query_store::EntryFilter filter;
  filter.versions.at_seq = at_seq;
  filter.period = Period{make_date(1900, 1, 1), day};  // the day column of a catalogue is its first valid day
  query_store::each_stored(tx, unit, definition, filter, [&](const EntryVersion& entry) {
    const auto& end = entry.values[last];
    if (std::holds_alternative<std::monostate>(end) || std::get<std::string>(end) >= iso(day)) visit(entry);
  });
}

}  // namespace hallbook::registers
