#pragma once
// Eight citizens drawn at once: what the vector code of draw.cpp hands to its scalar code and back.
#include <cstdint>

#include "queueing/path.h"

namespace hallbook::queueing {

struct alignas(64) Eight {
  double gap[8];                   // exponential, mean 1: to the citizen before
  std::uint64_t pick[8];           // 32 bits: item, level, no-show
  std::uint64_t handling_bits[8];  // 32 bits
  double normal[8];                // of handling_bits
  double stay[8];                  // exponential, mean 1
  std::uint64_t stay_bits[8];
  double exponent[8];              // in: ln of handling ticks
  double stay_ticks[8];            // in
  std::uint64_t service[8];        // out: ticks
  std::uint64_t patience[8];       // out: ticks
};

struct DrawLanes {
  void (*draw)(std::uint32_t first, int day, std::uint64_t seed, Eight& out);
  void (*ticks)(Eight& eight);  // exponent → service, stay_ticks → patience
};

/// The code of a path; the machine must have it.
const DrawLanes& draw_lanes_of(Path path);

/// The same mathematics for one value (draw_lanes.cpp).
namespace one {
double uniform_of(std::uint32_t bits);
double log_of(double x);
double exp_of(double x);
double normal_of(std::uint32_t bits);
std::uint32_t ticks_of(double ticks);
}  // namespace one

}  // namespace hallbook::queueing
