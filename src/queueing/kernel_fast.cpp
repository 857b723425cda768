// At most 64 windows and 64 queues: sets are one word, the calendar and the queue heads are a few vector loads.
#include <algorithm>

#include "base/ensure.h"
#include "queueing/kernel_state.h"
#include "queueing/lanes.h"

namespace hallbook::queueing {
namespace {

// The smallest of `count` keys (a multiple of 16), and the smallest of those whose mask is 0. Keys are all different,
// so every path finds the same one.
namespace scalar {
inline std::uint32_t smallest(const std::uint32_t* key, std::size_t count) {
  std::array<std::uint32_t, 4> least{nothing, nothing, nothing, nothing};
  for (std::size_t i = 0; i < count; i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) least[lane] = std::min(least[lane], key[i + lane]);
  return std::min(std::min(least[0], least[1]), std::min(least[2], least[3]));
}
inline std::uint32_t smallest_of(const std::uint32_t* key, const std::uint32_t* mask, std::size_t count) {
  std::array<std::uint32_t, 4> least{nothing, nothing, nothing, nothing};
  for (std::size_t i = 0; i < count; i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) least[lane] = std::min(least[lane], key[i + lane] | mask[i + lane]);
  return std::min(std::min(least[0], least[1]), std::min(least[2], least[3]));
}
#include "queueing/kernel_fast.inc"
}  // namespace scalar

#if HALLBOOK_X86
LANES_BEGIN_AVX2
namespace avx2 {
inline __m256i load(const std::uint32_t* from) { return _mm256_load_si256(reinterpret_cast<const __m256i*>(from)); }
inline std::uint32_t across(__m256i least) {
  __m128i four = _mm_min_epu32(_mm256_castsi256_si128(least), _mm256_extracti128_si256(least, 1));
  four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0x4E));
  four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0xB1));
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(four));
}
inline std::uint32_t smallest(const std::uint32_t* key, std::size_t count) {
  __m256i least = _mm256_min_epu32(load(key), load(key + 8));
  for (std::size_t i = 16; i < count; i += 16)
    least = _mm256_min_epu32(least, _mm256_min_epu32(load(key + i), load(key + i + 8)));
  return across(least);
}
inline std::uint32_t smallest_of(const std::uint32_t* key, const std::uint32_t* mask, std::size_t count) {
  __m256i least = _mm256_set1_epi32(-1);
  for (std::size_t i = 0; i < count; i += 8)
    least = _mm256_min_epu32(
        least, _mm256_or_si256(load(key + i), _mm256_loadu_si256(reinterpret_cast<const __m256i*>(mask + i))));
  return across(least);
}
#include "queueing/kernel_fast.inc"
}  // namespace avx2
LANES_END

LANES_BEGIN_AVX512
namespace avx512 {
inline std::uint32_t across(__m512i least) {
  const __m256i eight = _mm256_min_epu32(_mm512_castsi512_si256(least), _mm512_extracti64x4_epi64(least, 1));
  __m128i four = _mm_min_epu32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
  four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0x4E));
  four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0xB1));
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(four));
}
inline std::uint32_t smallest(const std::uint32_t* key, std::size_t count) {
  __m512i least = _mm512_load_si512(key);
  for (std::size_t i = 16; i < count; i += 16) least = _mm512_min_epu32(least, _mm512_load_si512(key + i));
  return across(least);
}
inline std::uint32_t smallest_of(const std::uint32_t* key, const std::uint32_t* mask, std::size_t count) {
  __m512i least = _mm512_or_si512(_mm512_load_si512(key), _mm512_loadu_si512(mask));
  for (std::size_t i = 16; i < count; i += 16)
    least = _mm512_min_epu32(least, _mm512_or_si512(_mm512_load_si512(key + i), _mm512_loadu_si512(mask + i)));
  return across(least);
}
#include "queueing/kernel_fast.inc"
}  // namespace avx512
LANES_END
#endif

void begin_day(const Plan& plan, const DayTrace& day, FastState& state, Outcome& outcome) {
  state.head.fill(nothing);
  state.key.fill(nothing);
  for (std::size_t queue = 0; queue < plan.queues.size(); ++queue) state.tail[queue] = &state.head[queue];
  if (state.next.size() < day.size()) state.next.resize(day.size());
  // A ticket that nobody ever calls keeps this.
  outcome.wait.assign(day.size(), never_called);
  outcome.at.clear();
  outcome.windows.assign(static_cast<std::size_t>(plan.windows), WindowUse{});
  outcome.last_end = 0;
}

}  // namespace

bool is_fast(const Plan& plan) {
  const bool levels = std::ranges::all_of(plan.queues, [](const QueuePlan& queue) { return queue.rank < 4; });
  const bool tidal = std::ranges::any_of(plan.tidal, [](std::uint64_t word) { return word != 0; });
  return plan.windows <= 64 && plan.queues.size() <= 64 && levels && !plan.ageing && !tidal && plan.moving.empty() &&
         plan.reserve.empty();
}

void prepare(const Plan& plan, FastState& state) {
  state.queue_lanes = (plan.queues.size() + 15) / 16 * 16;
  state.window_lanes = (static_cast<std::size_t>(plan.windows) + 15) / 16 * 16;
  state.not_served.assign(static_cast<std::size_t>(plan.windows) * state.queue_lanes, nothing);
  for (std::size_t queue = 0; queue < plan.queues.size(); ++queue) {
    const QueuePlan& of = plan.queues[queue];
    state.base[queue] = (static_cast<std::uint32_t>(of.rank) << 30) | static_cast<std::uint32_t>(queue);
    state.takers[queue] = plan.takers[static_cast<std::size_t>(of.routing_class)][0];
    for (int window = 0; window < plan.windows; ++window)
      if (plan.serves_queue(window, static_cast<int>(queue)))
        state.not_served[static_cast<std::size_t>(window) * state.queue_lanes + queue] = 0;
  }
}

bool run_fast(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome, Path path) {
  FastState& state = workspace.state().fast;
  if (day.arrivals != day.size() || day.size() >= (1u << 24) || plan.windows == 0) return false;
  begin_day(plan, day, state, outcome);
#if HALLBOOK_X86
  if (path == Path::avx512) return avx512::run(plan, day, state, outcome);
  if (path == Path::avx2) return avx2::run(plan, day, state, outcome);
#endif
  ensure(path == Path::scalar, "run_fast: this machine does not have that path");
  return scalar::run(plan, day, state, outcome);
}

}  // namespace hallbook::queueing
