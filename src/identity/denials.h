#pragma once
// Denied attempts become journal lines, but a flood of them does not become a flood of lines: the first of a minute is
// written at once, the others are counted and told in the next line. Known persons by operation (R-IDN-46), strangers and
// failed sign-ins by network (R-IDN-24, R-IDN-51).
#include <deque>
#include <map>
#include <mutex>
#include <variant>

#include "identity/user_events.h"
#include "journal/data_dir.h"

namespace hallbook::identity {

class Denials {
 public:
  using Ticks = std::chrono::milliseconds;
  explicit Denials(journal::DataDir& data) : data_{data} {}

  /// Writes the line, or counts. A journal that cannot be written does not turn the refusal into a fault: it is logged.
  void record(UnitId unit, const AccessDenied& denied, Instant at, Ticks now);
  /// The same for somebody without a session: one line a minute and network, whatever was asked for.
  void stranger(UnitId unit, const AccessDenied& denied, Instant at, Ticks now);
  /// A failed sign-in. When a wait begins or grows (wait_s above 0) the line is written in any case; else one a minute and
  /// network, whoever was named: how long an answer takes must not tell which names there are (R-IDN-23).
  void refused_sign_in(UnitId unit, const SignInRefused& refused, Instant at, Ticks now);
  /// Counts something that was asked for by its id and is not there; the twentieth within an hour is journaled and logged
  /// as an alarm, then the count begins anew (R-IDN-50).
  void miss(UnitId unit, AccessDenied missed, Instant at, Ticks now);
  /// Writes what was counted and not told yet: when the server stops, and for what lies a minute back.
  void flush(Instant at, Ticks now, bool all);

 private:
  using Line = std::variant<AccessDenied, SignInRefused>;
  struct Counted {
    std::string minute;  // key of told_
    UnitId unit;
    Line last;
    std::int64_t untold = 0;
  };
  void count(std::string minute, std::string_view who, UnitId unit, Line line, Instant at, Ticks now);
  std::vector<Counted> take_due(Ticks now, bool all);  // under the mutex
  void forget(Ticks now);  // under the mutex
  void write(UnitId unit, const Line& line, Instant at);
  void tell(std::vector<Counted> due, Instant at);

  journal::DataDir& data_;
  std::mutex mutex_;
  std::map<std::string, Ticks> told_;  // when the last line was written: people × operations, networks
  std::map<std::string, Counted> counted_;
  std::map<std::string, std::deque<Ticks>> misses_;  // of a person, fewer than the alarm needs
};

}  // namespace hallbook::identity
