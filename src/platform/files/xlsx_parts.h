#pragma once
// The parts of a workbook around its rows: which sheets there are, what numbers mean, the strings.
// Source: docs/rules/files.md, R-FIL-11, R-FIL-12 and R-FIL-16.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/archive.h"
#include "platform/files/number_text.h"

namespace hallbook::files {

struct SheetPart {
  std::string name;
  std::string part;  // "xl/worksheets/sheet1.xml"; "" for what is no worksheet (a chart)
  bool hidden = false;
};

/// Where a workbook keeps its parts. Relationships are followed inside the archive only.
struct WorkbookMap {
  std::vector<SheetPart> sheets;
  std::string strings_part;  // "" = none
  std::string styles_part;
  bool from_1904 = false;
};

/// Refuses what is no xlsx by its content: DOCX, PPTX, ODS and other archives, macro and binary workbooks.
Result<WorkbookMap> read_workbook_map(Archive& archive);

/// The shape of every cell format (xf), by its index.
Result<std::vector<Shape>> read_shapes(Archive& archive, std::string_view part);

/// All shared strings, in blocks that never move; about 16 bytes a string above its text.
class SharedStrings {
 public:
  static Result<SharedStrings> read(Archive& archive, std::string_view part, const Limits& limits);
  std::size_t size() const { return strings_.size(); }
  std::string_view operator[](std::size_t index) const { return strings_[index]; }

 private:
  friend class StringsHandler;
  void add(std::string_view text);
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* next_ = nullptr;
  std::vector<std::string_view> strings_;
};

/// Office writes characters that XML cannot hold as _x000D_; `text` gets them back, and line breaks are LF.
void decode_escapes(std::string& text);

/// CR LF and a lone CR become LF.
void unify_line_breaks(std::string& text);

}  // namespace hallbook::files
