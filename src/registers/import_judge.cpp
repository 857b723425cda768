#include "registers/import_judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/ensure.h"
#include "base/text.h"
#include "registers/import_heading.h"

namespace hallbook::registers {
namespace {

bool is_whole(FieldType type) {
  return type == FieldType::integer || type == FieldType::quantity || type == FieldType::money ||
         type == FieldType::ratio || type == FieldType::time;
}

bool holds(const FieldValue& left, std::string_view op, const FieldValue& right) {
  if (is_empty(left) || is_empty(right)) return true;
  const auto order = left <=> right;
  if (op == "=") return order == 0;
  if (op == "!=") return order != 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  if (op == ">") return order > 0;
  return op == ">=" && order >= 0;
}

}  // namespace

QuickRules::QuickRules(const Definition& definition) {
  constexpr std::int64_t all = max_units;
  for (std::size_t at = 0; at < definition.fields.size(); ++at) {
    const Field& field = definition.fields[at];
    if (field.derived) continue;
    if (field.required) required_.push_back(at);
    if (is_whole(field.type)) {
      const auto bound = [&](const std::optional<Quantity>& limit, std::int64_t otherwise) {
        if (!limit) return otherwise;
        try {
          return limit->at_scale(field.type == FieldType::money ? 2 : field.scale).units();
        } catch (const std::exception&) {  // a bound that the field's scale cannot hold: leave it to check_values
          simple_ = false;
          return otherwise;
        }
      };
      ranges_.push_back({at, bound(field.min, -all), bound(field.max, all)});
    } else if (field.type != FieldType::date && field.type != FieldType::choice) {
      lengths_.push_back({at, static_cast<std::size_t>(field.max_chars)});
    }
  }
  for (const Check& check : definition.checks) {
    const Field* left = definition.field(check.left);
    const Field* right = check.right_is_field ? definition.field(check.right) : nullptr;
    if (!left || !right || left->type != right->type || left->scale != right->scale ||
        (!is_whole(left->type) && left->type != FieldType::date)) {
      simple_ = false;
      continue;
    }
    compares_.push_back({definition.index(check.left), definition.index(check.right), check.op});
  }
}

bool QuickRules::surely_fine(const Values& values) const {
  if (!simple_) return false;
  for (const std::size_t field : required_)
    if (is_empty(values[field])) return false;
  for (const auto& range : ranges_)
    if (const auto* units = std::get_if<std::int64_t>(&values[range.field]);
        units && (*units < range.least || *units > range.most))
      return false;
  for (const auto& length : lengths_)
    if (const auto* text = std::get_if<std::string>(&values[length.field]); text && text->size() > length.bytes)
      return false;
  for (const auto& compare : compares_)
    if (!holds(values[compare.left], compare.op, values[compare.right])) return false;
  return true;
}

void Problems::add(RowProblem problem) {
  if (list_.size() < kept)
    list_.push_back(std::move(problem));
  else
    ++more_;
}

std::vector<RowProblem> Problems::take() {
  std::ranges::stable_sort(list_, {}, &RowProblem::row);
  return std::move(list_);
}

RowJudge::RowJudge(const Definition& definition, const Layout& layout, Period period)
    : definition_{&definition},
      layout_{&layout},
      base_(definition.fields.size()),
      quick_{definition},
      day_field_{definition.index(definition.date_field)},
      has_reason_{period.has_reason} {
  static const std::map<std::string, std::string> no_codings;
  for (std::size_t at = 0; at < definition.fields.size(); ++at) {
    const Field& field = definition.fields[at];
    if (field.derived) continue;
    base_[at] = CellReader{field, no_codings}.default_value();
  }
  for (const Column& column : layout.columns) {
    const auto codings = layout.codings.find(column.field);
    readers_.emplace_back(definition.fields[column.field],
                          codings == layout.codings.end() ? no_codings : codings->second);
  }
  if (period.closed_until) closed_until_ = iso(*period.closed_until);
}

RowProblem RowJudge::problem(const files::Row& row, std::string_view field, Refusal refusal) const {
  RowProblem found;
  found.row = row.number;
  refusal.where = fmt::format("第 {} 行", row.number);
  for (const Column& column : layout_->columns) {
    const Field& one = definition_->fields[column.field];
    if (one.name != field) continue;
    found.column = column.heading;
    refusal.where += fmt::format(" {} 列", column_letters(column.cell));
    if (column.cell >= row.cells.size()) continue;
    const std::string clear{trim(row.cells[column.cell].text)};
    found.value = first_characters(one.personal ? masked(clear, one.personal->mask) : clear, 60);
    // A refusal quotes what it refuses; personal values stay masked there too.
    for (std::string* message : {&refusal.message.zh, &refusal.message.en})
      if (one.personal && !clear.empty())
        for (auto at = message->find(clear); at != std::string::npos;
             at = message->find(clear, at + found.value.size()))
          message->replace(at, clear.size(), found.value);
  }
  found.refusal = std::move(refusal);
  return found;
}

void RowJudge::refuse_row(const files::Row& row, Refusal refusal, Problems& problems) {
  const std::string field = refusal.field;
  RowProblem found = problem(row, field, std::move(refusal));
  last_.push_back(found.refusal);
  problems.add(std::move(found));
}

void RowJudge::fill(const files::Row& row, Values& values, Problems& problems) {
  values.resize(base_.size());
  for (std::size_t at = 0; at < layout_->columns.size(); ++at) {
    const Column& column = layout_->columns[at];
    FieldValue& value = values[column.field];
    Refusal refusal;
    static const files::Cell nothing;
    const files::Cell& cell = column.cell < row.cells.size() ? row.cells[column.cell] : nothing;
    if (readers_[at].read(cell, value, refusal)) continue;
    value = std::monostate{};
    refuse_row(row, std::move(refusal), problems);
  }
}

/// R-IMP-14: a day in a closed period needs the reason of late entry.
void RowJudge::check_day(const files::Row& row, const Values& values, Problems& problems) {
  if (closed_until_.empty() || has_reason_) return;
  const auto* day = std::get_if<std::string>(&values[day_field_]);
  if (!day || *day > closed_until_) return;
  refuse_row(
      row,
      {RefusalCode::wrong_state,
       {fmt::format("{} 在已关账的期间（到 {}）；补登请用 --late-reason 写明原因", *day, closed_until_),
        fmt::format("{} lies in a closed period (up to {}); say --late-reason to enter it late", *day, closed_until_)},
       definition_->date_field,
       {}},
      problems);
}

bool RowJudge::judge(const files::Row& row, Values& values, Problems& problems) {
  last_.clear();
  if (values.size() != base_.size()) values = base_;
  fill(row, values, problems);
  if (last_.empty() && quick_.surely_fine(values)) {
    check_day(row, values, problems);
    return last_.empty();
  }
  std::vector<std::string> told;  // a field whose cell was refused is not told to be empty as well
  for (const auto& refusal : last_) told.push_back(refusal.field);
  for (auto& refusal : check_values(*definition_, values))
    if (std::ranges::find(told, refusal.field) == told.end()) refuse_row(row, std::move(refusal), problems);
  check_day(row, values, problems);
  return last_.empty();
}

}  // namespace hallbook::registers
