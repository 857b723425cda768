#pragma once
// Draws days of citizens from a scenario's demand. Counter-based random numbers (Philox): the citizens of day d depend
// on seed and d alone, not on threads, layouts or the order of calls, and are the same bits on every processor path (R-QUE-20).
#include <cstdint>
#include <memory>

#include "queueing/path.h"
#include "queueing/trace.h"

namespace hallbook::queueing {

class Drawing {
 public:
  /// `scenario` must have passed check(). Keeps what it needs of it.
  Drawing(const Scenario& scenario, std::uint64_t seed, Path path = best_path());
  ~Drawing();
  Drawing(Drawing&&) noexcept;
  Drawing& operator=(Drawing&&) noexcept;

  /// Replaces `out`. Safe to call from several threads at once. No allocation once `out` has had its largest day.
  void draw(int day, DayTrace& out) const;
  /// Makes room in `out`, so that draw() practically never allocates.
  void reserve(DayTrace& out) const;

  /// Known means of the drawn days, for control variates: tickets, and handling minutes at factor 1 (first legs).
  double expected_tickets(int day) const;
  double expected_work_min(int day) const;

 private:
  struct Model;
  std::unique_ptr<const Model> model_;
};

}  // namespace hallbook::queueing
