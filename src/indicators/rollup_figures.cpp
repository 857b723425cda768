#include "indicators/rollup_figures.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"

namespace hallbook::indicators {

using registers::Condition;
using registers::Selection;

namespace {

Selection selection_of(const Leaf& leaf, std::int64_t at_seq) {
  return {leaf.definition, leaf.measure, leaf.conditions, at_seq};
}

Selection entries_of(const Leaf& leaf, const std::vector<Condition>& more, std::int64_t at_seq) {
  Selection selection{leaf.definition, "", leaf.conditions, at_seq};
  selection.conditions.insert(selection.conditions.end(), more.begin(), more.end());
  return selection;
}

/// Do the entry's values fit conditions over its dimensions?
bool fits(const registers::Definition& definition, const registers::Values& values,
          const std::vector<Condition>& conditions) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) {
    const auto* text = std::get_if<std::string>(&values[definition.index(condition.field)]);
    const bool in = text && std::ranges::find(condition.values, *text) != condition.values.end();
    return in != condition.negate;
  });
}

/// The entries behind a rate over rows, one by one.
void each_rate_entry(const Reading& reading, const RateName& rate, const Leaf& leaf, const Period& period,
                     const std::function<void(const registers::EntryVersion&)>& visit) {
  if (rate.basis == RateBasis::catalogue_on_day) {
    registers::each_valid_on(reading.tx, reading.unit, *leaf.definition, period.last, reading.at_seq,
                             [&](const registers::EntryVersion& entry) {
                               if (fits(*leaf.definition, entry.values, leaf.conditions)) visit(entry);
                             });
    return;
  }
  registers::ListOptions options;
  options.period = period;
  options.conditions = leaf.conditions;
  options.at_seq = reading.at_seq;
  registers::each_entry(reading.tx, reading.unit, *leaf.definition, options, visit);
}

}  // namespace

std::vector<Figure> RollupFigures::totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) {
  std::vector<Figure> figures;
  for (const auto& total :
       registers::totals(reading_.tx, reading_.unit, selection_of(leaf, reading_.at_seq), period, by))
    figures.push_back(
        {total.bucket, total.rows, leaf.measure.empty() ? Rational{0} : Rational::scaled(total.sum, leaf.scale)});
  return figures;
}

std::vector<std::int64_t> RollupFigures::recorded(const registers::Definition& definition, const Period& period,
                                                  std::optional<PeriodKind> by) {
  std::vector<std::int64_t> counts;
  for (const auto& total :
       registers::totals(reading_.tx, reading_.unit, {&definition, "", {}, reading_.at_seq}, period, by))
    counts.push_back(total.rows);
  return counts;
}

Result<RateTally> RollupFigures::rate(const Node& node, const Leaf& leaf, const Period& period) {
  const auto* known = rate_named(node.name);
  RateTally tally;
  if (known->basis == RateBasis::totals_of_period) {
    const auto conditions = rate_totals(node.name);
    const auto count = [&](const std::vector<Condition>& more) {
      return registers::totals(reading_.tx, reading_.unit, entries_of(leaf, more, reading_.at_seq), period)
          .front()
          .rows;
    };
    tally.part = Rational{count(conditions.part)};
    tally.whole = Rational{count(conditions.whole)};
    tally.rows = static_cast<std::uint64_t>(*tally.whole.to_int64());
    return tally;
  }
  registers::GroupOptions options;
  if (known->basis == RateBasis::catalogue_on_day)
    options.valid_on = period.last;
  else
    options.period = period;
  options.conditions = leaf.conditions;
  options.at_seq = reading_.at_seq;
  Result<> fine;
  registers::each_group(reading_.tx, reading_.unit, *leaf.definition, rate_fields(node.name), options,
                        [&](const registers::Values& values, std::int64_t rows) {
                          if (fine)
                            fine = add_to_rate(node.name, tally, *leaf.definition, values, reading_.calendar, rows);
                        });
  if (!fine) return std::unexpected{fine.error()};
  return tally;
}

Result<Price> RollupFigures::price(std::string_view name, const Period& period) {
  return reading_.prices.in_force(name, period);
}

RowFigures::RowFigures(const Reading& reading, RollupFigures& rollups, Visit visit)
    : reading_{reading}, rollups_{rollups}, visit_{std::move(visit)} {}

// R-EVA-08: "part\t<text of the part>\n", then "<register>\t<entry>\t<version>\t<day>\t<seq>\t<amount>\n" a row.
void RowFigures::begin(const Leaf& leaf) {
  parts_.push_back({&leaf, 0, {}, {}, true});
  fmt::format_to(std::back_inserter(buffer_), "part\t{}\n", leaf.text);
}

void RowFigures::add(const PartRow& row) {
  auto& part = parts_.back();
  ++part.rows;
  fmt::format_to(std::back_inserter(buffer_), "{}\t{}\t{}\t{}\t{}\t{}\n", part.leaf->definition->name, row.row.id.value,
                 row.row.version, iso(row.row.day), row.row.seq, row.amount);
  if (buffer_.size() > 65536) {
    hasher_.add(buffer_);
    buffer_.clear();
  }
  if (visit_) visit_(parts_.size() - 1, row);
}

Digest RowFigures::digest() {
  hasher_.add(buffer_);
  buffer_.clear();
  return hasher_.finish();
}

std::vector<Figure> RowFigures::totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) {
  begin(leaf);
  const auto expected = rollups_.totals(leaf, period, by);
  std::vector<Figure> figures;
  std::vector<__int128> sums(expected.size());
  for (const auto& figure : expected) figures.push_back({figure.bucket, 0, {}});
  std::size_t bucket = 0;
  registers::each_source_row(
      reading_.tx, reading_.unit, selection_of(leaf, reading_.at_seq), period, [&](const registers::SourceRow& row) {
        while (bucket + 1 < figures.size() && figures[bucket].bucket.last < row.day) ++bucket;
        ensure(figures[bucket].bucket.holds(row.day), "receipt: a row outside its period");
        ++figures[bucket].rows;
        sums[bucket] += row.amount;
        add({row, leaf.scale == 0 ? fmt::format("{}", row.amount) : Rational::scaled(row.amount, leaf.scale).exact()});
      });
  auto& part = parts_.back();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (sums[i] > INT64_MAX || sums[i] < INT64_MIN) throw QuantityOverflow{"receipt: the sum of rows"};
    if (!leaf.measure.empty()) figures[i].sum = Rational::scaled(static_cast<std::int64_t>(sums[i]), leaf.scale);
    part.rows_sum = part.rows_sum + (leaf.measure.empty() ? Rational{figures[i].rows} : figures[i].sum);
    part.rollup_sum = part.rollup_sum + (leaf.measure.empty() ? Rational{expected[i].rows} : expected[i].sum);
    part.equal = part.equal && figures[i].rows == expected[i].rows && figures[i].sum == expected[i].sum;
  }
  return figures;
}

std::vector<std::int64_t> RowFigures::recorded(const registers::Definition& definition, const Period& period,
                                               std::optional<PeriodKind> by) {
  return rollups_.recorded(definition, period, by);
}

Result<> RowFigures::rate_rows(const Node& node, const Leaf& leaf, const Period& period, RateTally& tally) {
  Result<> fine;
  each_rate_entry(reading_, *rate_named(node.name), leaf, period, [&](const registers::EntryVersion& entry) {
    if (!fine) return;
    const auto share = rate_share(node.name, *leaf.definition, entry.values, reading_.calendar);
    if (!share) {
      fine = std::unexpected{share.error()};
      return;
    }
    tally.part = tally.part + share->part;
    tally.whole = tally.whole + share->whole;
    ++tally.rows;
    add({{entry.id, entry.version, entry.day, entry.seq, 0},
         fmt::format("{}/{}", share->part.exact(), share->whole.exact())});
  });
  return fine;
}

void RowFigures::rate_totals_rows(const Node& node, const Leaf& leaf, const Period& period, RateTally& tally) {
  const auto conditions = rate_totals(node.name);
  std::set<EntryId> part;
  const auto read = [&](const std::vector<Condition>& more,
                        const std::function<void(const registers::SourceRow&)>& visit) {
    registers::each_source_row(reading_.tx, reading_.unit, entries_of(leaf, more, reading_.at_seq), period, visit);
  };
  read(conditions.part, [&](const registers::SourceRow& row) { part.insert(row.id); });
  read(conditions.whole, [&](const registers::SourceRow& row) {
    const bool good = part.contains(row.id);
    tally.part = tally.part + Rational{good ? 1 : 0};
    tally.whole = tally.whole + Rational{1};
    ++tally.rows;
    add({row, good ? "1/1" : "0/1"});
  });
}

Result<RateTally> RowFigures::rate(const Node& node, const Leaf& leaf, const Period& period) {
  begin(leaf);
  RateTally tally;
  if (rate_named(node.name)->basis == RateBasis::totals_of_period) {
    rate_totals_rows(node, leaf, period, tally);
  } else if (const auto fine = rate_rows(node, leaf, period, tally); !fine) {
    return std::unexpected{fine.error()};
  }
  const auto expected = rollups_.rate(node, leaf, period);
  if (!expected) return expected;
  auto& part = parts_.back();
  if (!tally.whole.is_zero()) part.rows_sum = tally.part / tally.whole;
  if (!expected->whole.is_zero()) part.rollup_sum = expected->part / expected->whole;
  part.equal = tally.part == expected->part && tally.whole == expected->whole;
  return tally;
}

Result<Price> RowFigures::price(std::string_view name, const Period& period) { return rollups_.price(name, period); }

}  // namespace hallbook::indicators
