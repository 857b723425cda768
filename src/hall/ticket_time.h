#pragma once
// One time cell of a ticket file, in any of the forms in which queue machines write it.
// Source: docs/rules/queueing.md, R-QUE-61.
#include <optional>
#include <string>

#include "hall/ticket.h"
#include "platform/files/table.h"

namespace hallbook::hall {

/// How digits without separators are meant. automatic: 4 or 6 digits that make a clock time are one (0830, 083000),
/// other whole numbers up to 172,800 are seconds since midnight, 0.x is a fraction of the day, 20000.x … 109574.x a
/// spreadsheet's date and time.
enum class TimeForm { automatic, clock, seconds };

struct ReadTime {
  std::int32_t seconds = 0;       // since midnight, 0 … 172,800
  std::int32_t day = no_day;      // when the cell names a day as well
};

/// Reads dates and times of many rows; remembers the last date text, because neighbours share it.
class TimeReader {
 public:
  explicit TimeReader(TimeForm form) : form_{form} {}
  /// nullopt: the cell holds something that is no time (an empty cell must be asked for before).
  std::optional<ReadTime> time(const files::Cell& cell);
  /// Days since 1970; nullopt when it is no day.
  std::optional<std::int32_t> day(std::string_view text);

 private:
  std::optional<ReadTime> number(std::string_view text) const;
  TimeForm form_;
  std::string last_text_;
  std::int32_t last_day_ = no_day;
};

}  // namespace hallbook::hall
