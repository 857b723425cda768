#pragma once
// JSON with numbers, for scenarios, layouts and reports: statistics may use double, which base/json.h keeps out of the
// books. Members keep the order in which they were written; doubles are printed with as few digits as name them.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace hallbook::queueing {

class Value {
 public:
  using Array = std::vector<Value>;
  using Member = std::pair<std::string, Value>;
  using Object = std::vector<Member>;

  Value() = default;  // null
  Value(std::nullptr_t) {}
  Value(bool value) : value_{value} {}
  Value(int value) : value_{std::int64_t{value}} {}
  Value(std::int64_t value) : value_{value} {}
  Value(std::size_t value) : value_{static_cast<std::int64_t>(value)} {}
  Value(double value) : value_{value} {}  // not finite prints as null
  Value(std::string value) : value_{std::move(value)} {}
  Value(std::string_view value) : value_{std::string{value}} {}
  Value(const char* value) : value_{std::string{value}} {}
  Value(Array value) : value_{std::move(value)} {}
  Value(Object value) : value_{std::move(value)} {}

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_int() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_int() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // A wrong type is BrokenInvariant: ask is_… first for input.
  bool boolean() const;
  std::int64_t integer() const;
  double number() const;
  const std::string& string() const;
  const Array& array() const;
  const Object& object() const;
  const Value* find(std::string_view key) const;  // nullptr when absent or not an object
  /// The member of that name; made, as null, when absent. Makes an object of null.
  Value& operator[](std::string_view key);
  void push_back(Value value);  // makes an array of null

  std::string pretty() const;  // two spaces; short arrays on one line; ends with a newline

  /// Refuses duplicate keys, depth over 64, invalid UTF-8, numbers beyond double, bytes after the value.
  static Result<Value> parse(std::string_view text);

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace hallbook::queueing
