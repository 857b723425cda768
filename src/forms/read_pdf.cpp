#include "forms/read_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "base/decimal.h"
#include "base/text.h"

namespace hallbook::forms {
namespace {

using files::PlacedWord;

double middle(const PlacedWord& word) { return (word.top + word.bottom) / 2; }
double center(const PlacedWord& word) { return (word.left + word.right) / 2; }
double height(const PlacedWord& word) { return std::max(1.0, word.bottom - word.top); }

/// Words that stand beside each other without a gap are one.
using Line = std::vector<PlacedWord>;

Line joined(Line words) {
  std::ranges::sort(words, {}, &PlacedWord::left);
  Line runs;
  for (auto& word : words) {
    if (!runs.empty() && word.left - runs.back().right < 0.3 * height(word)) {
      runs.back().right = std::max(runs.back().right, word.right);
      runs.back().text += word.text;
    } else {
      runs.push_back(std::move(word));
    }
  }
  return runs;
}

std::vector<Line> lines_of_words(std::vector<PlacedWord> words) {
  std::ranges::stable_sort(words, {}, middle);
  std::vector<Line> lines;
  Line now;
  for (auto& word : words) {
    if (!now.empty() && middle(word) - middle(now.front()) > 0.4 * height(word))
      lines.push_back(joined(std::exchange(now, {})));
    now.push_back(std::move(word));
  }
  if (!now.empty()) lines.push_back(joined(std::move(now)));
  return lines;
}

std::string together(const Line& line) {
  std::string text;
  for (const auto& run : line) text += run.text;
  return plain_heading(text);
}

bool is_foot(const Line& line) {
  const std::string text = together(line);
  return text.starts_with("厅簿") || (text.starts_with("—") && text.ends_with("—")) ||
         (text.starts_with("第") && text.ends_with("页"));
}

bool holds_run(const Line& line, std::string_view heading) {
  return std::ranges::any_of(line, [&](const auto& run) { return plain_heading(run.text) == heading; });
}

bool ends_table(const Line& line) {
  const std::string first = line.empty() ? std::string{} : plain_heading(line.front().text);
  for (const std::string_view word : {"总分", "合计", "总计", "其他需要", "说明", "备注", "填报", "注", "自评等级"})
    if (first.starts_with(word)) return true;
  return false;
}

bool is_number(std::string_view text) {
  const std::string plain = to_half_width(text);
  std::string_view rest = plain;
  return take_decimal(rest) && rest.empty();
}

GridRow pdf_row(std::vector<std::string> cells, std::size_t number) {
  GridRow row{{fmt::format("PDF 第 {} 行", number), fmt::format("PDF line {}", number)}, {}};
  for (auto& cell : cells) row.cells.push_back({std::move(cell), false});
  return row;
}

struct Stretch {
  double left = 0, right = 0;
};

/// The indicators: [head, end) of the lines.
class Body {
 public:
  explicit Body(std::vector<Line> lines) : lines_{std::move(lines)} {}

  std::vector<std::vector<std::string>> rows() {
    find_columns();
    if (columns_.empty()) return {};  // the line of the headings ends the table, too
    split_columns();
    find_rows();
    if (anchors_.empty()) find_target_rows();
    if (anchors_.size() < 2) return {};
    measure();
    std::vector<std::vector<std::string>> rows(anchors_.size(), std::vector<std::string>(columns_.size()));
    const std::size_t name = column_of_heading("三级指标");
    for (std::size_t column = 0; column < columns_.size(); ++column)
      column < name ? place_levels(column, rows) : place_cells(column, rows);
    return rows;
  }

 private:
  using Rows = std::vector<std::vector<std::string>>;

  void place_cells(std::size_t column, Rows& rows) const {
    for (const auto& block : blocks_of(column)) rows[row_of_block(block)][column] += block.text;
  }
  /// Left of the names: cells over several rows, in their order; the heading again on the next page.
  void place_levels(std::size_t column, Rows& rows) const {
    const auto blocks = blocks_of(column);
    std::size_t free = 1;  // the first row below the heading that no merged cell has taken
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const std::size_t at = row_of_block(blocks[i]);
      if (at == 0 || blocks[i].text == blocks.front().text) {
        rows[at][column] += blocks[i].text;
        free = std::max(free, std::min(at + 1, rows.size() - 1));
        continue;
      }
      const std::size_t limit = i + 1 < blocks.size() ? row_of_block(blocks[i + 1]) : rows.size();
      const auto [first, behind] = merged_rows(blocks[i], free, std::max(limit, free + 1));
      rows[first][column] += blocks[i].text;
      free = behind;
    }
  }

  void find_columns() {
    std::vector<Stretch> all;
    for (const auto& line : lines_)
      for (const auto& run : line) all.push_back({run.left, run.right});
    std::ranges::sort(all, {}, &Stretch::left);
    for (const auto& one : all) {
      if (!columns_.empty() && one.left <= columns_.back().right + 1.0)
        columns_.back().right = std::max(columns_.back().right, one.right);
      else
        columns_.push_back(one);
    }
  }
  void split_columns() {
    by_column_.resize(columns_.size());
    for (const auto& line : lines_)
      for (const auto& run : line) {
        const auto at = std::ranges::find_if(columns_, [&](const Stretch& one) { return run.left <= one.right; });
        by_column_[static_cast<std::size_t>(at - columns_.begin())].push_back(run);
      }
  }
  std::size_t column_of_heading(std::string_view heading) const {
    for (std::size_t i = 0; i < by_column_.size(); ++i)
      for (const auto& run : by_column_[i])
        if (plain_heading(run.text) == heading) return i;
    return 0;
  }
  /// The column of 分值 (or of 得分): each of its words is the middle of a row, the first one of the heading.
  void find_rows() {
    for (const std::string_view heading : {"分值", "权重", "得分", "自评得分"}) {
      const std::size_t column = column_of_heading(heading);
      const auto& words = by_column_[column];
      if (words.empty() || plain_heading(words.front().text) != heading) continue;
      if (std::ranges::count_if(words, [](const auto& word) { return is_number(word.text); }) == 0) continue;
      anchors_ = words;
      return;
    }
  }
  /// R-RSC-30: a table of targets has no points: its rows stand around the signs or the values, headings of two lines included.
  void find_target_rows() {
    for (const std::string_view heading :
         {"指标性质", "计算符号", "指标方向", "指标值", "年度指标值", "目标值", "绩效指标值", "度量单位", "计量单位"})
      for (std::size_t column = 0; column < columns_.size(); ++column) {
        auto blocks = blocks_of(column);
        if (blocks.size() < 2 || plain_heading(blocks.front().text) != heading) continue;
        anchors_ = std::move(blocks);
        return;
      }
  }
  /// Lines of a column that touch are one cell.
  std::vector<PlacedWord> blocks_of(std::size_t column) const {
    std::vector<PlacedWord> blocks;
    for (const auto& run : by_column_[column]) {
      const bool touches = !blocks.empty() && run.top - blocks.back().bottom < 0.2 * height(run) &&
                           run.top - blocks.back().bottom > -0.9 * height(run);
      if (!touches) {
        blocks.push_back(run);
        continue;
      }
      blocks.back().bottom = std::max(blocks.back().bottom, run.bottom);
      blocks.back().text += run.text;
    }
    return blocks;
  }
  /// The row whose middle is nearest.
  std::size_t row_of_block(const PlacedWord& block) const {
    const auto near = std::ranges::min_element(
        anchors_, {}, [&](const auto& anchor) { return std::abs(middle(anchor) - middle(block)); });
    return static_cast<std::size_t>(near - anchors_.begin());
  }

  /// How far rows are apart, as a rule.
  void measure() {
    std::vector<double> apart;
    for (std::size_t i = 2; i < anchors_.size(); ++i) apart.push_back(middle(anchors_[i]) - middle(anchors_[i - 1]));
    std::ranges::sort(apart);
    usual_ = apart.empty() ? 20 : apart[apart.size() / 2];
  }
  /// Is a page between the row at `i` and the one before?
  bool new_page(std::size_t i) const { return middle(anchors_[i]) - middle(anchors_[i - 1]) > 2 * usual_; }
  double begin_of(std::size_t i) const {
    return new_page(i) ? middle(anchors_[i]) - usual_ / 2 : (middle(anchors_[i - 1]) + middle(anchors_[i])) / 2;
  }
  double end_of(std::size_t i) const {
    return i + 1 == anchors_.size() || new_page(i + 1) ? middle(anchors_[i]) + usual_ / 2 : begin_of(i + 1);
  }
  /// A cell merged over rows says its text in their middle: [first, behind) of them, from `free` on and before `limit`, where
  /// the next such cell stands. On a new page the rows of the cell before may go on without a word: they are passed over.
  std::pair<std::size_t, std::size_t> merged_rows(const PlacedWord& block, std::size_t free, std::size_t limit) const {
    constexpr std::size_t most_passed = 40;  // rows of a page
    std::pair<std::size_t, std::size_t> best{free, free + 1};
    double nearest = HUGE_VAL;
    const std::size_t starts = new_page(free) ? std::min(limit, free + most_passed) : free + 1;
    for (std::size_t first = free; first < starts; ++first)
      for (std::size_t last = first; last < limit; ++last) {
        const double off = std::abs((begin_of(first) + end_of(last)) / 2 - middle(block));
        if (off + (first == best.first ? 0 : 0.2 * height(block)) >= nearest) continue;
        nearest = off;
        best = {first, last + 1};
      }
    return {best.first, std::min(best.second, anchors_.size() - 1)};
  }

  std::vector<Line> lines_;
  std::vector<Stretch> columns_;
  std::vector<std::vector<PlacedWord>> by_column_;
  std::vector<PlacedWord> anchors_;
  double usual_ = 20;
};

/// Lines above the indicators of which one has several runs, and which touch: one row, its cells joined line by line.
std::size_t touching(const std::vector<Line>& lines, std::size_t from, std::size_t to) {
  std::size_t end = from + 1;
  bool parted = lines[from].size() > 1;
  for (; end < to && lines[end].front().top - lines[end - 1].front().bottom < 0.2 * height(lines[end].front()); ++end)
    parted = parted || lines[end].size() > 1;
  return parted ? end : from + 1;
}

std::vector<std::string> joined_cells(std::span<const Line> lines) {
  struct Placed {
    Stretch place;
    std::string text;
  };
  std::vector<Placed> cells;
  for (const auto& line : lines)
    for (const auto& run : line) {
      const auto over = [&](const Placed& one) { return run.left < one.place.right && one.place.left < run.right; };
      const auto found = std::ranges::find_if(cells, over);
      if (found == cells.end()) {
        cells.push_back({{run.left, run.right}, run.text});
      } else {
        found->place = {std::min(found->place.left, run.left), std::max(found->place.right, run.right)};
        found->text += run.text;
      }
    }
  std::ranges::sort(cells, {}, [](const Placed& one) { return one.place.left; });
  std::vector<std::string> texts;
  for (auto& cell : cells) texts.push_back(std::move(cell.text));
  return texts;
}

/// 年初预算数 … 得分: what stands left of the first heading is the row's name.
std::vector<std::string> under_headings(const Line& headings, const Line& line) {
  std::vector<std::string> cells(headings.size() + 1);
  const double first = headings.front().left - 4 * height(headings.front());
  for (const auto& run : line) {
    const auto near = std::ranges::min_element(
        headings, {}, [&](const auto& heading) { return std::abs(center(heading) - center(run)); });
    const bool name = run.right < headings.front().left || run.left < first;
    cells[name ? 0 : static_cast<std::size_t>(near - headings.begin()) + 1] = run.text;
  }
  return cells;
}

}  // namespace

Grid grid_of_words(std::vector<PlacedWord> words) {
  for (auto& word : words) {  // a hostile page has words that end before they begin
    word.right = std::max(word.left, word.right);
    word.bottom = std::max(word.top, word.bottom);
  }
  std::vector<Line> lines = lines_of_words(std::move(words));
  std::erase_if(lines, is_foot);
  Grid grid{"pdf", {}};
  const auto money = std::ranges::find_if(lines, [](const Line& line) {
    return holds_run(line, "全年执行数") || (holds_run(line, "执行率") && line.size() >= 4);
  });
  const auto head = std::ranges::find_if(lines, [](const Line& line) { return holds_run(line, "三级指标"); });
  auto begin = head;  // a heading of two lines stands around 三级指标
  while (begin != lines.begin() && head != lines.end() &&
         head->front().top - (begin - 1)->front().bottom < 0.3 * height(head->front()))
    --begin;
  const auto end = head == lines.end() ? lines.end() : std::find_if(head, lines.end(), ends_table);
  const auto number = [&](auto line) { return static_cast<std::size_t>(line - lines.begin()) + 1; };
  const auto plain_row = [&](auto line) {
    std::vector<std::string> cells;
    for (const auto& run : *line) cells.push_back(run.text);
    grid.rows.push_back(pdf_row(std::move(cells), number(line)));
  };
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    if (line == begin && head != lines.end()) {
      for (auto& cells : Body{{begin, end}}.rows()) grid.rows.push_back(pdf_row(std::move(cells), number(line)));
      line = end;
      if (line == lines.end()) break;
    }
    if (line >= money && line < begin)
      grid.rows.push_back(pdf_row(line == money ? [&] {
        std::vector<std::string> cells{""};
        for (const auto& run : *line) cells.push_back(run.text);
        return cells;
      }() : under_headings(*money, *line), number(line)));
    else if (money == lines.end() && line < begin && head != lines.end()) {  // above the table of targets
      const auto from = static_cast<std::size_t>(line - lines.begin());
      const auto to = touching(lines, from, static_cast<std::size_t>(begin - lines.begin()));
      grid.rows.push_back(pdf_row(joined_cells(std::span{lines}.subspan(from, to - from)), number(line)));
      line += static_cast<std::ptrdiff_t>(to - from) - 1;
    } else
      plain_row(line);
  }
  return grid;
}

}  // namespace hallbook::forms
