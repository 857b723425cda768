#include "registers/listing.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"
#include "base/text.h"
#include "registers/columns_store.h"
#include "registers/query.h"
#include "registers/registers.h"
#include "registers/rollup_store.h"

namespace hallbook::registers {
namespace {

using list_store::Filter;
using list_store::Query;
using list_store::Word;

constexpr std::size_t max_words = 4;
constexpr std::size_t max_filter_values = 100;
constexpr std::size_t max_query_characters = 80;

std::unexpected<Refusal> invalid(std::string zh, std::string en, std::string field) {
  return refuse(RefusalCode::invalid, {std::move(zh), std::move(en)}, std::move(field));
}

/// The field that a filter or an order names; personal ones are sealed and cannot be compared.
Result<std::size_t> open_field(const Definition& definition, std::string_view name, const std::string& parameter) {
  const Field* field = definition.field(name);
  if (field == nullptr)
    return invalid(fmt::format("“{}”没有字段 {}", definition.title.zh, quote(name)),
                   fmt::format("{} has no field {}", definition.name, quote(name)), parameter);
  if (field->personal)
    return invalid(fmt::format("“{}”是个人信息，已加密，不能用来筛选或排序", field->title.zh),
                   fmt::format("{} is personal and sealed; it cannot filter or sort", field->title.en), parameter);
  return definition.index(name);
}

Result<FieldValue> filter_value(const Field& field, std::string_view text, const std::string& parameter) {
  auto value = parse_value(field, text);
  if (value) return value;
  Refusal refusal = value.error();
  refusal.field = parameter;
  return std::unexpected{std::move(refusal)};
}

/// "v1,v2" (an empty piece finds empty fields), or of numbers and days "least..most" with either end open.
Result<Filter> read_filter(const Definition& definition, std::size_t at, std::string_view text,
                           const std::string& parameter) {
  const Field& field = definition.fields[at];
  Filter filter;
  filter.field = at;
  const auto dots = text.find("..");
  if (dots != std::string_view::npos && (is_number(field.type) || field.type == FieldType::date)) {
    for (const auto& [piece, into] :
         {std::pair{text.substr(0, dots), &filter.least}, std::pair{text.substr(dots + 2), &filter.most}}) {
      if (trim(piece).empty()) continue;
      auto value = filter_value(field, piece, parameter);
      if (!value) return std::unexpected{value.error()};
      *into = std::move(*value);
    }
    return filter;
  }
  const auto pieces = split(text, ',');
  if (pieces.size() > max_filter_values)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("一个筛选最多 {} 个值", max_filter_values),
                   fmt::format("at most {} values in one filter", max_filter_values)},
                  parameter);
  for (const auto& piece : pieces) {
    if (trim(piece).empty()) {
      filter.any_of.emplace_back();
      continue;
    }
    auto value = filter_value(field, piece, parameter);
    if (!value) return std::unexpected{value.error()};
    filter.any_of.push_back(std::move(*value));
  }
  return filter;
}

Word read_word(const Definition& definition, std::string text) {
  Word word{std::move(text), {}, {}};
  std::int64_t number = 0;
  const char* end = word.text.data() + word.text.size();
  if (const auto read = std::from_chars(word.text.data(), end, number); read.ec == std::errc{} && read.ptr == end)
    word.entry = number;
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    if (!definition.fields[i].personal)
      for (const auto& choice : definition.fields[i].choices)
        if (choice.value.contains(word.text) || choice.title.zh.contains(word.text) ||
            choice.title.en.contains(word.text))
          word.choices.emplace_back(i, choice.value);
  return word;
}

Result<> read_words(const Definition& definition, std::string_view text, Query& query) {
  if (auto fine = check_text(text, max_query_characters); !fine)
    return std::unexpected{Refusal{RefusalCode::invalid, fine.error().message, "q", {}}};
  std::string_view rest = trim(text);
  while (!rest.empty() && query.words.size() < max_words) {
    const auto end = std::min(rest.find(' '), rest.size());
    query.words.push_back(read_word(definition, std::string{rest.substr(0, end)}));
    rest = trim(rest.substr(end));
  }
  return {};
}

Result<> read_sort(const Definition& definition, std::string_view text, Query& query) {
  if (text.empty()) return {};
  query.descending = text.front() == '-';
  if (query.descending) text.remove_prefix(1);
  if (text == "id") return {};
  const auto field = open_field(definition, text, "sort");
  if (!field) return std::unexpected{field.error()};
  query.sort = *field;
  return {};
}

/// What a place was made for: another order has other places.
std::string order_of(const Definition& definition, const Query& query) {
  return (query.descending ? "-" : "") + (query.sort ? definition.fields[*query.sort].name : "id");
}

Result<> read_place(const Definition& definition, std::string_view text, Query& query) {
  if (text.empty()) return {};
  const auto parts = split(text, '|');
  list_store::Position position;
  const auto number = [](const std::string& part, auto& into) {
    const auto read = std::from_chars(part.data(), part.data() + part.size(), into);
    return read.ec == std::errc{} && read.ptr == part.data() + part.size();
  };
  const bool numeric = query.sort && is_number(definition.fields[*query.sort].type);
  std::int64_t units = 0;
  bool fine = parts.size() >= 4 && parts[0] == order_of(definition, query) && number(parts[1], position.id.value) &&
              number(parts[2], position.version);
  if (fine) {
    // The value is last, so that it may hold any character.
    const std::string value{text.substr(parts[0].size() + parts[1].size() + parts[2].size() + 3)};
    fine = !numeric || value.empty() || number(value, units);
    if (query.sort && !value.empty()) position.value = numeric ? FieldValue{units} : FieldValue{value};
  }
  if (!fine)
    return invalid("页码标记不对，请从第一页重新看", "the place does not belong to this list; begin at its first page",
                   "after");
  query.after = std::move(position);
  return {};
}

Result<> read_fields(const Definition& definition, const Parameters& parameters, Query& query) {
  for (const auto& [name, text] : parameters) {
    if (!name.starts_with("f.")) continue;
    const auto field = open_field(definition, std::string_view{name}.substr(2), name);
    if (!field) return std::unexpected{field.error()};
    auto filter = read_filter(definition, *field, text, name);
    if (!filter) return std::unexpected{filter.error()};
    query.filters.push_back(std::move(*filter));
  }
  const auto named = parameters.find("filter");
  if (named == parameters.end() || named->second.empty()) return {};
  const auto found = std::ranges::find(definition.filters, named->second, &NamedFilter::name);
  if (found == definition.filters.end())
    return invalid(fmt::format("“{}”没有筛选 {}", definition.title.zh, quote(named->second)),
                   fmt::format("{} has no filter {}", definition.name, quote(named->second)), "filter");
  query.conditions = found->conditions;
  return {};
}

Result<std::optional<Date>> read_day(const Parameters& parameters, const std::string& name) {
  const auto found = parameters.find(name);
  if (found == parameters.end() || found->second.empty()) return std::nullopt;
  if (const auto day = parse_date(found->second)) return day;
  return invalid(fmt::format("{}不是日期：请写成 2026-09-17", quote(found->second)),
                 fmt::format("{} is no day: write 2026-09-17", quote(found->second)), name);
}

/// The filters as conditions over dimensions, if rollups can answer them.
std::optional<std::vector<Condition>> rollup_conditions(const Definition& definition, const Query& query) {
  if (!query.words.empty()) return std::nullopt;
  std::vector<Condition> conditions = query.conditions;
  for (const auto& filter : query.filters) {
    const Field& field = definition.fields[filter.field];
    if (!field.dimension || filter.any_of.empty() || !is_empty(filter.least) || !is_empty(filter.most))
      return std::nullopt;
    Condition condition{field.name, false, {}};
    for (const auto& value : filter.any_of) condition.values.push_back(print_value(field, value));
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

}  // namespace

Result<Query> read_listing(const Definition& definition, const Parameters& parameters) {
  const auto text = [&](const std::string& name) -> std::string_view {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string_view{} : found->second;
  };
  Query query;
  const auto from = read_day(parameters, "from"), to = read_day(parameters, "to");
  if (!from) return std::unexpected{from.error()};
  if (!to) return std::unexpected{to.error()};
  query.from = *from;
  query.to = *to;
  if (text("state") != "" && text("state") != "current" && text("state") != "all")
    return invalid("state 只能是 current 或 all", "state is current or all", "state");
  query.all_versions = text("state") == "all";
  for (const auto& step : {read_fields(definition, parameters, query), read_words(definition, text("q"), query),
                           read_sort(definition, text("sort"), query)})
    if (!step) return std::unexpected{step.error()};
  if (auto place = read_place(definition, text("after"), query); !place) return std::unexpected{place.error()};
  return query;
}

void read_ahead(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  (void)columns_store::kept(tx, unit, definition);
}

std::string place_behind(const Definition& definition, const Query& query, const list_store::Listed& entry) {
  std::string value;
  if (query.sort) {
    const FieldValue& at = entry.values[*query.sort];
    if (const auto* number = std::get_if<std::int64_t>(&at)) value = std::to_string(*number);
    if (const auto* some = std::get_if<std::string>(&at)) value = *some;
  }
  return fmt::format("{}|{}|{}|{}", order_of(definition, query), entry.id.value, entry.version, value);
}

list_store::Total sum_of(const Definition& definition, const std::vector<list_store::Listed>& rows) {
  list_store::Total total{static_cast<std::int64_t>(rows.size()), {}};
  for (const Field* field : definition.measures()) {
    const std::size_t at = definition.index(field->name);
    std::int64_t sum = 0;
    for (const auto& row : rows)
      if (const auto* number = std::get_if<std::int64_t>(&row.values[at]))
        sum += *number;  // R-REG-17: far from 64 bits
    total.sums.push_back(sum);
  }
  return total;
}

list_store::Total total_of(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query) {
  const auto conditions = rollup_conditions(definition, query);
  if (!conditions) return list_store::total(tx, unit, definition, query);
  list_store::Total total{0, std::vector<std::int64_t>(definition.measures().size())};
  auto span = span_of_entries(tx, unit, definition);
  if (!span) return total;
  if (query.from) span->first = std::max(span->first, *query.from);
  if (query.to) span->last = std::min(span->last, *query.to);
  if (span->first > span->last) return total;
  Selection selection{&definition, "", *conditions, 0};
  total.rows = totals(tx, unit, selection, *span).front().rows;
  for (std::size_t i = 0; i < total.sums.size(); ++i) {
    selection.measure = definition.measures()[i]->name;
    total.sums[i] = totals(tx, unit, selection, *span).front().sum;
  }
  return total;
}

std::vector<list_store::Part> parts_of(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                                       std::string_view by) {
  const auto conditions = rollup_conditions(definition, query);
  if (!conditions) return list_store::parts(tx, unit, definition, query, by);
  std::vector<list_store::Part> parts;
  for (auto& part : rollup_store::parts(tx, unit, definition, *conditions, query.from, query.to, by))
    parts.push_back({std::move(part.key), {part.rows, std::move(part.sums)}});
  return parts;
}

}  // namespace hallbook::registers
