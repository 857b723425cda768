#include "platform/log/log.h"

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <string>

namespace hallbook::log {
namespace {

std::string_view name(Level level) {
  switch (level) {
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, now.time_since_epoch().count() % 1000);
}

}  // namespace

std::string line_of(Level level, std::string_view when, std::string_view text) {
  std::string line = fmt::format("{} {} ", when, name(level));
  for (const char c : text) {  // one entry is one line, whatever stands in it
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      line += c;
  }
  line += '\n';
  return line;
}

void write(Level level, std::string_view text) noexcept {
  try {
    const std::string line = line_of(level, utc_now(), text);
    // One write call, so that lines of two threads do not mix. A full log disk must not stop the business.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
  } catch (...) {  // out of memory: the line is lost, the program goes on
  }
}

}  // namespace hallbook::log
