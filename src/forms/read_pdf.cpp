#include "forms/read_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
    if (!runs.empty() && word.left - runs.back().right < 0.5 * height(word)) {
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
    split_columns();
    find_rows();
    if (anchors_.size() < 2) return {};
    std::vector<std::vector<std::string>> rows(anchors_.size(), std::vector<std::string>(columns_.size()));
    const std::size_t name = column_of_heading("三级指标");
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      std::size_t free = 1;  // the first row below the heading that no merged cell has taken
      for (const auto& block : blocks_of(column)) {
        std::size_t row = row_of_block(block);
        if (column < name && row > 0) {
          row = free;
          free = behind_merged(block, free);
        }
        rows[row][column] += block.text;
      }
    }
    return rows;
  }

 private:
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

  /// Where the row at `i` begins: between two numbers, behind the end of a page not further than rows are apart.
  double edge(std::size_t i) const {
    std::vector<double> apart;
    for (std::size_t k = 2; k < anchors_.size(); ++k) apart.push_back(middle(anchors_[k]) - middle(anchors_[k - 1]));
    std::ranges::sort(apart);
    const double usual = apart.empty() ? 20 : apart[apart.size() / 2];
    if (i == anchors_.size()) return middle(anchors_[i - 1]) + usual / 2;
    const double gap = middle(anchors_[i]) - middle(anchors_[i - 1]);
    return middle(anchors_[i]) - (gap > 2 * usual ? usual : gap) / 2;
  }
  /// A cell merged over rows from `first` on says its text in their middle: the row behind the last of them.
  std::size_t behind_merged(const PlacedWord& block, std::size_t first) const {
    std::size_t best = first;
    double nearest = HUGE_VAL;
    for (std::size_t last = first; last < anchors_.size(); ++last) {
      const double off = std::abs((edge(first) + edge(last + 1)) / 2 - middle(block));
      if (off < nearest) nearest = off, best = last;
    }
    return std::min(best + 1, anchors_.size() - 1);
  }

  std::vector<Line> lines_;
  std::vector<Stretch> columns_;
  std::vector<std::vector<PlacedWord>> by_column_;
  std::vector<PlacedWord> anchors_;
};

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
    else
      plain_row(line);
  }
  return grid;
}

}  // namespace hallbook::forms
