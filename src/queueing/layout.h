#pragma once
// A layout: windows, their rosters, and the rules by which tickets are called. Times are minutes after opening.
#include <limits>
#include <string>
#include <vector>

#include "queueing/hall.h"

namespace hallbook::queueing {

enum class WindowKind { specialised, comprehensive, tidal };

enum class BreakKind {
  finish_first_fixed,  // a busy window finishes first and returns at the fixed end; finishing after it: no break
  finish_first_full,   // a busy window finishes first and then takes the whole length
  interrupt,           // handling stops and goes on at the same window after the break, nothing is lost
  capacity_drop,  // handling stops, the citizen returns to the head of the queue with what remains (pool semantics)
};

struct Break {
  double from_min = 0;
  double to_min = 0;
  BreakKind kind = BreakKind::finish_first_fixed;
  friend bool operator==(const Break&, const Break&) = default;
};

/// Staffed from..to. A window whose last interval reaches the closing time stays until everybody is served.
struct Open {
  double from_min = 0;
  double to_min = std::numeric_limits<double>::infinity();
  friend bool operator==(const Open&, const Open&) = default;
};

struct FamilyFactor {
  std::string family;
  double handling_factor = 1;
  friend bool operator==(const FamilyFactor&, const FamilyFactor&) = default;
};

struct Window {
  std::string id;
  int zone = -1;  // index into Hall::zones; −1 = none
  WindowKind kind = WindowKind::specialised;
  std::vector<int> items;  // indices into Hall::items, rising
  double handling_factor = 1;  // multiplies handling times; 1.15 = 15 % slower
  std::vector<FamilyFactor> family_factors;  // further factors for some families
  std::string staff_group;
  std::vector<Open> open{Open{}};  // in time order, not overlapping; a tidal window may open only inside them
  std::vector<Break> breaks;  // in time order, not overlapping
  friend bool operator==(const Window&, const Window&) = default;
};

/// Citizens of a higher level go first. With ageing, a level is only a head start: its tickets count as drawn
/// `ahead_min` earlier, so that a normal ticket cannot wait for ever.
struct Level {
  std::string name;
  double ahead_min = std::numeric_limits<double>::infinity();  // infinity = always first (no ageing)
  friend bool operator==(const Level&, const Level&) = default;
};

/// Windows of `kind` take the tickets of `items` only when the head of that queue has waited at least this long.
struct Reserve {
  WindowKind kind = WindowKind::comprehensive;
  std::vector<int> items;
  double min_wait_min = 0;
  friend bool operator==(const Reserve&, const Reserve&) = default;
};

/// A tidal window opens when more than `open_above` tickets that it could take have been waiting for `for_min`
/// without a pause (tickets on the screen, also of people who have left), and closes, at the earliest after
/// `stay_min`, when it is free and at most `close_at` wait.
struct Tidal {
  int open_above = 10;
  double for_min = 5;
  int close_at = 0;
  double stay_min = 30;
  friend bool operator==(const Tidal&, const Tidal&) = default;
};

struct Policy {
  std::vector<Level> levels{Level{"normal", 0}};  // level 0 is the normal ticket; at most 4
  std::vector<Reserve> reserves;
  Tidal tidal;  // used when a window is tidal
  int appointment_level = 0;  // level of citizens who come within the slot window of their appointment
  friend bool operator==(const Policy&, const Policy&) = default;
};

/// A waiting ticket goes to the idle window of the lowest index among the specialised ones that serve it, then among
/// the comprehensive ones, then the tidal ones. A freed window takes the ticket of the highest level, among these the
/// one drawn first.
struct Layout {
  std::string name;
  std::vector<Window> windows;
  Policy policy;
  bool closes_for_break = false;  // all windows may be on break at once; otherwise check() refuses that
  friend bool operator==(const Layout&, const Layout&) = default;
};

}  // namespace hallbook::queueing
