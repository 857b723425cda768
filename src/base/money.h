#pragma once
// Exact money in fen (1/100 yuan), signed 64-bit. Never a double. Overflow throws, it never wraps.
// There is no multiplication here: rounding happens in money_math.h and nowhere else.
#include <compare>
#include <cstdint>
#include <stdexcept>

namespace hallbook {

struct MoneyOverflow : std::overflow_error {
  using std::overflow_error::overflow_error;
};

class Money {
 public:
  constexpr Money() = default;  // zero
  static constexpr Money from_fen(std::int64_t fen) { return Money{fen}; }
  constexpr std::int64_t fen() const { return fen_; }

  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.fen_, b.fen_, &sum)) throw MoneyOverflow{"money: a + b"};
    return Money{sum};
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.fen_, b.fen_, &difference)) throw MoneyOverflow{"money: a - b"};
    return Money{difference};
  }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  explicit constexpr Money(std::int64_t fen) : fen_{fen} {}
  std::int64_t fen_ = 0;
};

}  // namespace hallbook
