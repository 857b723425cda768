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
#include "queueing/draw_math.inc"
#undef HALLBOOK_INLINE
}  // namespace single

// Two lanes: what every 64-bit machine has.
namespace scalar {
typedef double Doubles __attribute__((vector_size(16)));
typedef std::uint64_t Words __attribute__((vector_size(16)));
inline Doubles square_root(Doubles x) { return Doubles{std::sqrt(x[0]), std::sqrt(x[1])}; }
inline Words low_product(Words x, std::uint32_t factor) {
#if HALLBOOK_X86
  return reinterpret_cast<Words>(_mm_mul_epu32(reinterpret_cast<__m128i>(x), _mm_set1_epi64x(factor)));
#else
  return x * std::uint64_t{factor};
#endif
}
#include "queueing/draw_lanes.inc"
#include "queueing/draw_math.inc"
#undef HALLBOOK_INLINE
}  // namespace scalar

#if HALLBOOK_X86
LANES_BEGIN_AVX2
namespace avx2 {
typedef double Doubles __attribute__((vector_size(32)));
typedef std::uint64_t Words __attribute__((vector_size(32)));
inline Doubles square_root(Doubles x) { return _mm256_sqrt_pd(x); }
inline Words low_product(Words x, std::uint32_t factor) {
  return reinterpret_cast<Words>(_mm256_mul_epu32(reinterpret_cast<__m256i>(x), _mm256_set1_epi64x(factor)));
}
#include "queueing/draw_lanes.inc"
#include "queueing/draw_math.inc"
#undef HALLBOOK_INLINE
}  // namespace avx2
LANES_END

LANES_BEGIN_AVX512
namespace avx512 {
typedef double Doubles __attribute__((vector_size(64)));
typedef std::uint64_t Words __attribute__((vector_size(64)));
inline Doubles square_root(Doubles x) { return _mm512_sqrt_pd(x); }
inline Words low_product(Words x, std::uint32_t factor) {
  return reinterpret_cast<Words>(_mm512_mul_epu32(reinterpret_cast<__m512i>(x), _mm512_set1_epi64(factor)));
}
#include "queueing/draw_lanes.inc"
#include "queueing/draw_math.inc"
#undef HALLBOOK_INLINE
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
