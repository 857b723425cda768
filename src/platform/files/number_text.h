#pragma once
// Numbers of a workbook as exact text: the only place where a double is looked at, because the file stores one.
// Source: docs/rules/files.md, R-FIL-13 and R-FIL-14.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallbook::files {

/// The shortest plain decimal that names the same stored number: "0.1" stays, "1.1000000000000001" and "11E-1"
/// become "1.1", "1E+3" becomes "1000", "-0" becomes "0". nullopt when `text` is no finite number.
std::optional<std::string> shortest_decimal(std::string_view text);

/// What a number format shows.
enum class Shape : std::uint8_t { number, date, time, elapsed };
Shape shape_of_builtin(std::uint32_t format_id);
Shape shape_of_code(std::string_view format_code);

/// A serial number as "2026-03-09", "2026-03-09 08:30:00", "08:30:00" or (elapsed) "25:30:00".
/// nullopt when no calendar has it: negative, beyond 9999, day 0, and 29 February 1900, which never was.
std::optional<std::string> date_text(std::string_view serial, Shape shape, bool from_1904);

/// An ISO 8601 cell ("2026-03-09T00:00:00Z") in the same form; nullopt when it is none.
std::optional<std::string> iso_cell_text(std::string_view text);

}  // namespace hallbook::files
