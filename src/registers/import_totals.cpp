#include "registers/import_totals.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t max_notes = 50;

}  // namespace

Totals::Totals(const Definition& definition, const Layout& layout)
    : definition_{&definition}, day_cell_{static_cast<std::size_t>(-1)} {
  for (const Column& column : layout.columns) {
    if (definition.fields[column.field].sum) measures_.push_back({column.cell, column.field});
    if (definition.fields[column.field].name == definition.date_field) day_cell_ = column.cell;
  }
}

TotalWord Totals::word(const files::Row& row) const {
  for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
    if (row.cells[cell].text.empty()) continue;
    const TotalWord word = total_word(row.cells[cell].text);
    if (word == TotalWord::none || cell == day_cell_) return word;
    const bool has_day = day_cell_ < row.cells.size() && !trim(row.cells[day_cell_].text).empty();
    return has_day ? TotalWord::none : word;
  }
  return TotalWord::none;
}

void Totals::add(const Values& values) {
  for (Measure& measure : measures_) {
    const auto* units = std::get_if<std::int64_t>(&values[measure.field]);
    if (!units) continue;
    measure.all += *units;
    measure.page += *units;
  }
}

void Totals::compare(const files::Row& row, TotalWord word, std::vector<Text>& notes) {
  Text note{fmt::format("第 {} 行是合计行，没有导入", row.number),
            fmt::format("row {} is a total and was not imported", row.number)};
  for (Measure& measure : measures_) {
    const Field& field = definition_->fields[measure.field];
    const __int128 sum = word == TotalWord::page ? measure.page : measure.all;
    const __int128 other = measure.page;  // a total under each page is as common as one under all
    measure.page = 0;
    if (measure.cell >= row.cells.size()) continue;
    const auto printed = parse_value(field, row.cells[measure.cell].text);
    const auto* units = printed ? std::get_if<std::int64_t>(&*printed) : nullptr;
    if (!units || sum > max_units || sum < -max_units) continue;
    const std::string says = print_value(field, *units), adds = print_value(field, static_cast<std::int64_t>(sum));
    const bool agrees = *units == sum || *units == other;
    note.zh += agrees ? fmt::format("；{} {}，与上面各行之和一致", field.title.zh, says)
                      : fmt::format("；{} 写的是 {}，上面各行之和是 {}，不一致，请核对", field.title.zh, says, adds);
    note.en +=
        agrees ? fmt::format("; {} {} agrees with the rows above", field.title.en, says)
               : fmt::format("; {} says {}, but the rows above add up to {}: please check", field.title.en, says, adds);
  }
  if (notes.size() < max_notes) notes.push_back(std::move(note));
}

}  // namespace hallbook::registers
