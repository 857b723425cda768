#pragma once
// Files in and out of a register. Everything is judged before anything is stored.
// Source: docs/rules/imports.md, R-IMP-01 to R-IMP-16, R-IMP-20 to R-IMP-22.
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/files/table.h"
#include "registers/query.h"
#include "registers/registers.h"

namespace hallbook::registers {

struct RowProblem {
  std::uint64_t row = 0;   // as a spreadsheet counts
  std::string column;      // heading in the file, "" for a problem of the whole row
  std::string value;       // the cell as it stands, at most 60 characters; personal values masked
  Refusal refusal;
};

struct ImportResult;

struct ImportOptions {
  std::string sheet;                           // "" = first visible
  std::string source;                          // remembered mappings are per register and source; "" = "default"
  // heading → field name ("-": leave the column out), over what is found by title; and "field:text" → choice value,
  // for files that write codes ("level:5" → "非常满意")
  std::map<std::string, std::string> mapping;
  bool dry_run = false;
  bool accept_good = false;                    // store the good rows; the rest go to `rest`
  std::filesystem::path rest;                  // "" = beside the file: NAME.rest.csv
  std::string late_reason;                     // when rows fall in a closed period
  files::Limits limits;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  std::function<Result<>(journal::Books& books, const ImportResult& result)>
      stored;                                  // in the transaction, once the rows are in; a refusal takes them back
};

struct ImportResult {
  std::string format;                          // "csv gb18030"
  std::uint64_t rows = 0, stored = 0, refused = 0;
  std::uint64_t heading_row = 0;               // the row taken as headings, as a spreadsheet counts
  std::map<std::string, std::string> mapping;  // heading → field; codings as in ImportOptions
  std::vector<std::string> unused;             // headings that no field took; "(H)": a column without a heading
  std::vector<Text> notes;                     // total rows and whether they agree, other things worth a look
  std::vector<files::SheetInfo> sheets;        // of an XLSX
  std::vector<std::string> hidden_sheets;
  std::vector<RowProblem> problems;            // at most 1000, by row
  std::uint64_t more_problems = 0;
  std::filesystem::path rest;                  // the file of refused rows, when written
  std::int64_t seq = 0;                        // journal line; 0 when nothing was stored
};

/// Refusals (nothing stored): unreadable file; the same bytes were imported before (names seq and day); a required
/// column is missing; two columns for one field; no row of data; a disk that is full. Rows with problems make `stored`
/// 0 unless accept_good; a caller shows the result and exits 1. A dry run needs no write access and no keys.
Result<ImportResult> import_file(journal::DataDir& data, const Acting& acting, const Definition& definition,
                                 const std::filesystem::path& file, const ImportOptions& options);

struct Withdrawn {
  std::int64_t rows = 0;       // taken out of every figure; they stay readable
  std::int64_t corrected = 0;  // of these, corrected after the import: the corrections go with them
};
/// Takes an import back by one counter-event (R-IMP-16). Refuses: not_found; wrong_state (taken back already, no row in
/// force, a row in a closed period); a missing reason; rows that others of the same meter, stock or book rest on.
Result<Withdrawn> withdraw_import(journal::Books& books, const Acting& acting, const Definition& definition,
                                  std::int64_t import_seq, const std::string& reason);

struct ExportOptions {
  ListOptions list;
  Lang lang = Lang::zh;  // headings
  bool reveal = false;  // personal fields clear (needs keys); else masked
  std::map<std::string, std::string, std::less<>>
      listing;  // not empty: the rows of a list instead, as its address says (R-API-10)
  std::size_t most_rows = 0;  // not 0: more are refused, and no file remains
};
/// One row per entry in force, in order of entry; one column per field (derived ones too) after the entry number, which
/// a re-import leaves aside. With list.all_versions also version, state and reason. Returns the rows written.
Result<std::uint64_t> export_register(journal::DataDir& data, UnitId unit, const Definition& definition,
                                      const std::filesystem::path& file, const ExportOptions& options);

}  // namespace hallbook::registers
