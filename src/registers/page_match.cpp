#include "registers/page_match.h"

#include <algorithm>

namespace hallbook::registers {
namespace {

char lower_latin(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_letter(char left, char right) { return lower_latin(left) == lower_latin(right); }

/// Latin letters without regard to case, as SQL's LIKE in SQLite; others byte by byte.
bool holds_word(std::string_view text, std::string_view word) {
  return !std::ranges::search(text, word, same_letter).empty();
}

}  // namespace

template <class Holds>
PageMatch::Test PageMatch::test(std::size_t field, Holds&& holds) const {
  const FieldColumn& column = page_.columns[field];
  Test test{&column, std::vector<char>(column.codes())};
  for (std::size_t code = 0; code < column.codes(); ++code) test.holds[code] = holds(column.value(code)) ? 1 : 0;
  return test;
}

bool PageMatch::AnyTest::of(std::size_t asked) const {
  return row == asked || std::ranges::any_of(tests, [&](const Test& test) { return test.of(asked); });
}

PageMatch::PageMatch(const ColumnPage& page, const Definition& definition, const list_store::Query& query)
    : page_{page}, definition_{definition} {
  add_days(query);
  for (const auto& filter : query.filters) add_filter(filter);
  for (const auto& condition : query.conditions) add_condition(condition);
  for (const auto& word : query.words) add_word(word);
}

bool PageMatch::fits(std::size_t row) const {
  return page_.versions[row] > 0 && std::ranges::all_of(all_, [&](const Test& test) { return test.of(row); }) &&
         std::ranges::all_of(words_, [&](const AnyTest& word) { return word.of(row); });
}

void PageMatch::add_days(const list_store::Query& query) {
  if (!query.from && !query.to) return;
  const std::string from = query.from ? iso(*query.from) : "", to = query.to ? iso(*query.to) : "";
  all_.push_back(test(definition_.index(definition_.date_field),
                      [&](std::string_view day) { return day >= from && (to.empty() || day <= to); }));
}

// Nothing is within a range that has an end, as in SQL: an empty field neither exceeds nor undercuts.
void PageMatch::add_filter(const list_store::Filter& filter) {
  std::vector<std::string> any_of;
  for (const auto& value : filter.any_of) any_of.push_back(sortable(value));
  const std::string least = sortable(filter.least), most = sortable(filter.most);
  all_.push_back(test(filter.field, [&](std::string_view value) {
    if (!any_of.empty() && std::ranges::find(any_of, value) == any_of.end()) return false;
    if (!least.empty() && value < least) return false;
    return most.empty() || (!value.empty() && value <= most);
  }));
}

void PageMatch::add_condition(const Condition& condition) {
  all_.push_back(test(definition_.index(condition.field), [&](std::string_view value) {
    return (std::ranges::find(condition.values, value) != condition.values.end()) != condition.negate;
  }));
}

void PageMatch::add_word(const list_store::Word& word) {
  AnyTest any;
  const std::int64_t row = word.entry ? *word.entry - page_.first_id : -1;
  if (row >= 0 && row < page_entries) any.row = static_cast<std::size_t>(row);
  const bool latin = list_store::has_latin(word.text);
  for (std::size_t field = 0; field < definition_.fields.size(); ++field) {
    std::vector<std::string_view> values;
    for (const auto& [of, value] : word.choices)
      if (of == field) values.push_back(value);
    const bool searched = list_store::is_searched(definition_.fields[field]);
    if (!searched && values.empty()) continue;
    any.tests.push_back(test(field, [&](std::string_view value) {
      if (value.empty()) return false;
      if (searched && (latin ? holds_word(value, word.text) : value.find(word.text) != value.npos)) return true;
      return std::ranges::find(values, value) != values.end();
    }));
  }
  words_.push_back(std::move(any));
}

}  // namespace hallbook::registers
