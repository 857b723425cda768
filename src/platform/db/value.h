#pragma once
// What a column holds, for both databases. Dates travel as ISO text, money as fen, instants as ms.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/date.h"
#include "base/digest.h"
#include "base/id.h"

namespace hallbook::db {

struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

inline Value to_value(std::int64_t value) { return value; }
inline Value to_value(int value) { return std::int64_t{value}; }
inline Value to_value(bool value) { return std::int64_t{value}; }
inline Value to_value(std::string_view value) { return std::string{value}; }
inline Value to_value(const std::string& value) { return value; }
inline Value to_value(const char* value) { return std::string{value}; }
inline Value to_value(Bytes value) { return value; }
inline Value to_value(Value value) { return value; }
inline Value to_value(std::nullopt_t) { return {}; }
inline Value to_value(Date value) { return iso(value); }
inline Value to_value(Instant value) { return static_cast<std::int64_t>(value.time_since_epoch().count()); }
inline Value to_value(const Digest& value) { return Bytes{std::string{value.view()}}; }
template <class Tag>
Value to_value(Id<Tag> id) {
  return id.value;
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value{};
}

}  // namespace hallbook::db
