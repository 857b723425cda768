#include "registers/list_columns.h"

#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "registers/page_match.h"

namespace hallbook::registers::list_columns {
namespace {

using list_store::Part;
using list_store::Query;
using list_store::Total;

/// Where an entry stands in a list.
struct Place {
  std::string_view value;  // of the sort field, as columns hold it; "" when sorted by entry
  std::int64_t id = 0;
  int version = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// The first entries of a list in its order, found in any order.
class FirstOnes {
 public:
  FirstOnes(std::size_t limit, bool descending) : limit_{limit}, descending_{descending} {}
  bool before(const Place& left, const Place& right) const { return descending_ ? right < left : left < right; }
  bool full() const { return places_.size() == limit_; }
  const Place& last() const { return places_.front(); }
  void offer(const Place& place) {
    const auto order = [this](const Place& left, const Place& right) { return before(left, right); };
    if (full()) {
      if (!before(place, last())) return;
      std::ranges::pop_heap(places_, order);
      places_.pop_back();
    }
    places_.push_back(place);
    std::ranges::push_heap(places_, order);
  }
  std::vector<Place> take() && {
    std::ranges::sort(places_, [this](const Place& left, const Place& right) { return before(left, right); });
    return std::move(places_);
  }

 private:
  std::size_t limit_;
  bool descending_;
  std::vector<Place> places_;  // a heap: the last of them in front
};

/// Looks through one page for entries that belong among the first.
class PageLook {
 public:
  PageLook(const ColumnPage& page, const Definition& definition, const Query& query)
      : page_{page},
        query_{query},
        match_{page, definition, query},
        sort_{query.sort ? &page.columns[*query.sort] : nullptr} {}

  void look(const Place* after, FirstOnes& first) {
    // Codes order as their values do: most entries are passed over by their code alone.
    if (after != nullptr) least_or_most(after->value, !query_.descending);
    if (first.full()) least_or_most(first.last().value, query_.descending);
    const std::size_t rows = page_.versions.size();
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t row = query_.descending ? rows - 1 - i : i;
      const std::size_t code = sort_ == nullptr ? 0 : sort_->code(row);
      if (code < lowest_ || code > highest_ || !match_.fits(row)) continue;
      const Place place{sort_ == nullptr ? std::string_view{} : sort_->value(code),
                        page_.first_id + static_cast<std::int64_t>(row), page_.versions[row]};
      if (after == nullptr || first.before(*after, place)) first.offer(place);
      if (sort_ == nullptr && first.full()) return;  // the others of this page stand behind
    }
  }

 private:
  void least_or_most(std::string_view value, bool least) {
    if (sort_ == nullptr) return;
    const std::size_t code = sort_->first_not_below(value);
    if (least) {
      lowest_ = std::max(lowest_, code);
    } else {
      const bool equal = code < sort_->codes() && sort_->value(code) == value;  // then the entry decides
      highest_ = std::min(highest_, equal ? code : code - 1);  // code 0 is the empty value: nothing is below it
    }
  }

  const ColumnPage& page_;
  const Query& query_;
  PageMatch match_;
  const FieldColumn* sort_;
  std::size_t lowest_ = 0, highest_ = static_cast<std::size_t>(page_entries);
};

void add(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) throw QuantityOverflow{"list: a sum is beyond 64 bits"};
}

/// Adds up the entries that fit, each under the part that `part_of(page, row)` gives.
template <class PartOf>
void add_up(const Columns& columns, const Definition& definition, const Query& query, PartOf&& part_of) {
  std::vector<std::size_t> measures;
  for (const Field* field : definition.measures()) measures.push_back(definition.index(field->name));
  for (const auto& page : columns.pages) {
    const PageMatch match{*page, definition, query};
    for (std::size_t row = 0; row < page->versions.size(); ++row) {
      if (!match.fits(row)) continue;
      Total& total = part_of(*page, row);
      ++total.rows;
      total.sums.resize(measures.size());
      for (std::size_t i = 0; i < measures.size(); ++i) {
        const FieldColumn& column = page->columns[measures[i]];
        add(total.sums[i], number_of(column.value(column.code(row))));
      }
    }
  }
}

}  // namespace

bool can_answer(const Definition& definition, const Query& query) {
  const auto of_text = [&](const Condition& condition) {
    const Field* field = definition.field(condition.field);
    return field != nullptr && !field->personal && !is_number(field->type);
  };
  return !query.all_versions && std::ranges::all_of(query.conditions, of_text);
}

std::vector<Hit> page(const Columns& columns, const Definition& definition, const Query& query) {
  std::string after_value;
  std::optional<Place> after;
  if (query.after) {
    after_value = query.sort ? sortable(query.after->value) : "";
    after = Place{after_value, query.after->id.value, query.after->version};
  }
  FirstOnes first{query.limit, query.descending};
  for (std::size_t i = 0; i < columns.pages.size(); ++i) {
    const auto& page = *columns.pages[query.descending ? columns.pages.size() - 1 - i : i];
    PageLook{page, definition, query}.look(after ? &*after : nullptr, first);
    if (!query.sort && first.full()) break;
  }
  std::vector<Hit> hits;
  for (const auto& place : std::move(first).take()) hits.push_back({EntryId{place.id}, place.version});
  return hits;
}

Total total(const Columns& columns, const Definition& definition, const Query& query) {
  Total total{0, std::vector<std::int64_t>(definition.measures().size())};
  add_up(columns, definition, query, [&](const ColumnPage&, std::size_t) -> Total& { return total; });
  return total;
}

std::vector<Part> parts(const Columns& columns, const Definition& definition, const Query& query, std::string_view by) {
  const bool by_date = by == "day" || by == "month";
  const std::size_t field = definition.index(by_date ? definition.date_field : std::string{by});
  std::map<std::string, Total, std::less<>> found;
  add_up(columns, definition, query, [&](const ColumnPage& page, std::size_t row) -> Total& {
    std::string_view key = page.columns[field].value(page.columns[field].code(row));
    if (by == "month") key = key.substr(0, 7);
    const auto known = found.find(key);
    return known != found.end() ? known->second : found[std::string{key}];
  });
  std::vector<Part> parts;
  for (auto& [key, total] : found) parts.push_back({key, std::move(total)});
  return parts;
}

}  // namespace hallbook::registers::list_columns
