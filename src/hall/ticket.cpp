#include "hall/ticket.h"

namespace hallbook::hall {

std::uint16_t Names::number(std::string_view name, std::size_t limit) {
  if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
  if (names_.size() >= limit) return none;
  const auto fresh = static_cast<std::uint16_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), fresh);
  return fresh;
}

std::uint16_t Names::find(std::string_view name) const {
  const auto known = numbers_.find(name);
  return known == numbers_.end() ? none : known->second;
}

std::uint64_t number_digest(std::string_view text) {
  std::uint64_t digest = 0xCBF29CE484222325u;
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return digest == 0 ? 1 : digest;
}

Date date_of(std::int32_t day) { return Date{std::chrono::sys_days{std::chrono::days{day}}}; }

std::int32_t day_of(Date date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

}  // namespace hallbook::hall
