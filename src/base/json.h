#pragma once
// A JSON value without floating point: null, bool, 64-bit integer, string, array, object (keys sorted).
// Exact numbers that are not whole travel as strings. `canonical()` is the byte form that the journal
// digests: sorted keys, no spaces, "\u00XX" only for control characters, UTF-8 as it is.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace hallbook {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  Json() = default;  // null
  Json(std::nullptr_t) {}
  Json(bool value) : value_{value} {}
  Json(std::int64_t value) : value_{value} {}
  Json(int value) : value_{std::int64_t{value}} {}
  Json(std::size_t value) : value_{static_cast<std::int64_t>(value)} {}
  Json(double) = delete;
  Json(std::string value) : value_{std::move(value)} {}
  Json(std::string_view value) : value_{std::string{value}} {}
  Json(const char* value) : value_{std::string{value}} {}
  Json(Array value) : value_{std::move(value)} {}
  Json(Object value) : value_{std::move(value)} {}

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_int() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // Our own bodies only: a wrong type or a missing key is BrokenInvariant. Check is_… first for input.
  bool boolean() const;
  std::int64_t integer() const;
  const std::string& string() const;
  const Array& array() const;
  const Object& object() const;
  const Json& at(std::string_view key) const;
  const Json* find(std::string_view key) const;  // nullptr when absent or not an object
  Json& operator[](std::string_view key);        // makes an object of null
  void push_back(Json value);                    // makes an array of null

  friend bool operator==(const Json&, const Json&) = default;

  std::string canonical() const;
  std::string pretty() const;  // two spaces, for people; ends with a newline

  /// Refuses floats, duplicate keys, depth over 64, invalid UTF-8, bytes after the value.
  static Result<Json> parse(std::string_view text);

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

}  // namespace hallbook
