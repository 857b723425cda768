#pragma once
// Exact fractions of any size (Boost.Multiprecision cpp_rational, kept out of this header because its
// templates are slow to compile). The type of ratios, targets, values and scores until they are printed.
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook {

class Rational {
 public:
  Rational();                                                  // 0
  Rational(std::int64_t whole);                                // NOLINT: a whole number is a rational
  Rational(std::int64_t numerator, std::int64_t denominator);  // denominator ≠ 0 (ensure)
  Rational(const Rational& other);
  Rational(Rational&& other) noexcept;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept;
  ~Rational();

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  // b ≠ 0 (ensure)
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  bool is_zero() const;
  bool is_whole() const;

  /// "12", "0.95", "-3.125" when the decimal ends within 60 places; else the lowest terms "2/3". `parse`
  /// reads both back up to its length.
  std::string exact() const;
  /// Rounded half-up (away from zero at the half) to `places` decimals, exactly that many: "9.67".
  std::string rounded(int places) const;
  /// Half-up to a whole number; nullopt beyond 64 bits.
  std::optional<std::int64_t> to_int64() const;
  /// "12", "-0.5", "2/3"; nullopt for anything else, for a zero denominator, and beyond 400 characters.
  static std::optional<Rational> parse(std::string_view text);
  /// units · 10^-scale, as registers store measures.
  static Rational scaled(std::int64_t units, int scale);

 private:
  struct Big;  // the cpp_rational
  friend struct RationalMath;
  // Lowest terms, denominator > 0. Nearly every value fits 64 bits and is kept inline without an
  // allocation; `big_` is set exactly when it does not fit, so that equal values look equal.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::unique_ptr<Big> big_;
};

Rational min(const Rational& a, const Rational& b);
Rational max(const Rational& a, const Rational& b);

}  // namespace hallbook
