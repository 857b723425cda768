// Goal G11: after the first days have sized the buffers, a day allocates nothing. Counts every operator new of this
// test program.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "queueing/draw.h"
#include "queueing/kernel.h"
#include "queueing/scenario_fixture.h"
#include "queueing/tally.h"

namespace {
std::atomic<long> allocations{0};

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}
void* counted(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const std::size_t align = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
  throw std::bad_alloc{};
}
}  // namespace

// Every form: the sanitizer would else see memory of its own operator new given to our delete.
void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return counted(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return counted(size, alignment); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace hallbook::queueing {
namespace {

long allocations_of_later_days(const Scenario& scenario) {
  const Plan plan = make_plan(scenario, scenario.layout);
  const Drawing drawing{scenario, 1};
  Workspace workspace{plan};
  Tally tally{scenario, plan, scenario.target};
  DayTrace day;
  Outcome outcome;
  DayRow row;
  drawing.reserve(day);
  tally.begin_block();
  long before = 0;
  for (int d = 0; d < 300; ++d) {
    if (d == 200) before = allocations;  // the busiest of 200 days has sized the outcome
    drawing.draw(d, day);
    run_day(plan, day, workspace, outcome);
    tally.add(day, outcome, row);
  }
  return allocations - before;
}

TEST(Allocation, NoneInTheDayLoop) {
  Scenario scenario = fixture::hall_12x40();
  const long before = allocations;
  std::vector<int> seen(100);
  ASSERT_GT(allocations, before);  // the counter counts
  EXPECT_EQ(allocations_of_later_days(scenario), 0);
  // The general kernel, with everything that can be switched on.
  scenario.layout.windows[0].kind = WindowKind::tidal;
  scenario.layout.windows[1].breaks[0].kind = BreakKind::capacity_drop;
  scenario.layout.policy.reserves = {Reserve{WindowKind::comprehensive, {0, 1}, 5}};
  scenario.demand.appointments = {30, 0, 480, 2, std::vector<double>(12, 1.0 / 12), 0.9, 0, 5, 10, 10};
  EXPECT_EQ(allocations_of_later_days(scenario), 0);
}

}  // namespace
}  // namespace hallbook::queueing
