#pragma once
// What the import page needs beyond an import: which register a file is for, its first rows, problems by kind, and cells
// mended in place. Private to registers/. Source: docs/rules/api.md, R-API-18 to R-API-20.
#include "registers/transfer.h"

namespace hallbook::registers {

struct Candidate {
  const Definition* definition = nullptr;
  std::size_t matched = 0;  // fields that a column was found for
  std::size_t fields = 0;  // fields that a file can give
};
/// The registers whose required columns the file has, the best first.
Result<std::vector<Candidate>> recognise(const std::vector<Definition>& definitions, const std::filesystem::path& file,
                                         const std::string& sheet);
/// The best one when it is clearly the best.
const Definition* clear_winner(const std::vector<Candidate>& candidates);

/// The headings and the first rows behind them, as they stand.
Result<std::vector<std::vector<std::string>>> first_rows(const Definition& definition,
                                                         const std::filesystem::path& file,
                                                         const ImportOptions& options, std::size_t rows);

struct ProblemGroup {
  std::string code, column;
  Text message;  // of its first problem
  Text remedy;
  std::uint64_t count = 0;
  std::vector<const RowProblem*> examples;  // at most 5
};
/// Problems of one kind and column together, the largest group first. They point into `problems`.
std::vector<ProblemGroup> grouped(const std::vector<RowProblem>& problems);

struct CellEdit {
  std::uint64_t row = 0;  // as a spreadsheet counts
  std::string column;  // heading
  std::string value;
};
/// Writes `file` with the edits as a CSV whose rows have the same numbers. Refuses an edit of a row or column that is
/// not there.
Result<> mend(const Definition& definition, const std::filesystem::path& file, const ImportOptions& options,
              const std::vector<CellEdit>& edits, const std::filesystem::path& mended);

}  // namespace hallbook::registers
