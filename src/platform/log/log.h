#pragma once
// The program's own log (stderr, one line each: UTC time, level, text). Never personal data.
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace hallbook::log {

enum class Level { info, warning, error };

void write(Level level, std::string_view text) noexcept;

/// The line as written: control characters come out as \x0a, so that no text can forge a second line.
std::string line_of(Level level, std::string_view when, std::string_view text);

template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
  write(Level::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
  write(Level::warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
  write(Level::error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace hallbook::log
