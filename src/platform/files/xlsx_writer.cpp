// XLSX through libxlsxwriter with constant memory. The library does not notice a disk that fills up under its row
// file, so R-FIL-19: what was written is read back before it gets its name.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <system_error>

#include "base/date.h"
#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/cell_name.h"
#include "platform/files/formula_guard.h"
#include "platform/files/new_file.h"
#include "platform/files/number_text.h"
#include "platform/files/table_writers.h"
#include "platform/files/xlsx_parts.h"

namespace hallbook::files {
namespace {

constexpr std::uint64_t most_rows = 1'048'576;  // of the format
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t most_figures = 15;  // a stored number keeps no more; longer ones are written as text

/// A running digest of what a reader must find again (FNV-1a).
class Sum {
 public:
  void add(std::uint64_t row, std::size_t column, CellKind kind, std::string_view text) {
    step(row);
    step(column);
    step(static_cast<std::uint64_t>(kind));
    for (const char c : text) step(static_cast<unsigned char>(c));
    ++cells_;
  }
  friend bool operator==(const Sum&, const Sum&) = default;

 private:
  void step(std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001B3u; }
  std::uint64_t hash_ = 0xCBF29CE484222325u, cells_ = 0;
};

/// Sheet names: 1 to 31 characters, none of []:*?/\, no apostrophe at either end.
std::string sheet_name(std::string_view title) {
  std::string name;
  for (const char c : title)
    name += std::string_view{"[]:*?/\\"}.contains(c) || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  name = first_characters(trim(name), 31);
  while (name.starts_with('\'')) name.erase(0, 1);
  while (name.ends_with('\'')) name.pop_back();
  return name.empty() ? "Sheet1" : name;
}

/// A text that reads _x000D_ would come back as a control character: its first underline is escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto hex = text.substr(at, 7);
    const bool literal = hex.size() == 7 && hex.starts_with("_x") && hex[6] == '_' &&
                         hex.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (literal)
      out += "_x005F_";
    else
      out += text[at];
  }
  return out;
}

std::optional<lxw_datetime> stored_day(std::string_view text) {
  const auto day = parse_iso_date(text.substr(0, 10));
  if (!day || *day < make_date(1900, 3, 1)) return std::nullopt;  // before, programs disagree by a day
  const auto seconds = text.size() > 11 ? parse_time_of_day(text.substr(11)) : std::optional<std::int32_t>{0};
  if (!seconds || (text.size() > 10 && text.size() != 19)) return std::nullopt;
  return lxw_datetime{static_cast<int>(day->year()),
                      static_cast<int>(static_cast<unsigned>(day->month())),
                      static_cast<int>(static_cast<unsigned>(day->day())),
                      *seconds / 3600,
                      *seconds / 60 % 60,
                      static_cast<double>(*seconds % 60)};
}

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(std::filesystem::path file, std::string_view title)
      : file_{std::move(file)}, out_{temporary_beside(file_)}, name_{sheet_name(title)} {
    auto folder = out_.temporary().parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();  // its row file stands where the result will: one disk can be full, not two
    book_ = workbook_new_opt(out_.temporary().c_str(), &options);
    if (book_ == nullptr) throw std::system_error{ENOMEM, std::generic_category()};
    sheet_ = workbook_add_worksheet(book_, name_.c_str());
    if (sheet_ == nullptr) {
      lxw_workbook_free(book_);
      throw std::system_error{errno == 0 ? EIO : errno, std::generic_category()};
    }
    text_format_ = workbook_add_format(book_);
    format_set_num_format(text_format_, "@");
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void row(const std::vector<OutCell>& cells) override {
    if (problem_) return;
    if (++row_no_ > most_rows || cells.size() > most_columns) {
      limit(fmt::format("xlsx 一个工作表最多 {} 行 {} 列；请改用 CSV 或缩小范围", most_rows, most_columns),
            fmt::format("one xlsx sheet takes {} rows of {} columns; use CSV or a smaller range", most_rows,
                        most_columns));
      return;
    }
    if (row_no_ == 1) widen(cells);
    // libxlsxwriter counts from 0
    for (std::size_t i = 0; i < cells.size() && !problem_; ++i)
      if (!cells[i].text.empty()) add(cells[i], static_cast<lxw_row_t>(row_no_ - 1), static_cast<lxw_col_t>(i));
  }

  Result<> finish() override {
    const auto closed = workbook_close(std::exchange(book_, nullptr));
    if (problem_) return std::unexpected{*problem_};
    if (closed != LXW_NO_ERROR) return refuse_write(file_, errno == 0 ? EIO : errno);
    if (!read_back()) return refuse_write(file_, ENOSPC);
    try {
      out_.commit(file_);
    } catch (const std::system_error& problem) {
      return refuse_write(file_, problem.code().value());
    }
    return {};
  }

 private:
  void add(const OutCell& cell, lxw_row_t row, lxw_col_t column) {
    if (cell.kind == CellKind::number && add_number(cell, row, column)) return;
    if (cell.kind == CellKind::date) {
      if (auto day = stored_day(cell.text)) {
        const bool clock = cell.text.size() > 10;
        check(worksheet_write_datetime(sheet_, row, column, &*day, day_format(clock)), row, column);
        sum_.add(row + 1, column, CellKind::date,
                 clock && cell.text.ends_with(" 00:00:00") ? cell.text.substr(0, 10) : cell.text);
        return;
      }
    }
    ensure(!cell.text.contains('\0'), "xlsx: NUL in a cell");
    auto* const format = starts_as_formula(cell.text) ? text_format_ : nullptr;
    check(worksheet_write_string(sheet_, row, column, escaped(cell.text).c_str(), format), row, column);
    auto back = cell.text;
    unify_line_breaks(back);
    sum_.add(row + 1, column, CellKind::text, back);
  }

  bool add_number(const OutCell& cell, lxw_row_t row, lxw_col_t column) {
    if (!is_plain_decimal(cell.text)) return false;
    const auto figures =
        std::string_view{cell.text}.substr(std::min(cell.text.find_first_not_of("-0."), cell.text.size()));
    if (figures.size() - figures.contains('.') > most_figures) return false;
    const auto stored = shortest_decimal(cell.text);
    ensure(stored.has_value(), "xlsx: a plain decimal is a number");
    check(
        worksheet_write_number(sheet_, row, column, std::strtod(stored->c_str(), nullptr), number_format(cell.places)),
        row, column);
    sum_.add(row + 1, column, CellKind::number, *stored);
    return true;
  }

  lxw_format* number_format(int places) {
    if (places <= 0) return nullptr;
    auto& format = number_formats_[std::min(places, 15)];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      format_set_num_format(format, ("0." + std::string(static_cast<std::size_t>(std::min(places, 15)), '0')).c_str());
    }
    return format;
  }

  lxw_format* day_format(bool clock) {
    auto& format = day_formats_[clock];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      format_set_num_format(format, clock ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd");
    }
    return format;
  }

  /// Columns as wide as their headings, so that dates do not show as ####.
  void widen(const std::vector<OutCell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto wide = std::clamp<std::size_t>(cells[i].text.size() * 2 / 3 + 2, 12, 40);
      worksheet_set_column(sheet_, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), static_cast<double>(wide),
                           nullptr);
    }
  }

  void check(lxw_error error, lxw_row_t row, lxw_col_t column) {
    if (error == LXW_NO_ERROR) return;
    const auto place = cell_name(column + 1u, row + 1u);
    limit(fmt::format("不能写入 xlsx 单元格 {}（{}）；请改用 CSV", place, lxw_strerror(error)),
          fmt::format("cell {} does not fit into xlsx ({}); use CSV", place, lxw_strerror(error)));
  }
  void limit(std::string zh, std::string en) {
    problem_ = Refusal{RefusalCode::over_limit,
                       {fmt::format("{}：{}", file_.string(), zh), fmt::format("{}: {}", file_.string(), en)},
                       {},
                       file_.string()};
  }

  bool read_back() const {
    ReadOptions options;
    options.limits = {.file_bytes = UINT64_MAX,
                      .inflated_bytes = UINT64_MAX,
                      .inflate_ratio = UINT64_MAX,
                      .entries = 2000,
                      .rows = most_rows,
                      .columns = most_columns,
                      .cell_bytes = 1u << 20,
                      .shared_strings_bytes = 64ull << 20};
    const auto reader = open_table(out_.temporary(), options);
    Sum found;
    Row row;
    while (reader) {
      const auto more = (*reader)->next(row);
      if (!more) return false;
      if (!*more) return found == sum_;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (row.cells[i].kind != CellKind::empty) found.add(row.number, i, row.cells[i].kind, row.cells[i].text);
    }
    return false;
  }

  std::filesystem::path file_;
  NewFile out_;
  std::string name_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* text_format_ = nullptr;
  std::map<int, lxw_format*> number_formats_;
  std::array<lxw_format*, 2> day_formats_{};
  std::uint64_t row_no_ = 0;
  Sum sum_;
  std::optional<Refusal> problem_;
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
