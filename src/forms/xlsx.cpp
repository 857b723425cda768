#include "forms/xlsx.h"

#include <cmath>

#include "base/text.h"
#include "forms/page_rows.h"
#include "platform/files/sheet_writer.h"

namespace hallbook::forms {
namespace {

using files::SheetCell;

SheetCell::Side side_in_sheet(const std::vector<Paragraph>& paragraphs) {
  const Align align = paragraphs.empty() ? Align::left : paragraphs.front().align;
  return align == Align::center  ? SheetCell::Side::center
         : align == Align::right ? SheetCell::Side::right
                                 : SheetCell::Side::left;
}

/// About as high as the wrapped text: spreadsheet programs do not fit merged cells by themselves.
double height_of(std::string_view text, double width, double points) {
  double lines = 0;
  for (const std::string& line : split(text, '\n')) {
    double across = 0;
    for (const char byte : line)
      across += (static_cast<unsigned char>(byte) & 0xC0) == 0x80 ? 0
                : static_cast<unsigned char>(byte) < 0x80         ? 0.55
                                                                  : 1;
    lines += std::max(1.0, std::ceil(across * points / std::max(1.0, width - 6)));
  }
  return lines * points * 1.35 + 4;
}

class SheetMaker {
 public:
  SheetMaker(const Document& document, const std::string& foot, std::string code_png) : document_{document} {
    page_.title = document.title;
    page_.landscape = document.sheet.width > document.sheet.height;
    page_.foot = foot;
    page_.picture = std::move(code_png);
    for (const Block& block : document.blocks)
      if (const auto* table = std::get_if<Table>(&block);
          table != nullptr && table->widths.size() > page_.widths.size()) {
        page_.widths.clear();
        for (const int width : table->widths) page_.widths.push_back(static_cast<double>(width) / per_point);
      }
    if (page_.widths.empty()) page_.widths.push_back(450);
  }

  std::string bytes() {
    for (const Block& block : document_.blocks)
      if (const auto* table = std::get_if<Table>(&block))
        add(*table);
      else
        add(std::get<Paragraph>(block));
    return files::sheet_bytes(page_);
  }

 private:
  double points_of(const std::vector<Paragraph>& paragraphs) const {
    for (const Paragraph& one : paragraphs)
      for (const Run& run : one.runs)
        if (run.half_points > 0) return run.half_points / 2.0;
    return document_.half_points / 2.0;
  }

  void add(const Paragraph& paragraph) {
    double width = 0;
    for (const double one : page_.widths) width += one;
    SheetCell cell{
        .row = row_, .columns = static_cast<std::uint16_t>(page_.widths.size()), .text = plain_text(paragraph)};
    cell.side = side_in_sheet({paragraph});
    cell.bold = !paragraph.runs.empty() && paragraph.runs.front().bold;
    cell.border = false;
    cell.points = points_of({paragraph});
    page_.heights.push_back(height_of(cell.text, width, cell.points));
    page_.cells.push_back(std::move(cell));
    ++row_;
  }

  void add(const Table& table) {
    const auto cells = placed_cells(table, 1);
    std::vector<double> needed;
    for (const PlacedCell& placed : cells) {
      SheetCell cell{.row = row_ + static_cast<std::uint32_t>(placed.row),
                     .column = static_cast<std::uint16_t>(placed.column),
                     .rows = static_cast<std::uint32_t>(placed.rows),
                     .columns = static_cast<std::uint16_t>(placed.cell->columns),
                     .text = plain_text(*placed.cell)};
      const auto& paragraphs = placed.cell->paragraphs;
      cell.side = side_in_sheet(paragraphs);
      cell.bold = !paragraphs.empty() && !paragraphs.front().runs.empty() && paragraphs.front().runs.front().bold;
      cell.points = points_of(paragraphs);
      needed.push_back(height_of(cell.text, placed.width, cell.points));
      page_.cells.push_back(std::move(cell));
    }
    const auto heights = row_heights(table, cells, needed, 15);
    std::uint32_t head = 0;
    while (head < table.rows.size() && table.rows[head].head) ++head;
    if (head > 0 && page_.head_rows == 0) {
      page_.head_from = row_;
      page_.head_rows = head;
    }
    page_.heights.insert(page_.heights.end(), heights.begin(), heights.end());
    row_ += static_cast<std::uint32_t>(table.rows.size());
  }

  const Document& document_;
  files::SheetPage page_;
  std::uint32_t row_ = 0;
};

}  // namespace

std::string write_xlsx(const Document& document, const std::string& foot, std::string code_png) {
  return SheetMaker{document, foot, std::move(code_png)}.bytes();
}

}  // namespace hallbook::forms
