#pragma once
// Round, split, read and print money: the one file in which an amount is rounded.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/result.h"

namespace hallbook {

enum class Rounding { half_up, down };

/// whole · part / total, rounded. Needs whole ≥ 0, part ≥ 0, total > 0 (ensure).
Money share(Money whole, std::int64_t part, std::int64_t total, Rounding rounding);

/// Splits by weights (each ≥ 0, sum > 0); the parts add up to `whole` to the fen.
std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights);

/// "1234.50", "-0.05": yuan with two places, no grouping.
std::string to_yuan(Money amount);

/// Reads "1234.5", "1,234.50", "￥12", "１２．５元", "1.2万元". Refuses more than two places of a fen,
/// letters, and amounts beyond 64-bit fen.
Result<Money> parse_yuan(std::string_view text);

}  // namespace hallbook
