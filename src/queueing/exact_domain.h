#pragma once
// Limits and refusals shared by the exact formulas. Private to the exact side of queueing.
#include <cmath>

#include "base/result.h"

namespace hallbook::queueing::exact {

inline constexpr int windows_most = 100'000;  // R-QUE-30
inline constexpr double load_most = 1e6;      // Erlang
inline constexpr double patience_least = 1e-6, patience_most = 1e6;  // service times

/// R-QUE-30: a number of windows from 1 to windows_most.
Result<> check_windows(int windows);
/// Refuses what is not finite, negative, or above `most`. `least_excluded`: zero is refused as well.
enum class Zero { allowed, refused };
Result<> check_number(double value, const char* field, Zero zero, double most);
/// R-QUE-31: without patience a queue needs a utilisation below 1.
Result<> check_stable(double load, double windows);

}  // namespace hallbook::queueing::exact
