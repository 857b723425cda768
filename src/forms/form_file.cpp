#include "forms/form_file.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>

#include "forms/docx.h"
#include "platform/files/cell_name.h"
#include "platform/files/xlsx_parts.h"
#include "platform/files/xml.h"

namespace hallbook::forms {
namespace {

constexpr std::uint64_t largest_template = 32u << 20;
constexpr std::size_t most_sheet_rows = 2000, most_sheet_columns = 63;
constexpr double usual_width = 8.43;  // characters

std::size_t whole(std::string_view text, std::size_t otherwise = 0) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

double decimal(std::string_view text, double otherwise) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? value : otherwise;
}

/// A character is seven dots and a cell has five more; a dot is 15 twentieths of a point.
int width_of_column(double characters) { return static_cast<int>(std::clamp(characters * 7 + 5, 10.0, 2000.0)) * 15; }

struct CellLook {
  bool bold = false, framed = false;
  int half_points = 0;
  Align align = Align::left;
};

/// Looks of cells by their format's number.
class LooksHandler final : public files::XmlHandler {
 public:
  void start(std::string_view name, const files::Attributes& attributes) override {
    if (name == "fonts" || name == "cellXfs") inside_ = name;
    if (inside_ == "fonts") {
      if (name == "font") fonts_.emplace_back();
      if (fonts_.empty()) return;
      if (name == "b") fonts_.back().bold = attributes.get("val") != "0";
      if (name == "sz")
        fonts_.back().half_points = static_cast<int>(std::clamp(2 * decimal(attributes.get("val"), 0), 0.0, 400.0));
    } else if (inside_ == "cellXfs") {
      if (name == "xf") {
        const std::size_t font = whole(attributes.get("fontId"));
        looks.push_back(font < fonts_.size() ? fonts_[font] : CellLook{});
        looks.back().framed = whole(attributes.get("borderId")) > 0;
      }
      if (name == "alignment" && !looks.empty())
        looks.back().align = attributes.get("horizontal") == "center"  ? Align::center
                             : attributes.get("horizontal") == "right" ? Align::right
                                                                       : Align::left;
    }
  }
  void end(std::string_view name) override {
    if (name == inside_) inside_.clear();
  }
  void text(std::string_view) override {}

  std::vector<CellLook> looks;

 private:
  std::string inside_;
  std::vector<CellLook> fonts_;
};

struct SheetText {
  std::string text;
  std::size_t look = 0;
};
struct MergedCells {
  std::size_t row = 0, column = 0, last_row = 0, last_column = 0;
};

/// The cells of a sheet, its widths and merges; rows and columns count from 0.
class TemplateHandler final : public files::XmlHandler {
 public:
  TemplateHandler(const files::SharedStrings& strings, std::string place)
      : strings_{strings}, place_{std::move(place)} {}

  void start(std::string_view name, const files::Attributes& attributes) override {
    if (name == "col") {
      const double width = decimal(attributes.get("width"), usual_width);
      for (std::size_t at = whole(attributes.get("min"), 1); at <= whole(attributes.get("max")); ++at) {
        if (at == 0 || at > most_sheet_columns) break;
        widths[at - 1] = width_of_column(width);
      }
    }
    if (name == "c") begin_cell(attributes);
    if (name == "v" || name == "t") in_text_ = true;
    if (name == "mergeCell") add_merge(attributes.get("ref"));
    if (name == "pageSetup") landscape = attributes.get("orientation") == "landscape";
  }
  void end(std::string_view name) override {
    if (name == "v" || name == "t") in_text_ = false;
    if (name != "c" || !cell_) return;
    if (shared_) {
      const std::size_t index = whole(cell_->text, strings_.size());
      cell_->text = index < strings_.size() ? std::string{strings_[index]} : std::string{};
    }
    files::unify_line_breaks(cell_->text);
    cells[row_][column_] = *std::exchange(cell_, std::nullopt);
  }
  void text(std::string_view piece) override {
    if (!in_text_ || !cell_) return;
    if ((bytes_ += piece.size()) > largest_template) return too_large();
    cell_->text += piece;
  }

  std::map<std::size_t, int> widths;
  std::map<std::size_t, std::map<std::size_t, SheetText>> cells;
  std::vector<MergedCells> merges;
  bool landscape = false;

 private:
  void begin_cell(const files::Attributes& attributes) {
    const auto at = files::parse_cell_name(attributes.get("r"));
    if (!at) return;
    if (at->row > most_sheet_rows || at->column > most_sheet_columns) return too_large();
    row_ = at->row - 1;
    column_ = at->column - 1;
    shared_ = attributes.get("t") == "s";
    cell_ = SheetText{{}, whole(attributes.get("s"))};
  }
  void add_merge(std::string_view range) {
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const auto from = files::parse_cell_name(range.substr(0, colon)),
               to = files::parse_cell_name(range.substr(colon + 1));
    if (!from || !to || to->row < from->row || to->column < from->column) return;
    if (to->row > most_sheet_rows || to->column > most_sheet_columns || merges.size() > 20'000) return too_large();
    merges.push_back({from->row - 1, from->column - 1, to->row - 1, to->column - 1});
  }
  void too_large() {
    stop({RefusalCode::over_limit,
          {fmt::format("{}：表格模板最多 {} 行 {} 列", place_, most_sheet_rows, most_sheet_columns),
           fmt::format("{}: a template has at most {} rows and {} columns", place_, most_sheet_rows,
                       most_sheet_columns)},
          {},
          place_});
  }

  const files::SharedStrings& strings_;
  std::string place_;
  std::optional<SheetText> cell_;
  std::size_t row_ = 0, column_ = 0, bytes_ = 0;
  bool shared_ = false, in_text_ = false;
};

/// A sheet's rows as paragraphs and tables.
class SheetForm {
 public:
  SheetForm(const TemplateHandler& sheet, const std::vector<CellLook>& looks) : sheet_{sheet}, looks_{looks} {
    for (const auto& [row, cells] : sheet.cells)
      if (!cells.empty()) columns_ = std::max(columns_, cells.rbegin()->first + 1);
    for (const auto& merge : sheet.merges) columns_ = std::max(columns_, merge.last_column + 1);
    merged_.resize(most_sheet_rows * columns_);
  }

  /// False when merged cells lie over each other, which no office suite saves.
  bool place_merges() {
    for (const auto& merge : sheet_.merges)
      for (std::size_t row = merge.row; row <= merge.last_row; ++row)
        for (std::size_t column = merge.column; column <= merge.last_column; ++column)
          if (std::exchange(merged_[row * columns_ + column], &merge) != nullptr) return false;
    return true;
  }

  Document document() {
    if (sheet_.landscape) document_.sheet = {16838, 11906, 1587, 1474, 2098, 1984};
    for (const auto& [row, cells] : sheet_.cells) {
      const MergedCells* across = merge_at(row, 0);
      const auto first = cells.find(0);
      const bool lies_across = across != nullptr && across->last_column + 1 == columns_ && across->last_row == row;
      if ((lies_across || columns_ == 1) && first != cells.end() && !look_of(first->second).framed) {
        close_table();
        document_.blocks.emplace_back(paragraph_of(first->second));
      } else {
        table_.rows.push_back(row_of(row, cells));
      }
    }
    close_table();
    return std::move(document_);
  }

 private:
  const MergedCells* merge_at(std::size_t row, std::size_t column) const { return merged_[row * columns_ + column]; }
  CellLook look_of(const SheetText& cell) const { return cell.look < looks_.size() ? looks_[cell.look] : CellLook{}; }
  Paragraph paragraph_of(const SheetText& cell) const {
    const CellLook look = look_of(cell);
    return paragraph(cell.text, look.align, look.bold, look.half_points);
  }

  Row row_of(std::size_t row, const std::map<std::size_t, SheetText>& cells) const {
    Row made;
    for (std::size_t column = 0; column < columns_;) {
      const MergedCells* merge = merge_at(row, column);
      Cell cell;
      if (merge != nullptr) {
        cell.columns = static_cast<int>(merge->last_column - column + 1);
        if (merge->last_row > merge->row) cell.merge = row == merge->row ? Merge::begin : Merge::go_on;
      }
      const auto found = cells.find(column);
      const bool says = found != cells.end() && cell.merge != Merge::go_on;
      cell.paragraphs.push_back(says ? paragraph_of(found->second) : Paragraph{});
      column += static_cast<std::size_t>(cell.columns);
      made.cells.push_back(std::move(cell));
    }
    return made;
  }

  void close_table() {
    if (table_.rows.empty()) return;
    for (std::size_t column = 0; column < columns_; ++column) {
      const auto width = sheet_.widths.find(column);
      table_.widths.push_back(width == sheet_.widths.end() ? width_of_column(usual_width) : width->second);
    }
    document_.blocks.emplace_back(std::exchange(table_, Table{}));
  }

  const TemplateHandler& sheet_;
  const std::vector<CellLook>& looks_;
  std::size_t columns_ = 1;
  std::vector<const MergedCells*> merged_;  // by place; nullptr = not merged
  Document document_;
  Table table_;
};

Result<Document> read_sheet(files::Archive& archive) {
  const auto map = files::read_workbook_map(archive);
  if (!map) return std::unexpected{map.error()};
  const auto sheet =
      std::ranges::find_if(map->sheets, [](const auto& one) { return !one.hidden && !one.part.empty(); });
  if (sheet == map->sheets.end())
    return refuse(
        RefusalCode::invalid,
        {fmt::format("{}：没有看得见的工作表", archive.name()), fmt::format("{}: no visible sheet", archive.name())},
        {}, archive.name());
  LooksHandler looks;
  if (!map->styles_part.empty())
    if (auto read = files::parse_part(archive, map->styles_part, looks); !read) return std::unexpected{read.error()};
  files::SharedStrings strings;
  if (!map->strings_part.empty()) {
    auto read = files::SharedStrings::read(archive, map->strings_part, {});
    if (!read) return std::unexpected{read.error()};
    strings = *std::move(read);
  }
  TemplateHandler handler{strings, fmt::format("{} {}", archive.name(), sheet->name)};
  if (auto read = files::parse_part(archive, sheet->part, handler); !read) return std::unexpected{read.error()};
  SheetForm form{handler, looks.looks};
  if (!form.place_merges())
    return refuse(RefusalCode::invalid,
                  {fmt::format("{}：合并的单元格互相重叠", archive.name()),
                   fmt::format("{}: merged cells lie over each other", archive.name())},
                  {}, archive.name());
  return form.document();
}

}  // namespace

// R-FRM-58
Result<Document> read_form_file(const std::filesystem::path& file) {
  auto source = files::SourceFile::open(file, largest_template);
  if (!source) return std::unexpected{source.error()};
  files::Limits limits;
  limits.file_bytes = largest_template;
  limits.inflated_bytes = 4 * largest_template;
  auto archive = files::Archive::open(std::move(*source), limits);
  if (!archive) return std::unexpected{archive.error()};
  if (archive->has("xl/workbook.xml")) return read_sheet(*archive);
  auto again = files::SourceFile::open(file, largest_template);
  if (!again) return std::unexpected{again.error()};
  return read_docx(std::move(*again));
}

}  // namespace hallbook::forms
