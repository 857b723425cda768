#pragma once
// Queue tickets as a machine recorded them, before anything is repaired. A row is one leg of one ticket.
// Source: docs/rules/queueing.md, R-QUE-60 to R-QUE-66; the register is definitions/registers/tickets.toml.
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"

namespace hallbook::hall {

/// Names of items, windows and zones, numbered in order of appearance.
class Names {
 public:
  static constexpr std::uint16_t none = 0xFFFF;

  /// The number of `name`, made when it is new; `none` when there is no room for another (see `limit`).
  std::uint16_t number(std::string_view name, std::size_t limit);
  std::uint16_t find(std::string_view name) const;
  const std::string& name(std::uint16_t number) const { return names_[number]; }
  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& all() const { return names_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> numbers_;
};

enum class Outcome : std::uint8_t { unsaid, served, abandoned, no_show, invalid };
enum class Channel : std::uint8_t { walk_in, appointment };

/// Times of a ticket in seconds since midnight of its day; more than 86,400 is the day after.
inline constexpr std::int32_t no_time = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

/// The times a row can hold, in the order in which they happen.
enum class Moment : std::uint8_t { taken, called, started, ended };
inline constexpr std::size_t moments = 4;

/// Bits of RawTicket::unreadable, one for each kind of cell that could not be read.
namespace unreadable {
inline constexpr std::uint8_t date = 1, taken = 2, called = 4, started = 8, ended = 16, outcome = 32, other = 64;
}

struct RawTicket {
  std::uint64_t number = 0;  // digest of the ticket number; 0 = none
  std::uint64_t next = 0;    // digest of the number of the next leg; 0 = none
  std::uint32_t row = 0;     // as a spreadsheet counts; of a register the entry's number
  std::int32_t day = no_day;  // days since 1970-01-01
  std::array<std::int32_t, moments> at{no_time, no_time, no_time, no_time};
  std::int32_t slot = no_time;    // of the appointment
  std::int32_t waited = no_time;  // recorded length of the wait, seconds
  std::uint16_t item = Names::none;
  std::uint16_t window = Names::none;
  std::uint16_t zone = Names::none;
  bool priority = false;
  Channel channel = Channel::walk_in;
  Outcome outcome = Outcome::unsaid;
  std::uint8_t unreadable = 0;

  std::int32_t time(Moment moment) const { return at[static_cast<std::size_t>(moment)]; }
};

/// A cell that could not be read, for the report.
struct BadCell {
  std::uint32_t row = 0;
  std::string heading;
  std::string text;  // at most 40 characters
};

struct RawTickets {
  std::vector<RawTicket> rows;
  Names items, windows, zones;
  std::string format;                                           // "csv utf-8", "xlsx", "register tickets"
  std::vector<std::pair<std::string, std::string>> mapping;     // heading → field
  std::vector<std::string> unused;                              // headings that no field takes
  std::vector<BadCell> bad_cells;                               // the first ones
  std::uint64_t unreadable_cells = 0;
  bool has_ended = false, has_window = false, has_outcome = false, has_item = false, has_number = false;
};

inline constexpr std::size_t max_items = 4000;
inline constexpr std::size_t max_windows = 2000;
inline constexpr std::size_t max_zones = 200;

/// FNV-1a, never 0: which rows carry the same ticket number.
std::uint64_t number_digest(std::string_view text);

Date date_of(std::int32_t day);
std::int32_t day_of(Date date);

}  // namespace hallbook::hall
