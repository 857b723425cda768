#pragma once
// The table of a disclosure text: lines into cells, cells into indicators and goals. Private to dossier/.
// Three ways of writing it are read: each cell on a line of its own behind a TAB (rows parted by empty lines),
// a row on one line with TABs between, and cells on lines without any TAB. Source: docs/rules/dossier.md, R-DOS-03.
#include <span>
#include <string>
#include <vector>

#include "dossier/project.h"

namespace hallbook::dossier {

struct Line {
  std::string_view raw;   // without its line end
  std::string_view text;  // trimmed
  bool has_tab() const { return raw.contains('\t'); }
};

struct TableFound {
  std::vector<IndicatorRow> indicators;  // `no` and `target` are not set here
  std::vector<Goal> goals;
  std::vector<std::string> level2;
  std::vector<std::string> loose_cells;
  std::int64_t filler_cells = 0;
};

/// True when one of the line's cells is the header of the indicator column (三级指标, 指标名称).
bool holds_indicator_header(const Line& line);

/// `lines` from the table's first to its last.
TableFound read_table(std::span<const Line> lines);

/// "总体目标(2026年-2028年)", "预算年度目标：": a cell or line that announces a goal.
bool is_goal_title(std::string_view cell);

}  // namespace hallbook::dossier
