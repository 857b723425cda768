#include "queueing/pooled.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>

#include "base/ensure.h"
#include "queueing/draw_eight.h"
#include "queueing/kernel.h"
#include "queueing/lanes.h"
#include "queueing/limits.h"
#include "queueing/philox.h"

namespace hallbook::queueing {
namespace {

/// The queue as the lanes want it: ln of the handling time, mean gap.
struct PooledLaw {
  int windows = 1;
  LawKind kind = LawKind::exponential;
  double gap = 1, mean = 1, mu = 0, sigma = 0;
};

namespace scalar {
// clang-format off: the order matters
#include "queueing/lane_types_scalar.inc"
#include "queueing/draw_math.inc"
#include "queueing/pooled_lanes.inc"
// clang-format on
}  // namespace scalar

#if HALLBOOK_X86
LANES_BEGIN_AVX2
namespace avx2 {
// clang-format off: the order matters
#include "queueing/lane_types_avx2.inc"
#include "queueing/draw_math.inc"
#include "queueing/pooled_lanes.inc"
// clang-format on
}  // namespace avx2
LANES_END

LANES_BEGIN_AVX512
namespace avx512 {
// clang-format off: the order matters
#include "queueing/lane_types_avx512.inc"
#include "queueing/draw_math.inc"
#include "queueing/pooled_lanes.inc"
// clang-format on
}  // namespace avx512
LANES_END
#endif

auto lanes_of(Path path) {
#if HALLBOOK_X86
  if (path == Path::avx512) return avx512::run_lanes;
  if (path == Path::avx2) return avx2::run_lanes;
#endif
  ensure(path == Path::scalar, "pooled: this machine does not have that path");
  return scalar::run_lanes;
}

Result<> check_queue(const PooledQueue& queue, int replications, std::int64_t customers, std::int64_t warm_up) {
  const auto wrong = [](const char* field, const char* zh, const char* en) {
    return refuse(RefusalCode::invalid, {zh, en}, field);
  };
  if (queue.windows < 1 || queue.windows > static_cast<int>(limits::windows))
    return wrong("windows", "窗口数应在 1 到 2000 之间", "1 to 2000 windows");
  if (!(queue.arrivals_per_min > 0 && queue.arrivals_per_min <= limits::tickets_per_day))
    return wrong("arrivals_per_min", "到达率应大于 0、不超过 100000",
                 "the arrival rate must be above 0 and at most 100,000");
  if (queue.handling.kind == LawKind::none || queue.handling.kind == LawKind::empirical)
    return wrong("handling", "这里只支持定长、指数或对数正态的办理时间",
                 "only deterministic, exponential or lognormal handling here");
  if (!(queue.handling.mean_min > 0 && queue.handling.mean_min <= limits::handling_min) ||
      (queue.handling.kind == LawKind::lognormal && !(queue.handling.cv > 0 && queue.handling.cv <= limits::cv)))
    return wrong("handling", "办理时间的均值或变异系数不成立",
                 "impossible mean or coefficient of variation of handling");
  if (replications < 1 || replications > 1'000'000 || customers < 1 || warm_up < 0 ||
      customers + warm_up > (std::int64_t{1} << 40))
    return wrong("customers", "重复次数、人数或预热人数不成立", "impossible replications, customers or warm-up");
  return {};
}

struct AlignedFree {
  void operator()(double* memory) const { ::operator delete(memory, std::align_val_t{64}); }
};

}  // namespace

Result<std::vector<double>> pooled_mean_waits(const PooledQueue& queue, int replications, std::int64_t customers,
                                              std::int64_t warm_up, std::uint64_t seed, Path path) {
  if (auto checked = check_queue(queue, replications, customers, warm_up); !checked)
    return std::unexpected{checked.error()};
  PooledLaw law{queue.windows, queue.handling.kind, 1 / queue.arrivals_per_min, queue.handling.mean_min, 0, 0};
  if (law.kind == LawKind::lognormal) {
    const double variance = one::log_of(1 + queue.handling.cv * queue.handling.cv);
    law.sigma = std::sqrt(variance);
    law.mu = one::log_of(law.mean) - variance / 2;
  }
  const std::size_t bytes = static_cast<std::size_t>(queue.windows) * 8 * sizeof(double);
  const std::unique_ptr<double, AlignedFree> free{static_cast<double*>(::operator new(bytes, std::align_val_t{64}))};
  std::vector<double> means(static_cast<std::size_t>(replications));
  const auto run = lanes_of(path);
  for (int first = 0; first < replications; first += 8) {
    alignas(64) double sums[8];
    run(law, first, customers, warm_up, seed, free.get(), sums);
    for (int lane = 0; lane < 8 && first + lane < replications; ++lane)
      means[static_cast<std::size_t>(first + lane)] = sums[lane] / static_cast<double>(customers);
  }
  return means;
}

std::vector<DaySums> pooled_sums(const Scenario& scenario, int windows, const Target& target,
                                 std::span<const DayTrace> days) {
  ensure(windows > 0, "pooled_sums: no window");
  const std::int64_t threshold = to_ticks(target.threshold_min);
  const double origin = origin_min(scenario);
  const Tick opening = to_ticks(-origin), close = to_ticks(scenario.hall.close_min - origin);
  std::vector<DaySums> sums;
  std::vector<Tick> free(static_cast<std::size_t>(windows));
  for (const DayTrace& day : days) {
    ensure(day.arrivals == day.size(), "pooled_sums: a day with legs");
    std::ranges::fill(free, opening);
    DaySums& of = sums.emplace_back();
    of.tickets = static_cast<std::int64_t>(day.size());
    for (std::size_t ticket = 0; ticket < day.size(); ++ticket) {
      const Tick start = std::max<Tick>(free.front(), day.time[ticket]), wait = start - day.time[ticket];
      if (day.patience[ticket] != max_ticks && wait > day.patience[ticket]) {
        ++of.abandoned;
        of.late_abandoned += day.patience[ticket] > threshold;
        continue;
      }
      const Tick end = start + day.service[ticket];
      std::size_t place = 1;
      for (; place < free.size() && free[place] < end; ++place) free[place - 1] = free[place];
      free[place - 1] = end;
      if (day.kind[ticket] & kind_bits::no_show) continue;
      ++of.served;
      of.wait_ticks += wait;
      of.within += wait <= threshold;
    }
    of.overtime_ticks = std::max<Tick>(0, free.back() - close);
  }
  return sums;
}

}  // namespace hallbook::queueing
