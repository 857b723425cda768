#include "forms/pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "forms/page_rows.h"
#include "platform/print/canvas.h"

namespace hallbook::forms {
namespace {

constexpr double padding = 3;           // inside a cell, left and right
constexpr double row_padding = 2.5;     // above and below its text
constexpr double after_paragraph = 3;
constexpr double thin = 0.5;
constexpr double qr_size = 16 * 72 / 25.4;  // 16 mm

double points(int twentieths) { return static_cast<double>(twentieths) / per_point; }

print::Side side_of(Align align) {
  return align == Align::center ? print::Side::center : align == Align::right ? print::Side::right : print::Side::left;
}

/// The document's font, or the first installed one with Chinese letters.
Result<std::string> usable_font(const std::string& wanted) {
  for (const std::string& family : {wanted, std::string{"FangSong"}, std::string{"Noto Serif CJK SC"},
                                    std::string{"Noto Sans CJK SC"}, std::string{"WenQuanYi Micro Hei"}})
    if (print::resolved_family(family) == family) return family;
  return refuse(
      RefusalCode::unavailable,
      {fmt::format("没有装中文字体({}),PDF 打不出来;请装仿宋或 fonts-noto-cjk", wanted),
       fmt::format("no font with Chinese letters is installed ({}); install FangSong or fonts-noto-cjk", wanted)},
      "font", wanted);
}

/// The lines of a table on one page: what meets end to end becomes one line, so that a page of cells is some forty lines and
/// not one or two for each cell.
class Frame {
 public:
  void across(double y, double from, double to) { across_[key(y)].push_back({from, to}); }
  void down(double x, double from, double to) { down_[key(x)].push_back({from, to}); }

  void draw(print::Canvas& canvas) {
    for (auto& [y, parts] : across_)
      for (const Part& part : joined(parts)) canvas.line(part.from, place(y), part.to, place(y), thin);
    for (auto& [x, parts] : down_)
      for (const Part& part : joined(parts)) canvas.line(place(x), part.from, place(x), part.to, thin);
  }

 private:
  struct Part {
    double from = 0, to = 0;
  };
  static constexpr double near = 1e-3;  // points: sums of widths that differ by less are the same place

  static long key(double place) { return std::lround(place / near); }
  static double place(long key) { return static_cast<double>(key) * near; }
  static std::vector<Part> joined(std::vector<Part>& parts) {
    std::ranges::sort(parts, {}, &Part::from);
    std::vector<Part> whole;
    for (const Part& part : parts)
      if (!whole.empty() && part.from <= whole.back().to + near)
        whole.back().to = std::max(whole.back().to, part.to);
      else
        whole.push_back(part);
    return whole;
  }

  std::map<long, std::vector<Part>> across_, down_;
};

/// A table as it was measured, before its rows are put on pages.
struct Measured {
  std::vector<PlacedCell> cells;
  std::vector<double> needed;  // by each cell, top to bottom
  std::vector<double> heights;  // of the rows
  double width = 0;
};

class Pages {
 public:
  Pages(const Document& document, const ProofLine& proof, std::string font)
      : document_{document},
        proof_{proof},
        font_{std::move(font)},
        canvas_{{points(document.sheet.width), points(document.sheet.height)}, document.title, proof.date},
        left_{points(document.sheet.left)},
        width_{points(document.sheet.width - document.sheet.left - document.sheet.right)},
        bottom_{points(document.sheet.height - document.sheet.bottom)},
        y_{points(document.sheet.top)} {}

  PdfFile drawn() {
    for (const Block& block : document_.blocks)
      if (const auto* table = std::get_if<Table>(&block))
        add(*table);
      else
        add(std::get<Paragraph>(block));
    close_page();
    return {canvas_.finish(), page_, font_};
  }

 private:
  std::vector<print::Piece> pieces(const Paragraph& paragraph) const {
    std::vector<print::Piece> all;
    for (const Run& run : paragraph.runs) {
      const int size = run.half_points > 0 ? run.half_points : document_.half_points;
      all.push_back({run.text, {font_, size / 2.0, run.bold}});
    }
    if (all.empty()) all.push_back({"", {font_, document_.half_points / 2.0, false}});
    return all;
  }

  void add(const Paragraph& paragraph) {
    const auto text = pieces(paragraph);
    const print::Side side = side_of(paragraph.align);
    const double height = canvas_.height(text, width_, side);
    if (y_ + height > bottom_ || (paragraph.new_page && begun_)) new_page();
    begun_ = true;
    canvas_.text(text, left_, y_, width_, side);
    y_ += height + after_paragraph;
  }

  double cell_height(const PlacedCell& placed) const {
    double height = 2 * row_padding;
    for (const Paragraph& one : placed.cell->paragraphs)
      height += canvas_.height(pieces(one), std::max(1.0, placed.width - 2 * padding), side_of(one.align));
    return height;
  }

  Measured measured(const Table& table, double scale, double width) const {
    Measured made{.cells = placed_cells(table, scale), .needed = {}, .heights = {}, .width = width};
    made.needed.reserve(made.cells.size());
    for (const PlacedCell& cell : made.cells) made.needed.push_back(cell_height(cell));
    made.heights = row_heights(table, made.cells, made.needed, 14);
    return made;
  }

  /// R-FRM-21: rows stay whole, the head comes again on each page. A cell merged over a page's end is begun again.
  void add(const Table& table) {
    double total = 0;
    for (const int width : table.widths) total += points(width);
    if (total <= 0 || table.rows.empty()) return;
    const double scale = std::min(1.0, width_ / total);
    const Measured whole = measured(table, scale, total * scale);
    const auto& heights = whole.heights;
    std::size_t head = 0;
    while (head < table.rows.size() && table.rows[head].head) ++head;
    double head_height = 0;
    for (std::size_t row = 0; row < head; ++row) head_height += heights[row];

    for (std::size_t from = 0; from < table.rows.size();) {
      const double start = from == 0 || head == table.rows.size() ? 0 : head_height;
      double height = start;
      std::size_t to = from;
      while (to < table.rows.size() && (y_ + height + heights[to] <= bottom_ || (to == from && fresh_)))
        height += heights[to++];
      if (to == from) {
        new_page();
        continue;
      }
      if (start > 0) draw_rows(whole, 0, head);
      draw_rows(whole, from, to);
      fresh_ = false;
      begun_ = true;
      if ((from = to) < table.rows.size()) new_page();
    }
    y_ += after_paragraph;
  }

  void draw_rows(const Measured& table, std::size_t from, std::size_t to) {
    std::vector<double> tops{y_};
    for (std::size_t row = from; row < to; ++row) tops.push_back(tops.back() + table.heights[row]);
    const auto part_of = [&](const PlacedCell& cell) {
      return std::pair{std::max(cell.row, from), std::min(cell.row + cell.rows, to)};
    };
    Frame frame;
    for (const PlacedCell& cell : table.cells) {
      const auto [first, last] = part_of(cell);
      if (first >= last) continue;
      frame.across(tops[first - from], left_ + cell.x, left_ + cell.x + cell.width);
      frame.down(left_ + cell.x, tops[first - from], tops[last - from]);
    }
    frame.down(left_ + table.width, tops.front(), tops.back());
    frame.across(tops.back(), left_, left_ + table.width);
    frame.draw(canvas_);
    // Letters after lines: with nothing in between they are one object of text in the file.
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const PlacedCell& cell = table.cells[i];
      const auto [first, last] = part_of(cell);
      const double text_height = table.needed[i] - 2 * row_padding;
      if (first < last && holds_text(cell, table.heights, first, last, text_height))
        draw_text(cell, tops[first - from], tops[last - from], text_height);
    }
    y_ = tops.back();
  }

  /// A cell merged over a page's end says its text again on each page where it fits, or once in its largest part: from
  /// `first` to `last` of its rows.
  static bool holds_text(const PlacedCell& placed, const std::vector<double>& heights, std::size_t first,
                         std::size_t last, double text_height) {
    if (last - first == placed.rows) return true;
    double here = 0, all = 0;
    for (std::size_t row = placed.row; row < placed.row + placed.rows; ++row) {
      all += heights[row];
      if (row >= first && row < last) here += heights[row];
    }
    return here >= text_height || here >= all / 2;
  }

  void draw_text(const PlacedCell& placed, double top, double bottom, double text_height) {
    const double inner = std::max(1.0, placed.width - 2 * padding);
    double at = top + std::max(row_padding, (bottom - top - text_height) / 2);
    for (const Paragraph& one : placed.cell->paragraphs) {
      const auto text = pieces(one);
      const print::Side side = side_of(one.align);
      canvas_.text(text, left_ + placed.x + padding, at, inner, side);
      at += canvas_.height(text, inner, side);
    }
  }

  void new_page() {
    close_page();
    y_ = points(document_.sheet.top);
    fresh_ = true;
    begun_ = false;
  }

  /// R-FRM-23: page number outside (odd right, even left), the proof line and its code below the type area.
  void close_page() {
    const print::Look small{font_, 7, false};
    const double below = bottom_ + 10;
    const std::vector<print::Piece> number{{fmt::format("— {} —", ++page_), {font_, 14, false}}};
    canvas_.text(number, left_, below, width_, page_ % 2 == 1 ? print::Side::right : print::Side::left);
    const double code = proof_.code.empty() ? 0 : qr_size;
    if (code > 0) canvas_.qr(left_ + (page_ % 2 == 1 ? 0 : width_ - code), below + 6, code, proof_.code);
    canvas_.text(std::vector{print::Piece{proof_.text, small}}, left_ + code + 6, below + 24, width_ - 2 * (code + 6),
                 print::Side::center);
    canvas_.next_page();
  }

  const Document& document_;
  const ProofLine& proof_;
  const std::string font_;
  print::Canvas canvas_;
  const double left_, width_, bottom_;
  double y_;
  bool fresh_ = true;  // no row stands on the page yet
  bool begun_ = false;  // something does
  int page_ = 0;
};

}  // namespace

Result<PdfFile> write_pdf(const Document& document, const ProofLine& proof) {
  auto font = usable_font(document.font);
  if (!font) return std::unexpected{font.error()};
  return Pages{document, proof, *std::move(font)}.drawn();
}

}  // namespace hallbook::forms
