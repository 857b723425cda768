#include "platform/files/sheet_handler.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "platform/files/cell_name.h"
#include "platform/files/number_text.h"

namespace hallbook::files {
namespace {

constexpr std::size_t formula_bytes = 120;  // of a formula that has no value, shown as it stands

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

bool SheetHandler::take(Row& row) {
  if (taken_ == finished_) return false;
  std::swap(row, rows_[taken_]);
  if (++taken_ < finished_) return true;
  if (in_row_) std::swap(rows_[0], rows_[finished_]);  // the row that a block cut in half
  taken_ = finished_ = 0;
  return true;
}

void SheetHandler::start(std::string_view name, const Attributes& attributes) {
  if (in_cell_) {
    if (name == "v")
      into_ = Into::value;
    else if (name == "t")
      into_ = phonetic_ == 0 ? Into::value : Into::nothing;
    else if (name == "rPh")
      ++phonetic_;
    else if (name == "f")
      has_formula_ = true, into_ = Into::formula;
  } else if (in_row_) {
    if (name == "c") start_cell(attributes);
  } else if (in_data_) {
    if (name == "row") start_row(attributes);
  } else if (name == "sheetData") {
    in_data_ = true;
  } else if (name == "mergeCell") {
    ++merged_;
  }
}

void SheetHandler::end(std::string_view name) {
  if (in_cell_) {
    if (name == "c")
      end_cell();
    else if (name == "rPh")
      --phonetic_;
    else if (name == "v" || name == "t" || name == "f")
      into_ = Into::nothing;
  } else if (in_row_) {
    if (name == "row") end_row();
  } else if (name == "sheetData") {
    in_data_ = false;
  }
}

void SheetHandler::text(std::string_view piece) {
  if (into_ == Into::nothing) return;
  if (into_ == Into::formula) {
    formula_ += piece.substr(0, formula_bytes - std::min(formula_bytes, formula_.size()));
    return;
  }
  if (value_.size() + piece.size() > context_.limits.cell_bytes)
    return refuse_cell(RefusalCode::over_limit, fmt::format("超过 {} 字节", context_.limits.cell_bytes),
                       fmt::format("is longer than {} bytes", context_.limits.cell_bytes));
  value_ += piece;
}

void SheetHandler::start_row(const Attributes& attributes) {
  in_row_ = true;
  const auto before = row_no_;
  column_ = 0;
  width_ = 0;
  const auto number = attributes.find("r");
  row_no_ = number ? whole_number(*number).value_or(0) : before + 1;
  if (row_no_ <= before)
    return stop(
        {RefusalCode::invalid,
         {fmt::format("{} 工作表 {}：第 {} 行之后的行号“{}”重复、倒退或不是数字；请在表格程序里打开后重新保存",
                      context_.file, context_.sheet, before, number.value_or("")),
          fmt::format("{} sheet {}: the row number \"{}\" behind row {} is doubled, goes back or is none; open it in "
                      "a spreadsheet program and save it again",
                      context_.file, context_.sheet, number.value_or(""), before)},
         {},
         fmt::format("{}!{}", context_.sheet, before)});
  if (row_no_ > context_.limits.rows)
    return stop(
        {RefusalCode::over_limit,
         {fmt::format("{} 工作表 {} 超过 {} 行；请拆成几个文件", context_.file, context_.sheet, context_.limits.rows),
          fmt::format("{} sheet {} has more than {} rows; split it into several files", context_.file, context_.sheet,
                      context_.limits.rows)},
         {},
         fmt::format("{}!{}", context_.sheet, row_no_)});
  if (finished_ == rows_.size()) rows_.emplace_back();
}

void SheetHandler::end_row() {
  in_row_ = false;
  auto& row = rows_[finished_];
  row.number = row_no_;
  row.cells.resize(width_);
  // R-FIL-05: a row that shows nothing is skipped.
  if (std::ranges::any_of(row.cells, [](const Cell& cell) { return !trim(cell.text).empty(); })) ++finished_;
}

void SheetHandler::start_cell(const Attributes& attributes) {
  in_cell_ = true;
  into_ = Into::nothing;
  has_formula_ = false;
  value_.clear();
  formula_.clear();
  phonetic_ = 0;
  const auto before = column_++;
  if (const auto name = attributes.find("r")) {
    const auto where = parse_cell_name(*name);
    if (!where || where->row != row_no_ || where->column <= before)
      return refuse_cell(
          RefusalCode::invalid, fmt::format("标为“{}”，与位置不符；请在表格程序里打开后重新保存", *name),
          fmt::format("is marked \"{}\", which does not fit its place; open it in a spreadsheet program and "
                      "save it again",
                      *name));
    column_ = where->column;
  }
  const auto type = attributes.get("t");
  type_ = type == "s"           ? Type::shared
          : type == "str"       ? Type::text
          : type == "inlineStr" ? Type::inline_text
          : type == "b"         ? Type::boolean
          : type == "e"         ? Type::error
          : type == "d"         ? Type::iso_date
                                : Type::number;
  shape_ = Shape::number;
  if (type_ != Type::number) return;
  const auto style = attributes.find("s");
  const auto index = style ? whole_number(*style) : 0;
  if (index && *index < context_.shapes.size()) shape_ = context_.shapes[*index];
}

Cell& SheetHandler::cell_here() {
  auto& cells = rows_[finished_].cells;
  if (cells.size() < column_) cells.resize(column_);
  for (; width_ < column_; ++width_) {
    cells[width_].kind = CellKind::empty;
    cells[width_].text.clear();
  }
  return cells[column_ - 1];
}

void SheetHandler::end_cell() {
  in_cell_ = false;
  if (value_.empty() && (!has_formula_ || type_ != Type::number)) return;  // only formatted, or an empty text
  if (column_ > context_.limits.columns)
    return refuse_cell(RefusalCode::over_limit,
                       fmt::format("在第 {} 列之后，超过列数上限；请删去多余的列", context_.limits.columns),
                       fmt::format("stands beyond column {}, the limit; remove columns", context_.limits.columns));
  fill(cell_here());
}

void SheetHandler::fill(Cell& cell) {
  cell.kind = CellKind::text;
  switch (type_) {
    case Type::number: return fill_number(cell);
    case Type::shared: {
      const auto index = whole_number(value_);
      if (!index || *index >= context_.strings.size())
        return refuse_cell(
            RefusalCode::invalid, fmt::format("指向不存在的第“{}”条文字；文件已损坏，请重新导出", value_),
            fmt::format("points to string \"{}\", which does not exist; the file is damaged, export it again", value_));
      cell.text = context_.strings[*index];
      if (cell.text.empty()) cell.kind = CellKind::empty;
      return;
    }
    case Type::text:
    case Type::inline_text:
      decode_escapes(value_);
      cell.text = value_;
      return;
    case Type::boolean: cell.text = value_ == "1" || value_ == "true" ? "TRUE" : "FALSE"; return;
    case Type::error:
      cell.kind = CellKind::error;
      cell.text = value_;
      return;
    case Type::iso_date: {
      auto date = iso_cell_text(value_);
      cell.kind = date ? CellKind::date : CellKind::error;
      cell.text = date ? std::move(*date) : value_;
      return;
    }
  }
}

void SheetHandler::fill_number(Cell& cell) {
  if (value_.empty()) {  // R-FIL-15: a formula that no program has calculated
    cell.kind = CellKind::error;
    cell.text = "=" + formula_;
    return;
  }
  if (shape_ != Shape::number) {
    if (auto date = date_text(value_, shape_, context_.from_1904)) {
      cell.kind = CellKind::date;
      cell.text = std::move(*date);
      return;
    }
  }
  auto number = shortest_decimal(value_);
  cell.kind = number ? CellKind::number : CellKind::error;
  cell.text = number ? std::move(*number) : value_;
}

std::string SheetHandler::place() const { return fmt::format("{}!{}", context_.sheet, cell_name(column_, row_no_)); }

void SheetHandler::refuse_cell(RefusalCode code, std::string_view zh, std::string_view en) {
  stop({code,
        {fmt::format("{} 单元格 {} {}", context_.file, place(), zh),
         fmt::format("{} cell {} {}", context_.file, place(), en)},
        {},
        place()});
}

}  // namespace hallbook::files
