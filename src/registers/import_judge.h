#pragma once
// One row of a file judged by itself: cells, required fields, ranges, checks, closed periods. Private to imports.
// Source: docs/rules/imports.md, R-IMP-06 to R-IMP-09.
#include <optional>
#include <vector>

#include "registers/import_cells.h"
#include "registers/import_columns.h"
#include "registers/transfer.h"

namespace hallbook::registers {

/// The definition's rules over values, compiled: says quickly that a row is fine. What it does not pass goes to
/// check_values(), which alone words refusals.
class QuickRules {
 public:
  explicit QuickRules(const Definition& definition);
  /// true: check_values() finds nothing. false: it may find something.
  bool surely_fine(const Values& values) const;

 private:
  struct Range {
    std::size_t field;
    std::int64_t least, most;
  };
  struct Length {
    std::size_t field;
    std::size_t bytes;
  };
  struct Compare {
    std::size_t left, right;
    std::string_view op;
  };
  std::vector<std::size_t> required_;
  std::vector<Range> ranges_;
  std::vector<Length> lengths_;
  std::vector<Compare> compares_;
  bool simple_ = true;  // every check is one of compares_
};

/// Collects problems: at most `kept`, the rest counted.
class Problems {
 public:
  static constexpr std::size_t kept = 1000;
  void add(RowProblem problem);
  /// By row; at most `kept`.
  std::vector<RowProblem> take();
  std::uint64_t more() const { return more_; }
  bool empty() const { return list_.empty() && more_ == 0; }

 private:
  std::vector<RowProblem> list_;
  std::uint64_t more_ = 0;
};

class RowJudge {
 public:
  struct Period {
    std::optional<Date> closed_until;
    bool has_reason = false;
  };
  /// `definition` and `layout` must outlive the judge.
  RowJudge(const Definition& definition, const Layout& layout, Period period);

  /// Fills `values` in clear form; false when the row has problems, each of which `tell` gets.
  bool judge(const files::Row& row, Values& values, Problems& problems);

  /// A problem of a whole row or of one field's cell.
  RowProblem problem(const files::Row& row, std::string_view field, Refusal refusal) const;
  /// "第 12 行: 问题" parts of the last judged row, for the file of refused rows.
  const std::vector<Refusal>& last_refusals() const { return last_; }
  void refuse_row(const files::Row& row, Refusal refusal, Problems& problems);

 private:
  void fill(const files::Row& row, Values& values, Problems& problems);
  void check_day(const files::Row& row, const Values& values, Problems& problems);

  const Definition* definition_;
  const Layout* layout_;
  std::vector<CellReader> readers_;  // by layout_->columns
  Values base_;                      // defaults of the fields without a column
  QuickRules quick_;
  std::size_t day_field_;
  std::string closed_until_;  // ISO or ""
  bool has_reason_;
  std::vector<Refusal> last_;
};

}  // namespace hallbook::registers
