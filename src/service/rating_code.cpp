#include "service/rating_code.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "journal/derived_key.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"

namespace hallbook::service {
namespace {

constexpr std::size_t longest_window = 20;
constexpr std::size_t mark_digits = 32, number_digits = 16;  // 128 and 64 bits
constexpr std::chrono::hours form_lasts{24};

std::string mark_of(std::string_view key, std::string_view what) {
  return crypto::hmac_sm3(key, what).hex().substr(0, mark_digits);
}

/// No early end: how long it takes says nothing of where they differ.
bool same_mark(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) differs |= static_cast<unsigned char>(a[i] ^ b[i]);
  return differs == 0;
}

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::string place_text(const RatingPlace& place) { return fmt::format("{}-{}", place.unit.value, place.window); }

}  // namespace

Result<std::string> rating_key(const journal::KeyRing& keys) {
  return journal::derived_key(keys, "hallbook rating codes 1");
}

Result<> check_window(std::string_view window) {
  const bool plain = window.find_first_of(" /\\?#%&=+\"<>'") == std::string_view::npos;
  if (!window.empty() && plain && check_text(window, longest_window)) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("窗口“{}”不行：1 到 20 个字，不含空格和符号", quote(window)),
                 fmt::format("window “{}” will not do: 1 to 20 characters, no blanks and signs", quote(window))},
                "window");
}

std::string rating_token(std::string_view key, const RatingPlace& place) {
  const auto text = place_text(place);
  return fmt::format("{}-{}", text, mark_of(key, "plate:" + text));
}

std::optional<RatingPlace> read_rating_token(std::string_view key, std::string_view token) {
  const auto first = token.find('-'), last = token.rfind('-');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto unit = whole(token.substr(0, first));
  if (!unit) return std::nullopt;
  RatingPlace place{UnitId{*unit}, std::string{token.substr(first + 1, last - first - 1)}};
  if (!check_window(place.window)) return std::nullopt;
  if (!same_mark(token.substr(last + 1), mark_of(key, "plate:" + place_text(place)))) return std::nullopt;
  return place;
}

std::string form_seal(std::string_view key, std::string_view token, Instant at) {
  const auto number = crypto::sm3(crypto::random_bytes(16)).hex().substr(0, number_digits);
  const auto head = fmt::format("{}-{}", at.time_since_epoch().count(), number);
  return fmt::format("{}-{}", head, mark_of(key, fmt::format("form:{}:{}", head, token)));
}

std::optional<std::string> read_form_seal(std::string_view key, std::string_view token, std::string_view seal,
                                          Instant at) {
  const auto first = seal.find('-'), last = seal.rfind('-');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto ms = whole(seal.substr(0, first));
  if (!ms || !same_mark(seal.substr(last + 1), mark_of(key, fmt::format("form:{}:{}", seal.substr(0, last), token))))
    return std::nullopt;
  const Instant made{std::chrono::milliseconds{*ms}};
  if (made > at + std::chrono::minutes{5} || made < at - form_lasts) return std::nullopt;
  return std::string{seal.substr(first + 1, last - first - 1)};
}

}  // namespace hallbook::service
