// XLSX row by row into a zip that is written as it grows: one block of memory, however many rows, and R-FIL-19: every write
// is checked, so that a disk that fills up is noticed. The same rows give the same bytes.
#include <fmt/format.h>

#include <iterator>
#include <system_error>

#include "base/date.h"
#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/cell_name.h"
#include "platform/files/formula_guard.h"
#include "platform/files/new_file.h"
#include "platform/files/number_text.h"
#include "platform/files/table_writers.h"
#include "platform/files/xlsx_frame.h"
#include "platform/files/zip_stream.h"

namespace hallbook::files {
namespace {

constexpr std::uint64_t most_rows = 1'048'576;  // of the format
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_letters = 32'767;  // of a cell
constexpr std::size_t most_figures = 15;  // a stored number keeps no more; longer ones are written as text
constexpr std::size_t sheet_block = 60 * 1024;

constexpr std::string_view sheet_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

/// The serial number of a day, with the share of it that has gone; nullopt before 1 March 1900, where programs disagree.
std::optional<std::string> stored_day(std::string_view text) {
  const auto day = parse_iso_date(text.substr(0, 10));
  if (!day || *day < make_date(1900, 3, 1) || (text.size() > 10 && text.size() != 19)) return std::nullopt;
  const int serial = days_between(make_date(1899, 12, 30), *day);
  if (text.size() == 10) return std::to_string(serial);
  const auto seconds = parse_time_of_day(text.substr(11));
  if (!seconds) return std::nullopt;
  return fmt::format("{}", serial + static_cast<double>(*seconds) / 86'400);
}

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(std::filesystem::path file, std::string_view title)
      : file_{std::move(file)}, out_{temporary_beside(file_)}, zip_{out_} {
    add_book_parts(zip_, title);
    zip_.begin("xl/worksheets/sheet1.xml");
    xml_.reserve(sheet_block + 4096);
  }

  void row(const std::vector<OutCell>& cells) override {
    if (problem_ || error_ != 0) return;
    if (++row_no_ > most_rows || cells.size() > most_columns) {
      limit(fmt::format("xlsx 一个工作表最多 {} 行 {} 列；请改用 CSV 或缩小范围", most_rows, most_columns),
            fmt::format("one xlsx sheet takes {} rows of {} columns; use CSV or a smaller range", most_rows,
                        most_columns));
      return;
    }
    if (row_no_ == 1) begin_sheet(cells);
    row_text_ = std::to_string(row_no_);
    bool begun = false;
    for (std::size_t i = 0; i < cells.size() && !problem_; ++i) {
      if (cells[i].text.empty()) continue;
      if (!std::exchange(begun, true)) ((xml_ += "<row r=\"") += row_text_) += "\">";
      add(cells[i], i);
    }
    if (begun) xml_ += "</row>";
    if (xml_.size() >= sheet_block) flush();
  }

  Result<> finish() override {
    if (row_no_ == 0) begin_sheet({});
    xml_ += "</sheetData></worksheet>";
    flush();
    guarded([&] {
      if (problem_) return;
      zip_.end();
      zip_.finish();
      out_.commit(file_);
    });
    if (problem_) return std::unexpected{*problem_};
    if (error_ != 0) return refuse_write(file_, error_);
    return {};
  }

 private:
  /// Columns as wide as their headings, so that dates do not show as ####.
  void begin_sheet(const std::vector<OutCell>& cells) {
    xml_ += sheet_head;
    if (!cells.empty()) xml_ += "<cols>";
    for (std::size_t i = 0; i < cells.size(); ++i)
      fmt::format_to(std::back_inserter(xml_), "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                     std::clamp<std::size_t>(cells[i].text.size() * 2 / 3 + 2, 12, 40));
    xml_ += cells.empty() ? "<sheetData>" : "</cols><sheetData>";
  }

  void add(const OutCell& cell, std::size_t column) {
    while (letters_.size() <= column) {
      letters_.push_back(cell_name(letters_.size() + 1, 1));
      letters_.back().pop_back();
    }
    if (cell.kind == CellKind::number && add_number(cell, column)) return;
    if (cell.kind == CellKind::date)
      if (const auto day = stored_day(cell.text))
        return add_value(column, cell.text.size() > 10 ? clock_style : day_style, *day);
    ensure(!cell.text.contains('\0'), "xlsx: NUL in a cell");
    if (cell.text.size() > most_letters && count_characters(cell.text) > most_letters)
      return limit(
          fmt::format("不能写入 xlsx 单元格 {}{}（超过 {} 字）；请改用 CSV", letters_[column], row_text_, most_letters),
          fmt::format("cell {}{} does not fit into xlsx (more than {} characters); use CSV", letters_[column],
                      row_text_, most_letters));
    begin_cell(column, starts_as_formula(cell.text) ? text_style : plain_style);
    const bool spaces = std::string_view{" \t\r\n"}.contains(cell.text.front()) ||
                        std::string_view{" \t\r\n"}.contains(cell.text.back());
    xml_ += spaces ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : " t=\"inlineStr\"><is><t>";
    add_xml_text(xml_, cell.text);
    xml_ += "</t></is></c>";
  }

  bool add_number(const OutCell& cell, std::size_t column) {
    if (!is_plain_decimal(cell.text)) return false;
    const auto figures =
        std::string_view{cell.text}.substr(std::min(cell.text.find_first_not_of("-0."), cell.text.size()));
    if (figures.size() - figures.contains('.') > most_figures) return false;
    const auto stored = shortest_decimal(cell.text);
    ensure(stored.has_value(), "xlsx: a plain decimal is a number");
    add_value(column, places_style(cell.places), *stored);
    return true;
  }

  void begin_cell(std::size_t column, int style) {
    (((xml_ += "<c r=\"") += letters_[column]) += row_text_) += '"';
    if (style != plain_style) ((xml_ += " s=\"") += std::to_string(style)) += '"';
  }
  void add_value(std::size_t column, int style, std::string_view value) {
    begin_cell(column, style);
    ((xml_ += "><v>") += value) += "</v></c>";
  }

  void flush() {
    guarded([&] { zip_.add(xml_); });
    xml_.clear();
  }

  /// A disk that refuses is told once, by finish().
  void guarded(const auto& write) {
    if (error_ != 0) return;
    try {
      write();
    } catch (const std::system_error& problem) {
      error_ = problem.code().value();
    }
  }

  void limit(std::string zh, std::string en) {
    problem_ = Refusal{RefusalCode::over_limit,
                       {fmt::format("{}：{}", file_.string(), zh), fmt::format("{}: {}", file_.string(), en)},
                       {},
                       file_.string()};
  }

  std::filesystem::path file_;
  NewFile out_;
  ZipStream zip_;
  std::string xml_, row_text_;
  std::vector<std::string> letters_;  // of the columns
  std::uint64_t row_no_ = 0;
  std::optional<Refusal> problem_;
  int error_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> create_xlsx(const std::filesystem::path& file, std::string_view title) {
  try {
    return std::make_unique<XlsxWriter>(file, title);
  } catch (const std::system_error& problem) {
    return refuse_write(file, problem.code().value());
  }
}

}  // namespace hallbook::files
