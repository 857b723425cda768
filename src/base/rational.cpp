#include "base/rational.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>

#include "base/ensure.h"

namespace hallbook {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using Wide = __int128;

struct Rational::Big {
  cpp_rational value;
};

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t longest_text = 400;
constexpr int most_places = 60;

using UnsignedWide = unsigned __int128;

UnsignedWide magnitude(Wide value) {
  return value < 0 ? 0 - static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
}

UnsignedWide greatest_common_divisor(UnsignedWide a, UnsignedWide b) {
  while (b > std::numeric_limits<std::uint64_t>::max() || a > std::numeric_limits<std::uint64_t>::max()) {
    if (b == 0) return a;
    a %= b;
    std::swap(a, b);
  }
  return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
}

cpp_int widened(Wide value) {
  const UnsignedWide size = magnitude(value);
  cpp_int whole = static_cast<std::uint64_t>(size >> 64);
  whole <<= 64;
  whole += static_cast<std::uint64_t>(size);
  if (value < 0) whole = -whole;
  return whole;
}

/// 10^places.
cpp_int power_of_ten(int places) { return boost::multiprecision::pow(cpp_int{10}, static_cast<unsigned>(places)); }

/// value = units · 10^-places, printed with exactly `places` decimals.
std::string decimal_text(const cpp_int& units, int places) {
  std::string digits = cpp_int{abs(units)}.str();
  const auto fraction = static_cast<std::size_t>(places);
  if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - fraction, ".");
  return units < 0 ? "-" + digits : digits;
}

/// Digits only, any length. Leading zeros go: to cpp_int they mean octal.
std::optional<cpp_int> parse_digits(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > 18) return cpp_int{std::string{digits}};
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return cpp_int{value};
}

/// How often `factor` divides `number`, which loses those factors.
int take_factor(cpp_int& number, unsigned factor) {
  int count = 0;
  for (; number % factor == 0; ++count) number /= factor;
  return count;
}

}  // namespace

/// The way between the two forms.
struct RationalMath {
  static Rational small(std::int64_t numerator, std::int64_t denominator) {
    Rational result;
    result.numerator_ = numerator;
    result.denominator_ = denominator;
    return result;
  }
  static Rational big(cpp_rational value) {
    const cpp_int top = numerator(value);
    const cpp_int bottom = denominator(value);
    if (top >= smallest && top <= largest && bottom <= largest)
      return small(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
    Rational result;
    result.big_ = std::make_unique<Rational::Big>(Rational::Big{std::move(value)});
    return result;
  }
  static Rational wide(Wide top, Wide bottom) {
    if (bottom < 0) top = -top, bottom = -bottom;
    const UnsignedWide common = greatest_common_divisor(magnitude(top), magnitude(bottom));
    if (common > 1) top /= static_cast<Wide>(common), bottom /= static_cast<Wide>(common);
    if (top >= smallest && top <= largest && bottom <= largest)
      return small(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
    return big(cpp_rational{widened(top), widened(bottom)});
  }
  static cpp_rational value(const Rational& r) {
    return r.big_ ? r.big_->value : cpp_rational{cpp_int{r.numerator_}, cpp_int{r.denominator_}};
  }
  static cpp_int top(const Rational& r) { return r.big_ ? cpp_int{numerator(r.big_->value)} : cpp_int{r.numerator_}; }
  static cpp_int bottom(const Rational& r) {
    return r.big_ ? cpp_int{denominator(r.big_->value)} : cpp_int{r.denominator_};
  }
};

Rational::Rational() = default;
Rational::Rational(std::int64_t whole) : numerator_{whole} {}
Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
  ensure(denominator != 0, "rational: denominator 0");
  *this = RationalMath::wide(numerator, denominator);
}
Rational::Rational(const Rational& other)
    : numerator_{other.numerator_},
      denominator_{other.denominator_},
      big_{other.big_ ? std::make_unique<Big>(*other.big_) : nullptr} {}
Rational::Rational(Rational&& other) noexcept
    : numerator_{other.numerator_}, denominator_{other.denominator_}, big_{std::move(other.big_)} {}
Rational& Rational::operator=(const Rational& other) {
  if (this != &other) *this = Rational{other};
  return *this;
}
Rational& Rational::operator=(Rational&& other) noexcept {
  numerator_ = other.numerator_;
  denominator_ = other.denominator_;
  big_ = std::move(other.big_);
  return *this;
}
Rational::~Rational() = default;

Rational operator+(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return RationalMath::big(RationalMath::value(a) + RationalMath::value(b));
  return RationalMath::wide(
      static_cast<Wide>(a.numerator_) * b.denominator_ + static_cast<Wide>(b.numerator_) * a.denominator_,
      static_cast<Wide>(a.denominator_) * b.denominator_);
}
Rational operator-(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return RationalMath::big(RationalMath::value(a) - RationalMath::value(b));
  return RationalMath::wide(
      static_cast<Wide>(a.numerator_) * b.denominator_ - static_cast<Wide>(b.numerator_) * a.denominator_,
      static_cast<Wide>(a.denominator_) * b.denominator_);
}
Rational operator*(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return RationalMath::big(RationalMath::value(a) * RationalMath::value(b));
  return RationalMath::wide(static_cast<Wide>(a.numerator_) * b.numerator_,
                            static_cast<Wide>(a.denominator_) * b.denominator_);
}
Rational operator/(const Rational& a, const Rational& b) {
  ensure(!b.is_zero(), "rational: division by 0");
  if (a.big_ || b.big_) return RationalMath::big(RationalMath::value(a) / RationalMath::value(b));
  return RationalMath::wide(static_cast<Wide>(a.numerator_) * b.denominator_,
                            static_cast<Wide>(a.denominator_) * b.numerator_);
}
bool operator==(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return a.big_ && b.big_ && a.big_->value == b.big_->value;
  return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
}
std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) {
    const int order = RationalMath::value(a).compare(RationalMath::value(b));
    return order <=> 0;
  }
  return static_cast<Wide>(a.numerator_) * b.denominator_ <=> static_cast<Wide>(b.numerator_) * a.denominator_;
}

bool Rational::is_zero() const { return !big_ && numerator_ == 0; }
bool Rational::is_whole() const { return big_ ? denominator(big_->value) == 1 : denominator_ == 1; }

std::string Rational::exact() const {
  const cpp_int top = RationalMath::top(*this);
  const cpp_int bottom = RationalMath::bottom(*this);
  cpp_int rest = bottom;
  const int twos = take_factor(rest, 2);
  const int fives = take_factor(rest, 5);
  const int places = std::max(twos, fives);
  if (rest == 1 && places <= most_places) return decimal_text(top * power_of_ten(places) / bottom, places);
  return top.str() + "/" + bottom.str();
}

std::string Rational::rounded(int places) const {
  ensure(places >= 0 && places <= most_places, "rational: places not in 0…60");
  const cpp_int top = RationalMath::top(*this) * power_of_ten(places);
  const cpp_int bottom = RationalMath::bottom(*this);
  const cpp_int size = (2 * cpp_int{abs(top)} + bottom) / (2 * bottom);  // half away from zero
  return decimal_text(top < 0 ? cpp_int{-size} : size, places);
}

std::optional<std::int64_t> Rational::to_int64() const {
  if (!big_ && denominator_ == 1) return numerator_;
  const cpp_int top = RationalMath::top(*this);
  const cpp_int bottom = RationalMath::bottom(*this);
  cpp_int whole = (2 * cpp_int{abs(top)} + bottom) / (2 * bottom);
  if (top < 0) whole = -whole;
  if (whole < smallest || whole > largest) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

std::optional<Rational> Rational::parse(std::string_view text) {
  if (text.size() > longest_text) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  cpp_int top;
  cpp_int bottom = 1;
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = parse_digits(text.substr(0, slash));
    const auto below = parse_digits(text.substr(slash + 1));
    if (!above || !below || *below == 0) return std::nullopt;
    top = *above;
    bottom = *below;
  } else {
    const auto point = text.find('.');
    const auto whole = parse_digits(text.substr(0, point));
    if (!whole) return std::nullopt;
    top = *whole;
    if (point != std::string_view::npos) {
      const auto fraction = parse_digits(text.substr(point + 1));
      if (!fraction) return std::nullopt;
      bottom = power_of_ten(static_cast<int>(text.size() - point - 1));
      top = top * bottom + *fraction;
    }
  }
  return RationalMath::big(cpp_rational{negative ? cpp_int{-top} : top, bottom});
}

Rational Rational::scaled(std::int64_t units, int scale) {
  ensure(scale >= 0 && scale <= 18, "rational: scale not in 0…18");
  std::int64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  return RationalMath::wide(units, power);
}

Rational min(const Rational& a, const Rational& b) { return b < a ? b : a; }
Rational max(const Rational& a, const Rational& b) { return a < b ? b : a; }

}  // namespace hallbook
