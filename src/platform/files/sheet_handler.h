#pragma once
// Rows out of a worksheet's XML, cell by cell.
// Source: docs/rules/files.md, R-FIL-13 to R-FIL-18.
#include "platform/files/table.h"
#include "platform/files/xlsx_parts.h"
#include "platform/files/xml.h"

namespace hallbook::files {

struct SheetContext {
  std::string file, sheet;  // for refusals
  Limits limits;
  bool from_1904 = false;
  std::vector<Shape> shapes;
  SharedStrings strings;
};

class SheetHandler final : public XmlHandler {
 public:
  explicit SheetHandler(const SheetContext& context) : context_{context} {}

  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

  /// The next finished row, if one waits; swapped, so that its memory is used again.
  bool take(Row& row);
  void drop() { taken_ = finished_ = 0; }
  std::uint64_t merged_ranges() const { return merged_; }

 private:
  enum class Type { number, shared, text, inline_text, boolean, error, iso_date };
  enum class Into { nothing, value, formula };

  void start_row(const Attributes& attributes);
  void end_row();
  void start_cell(const Attributes& attributes);
  void end_cell();
  void fill(Cell& cell);
  void fill_number(Cell& cell);
  Cell& cell_here();
  std::string place() const;  // "Sheet1!B7"
  void refuse_cell(RefusalCode code, std::string_view zh, std::string_view en);

  const SheetContext& context_;
  bool in_data_ = false, in_row_ = false, in_cell_ = false;
  int phonetic_ = 0;
  Into into_ = Into::nothing;

  std::uint64_t row_no_ = 0;
  std::uint64_t column_ = 0;  // 1 = A
  std::size_t width_ = 0;     // cells of the row in hand, up to the last that holds something
  Type type_ = Type::number;
  Shape shape_ = Shape::number;
  bool has_formula_ = false;
  std::string value_, formula_;

  std::vector<Row> rows_;     // [taken_, finished_) wait; behind them memory to use again
  std::size_t taken_ = 0, finished_ = 0;
  std::uint64_t merged_ = 0;
};

}  // namespace hallbook::files
