#pragma once
// Which row holds the headings and which column is which field. Used by imports and by hall/, whose ticket files have such headings too.
// Source: docs/rules/imports.md, R-IMP-01 to R-IMP-05.
#include <map>
#include <span>
#include <string>
#include <vector>

#include "platform/files/table.h"
#include "registers/definition.h"

namespace hallbook::registers {

/// How many rows are looked through for the headings.
inline constexpr std::size_t heading_rows = 20;

/// What the caller says about headings: heading → field name ("" or "-": leave the column out), and
/// "field:text" → choice value for codings of choices.
struct MappingWish {
  std::map<std::string, std::string> given;  // --map: wins over everything, must fit the file
  std::map<std::string, std::string>
      remembered;  // of the last import from the same source; what no longer fits is left out
};

struct Column {
  std::size_t cell = 0;  // 0-based column of the file
  std::size_t field = 0;  // index into definition.fields
  std::string heading;
};

struct Layout {
  std::uint64_t heading_row = 0;  // as a spreadsheet counts; the lower one of a two-row heading
  std::size_t first_data = 0;  // index into the rows looked at
  std::vector<std::string> headings;  // by cell
  std::vector<Column> columns;  // by cell
  std::vector<std::string> unused;
  std::map<std::string, std::string> mapping;  // what to remember: heading → field, "field:text" → value
  std::map<std::size_t, std::map<std::string, std::string>> codings;  // field index → heading_key(text) → value
};

/// Refuses: no row of headings; two columns for one field; a required column without a default is missing; a wish that
/// names an unknown heading, field or choice.
Result<Layout> find_layout(const Definition& definition, std::span<const files::Row> rows, const MappingWish& wish);

}  // namespace hallbook::registers
