#include "forms/paper_code.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "platform/crypto/hash.h"

namespace hallbook::forms {
namespace {

constexpr std::size_t most_code = 300;
// Without I, L, O and U: they are misread, or make words.
constexpr std::string_view typed_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t typed_size = 16, typed_group = 4;
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

std::string short_code(const PaperCode& code) {
  if (code.version == 0) return {};
  const std::string hex = crypto::sm3(printed_code(code)).hex();
  std::string letters;
  for (std::size_t group = 0; group < typed_group; ++group) {  // 20 bits: five hex digits, four letters
    unsigned bits = 0;
    std::from_chars(hex.data() + 5 * group, hex.data() + 5 * group + 5, bits, 16);
    if (group > 0) letters += '-';
    for (int shift = 15; shift >= 0; shift -= 5) letters += typed_letters[bits >> shift & 31];
  }
  return letters;
}

std::optional<std::string> read_short_code(std::string_view text) {
  if (text.size() > most_code) return std::nullopt;
  std::string typed;
  std::size_t letters = 0;
  for (char one : to_half_width(text)) {
    if (one == ' ' || one == '-' || one == '\n' || one == '\r' || one == '\t') continue;
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    if (one == 'O') one = '0';
    if (one == 'I' || one == 'L') one = '1';
    if (!typed_letters.contains(one) || letters == typed_size) return std::nullopt;
    if (letters > 0 && letters % typed_group == 0) typed += '-';
    typed += one;
    ++letters;
  }
  if (letters != typed_size) return std::nullopt;
  return typed;
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
