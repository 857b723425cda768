// The vector part of drawing, for each instruction set. Compiled without contraction to fused multiply-adds.
#include <cmath>

#include "base/ensure.h"
#include "queueing/draw_eight.h"
#include "queueing/lanes.h"
#include "queueing/philox.h"
#include "queueing/trace.h"

namespace hallbook::queueing {
namespace {

namespace single {
using Doubles = double;
using Words = std::uint64_t;
inline double square_root(double x) { return std::sqrt(x); }
inline std::uint64_t low_product(std::uint64_t x, std::uint32_t factor) { return x * factor; }
#include "queueing/draw_math.inc"
}  // namespace single

// Two lanes: what every 64-bit machine has.
namespace scalar {
// clang-format off: the order matters
#include "queueing/lane_types_scalar.inc"
#include "queueing/draw_math.inc"
#include "queueing/draw_lanes.inc"
// clang-format on
}  // namespace scalar

#if HALLBOOK_X86
LANES_BEGIN_AVX2
namespace avx2 {
// clang-format off: the order matters
#include "queueing/lane_types_avx2.inc"
#include "queueing/draw_math.inc"
#include "queueing/draw_lanes.inc"
// clang-format on
}  // namespace avx2
LANES_END

LANES_BEGIN_AVX512
namespace avx512 {
// clang-format off: the order matters
#include "queueing/lane_types_avx512.inc"
#include "queueing/draw_math.inc"
#include "queueing/draw_lanes.inc"
// clang-format on
}  // namespace avx512
LANES_END
#endif

}  // namespace

const DrawLanes& draw_lanes_of(Path path) {
#if HALLBOOK_X86
  if (path == Path::avx512) return avx512::draw_lanes;
  if (path == Path::avx2) return avx2::draw_lanes;
#endif
  ensure(path == Path::scalar, "draw_lanes_of: this machine does not have that path");
  return scalar::draw_lanes;
}

namespace one {
double uniform_of(std::uint32_t bits) { return single::uniform(bits); }
double log_of(double x) { return single::logarithm(x); }
double exp_of(double x) { return single::exponential(x); }
double normal_of(std::uint32_t bits) { return single::normal_quantile(single::uniform(bits)); }
std::uint32_t ticks_of(double ticks) { return static_cast<std::uint32_t>(single::whole_ticks(ticks)); }
}  // namespace one

}  // namespace hallbook::queueing
