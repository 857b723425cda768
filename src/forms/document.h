#pragma once
// A printed form as one neutral thing: paragraphs and tables with widths, merged cells and repeated heads. It is read from
// DOCX (templates, published tables), filled, and written as DOCX, XLSX and PDF. Lengths are twentieths of a point, as
// DOCX has them: 1 mm = 56.7. docs/decisions/0022-forms-as-documents.md
#include <string>
#include <variant>
#include <vector>

namespace hallbook::forms {

inline constexpr int per_point = 20;

enum class Align { left, center, right };

/// A stretch of text with one look. '\n' is a line break inside the paragraph.
struct Run {
  std::string text;
  bool bold = false;
  int half_points = 0;  // letter size in half points; 0 = the document's
  friend bool operator==(const Run&, const Run&) = default;
};

struct Paragraph {
  std::vector<Run> runs;
  Align align = Align::left;
  bool new_page = false;  // begins one on paper
  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

/// How a cell takes part in a vertical merge.
enum class Merge { none, begin, go_on };

struct Cell {
  std::vector<Paragraph> paragraphs = {};
  int columns = 1;  // of the table's grid that it covers
  Merge merge = Merge::none;
  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Row {
  std::vector<Cell> cells;
  bool head = false;  // repeated on each page
  friend bool operator==(const Row&, const Row&) = default;
};

struct Table {
  std::vector<int> widths;  // of the grid's columns; every row covers them all
  std::vector<Row> rows;
  friend bool operator==(const Table&, const Table&) = default;
};

using Block = std::variant<Paragraph, Table>;

/// The sheet; the defaults are A4 upright with the margins of GB/T 9704-2012: top 37, left 28, right 26, bottom 35 mm.
struct Sheet {
  int width = 11906, height = 16838;
  int top = 2098, bottom = 1984, left = 1587, right = 1474;
  friend bool operator==(const Sheet&, const Sheet&) = default;
};

struct Document {
  std::string title;  // of the file, for readers and screen readers
  std::string font = "FangSong";
  int half_points = 24;  // 小四 = 12 pt
  Sheet sheet;
  std::vector<Block> blocks;
  friend bool operator==(const Document&, const Document&) = default;
};

/// The text of a paragraph or cell, paragraphs parted by '\n'.
std::string plain_text(const Paragraph& paragraph);
std::string plain_text(const Cell& cell);

/// Text as one paragraph.
Paragraph paragraph(std::string text, Align align = Align::left, bool bold = false, int half_points = 0);
Cell cell(std::string text, Align align = Align::left, bool bold = false);

}  // namespace hallbook::forms
