#pragma once
// Denied attempts become journal lines, but a flood of them does not become a flood of lines: the first of a minute per
// person and operation is written at once, the others are counted and told in the next line (R-IDN-46).
#include <deque>
#include <map>
#include <mutex>

#include "identity/user_events.h"
#include "journal/data_dir.h"

namespace hallbook::identity {

class Denials {
 public:
  using Ticks = std::chrono::milliseconds;
  explicit Denials(journal::DataDir& data) : data_{data} {}

  /// Writes the line, or counts. A journal that cannot be written does not turn the refusal into a fault: it is logged.
  void record(UnitId unit, const AccessDenied& denied, Instant at, Ticks now);
  /// Counts something that was asked for by its id and is not there; the twentieth within an hour is journaled and logged
  /// as an alarm, then the count begins anew (R-IDN-50).
  void miss(UnitId unit, AccessDenied missed, Instant at, Ticks now);
  /// Writes what was counted and not told yet: when the server stops, and for what lies a minute back.
  void flush(Instant at, Ticks now, bool all);

 private:
  struct Counted {
    UnitId unit;
    AccessDenied last;
    std::int64_t untold = 0;
    Ticks told{0};
  };
  void write(UnitId unit, const AccessDenied& denied, Instant at);

  journal::DataDir& data_;
  std::mutex mutex_;
  std::map<std::string, Counted> counted_;  // people × operations: bounded by both tables
  std::map<std::string, std::deque<Ticks>> misses_;  // of a person, fewer than the alarm needs
};

}  // namespace hallbook::identity
