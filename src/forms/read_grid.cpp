#include "forms/read_grid.h"

#include <fmt/format.h>

#include "base/text.h"
#include "forms/docx.h"
#include "forms/read_pdf.h"
#include "platform/files/disk.h"
#include "platform/files/table.h"

namespace hallbook::forms {
namespace {

constexpr std::uint64_t largest_paper = 32u << 20;
constexpr std::size_t largest_text = 4u << 20;
constexpr std::size_t most_rows = 20'000;
constexpr std::size_t most_spread_cells = 400'000, most_spread_text = 32u << 20;

Text row_of_table(std::size_t table, std::size_t row) {
  return {fmt::format("表 {} 第 {} 行", table, row), fmt::format("table {}, row {}", table, row)};
}

std::string cell_text(std::string_view text) {
  std::string joined;
  for (const char letter : trim(text)) joined += letter == '\n' || letter == '\r' ? ' ' : letter;
  return joined;
}

/// A table with its merged cells spread out; `above` is the row before.
GridRow spread_row(const Row& row, const GridRow* above) {
  GridRow spread;
  for (const Cell& cell : row.cells) {
    const std::size_t at = spread.cells.size();
    GridCell first{cell_text(plain_text(cell)), false};
    if (cell.merge == Merge::go_on && above != nullptr && at < above->cells.size())
      first = {above->cells[at].text, true};
    const GridCell rest{first.text, true};
    spread.cells.push_back(std::move(first));
    for (int i = 1; i < cell.columns; ++i) spread.cells.push_back(rest);
  }
  return spread;
}

std::vector<std::string> parted(std::string_view line) {
  const auto trimmed = [](std::vector<std::string> cells) {
    for (auto& cell : cells) cell = cell_text(cell);
    return cells;
  };
  if (line.contains('\t')) return trimmed(split(line, '\t'));
  if (line.contains('|')) {
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    return trimmed(split(line, '|'));
  }
  std::vector<std::string> cells;
  while (!line.empty()) {
    const std::size_t gap = line.find("  ");
    cells.push_back(cell_text(line.substr(0, gap)));
    if (gap == std::string_view::npos) break;
    line = line.substr(std::min(line.find_first_not_of(' ', gap), line.size()));
  }
  return cells;
}

Result<std::string> utf8_of(std::string_view bytes) {
  if (bytes.size() > largest_text)
    return refuse(RefusalCode::over_limit,
                  {"文字超过 4 MiB；请只贴这一张表", "over 4 MiB of text; paste this table only"});
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (is_utf8(bytes) && !bytes.contains('\0')) return std::string{bytes};
  if (auto converted = gb18030_to_utf8(bytes); converted && !bytes.contains('\0')) return std::move(*converted);
  return refuse(RefusalCode::invalid, {"既不是 UTF-8 也不是 GB 18030 的文字；请另存为 UTF-8 纯文本、DOCX 或 XLSX",
                                       "neither UTF-8 nor GB 18030 text; save it as UTF-8 text, DOCX or XLSX"});
}

/// What a small file may blow up to: cells spread over others, one long string named by many cells.
class Room {
 public:
  Result<> take(std::size_t cells, std::size_t bytes) {
    cells_ += cells;
    bytes_ += bytes;
    if (cells_ <= most_spread_cells && bytes_ <= most_spread_text) return {};
    return refuse(RefusalCode::over_limit,
                  {"超过 40 万格或 32 MiB；请只给这一张表", "more than 400,000 cells or 32 MiB; give this table only"});
  }

 private:
  std::size_t cells_ = 0, bytes_ = 0;
};

Result<> take_sheet(const std::filesystem::path& file, const std::string& sheet, Grid& grid, Room& room) {
  files::ReadOptions options;
  options.sheet = sheet;
  options.limits.file_bytes = largest_paper;
  options.limits.rows = most_rows;
  auto reader = files::open_table(file, options);
  if (!reader) return std::unexpected{reader.error()};
  files::Row row;
  while (true) {
    const auto more = (*reader)->next(row);
    if (!more) return std::unexpected{more.error()};
    if (!*more) return {};
    GridRow read;
    read.place = sheet.empty() ? Text{fmt::format("第 {} 行", row.number), fmt::format("row {}", row.number)}
                               : Text{fmt::format("{} 第 {} 行", sheet, row.number),
                                      fmt::format("{}, row {}", sheet, row.number)};
    std::size_t bytes = 0;
    for (const auto& cell : row.cells) bytes += cell.text.size();
    if (const auto fits = room.take(row.cells.size(), bytes); !fits) return fits;
    for (const auto& cell : row.cells) read.cells.push_back({cell_text(cell.text), false});
    grid.rows.push_back(std::move(read));
  }
}

Result<Grid> read_spreadsheet(const std::filesystem::path& file) {
  std::vector<files::SheetInfo> sheets;
  {
    auto first = files::open_table(file);
    if (!first) return std::unexpected{first.error()};
    sheets = (*first)->sheets();
  }
  Grid grid{sheets.empty() ? "csv" : "xlsx", {}};
  Room room;
  if (sheets.empty()) sheets.push_back({"", false});
  for (const auto& sheet : sheets)
    if (!sheet.hidden)
      if (const auto taken = take_sheet(file, sheet.name, grid, room); !taken) return std::unexpected{taken.error()};
  return grid;
}

bool holds_word_part(std::string_view zip) { return zip.contains("word/document.xml"); }

}  // namespace

Result<Grid> grid_of(const Document& document) {
  Grid grid{"docx", {}};
  Room room;
  std::size_t tables = 0, paragraphs = 0;
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      ++paragraphs;
      GridRow line{{fmt::format("第 {} 段", paragraphs), fmt::format("paragraph {}", paragraphs)}, {}};
      line.cells.push_back({cell_text(plain_text(*paragraph)), false});
      if (!line.cells.front().text.empty()) grid.rows.push_back(std::move(line));
      continue;
    }
    ++tables;
    const auto& rows = std::get<Table>(block).rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const GridRow* above = i == 0 ? nullptr : &grid.rows.back();
      std::size_t cells = 0, bytes = 0;
      for (const Cell& one : rows[i].cells) {  // before it is made: one cell may be long and wide
        cells += static_cast<std::size_t>(one.columns);
        bytes += plain_text(one).size() * static_cast<std::size_t>(one.columns);
      }
      if (above != nullptr)
        for (const auto& one : above->cells) bytes += one.text.size();  // what merged cells may say again
      if (const auto fits = room.take(cells, bytes); !fits) return std::unexpected{fits.error()};
      GridRow spread = spread_row(rows[i], above);
      spread.place = row_of_table(tables, i + 1);
      grid.rows.push_back(std::move(spread));
    }
  }
  return grid;
}

// R-RSC-02
Result<Grid> grid_of_text(std::string_view bytes) {
  auto text = utf8_of(bytes);
  if (!text) return std::unexpected{text.error()};
  Grid grid{"text", {}};
  std::size_t number = 0;
  for (const auto& line : split(*text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    if (grid.rows.size() >= most_rows)
      return refuse(RefusalCode::over_limit,
                    {"超过 2 万行；请只贴这一张表", "over 20,000 lines; paste this table only"});
    GridRow row{{fmt::format("第 {} 行", number), fmt::format("line {}", number)}, {}};
    std::string_view rest = line;
    while (rest.ends_with('\r') || rest.ends_with(' ')) rest.remove_suffix(1);
    for (auto& cell : parted(rest)) row.cells.push_back({std::move(cell), false});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

// R-RSC-01
Result<Grid> read_grid(const std::filesystem::path& file) {
  const auto bytes = files::read_file(file, largest_paper);
  if (!bytes) return std::unexpected{bytes.error()};
  if (bytes->starts_with("%PDF")) {
    auto words = files::pdf_words(file);
    if (!words) return std::unexpected{words.error()};
    return grid_of_words(std::move(*words));
  }
  if (bytes->starts_with("PK") && holds_word_part(*bytes)) {
    auto source = files::SourceFile::open(file, largest_paper);
    if (!source) return std::unexpected{source.error()};
    const auto document = read_docx(std::move(*source));
    if (!document) return std::unexpected{document.error()};
    return grid_of(*document);
  }
  if (bytes->starts_with("PK") || bytes->starts_with("\xD0\xCF\x11\xE0") || file.extension() == ".csv")
    return read_spreadsheet(file);
  return grid_of_text(*bytes);
}

namespace {

/// "项目名称 | 窗口经费 | 金额（元） | 420,000" above the indicators: what a disclosure text says as lines with a colon.
std::string labelled_lines(const GridRow& row) {
  std::vector<std::string> cells;  // a spreadsheet leaves what a cell covers empty
  for (const auto& cell : row.cells)
    if (!cell.merged && !cell.text.empty()) cells.push_back(cell.text);
  std::string lines;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const std::string label = plain_heading(cells[i]);
    if (label == "项目名称" || label == "单位名称" || label == "项目单位" || label == "实施单位")
      lines += (label == "项目名称" ? "项目名称：" : "单位名称：") + cells[i + 1] + "\n";
    if (label == "金额" || label == "项目金额" || label == "预算金额" || label == "年度资金总额")
      lines += "资金安排情况：" + cells[i + 1] + (cells[i].contains("万元") ? "万元" : "元") + "\n";
  }
  return lines;
}

bool holds_indicator_heading(const GridRow& row) {
  return std::ranges::any_of(row.cells, [](const GridCell& cell) {
    const std::string plain = plain_heading(cell.text);
    return plain == "三级指标" || plain == "指标名称";
  });
}

}  // namespace

// R-RSC-22
std::string text_of(const Grid& grid) {
  std::string text;
  bool above = true;
  for (const auto& row : grid.rows) {
    above = above && !holds_indicator_heading(row);
    if (const std::string lines = above ? labelled_lines(row) : std::string{}; !lines.empty()) {
      text += lines;
      continue;
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      text += (i == 0 ? "" : "\t") + (row.cells[i].merged ? std::string{} : row.cells[i].text);
    text += '\n';
  }
  return text;
}

Text place_of(const GridRow& row, std::size_t column) {
  return {fmt::format("{}第 {} 格", row.place.zh, column + 1), fmt::format("{}, cell {}", row.place.en, column + 1)};
}

std::string plain_heading(std::string_view cell) {
  std::string plain;
  for (const char letter : to_half_width(cell))
    if (letter != ' ' && letter != '\t' && letter != ':') plain += letter;
  if (plain.ends_with(')') && plain.find('(') != 0) plain.resize(std::min(plain.find('('), plain.size()));
  return plain;
}

}  // namespace hallbook::forms
