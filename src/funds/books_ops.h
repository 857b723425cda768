#pragma once
// What a bookkeeper does: close a month, end a year, take over an earlier journal, adopt rules of the house's own.
// Source: docs/rules/books.md, R-BOK-09 to R-BOK-11.
#include <filesystem>

#include "funds/books_events.h"
#include "journal/data_dir.h"

namespace hallbook::funds {

/// R-BOK-09. Closes all months up to `month` (202603). Refuses: a month that is none, one that has not ended yet
/// (wrong_state), one that is closed (conflict).
Result<MonthClosed> close_month(journal::Books& books, const Acting& acting, std::int64_t month);

/// R-BOK-10. Refuses: a year that has not reached its last day, one whose December is closed.
Result<YearEnded> end_year(journal::Books& books, const Acting& acting, int year);

struct ImportedBooks {
  std::int64_t seq = 0;
  std::int64_t vouchers = 0, postings = 0;
  std::int64_t moved = 0;  // vouchers of closed months, booked into the first open one
};
/// R-BOK-11. One event for a whole plain-text journal; one bad line refuses the file. Refuses the same bytes twice.
Result<ImportedBooks> import_books(journal::DataDir& data, const Acting& acting, const std::filesystem::path& file);

/// Adopts posting rules (R-BOK-02). Refuses what their reader refuses, and a chart that lacks an account with postings.
Result<std::string> adopt_books(journal::Books& books, const Acting& acting, std::string_view toml,
                                std::string_view reason);

}  // namespace hallbook::funds
