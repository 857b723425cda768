#pragma once
// The treasury platform's export of payments, CSV or XLSX, through the reader that imports use. Private to funds/.
// Source: docs/rules/contracts.md, R-TRE-01 and R-TRE-02.
#include <filesystem>
#include <string>
#include <vector>

#include "funds/treasury_match.h"
#include "platform/files/table.h"

namespace hallbook::funds {

inline constexpr std::size_t most_treasury_rows = 5'000;  // of one file: a bureau pays a few hundred times a year

struct TreasuryFile {
  std::string format;  // "csv gb18030"
  std::vector<TreasuryRow> rows;
  std::vector<Text> notes;   // total rows left out, units understood
};

/// Refuses a file without the columns voucher, day, payee and amount in its first 20 rows, a row that lacks one of
/// them or holds an amount or day that is none (every refusal names the row), and more than `most_treasury_rows`.
Result<TreasuryFile> read_treasury_file(const std::filesystem::path& file);

}  // namespace hallbook::funds
