#include "app/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace hallbook::app {
namespace {

char32_t next_code_point(std::string_view& rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t point = lead & (length == 1 ? 0x7Fu : 0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length && i < rest.size(); ++i)
    point = (point << 6) | (static_cast<unsigned char>(rest[i]) & 0x3Fu);
  rest.remove_prefix(std::min(length, rest.size()));
  return point;
}

bool is_wide(char32_t point) {
  return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
         (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
         (point >= 0xFFE0 && point <= 0xFFE6) || (point >= 0x20000 && point <= 0x3FFFD);
}

std::string padded(const std::string& cell, std::size_t columns) {
  const std::size_t used = width(cell);
  return cell + std::string(columns > used ? columns - used : 0, ' ');
}

}  // namespace

std::size_t width(std::string_view utf8) {
  std::size_t columns = 0;
  while (!utf8.empty()) columns += is_wide(next_code_point(utf8)) ? 2 : 1;
  return columns;
}

std::string Table::text(Lang lang) const {
  std::vector<std::size_t> columns;
  for (const Text& title : head_) columns.push_back(width(title.in(lang)));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) columns[i] = std::max(columns[i], width(row[i]));
  std::string text;
  const auto line = [&](const auto& cell_at) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i)
      out += padded(cell_at(i), columns[i]) + (i + 1 < columns.size() ? "  " : "");
    while (!out.empty() && out.back() == ' ') out.pop_back();
    text += out + "\n";
  };
  line([&](std::size_t i) { return head_[i].in(lang); });
  line([&](std::size_t i) { return std::string(columns[i], '-'); });
  for (const auto& row : rows_) line([&](std::size_t i) { return i < row.size() ? row[i] : std::string{}; });
  return text;
}

std::string sample_line(const identity::Unit& unit, Lang lang) {
  if (!unit.sample) return {};
  return lang == Lang::zh ? "【示例数据】以下均为虚构样例，不是任何单位的真实数据。\n"
                          : "[示例 SAMPLE DATA] everything below is made up.\n";
}

ProgressBar::ProgressBar(std::string what)
    : what_{std::move(what)}, started_{std::chrono::steady_clock::now()}, shown_{started_} {}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  if (total == 0 || now - started_ < 1s || now - shown_ < 200ms || isatty(STDERR_FILENO) == 0) return;
  shown_ = now;
  visible_ = true;
  fmt::print(stderr, "\r{} {:3}%", what_, done * 100 / total);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (visible_) fmt::print(stderr, "\r\033[K");
  visible_ = false;
}

}  // namespace hallbook::app
