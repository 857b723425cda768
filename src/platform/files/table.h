#pragma once
// Streaming tables: rows of cells from CSV and XLSX files, and back. Memory does not grow with the file.
// Two parsers never read one file (trust R14): import uses only this.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace hallbook::files {

/// Caps on hostile input; a refusal (over_limit) names the one that was passed.
struct Limits {
  std::uint64_t file_bytes = 512ull << 20;       // the file itself
  std::uint64_t inflated_bytes = 2048ull << 20;  // of one archive, really inflated, not as declared
  std::uint64_t inflate_ratio = 400;             // inflated : packed, beyond the first MiB
  std::size_t entries = 2000;                    // in one archive
  std::uint64_t rows = 5'000'000;
  std::size_t columns = 512;
  std::size_t cell_bytes = 128 * 1024;
  std::uint64_t shared_strings_bytes = 64ull << 20;
};

enum class CellKind {
  empty,
  text,     // as written; line breaks inside are '\n'; an XLSX boolean is "TRUE" or "FALSE"
  number,   // XLSX only: the shortest decimal that names the stored number ("1234.5", "0.1"), without exponent
  date,     // an XLSX number with a date format, or ISO 8601 cell: `text` is "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS",
            // "HH:MM:SS" for a time alone, or hours beyond 24 for an elapsed time
  error,    // "#REF!" and its kin; "=A1+B1", a formula stored without its value (open and save it in a spreadsheet
            // program); a number or date that the file stores but no calendar or decimal has, as it stands
};
struct Cell {
  CellKind kind = CellKind::empty;
  std::string text;
};

/// One row: `number` counts as a spreadsheet shows it: 1 = the first; a CSV record with line breaks inside quotes
/// is one row. Refusals about broken CSV name the line of the file instead, as a text editor counts.
struct Row {
  std::uint64_t number = 0;
  std::vector<Cell> cells;
};

struct SheetInfo {
  std::string name;
  bool hidden = false;
};

/// Reads rows one after another. Files are recognised by content, never by name.
class TableReader {
 public:
  virtual ~TableReader() = default;
  /// The next row, nullopt at the end; a refusal names line or cell ("Sheet1!B7"). After a refusal the reader is done.
  /// Blank rows are skipped, their numbers are not reused. `row` is refilled (no allocation per row).
  virtual Result<bool> next(Row& row) = 0;
  virtual std::string format() const = 0;  // "csv utf-8", "csv gb18030", "xlsx"
  virtual std::vector<SheetInfo> sheets() const { return {}; }  // XLSX: all sheets, hidden ones named in the dry run
  /// XLSX, after the last row: merged ranges seen. Only their first cell has the value; the others are empty.
  virtual std::uint64_t merged_ranges() const { return 0; }
  virtual std::uint64_t bytes_read() const = 0;  // for progress, of total_bytes()
  virtual std::uint64_t total_bytes() const = 0;
};

struct ReadOptions {
  Limits limits;
  std::string sheet;  // "" = the first visible one
};

/// Opens a CSV (UTF-8 with or without BOM, GB 18030, UTF-16 with BOM; separators , ; tab; RFC 4180 quotes) or an XLSX.
/// Refuses: not found, empty, encrypted or macro files (old .xls and encrypted OLE containers named as such, .xlsm by
/// content), DOCX and other zips, pictures, NUL bytes, bombs.
Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& file, const ReadOptions& options = {});

/// What an export writes. Text that a spreadsheet would run as a formula (= + - @ tab CR, full-width ones too) is
/// prefixed with ' in CSV, and written as a string in XLSX (trust C15); reading removes a ' before such a start.
struct OutCell {
  CellKind kind = CellKind::empty;  // number: `text` is an exact decimal
  std::string text;
  int places = 0;  // number: decimals shown in XLSX
};
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  virtual void row(const std::vector<OutCell>& cells) = 0;
  /// Completes the file: written under a temporary name in the same folder, synced, renamed. Without it nothing remains.
  virtual Result<> finish() = 0;
};
enum class TableFormat { csv, csv_gb18030, xlsx };
/// `title` is the sheet's name. CSV is UTF-8 with BOM (Excel opens it right) and CRLF.
Result<std::unique_ptr<TableWriter>> create_table(const std::filesystem::path& file, TableFormat format,
                                                  std::string_view title);
/// By the file name's ending: .csv, .xlsx; refuses others.
Result<TableFormat> format_of(const std::filesystem::path& file);

}  // namespace hallbook::files
