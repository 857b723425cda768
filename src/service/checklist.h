#pragma once
// A checklist of a round as data: what is looked at, how much a failure costs, how long putting it right may take.
// definitions/checklists/daily.toml; a unit adopts its own as definition "checklist". Pure.
// Source: docs/rules/service.md, R-SRV-01 to R-SRV-04.
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/json.h"

namespace hallbook::service {

inline constexpr int tenths = 10;  // of a point: scores and points are whole numbers of them

enum class Level { minor, serious, grave };
std::string_view level_name(Level level);
Text level_title(Level level);

/// What is wrong, as a chip on the phone.
struct Kind {
  std::string name;
  Text title;
};

struct CheckItem {
  std::string group, name;
  Text title, rule;
  Level level = Level::minor;
  int points = 0;  // tenths, for each place that fails
  int limit_workdays = 0;
  bool windows = true;  // asked for each window; false: for the hall as a whole
  std::vector<Kind> kinds;
  const Kind* kind(std::string_view kind_name) const;
};

struct CheckGroup {
  std::string name;
  Text title;
};

/// One round of a day, done between two times of the hall's clock.
struct Turn {
  std::string name;
  Text title;
  int from = 0, until = 0;  // minutes of the day
};

struct Checklist {
  std::string name;
  Text title;
  int base = 0;  // tenths
  std::optional<int> floor;  // tenths; nullopt: a score may fall below zero
  bool corrected_deducts = false;
  int limit_workdays = 0;
  std::vector<std::string> windows, spare;
  std::vector<Turn> turns;
  std::vector<CheckGroup> groups;
  std::vector<CheckItem> items;
  Digest digest;  // SM3 of the text
  const CheckItem* item(std::string_view item_name) const;
  const Turn* turn(std::string_view turn_name) const;
};

/// Strict: an unknown key, a name that stands twice, points that are no half points are refused with their line.
Result<Checklist> read_checklist(std::string_view toml);

/// "98.5", "-3", "100": tenths as people write them.
std::string points_text(int tenths_of_points);
/// "09:30"
std::string clock_text(int minutes);
Json checklist_json(const Checklist& checklist);

}  // namespace hallbook::service
