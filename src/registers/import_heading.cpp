#include "registers/import_heading.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hallbook::registers {
namespace {

bool starts_blank(std::string_view text, std::size_t at, std::size_t& size) {
  for (const std::string_view blank : {" ", "\t", "\r", "\n", "\u3000", "\u00A0", "\uFEFF", "*", "★", "※"})
    if (text.substr(at).starts_with(blank)) return size = blank.size(), true;
  return false;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> brackets{
    {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}}};

}  // namespace

std::string heading_key(std::string_view heading) {
  const std::string plain = to_half_width(heading);
  std::string key;
  key.reserve(plain.size());
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t size = 0;
    if (starts_blank(plain, at, size)) {
      at += size;
      continue;
    }
    const char c = plain[at++];
    key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  while (key.ends_with(':')) key.pop_back();
  return key;
}

std::string heading_core(std::string_view key) {
  std::string core{key};
  for (const auto& [open, close] : brackets) {
    for (;;) {
      const auto from = core.find(open);
      if (from == std::string::npos) break;
      const auto to = core.find(close, from);
      if (to == std::string::npos) break;
      core.erase(from, to + close.size() - from);
    }
  }
  return core.empty() ? std::string{key} : core;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

TotalWord total_word(std::string_view cell) {
  if (cell.empty() || cell.size() > 40) return TotalWord::none;
  const std::string key = heading_core(heading_key(cell));
  constexpr std::array<std::string_view, 8> whole{"合计", "总计",  "共计",       "总合计",
                                                  "累计", "total", "grandtotal", "合计数"};
  constexpr std::array<std::string_view, 6> page{"小计", "本页小计", "本页合计", "本月小计", "本月合计", "subtotal"};
  if (std::ranges::find(whole, key) != whole.end()) return TotalWord::total;
  if (std::ranges::find(page, key) != page.end()) return TotalWord::page;
  return TotalWord::none;
}

}  // namespace hallbook::registers
