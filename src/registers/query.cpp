#include "registers/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "platform/db/kept.h"
#include "registers/as_of.h"
#include "registers/entry_store.h"
#include "registers/list_store.h"
#include "registers/opening.h"
#include "registers/register_store.h"
#include "registers/rollup_store.h"

namespace hallbook::registers {
namespace {

void judge(const Selection& selection) {
  ensure(selection.definition != nullptr, "selection: no definition");
  const Definition& definition = *selection.definition;
  const Field* measure = definition.field(selection.measure);
  ensure(selection.measure.empty() || (measure && measure->sum), "selection: the measure is no field with sum");
  for (const auto& condition : selection.conditions) {
    const Field* field = definition.field(condition.field);
    ensure(field && field->dimension, "selection: a condition over a field that is no dimension");
  }
}

bool is_derived(const Selection& selection) {
  return !selection.measure.empty() && selection.measure == selection.definition->rules.derived;
}

/// The whole months of a period, if any.
std::optional<Period> whole_months(const Period& period) {
  using namespace std::chrono;
  const auto month_of = [](Date day) { return year_month{day.year(), day.month()}; };
  year_month first = month_of(period.first), last = month_of(period.last);
  if (period.first.day() != day{1}) first += months{1};
  if (period.last != Date{last / std::chrono::last}) last -= months{1};
  if (first > last) return std::nullopt;
  return Period{Date{first / day{1}}, Date{last / std::chrono::last}};
}

/// Sums of one bucket, exact beyond 64 bits until they are read.
class Tally {
 public:
  explicit Tally(std::vector<Period> buckets)
      : buckets_{std::move(buckets)}, rows_(buckets_.size()), sums_(buckets_.size()) {}
  void add(Date day, std::int64_t rows, std::int64_t sum) {
    const auto after = std::ranges::upper_bound(buckets_, day, {}, &Period::first);
    ensure(after != buckets_.begin() && std::prev(after)->holds(day), "totals: a day outside the period");
    const auto at = static_cast<std::size_t>(std::prev(after) - buckets_.begin());
    rows_[at] += rows;
    sums_[at] += sum;
  }
  std::vector<BucketTotal> totals() const {
    std::vector<BucketTotal> found;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      if (sums_[i] > INT64_MAX || sums_[i] < INT64_MIN) throw QuantityOverflow{"totals: the sum is beyond 64 bits"};
      found.push_back({buckets_[i], rows_[i], static_cast<std::int64_t>(sums_[i])});
    }
    return found;
  }

 private:
  std::vector<Period> buckets_;
  std::vector<std::int64_t> rows_;
  std::vector<__int128> sums_;
};

void add_rollups(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period, bool may_use_months,
                 Tally& tally) {
  const auto add = [&](const rollup_store::Found& cell) { tally.add(cell.day, cell.rows, cell.sum); };
  const auto days = [&](const Period& some) {
    rollup_store::each_day(tx, unit, *selection.definition, selection.conditions, selection.measure, some, add);
  };
  const auto months = may_use_months ? whole_months(period) : std::nullopt;
  if (!months) return days(period);
  if (period.first < months->first) days({period.first, plus_days(months->first, -1)});
  rollup_store::each_month(tx, unit, *selection.definition, selection.conditions, selection.measure, *months, add);
  if (months->last < period.last) days({plus_days(months->last, 1), period.last});
}

entry_store::Where where_of(const Selection& selection, const Period& period) {
  entry_store::Where where;
  where.period = period;
  where.conditions = selection.conditions;
  where.at_seq = selection.at_seq;
  where.order = entry_store::Order::day;
  return where;
}

// Adding up the rows of a year takes 30 ms of a processor, and at year end many people open the same figure. A register
// whose rows no line changed gives the same sums; that its rows were changed past the journal is seen when this time is
// over, and at once by checking the figure.
constexpr auto day_totals_kept = std::chrono::seconds{5};

/// Everything that a sum over the rows of a selection rests on.
std::string rest_on(db::ReadTx& tx, UnitId unit, const Selection& selection) {
  const Definition& definition = *selection.definition;
  std::string text = fmt::format("{}\n{}\n{}\n{}\n{}", unit.value, definition.name, definition.digest.hex(),
                                 register_store::changed_seq(tx, unit, definition.name), selection.measure);
  for (const auto& condition : selection.conditions) {
    text += fmt::format("\n{}{}", condition.negate ? "!" : "", condition.field);
    for (const auto& value : condition.values) text += fmt::format("\t{}:{}", value.size(), value);
  }
  return text;
}

}  // namespace

std::vector<BucketTotal> totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                                std::optional<PeriodKind> by) {
  judge(selection);
  Tally tally{by ? buckets(period, *by) : std::vector{period}};
  if (selection.at_seq == 0) {
    const bool may_use_months = by != PeriodKind::day && by != PeriodKind::week;
    add_rollups(tx, unit, selection, period, may_use_months, tally);
  } else {
    each_source_row(tx, unit, selection, period,
                    [&](const SourceRow& row) { tally.add(row.day, 1, selection.measure.empty() ? 0 : row.amount); });
  }
  return tally.totals();
}

std::vector<DayTotal> day_totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period) {
  judge(selection);
  ensure(selection.at_seq == 0, "day_totals: as it is now only");
  const auto all = db::kept<std::vector<DayTotal>>(tx, rest_on(tx, unit, selection), day_totals_kept, [&] {
    std::vector<DayTotal> found;
    list_store::each_day_total(tx, unit, *selection.definition, selection.conditions, selection.measure,
                               [&](const DayTotal& total) { found.push_back(total); });
    return found;
  });
  std::vector<DayTotal> within;
  std::ranges::copy_if(*all, std::back_inserter(within), [&](const auto& total) { return period.holds(total.day); });
  return within;
}

std::vector<GroupTotal> group_totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                                     std::string_view by) {
  judge(selection);
  ensure(selection.at_seq == 0, "group_totals: as it is now only");
  const auto measures = selection.definition->measures();
  const auto at = std::ranges::find(measures, selection.measure, &Field::name);
  std::vector<GroupTotal> found;
  for (auto& part :
       rollup_store::parts(tx, unit, *selection.definition, selection.conditions, period.first, period.last, by))
    found.push_back({std::move(part.key), part.rows,
                     at == measures.end() ? 0 : part.sums[static_cast<std::size_t>(at - measures.begin())]});
  return found;
}

std::optional<ImportedFile> import_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  return list_store::import_of(tx, unit, seq);
}

std::optional<Period> span_of_entries(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq) {
  return entry_store::span(tx, unit, definition, at_seq);
}

void each_source_row(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                     const std::function<void(const SourceRow&)>& visit, std::size_t limit) {
  judge(selection);
  std::optional<DerivedAsOf> derived;
  if (selection.at_seq > 0 && is_derived(selection))
    derived = derived_as_of(tx, unit, *selection.definition, selection.at_seq);
  entry_store::Where where = where_of(selection, period);
  where.limit = limit;
  entry_store::each_amount(
      tx, unit, *selection.definition, where, selection.measure, [&](const entry_store::Amount& row) {
        const auto day = parse_iso_date(row.day);
        ensure(day.has_value(), "entry: not a day");
        visit({row.id, row.version, *day, row.seq, derived ? derived->at(row.id.value) : row.amount});
      });
}

void each_entry(db::ReadTx& tx, UnitId unit, const Definition& definition, const ListOptions& options,
                const std::function<void(const EntryVersion&)>& visit) {
  entry_store::Where where;
  where.period = options.period;
  where.conditions = options.conditions;
  where.at_seq = options.at_seq;
  where.all_versions = options.all_versions;
  where.after = options.after;
  where.limit = options.limit;
  std::optional<DerivedAsOf> derived;
  if (options.at_seq > 0 && !definition.rules.derived.empty())
    derived = derived_as_of(tx, unit, definition, options.at_seq);
  entry_store::each(tx, unit, definition, where, [&](entry_store::StoredEntry& entry) {
    if (derived && entry.state == EntryState::current)
      entry.values[definition.index(definition.rules.derived)] = derived->at(entry.id.value);
    show_personal(tx, unit, definition, entry.id, options.opening, entry.values);
    visit(entry);
  });
}

void each_group(db::ReadTx& tx, UnitId unit, const Definition& definition, std::span<const std::string_view> fields,
                const GroupOptions& options, const std::function<void(const Values&, std::int64_t rows)>& visit) {
  ensure(!options.valid_on || definition.kind == Kind::catalogue, "each_group: not a catalogue");
  std::vector<std::size_t> indices;
  for (const std::string_view name : fields) {
    indices.push_back(definition.index(name));
    const Field& field = definition.fields[indices.back()];
    ensure(!field.personal && !field.derived, "each_group: a field that is personal or derived");
  }
  entry_store::Where where;
  where.period = options.period;
  where.valid_on = options.valid_on;
  where.conditions = options.conditions;
  where.at_seq = options.at_seq;
  entry_store::each_group(tx, unit, definition, where, indices, visit);
}

void each_valid_on(db::ReadTx& tx, UnitId unit, const Definition& definition, Date day, std::int64_t at_seq,
                   const std::function<void(const EntryVersion&)>& visit) {
  ensure(definition.kind == Kind::catalogue, "each_valid_on: not a catalogue");
  entry_store::Where where;
  where.valid_on = day;
  where.at_seq = at_seq;
  entry_store::each(tx, unit, definition, where, [&](entry_store::StoredEntry& entry) {
    show_personal(tx, unit, definition, entry.id, {}, entry.values);
    visit(entry);
  });
}

}  // namespace hallbook::registers
