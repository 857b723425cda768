#include "forms/paper_code.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::forms {
namespace {

constexpr std::size_t most_code = 300;
constexpr std::size_t root_digits = 32, digest_digits = 16;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         std::ranges::all_of(text, [](char one) { return is_digit(one) || (one >= 'a' && one <= 'f'); });
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= 0;
}

}  // namespace

std::string printed_code(const PaperCode& code) {
  return fmt::format("HB2:{}:{}:{}:{}:{}:{}", code.kind, code.subject, code.version, code.seq, code.root, code.digest);
}

std::optional<PaperCode> read_code(std::string_view text) {
  if (text.size() > most_code) return std::nullopt;
  std::string plain = to_half_width(text);
  std::erase_if(plain, [](char one) { return one == ' ' || one == '\n' || one == '\r' || one == '\t'; });
  const auto parts = split(plain, ':');
  if (parts.size() != 7 || parts[0] != "HB2") return std::nullopt;
  PaperCode code{parts[1], parts[2], 0, 0, parts[5], parts[6]};
  if (code.kind.empty() || code.subject.empty() || !is_utf8(plain)) return std::nullopt;
  if (!read_number(parts[3], code.version) || !read_number(parts[4], code.seq)) return std::nullopt;
  if (!is_hex(code.root, root_digits) || !is_hex(code.digest, digest_digits)) return std::nullopt;
  return code;
}

}  // namespace hallbook::forms
