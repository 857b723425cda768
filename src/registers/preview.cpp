#include "registers/preview.h"

#include <fmt/format.h>

#include "registers/kinds.h"
#include "registers/list_store.h"
#include "registers/rows.h"
#include "registers/ticket_book.h"

namespace hallbook::registers {
namespace {

/// A meter's step is worth a second look from this many times its usual one on.
constexpr std::int64_t unusual_times = 5;
constexpr std::size_t steps_looked_at = 20;
constexpr std::size_t ranges_told = 3;

struct Line {
  std::vector<EntryVersion> entries;  // of the same key, without the one that is corrected
  std::vector<SeriesRow> rows;
  std::size_t at = 0;  // where the new row stands
};

std::optional<Date> day_of_values(const Definition& definition, const Values& values) {
  const auto* text = std::get_if<std::string>(&values[definition.index(definition.date_field)]);
  return text == nullptr ? std::nullopt : parse_iso_date(*text);
}

Line line_of(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId entry, Date day) {
  Line line{series_entries(tx, unit, definition, values), {}, 0};
  std::erase_if(line.entries, [&](const EntryVersion& one) { return one.id == entry; });
  for (const auto& one : line.entries) line.rows.push_back({one.id, one.day, &one.values});
  const EntryId order = entry.value > 0 ? entry : EntryId{INT64_MAX};
  const auto behind = std::ranges::find_if(
      line.rows, [&](const SeriesRow& row) { return std::pair{row.day, row.id} > std::pair{day, order}; });
  line.at = static_cast<std::size_t>(behind - line.rows.begin());
  line.rows.insert(behind, {EntryId{}, day, &values});
  return line;
}

/// R-API-15: "是平时的 12 倍".
void look_at_step(const Definition& definition, const Line& line, const Series& series, Preview& preview) {
  std::int64_t sum = 0, count = 0;
  for (std::size_t i = line.at; i > 1 && count < static_cast<std::int64_t>(steps_looked_at); --i)
    sum += series.derived[i - 1], ++count;
  const std::int64_t step = series.derived[line.at];
  if (count < 3 || sum <= 0 || step * count < unusual_times * sum) return;
  const Field& field = *definition.field(definition.rules.derived);
  preview.warnings.push_back(
      {RefusalCode::invalid,
       {fmt::format("这次{}{}，是平时（{}）的 {} 倍，请再看一眼读数", print_value(field, step), field.unit,
                    print_value(field, sum / count), step * count / sum),
        fmt::format("{} {} this time, {} times the usual {}; look at the reading again", print_value(field, step),
                    field.title.en, step * count / sum, print_value(field, sum / count))},
       definition.rules.counter,
       {}});
}

std::int64_t number_of(const Definition& definition, const SeriesRow& row, const std::string& field) {
  const auto* number = std::get_if<std::int64_t>(&(*row.values)[definition.index(field)]);
  return number == nullptr ? 0 : *number;
}

std::string_view meaning_of(const Definition& definition, const SeriesRow& row) {
  const auto* choice = std::get_if<std::string>(&(*row.values)[definition.index(definition.rules.action)]);
  for (const auto& [name, value] : definition.rules.actions)
    if (choice != nullptr && value == *choice) return name;
  return {};
}

/// The numbers of the book that may still be handed out after all rows.
void tell_remaining(const Definition& definition, const Line& line, Preview& preview) {
  TicketBook book;
  for (const auto& row : line.rows) {
    const auto from = number_of(definition, row, definition.rules.from_no);
    const auto to = number_of(definition, row, definition.rules.to_no);
    const auto what = meaning_of(definition, row);
    if (from < 0 || to < from || to - from >= TicketBook::max_range) continue;
    if (what == "in") book.move(from, to, Ticket::unknown, Ticket::in, row.id);
    if (what == "out") book.move(from, to, Ticket::in, Ticket::out, row.id);
    if (what == "redeem") book.move(from, to, Ticket::out, Ticket::redeemed, row.id);
    if (what == "void") book.move(from, to, Ticket::in, Ticket::voided, row.id);
  }
  const auto left = book.runs_in(Ticket::in);
  std::int64_t count = 0;
  std::string ranges;
  for (std::size_t i = 0; i < left.size(); ++i) {
    count += left[i].second - left[i].first + 1;
    if (i < ranges_told) ranges += fmt::format("{}{}–{}", i == 0 ? "" : ", ", left[i].first, left[i].second);
    if (i == ranges_told) ranges += " …";
  }
  preview.effects.push_back(count == 0 ? Text{"记下后这本没有剩余", "nothing of this book is left then"}
                                       : Text{fmt::format("记下后这本还剩 {} 张：{}", count, ranges),
                                              fmt::format("{} of this book are left then: {}", count, ranges)});
}

void tell_series(const Definition& definition, const Line& line, const Series& series, Preview& preview) {
  if (definition.kind == Kind::voucher) return tell_remaining(definition, line, preview);
  const Field* derived = definition.field(definition.rules.derived);
  if (derived == nullptr) return;
  if (definition.kind == Kind::stock) {
    std::int64_t balance = 0;
    for (const auto change : series.derived) balance += change;
    preview.effects.push_back({fmt::format("记下后结存 {}", print_value(*derived, balance)),
                               fmt::format("{} in stock then", print_value(*derived, balance))});
  }
  if (definition.kind == Kind::meter && line.at > 0) {
    const Field& counter = *definition.field(definition.rules.counter);
    const auto before = number_of(definition, line.rows[line.at - 1], definition.rules.counter);
    preview.effects.push_back(
        {fmt::format("上次 {} 读数 {}，这次{}{}", iso(line.rows[line.at - 1].day), print_value(counter, before),
                     print_value(*derived, series.derived[line.at]), derived->unit),
         fmt::format("the reading of {} was {}; {} this time", iso(line.rows[line.at - 1].day),
                     print_value(counter, before), print_value(*derived, series.derived[line.at]))});
    look_at_step(definition, line, series, preview);
  }
}

void look_at_series(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId entry,
                    Date day, Preview& preview) {
  for (const auto& name : definition.rules.key)
    if (values[definition.index(name)] == keep()) return;
  const Line line = line_of(tx, unit, definition, values, entry, day);
  Series series = judge_series(definition, line.rows);
  if (!series.problems.empty()) {
    preview.problems.push_back(std::move(series.problems.front().refusal));
    return;
  }
  if (line.at < series.derived.size()) preview.derived = series.derived[line.at];
  tell_series(definition, line, series, preview);
}

void look_for_twins(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId entry,
                    Preview& preview) {
  if (definition.kind == Kind::case_file)
    if (const auto holder = find_by_key(tx, unit, definition, values); holder && *holder != entry) {
      const Field& field = *definition.field(definition.rules.key.front());
      preview.problems.push_back(
          {RefusalCode::conflict,
           {fmt::format("“{}”已经登记（第 {} 条）；请更正那一条", field.title.zh, holder->value),
            fmt::format("this {} is already recorded (entry {}); correct that one", field.title.en, holder->value)},
           field.name,
           {}});
      return;
    }
  if (const auto twin = list_store::twin(tx, unit, definition, values, entry))
    preview.warnings.push_back(
        {RefusalCode::conflict,
         {fmt::format("同一天已有一笔一样的（第 {} 条），是不是记过了？", twin->value),
          fmt::format("entry {} of the same day says the same; was it recorded already?", twin->value)},
         definition.date_field,
         {}});
}

}  // namespace

Preview preview(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId entry,
                Date today) {
  Preview preview;
  preview.problems = check_values(definition, values);
  const auto day = day_of_values(definition, values);
  if (!day) return preview;
  const auto closed = closed_until(tx, unit, definition.name);
  preview.needs_reason = closed && *day <= *closed;
  if (*day > today)
    preview.warnings.push_back({RefusalCode::invalid,
                                {fmt::format("{} 还没有到", iso(*day)), fmt::format("{} is still to come", iso(*day))},
                                definition.date_field,
                                {}});
  if (!preview.problems.empty()) return preview;
  look_for_twins(tx, unit, definition, values, entry, preview);
  if (preview.problems.empty() && is_series_kind(definition.kind))
    look_at_series(tx, unit, definition, values, entry, *day, preview);
  return preview;
}

}  // namespace hallbook::registers
