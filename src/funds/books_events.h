#pragma once
// The events that only the books have; vouchers of the money chain follow from its own events (booking.h).
#include "funds/funds.h"
#include "funds/posting.h"
#include "journal/journal.h"

namespace hallbook::funds {

/// A month is closed: nothing is booked into it or before it any more. The totals are what was closed.
struct MonthClosed {
  static constexpr std::string_view kind = "MonthClosed";
  std::int64_t month = 0;  // 202603
  std::int64_t vouchers = 0;  // of all months up to it that were open
  Money financial, budget;  // debit turnover of them, per side
  Json to_json() const;
  static MonthClosed from_json(const Json& body);
};

/// Incomes and expenses of a year go to the balances by the year-end rules; December is closed with it.
struct YearEnded {
  static constexpr std::string_view kind = "YearEnded";
  int year = 0;
  std::int64_t vouchers = 0;  // that the rules gave
  Json to_json() const;
  static YearEnded from_json(const Json& body);
};

/// Vouchers of an earlier program, from a plain-text journal. The rows file alone decides what is booked.
struct JournalImported {
  static constexpr std::string_view kind = "JournalImported";
  std::string source_name;
  Digest source_digest;  // of the original bytes; the same digest is refused next time
  Digest rows_digest;
  std::int64_t vouchers = 0, postings = 0;
  Json to_json() const;
  static JournalImported from_json(const Json& body);
};

void apply(journal::Books& books, const journal::Meta& meta, const MonthClosed& event);
void apply(journal::Books& books, const journal::Meta& meta, const YearEnded& event);
void apply(journal::Books& books, const journal::Meta& meta, const JournalImported& event);

}  // namespace hallbook::funds
