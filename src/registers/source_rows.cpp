#include "registers/source_rows.h"

#include "registers/listing.h"
#include "registers/opening.h"
#include "registers/register_json.h"

namespace hallbook::registers {
namespace {

/// What the address asks for, within the selection.
Result<list_store::Query> query_within(const Selection& selection, const Period& period, const ListingText& asked) {
  auto query = read_listing(*selection.definition, asked);
  if (!query) return query;
  query->all_versions = false;
  query->from = query->from ? std::max(*query->from, period.first) : period.first;
  query->to = query->to ? std::min(*query->to, period.last) : period.last;
  query->conditions.insert(query->conditions.end(), selection.conditions.begin(), selection.conditions.end());
  return query;
}

std::int64_t amount_of(const Selection& selection, const Values& values) {
  if (selection.measure.empty()) return 1;
  const auto* number = std::get_if<std::int64_t>(&values[selection.definition->index(selection.measure)]);
  return number == nullptr ? 0 : *number;
}

SourceTotal total_within(db::ReadTx& tx, UnitId unit, const Selection& selection, const list_store::Query& query) {
  const auto total = total_of(tx, unit, *selection.definition, query);
  const auto measures = selection.definition->measures();
  const auto at = std::ranges::find(measures, selection.measure, &Field::name);
  return {total.rows, at == measures.end() ? 0 : total.sums[static_cast<std::size_t>(at - measures.begin())]};
}

}  // namespace

Result<SourcePage> source_page(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                               const ListingText& asked, std::size_t limit, const Opening& opening) {
  auto query = query_within(selection, period, asked);
  const auto whole = query_within(selection, period, {});
  if (!query) return std::unexpected{query.error()};
  if (!whole) return std::unexpected{whole.error()};
  query->limit = limit + 1;  // one more tells whether there is a next page
  std::vector<list_store::Listed> rows;
  list_store::each(tx, unit, *selection.definition, *query, [&](list_store::Listed& row) { rows.push_back(row); });
  SourcePage page;
  if (rows.size() > limit) {
    rows.pop_back();
    page.next = place_behind(*selection.definition, *query, rows.back());
  }
  for (auto& row : rows) {
    page.amounts.push_back(amount_of(selection, row.values));
    show_personal(tx, unit, *selection.definition, row.id, opening, row.values);
    page.entries.push_back(entry_json(*selection.definition, row, row.versions));
  }
  page.all = total_within(tx, unit, selection, *whole);
  page.shown = total_within(tx, unit, selection, *query);
  return page;
}

Result<> each_source_entry(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                           const ListingText& asked, const Opening& opening,
                           const std::function<void(const EntryVersion& entry, std::int64_t amount)>& visit) {
  auto query = query_within(selection, period, asked);
  if (!query) return std::unexpected{query.error()};
  query->after.reset();
  list_store::each(tx, unit, *selection.definition, *query, [&](list_store::Listed& row) {
    const std::int64_t amount = amount_of(selection, row.values);
    show_personal(tx, unit, *selection.definition, row.id, opening, row.values);
    visit(row, amount);
  });
  return {};
}

}  // namespace hallbook::registers
