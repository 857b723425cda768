#include "dossier/words.h"

#include "base/text.h"

namespace hallbook::dossier {
namespace {

constexpr std::size_t compared_characters = 2000;  // bounds longest_shared: 4 million steps

std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, text) != words.end();
}

}  // namespace

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    found.push_back(text.substr(at, length));
    at += length;
  }
  return found;
}

std::string plain(std::string_view text) {
  const std::string half = to_half_width(text);
  std::string out;
  for (const auto character : characters(half))
    if (!trim(character).empty()) out += character;
  return out;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

std::string longest_shared(std::string_view a, std::string_view b) {
  auto left = characters(a);
  auto right = characters(b);
  left.resize(std::min(left.size(), compared_characters));
  right.resize(std::min(right.size(), compared_characters));
  std::vector<std::size_t> run(right.size() + 1, 0);  // run[j]: shared characters that end at left[i], right[j-1]
  std::size_t best = 0;
  std::size_t best_end = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = right.size(); j > 0; --j) {
      run[j] = left[i] == right[j - 1] ? run[j - 1] + 1 : 0;
      if (run[j] > best) {
        best = run[j];
        best_end = i + 1;
      }
    }
  }
  std::string shared;
  for (std::size_t i = best_end - best; i < best_end; ++i) shared += left[i];
  return shared;
}

bool is_filler(std::string_view cell) {
  static constexpr std::array<std::string_view, 11> fillers{"空", "/",  "\\", "无", "-",  "--",
                                                            "—",  "——", "–",  "―",  "N/A"};
  return is_one_of(plain(cell), fillers);
}

bool is_operator_cell(std::string_view cell) {
  static constexpr std::array<std::string_view, 33> operators{
      ">=", "<=",   "=",    ">",    "<",      "≥",      "≤",      "≧",      "≦",        "⩾",        "⩽",
      "﹦", "═",    "＝",   "＞",   "＜",     "=>",     "=<",     "≥=",     "≤=",       "==",       "﹥",
      "﹤", "大于", "小于", "等于", "不低于", "不少于", "不高于", "不超过", "大于等于", "小于等于", "不大于"};
  return is_one_of(plain(cell), operators);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const auto character : characters(text)) {
    const bool wide =
        character.size() == 4 || (character.size() == 3 && character >= "\xE2\xBA\x80");  // from U+2E80 on
    width += wide ? 2 : 1;
  }
  return width;
}

std::vector<std::string> listed(std::string_view text) {
  static constexpr std::array<std::string_view, 11> cuts{"、", "，", ",", "；", ";", "和", "及", "与", "\n", "。", "/"};
  std::vector<std::string> pieces{""};
  for (const auto character : characters(text)) {
    if (is_one_of(character, cuts))
      pieces.emplace_back();
    else
      pieces.back() += character;
  }
  for (auto& piece : pieces) piece = std::string{trim(piece)};
  std::erase(pieces, "");
  return pieces;
}

}  // namespace hallbook::dossier
