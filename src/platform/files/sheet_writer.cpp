#include "platform/files/sheet_writer.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <stdexcept>

#include "base/text.h"
#include "platform/files/disk.h"

namespace hallbook::files {
namespace {

constexpr std::time_t first_time = 946'684'800;  // 2000-01-01: the file has no clock of its own

void sheet_must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error{std::string{"xlsx: "} + lxw_strerror(error)};
}

struct BookFree {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};
struct FileRemove {
  std::filesystem::path file;
  ~FileRemove() {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
};

lxw_format* format_of(lxw_workbook* book, const SheetCell& cell) {
  lxw_format* format = workbook_add_format(book);
  format_set_num_format(format, "@");
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_align(format, cell.side == SheetCell::Side::center  ? LXW_ALIGN_CENTER
                           : cell.side == SheetCell::Side::right ? LXW_ALIGN_RIGHT
                                                                 : LXW_ALIGN_LEFT);
  format_set_font_size(format, cell.points);
  if (cell.bold) format_set_bold(format);
  if (cell.border) format_set_border(format, LXW_BORDER_THIN);
  return format;
}

void put(lxw_workbook* book, lxw_worksheet* sheet, const SheetCell& cell) {
  lxw_format* format = format_of(book, cell);
  const lxw_row_t last_row = cell.row + cell.rows - 1;
  const auto last_column = static_cast<lxw_col_t>(cell.column + cell.columns - 1);
  if (cell.rows > 1 || cell.columns > 1)
    sheet_must(worksheet_merge_range(sheet, cell.row, cell.column, last_row, last_column, cell.text.c_str(), format));
  else if (cell.text.empty())
    sheet_must(worksheet_write_blank(sheet, cell.row, cell.column, format));
  else
    sheet_must(worksheet_write_string(sheet, cell.row, cell.column, cell.text.c_str(), format));
}

void set_page(lxw_worksheet* sheet, const SheetPage& page) {
  for (std::size_t column = 0; column < page.widths.size(); ++column)
    worksheet_set_column_pixels(sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                                static_cast<std::uint32_t>(page.widths[column] * 96 / 72), nullptr);
  for (std::size_t row = 0; row < page.heights.size(); ++row)
    if (page.heights[row] > 0) worksheet_set_row(sheet, static_cast<lxw_row_t>(row), page.heights[row], nullptr);
  worksheet_set_paper(sheet, 9);  // A4
  if (page.landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  if (page.head_rows > 0) worksheet_repeat_rows(sheet, page.head_from, page.head_from + page.head_rows - 1);
  if (!page.foot.empty()) sheet_must(worksheet_set_footer(sheet, ("&C&7" + page.foot).c_str()));
}

/// Below the last row, in a row as high as it is.
void put_picture(lxw_worksheet* sheet, const SheetPage& page) {
  constexpr double side = 18 / 25.4;  // inches
  const auto row = static_cast<lxw_row_t>(page.heights.size());
  // Of a PNG the width stands at byte 16, four bytes, the largest first; the library takes 96 of its dots as an inch.
  double pixels = 0;
  for (std::size_t at = 16; at < 20 && at < page.picture.size(); ++at)
    pixels = pixels * 256 + static_cast<unsigned char>(page.picture[at]);
  lxw_image_options options{};
  options.x_scale = options.y_scale = side * 96 / pixels;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  sheet_must(worksheet_set_row(sheet, row, side * 72 + 4, nullptr));
  sheet_must(worksheet_insert_image_buffer_opt(
      sheet, row, 0, reinterpret_cast<const unsigned char*>(page.picture.data()), page.picture.size(), &options));
}

}  // namespace

std::string sheet_bytes(const SheetPage& page) {
  const FileRemove temporary{std::filesystem::temp_directory_path() /
                             ("hallbook-sheet-" + std::to_string(::getpid()) + "-" +
                              std::to_string(reinterpret_cast<std::uintptr_t>(&page)) + ".xlsx")};
  std::unique_ptr<lxw_workbook, BookFree> book{workbook_new(temporary.file.c_str())};
  if (!book) throw std::runtime_error{"xlsx: no memory"};
  std::string title = page.title;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = first_time;
  sheet_must(workbook_set_properties(book.get(), &properties));
  lxw_worksheet* sheet = workbook_add_worksheet(book.get(), nullptr);
  if (sheet == nullptr) throw std::runtime_error{"xlsx: no sheet"};
  for (const SheetCell& cell : page.cells) put(book.get(), sheet, cell);
  set_page(sheet, page);
  if (!page.picture.empty()) put_picture(sheet, page);
  sheet_must(workbook_close(book.release()));
  auto bytes = read_file(temporary.file, 64u << 20);
  if (!bytes) throw std::runtime_error{"xlsx: " + bytes.error().message.en};
  return *std::move(bytes);
}

}  // namespace hallbook::files
