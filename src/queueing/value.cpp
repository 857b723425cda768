#include "queueing/value.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/ensure.h"

namespace hallbook::queueing {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::size_t line_width = 100;  // an array or object that fits stays on one line

/// Receives the parser's events. Boost.JSON itself is compiled in base/json.cpp.
struct Builder {
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_object_size = max_array_size;
  static constexpr std::size_t max_string_size = max_array_size;
  static constexpr std::size_t max_key_size = max_array_size;
  using error_code = boost::json::error_code;
  using string_view = boost::json::string_view;

  std::vector<Value> open{1};        // what is being filled; open[0] is an array for the result
  std::vector<std::string> keys{1};  // the key that waits for its value, one for each open value
  std::string text;
  std::string problem;

  bool fail(error_code& ec, std::string what) {
    problem = std::move(what);
    ec = boost::json::error::exception;
    return false;
  }
  bool add(Value value) {
    if (open.back().is_object())
      open.back()[keys.back()] = std::move(value);
    else
      open.back().push_back(std::move(value));
    return true;
  }
  bool begin(Value value) {
    open.push_back(std::move(value));
    keys.emplace_back();
    return true;
  }
  bool end() {
    Value value = std::move(open.back());
    open.pop_back();
    keys.pop_back();
    return add(std::move(value));
  }
  std::string take(string_view s) {
    text.append(s.data(), s.size());
    return std::exchange(text, {});
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) { return begin(Value::Array{}); }
  bool on_array_end(std::size_t, error_code&) { return end(); }
  bool on_object_begin(error_code&) { return begin(Value::Object{}); }
  bool on_object_end(std::size_t, error_code&) { return end(); }
  bool on_string_part(string_view s, std::size_t, error_code&) { return text.append(s.data(), s.size()), true; }
  bool on_string(string_view s, std::size_t, error_code&) { return add(take(s)); }
  bool on_key_part(string_view s, std::size_t, error_code&) { return text.append(s.data(), s.size()), true; }
  bool on_key(string_view s, std::size_t, error_code& ec) {
    keys.back() = take(s);
    if (open.back().find(keys.back()) != nullptr) return fail(ec, fmt::format("duplicate key \"{}\"", keys.back()));
    return true;
  }
  bool on_number_part(string_view s, error_code&) { return text.append(s.data(), s.size()), true; }
  bool on_int64(std::int64_t value, string_view, error_code&) { return text.clear(), add(value); }
  bool on_uint64(std::uint64_t value, string_view, error_code&) {
    return text.clear(), add(static_cast<double>(value));
  }
  bool on_double(double, string_view s, error_code& ec) {
    // Boost.JSON 1.81 may miss the nearest double by a digit; then a written scenario would not read back the same.
    const std::string digits = take(s);
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} && std::isfinite(value) ? add(value) : fail(ec, "a number that is too large");
  }
  bool on_bool(bool value, error_code&) { return add(value); }
  bool on_null(error_code&) { return add(nullptr); }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }
};

void write_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out.push_back(c);
  }
  out.push_back('"');
}

std::string flat(const Value& value);

template <class Range, class Each>
std::string flat_all(const Range& range, std::string_view brackets, Each each) {
  std::string out{brackets[0]};
  for (const auto& item : range) {
    if (out.size() > 1) out += ", ";
    out += each(item);
  }
  return out + brackets[1];
}

std::string flat(const Value& value) {
  std::string out;
  if (value.is_null()) return "null";
  if (value.is_bool()) return value.boolean() ? "true" : "false";
  if (value.is_int()) return std::to_string(value.integer());
  if (value.is_number()) return std::isfinite(value.number()) ? fmt::format("{}", value.number()) : "null";
  if (value.is_string()) return write_string(out, value.string()), out;
  if (value.is_array()) return flat_all(value.array(), "[]", flat);
  return flat_all(value.object(), "{}", [](const Value::Member& member) {
    std::string text;
    write_string(text, member.first);
    return text + ": " + flat(member.second);
  });
}

void write(std::string& out, const Value& value, std::size_t depth) {
  if (std::string line = flat(value);
      (!value.is_array() && !value.is_object()) || (depth > 0 && line.size() + 2 * depth <= line_width)) {
    out += line;
    return;
  }
  const std::string margin(2 * depth + 2, ' ');
  bool first = true;
  const auto begin = [&] {
    out += first ? "\n" : ",\n";
    out += margin;
    first = false;
  };
  out.push_back(value.is_array() ? '[' : '{');
  if (value.is_array()) {
    for (const Value& item : value.array()) begin(), write(out, item, depth + 1);
  } else {
    for (const auto& [key, item] : value.object()) {
      begin();
      write_string(out, key);
      out += ": ";
      write(out, item, depth + 1);
    }
  }
  if (!first) out.append("\n").append(2 * depth, ' ');
  out.push_back(value.is_array() ? ']' : '}');
}

template <class T>
const T& only(const T* value, std::string_view what) {
  ensure(value != nullptr, what);
  return *value;
}

}  // namespace

bool Value::boolean() const { return only(std::get_if<bool>(&value_), "value: not a boolean"); }
std::int64_t Value::integer() const { return only(std::get_if<std::int64_t>(&value_), "value: not a whole number"); }
double Value::number() const {
  if (is_int()) return static_cast<double>(integer());
  return only(std::get_if<double>(&value_), "value: not a number");
}
const std::string& Value::string() const { return only(std::get_if<std::string>(&value_), "value: not a string"); }
const Value::Array& Value::array() const { return only(std::get_if<Array>(&value_), "value: not an array"); }
const Value::Object& Value::object() const { return only(std::get_if<Object>(&value_), "value: not an object"); }

const Value* Value::find(std::string_view key) const {
  const auto* members = std::get_if<Object>(&value_);
  if (members == nullptr) return nullptr;
  for (const auto& [name, value] : *members)
    if (name == key) return &value;
  return nullptr;
}

Value& Value::operator[](std::string_view key) {
  if (is_null()) value_ = Object{};
  auto* members = std::get_if<Object>(&value_);
  ensure(members != nullptr, "value: [] on what is no object");
  for (auto& [name, value] : *members)
    if (name == key) return value;
  return members->emplace_back(std::string{key}, Value{}).second;
}

void Value::push_back(Value value) {
  if (is_null()) value_ = Array{};
  auto* items = std::get_if<Array>(&value_);
  ensure(items != nullptr, "value: push_back on what is no array");
  items->push_back(std::move(value));
}

std::string Value::pretty() const {
  std::string out;
  write(out, *this, 0);
  out.push_back('\n');
  return out;
}

Result<Value> Value::parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser{options};
  parser.handler().open[0] = Array{};
  boost::json::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && read < text.size()) ec = boost::json::error::extra_data;
  if (!ec) return parser.handler().open[0].array().front();
  const std::string& problem = parser.handler().problem.empty() ? ec.message() : parser.handler().problem;
  return refuse(RefusalCode::invalid,
                {fmt::format("JSON 第 {} 个字节附近有误：{}；请核对内容", read + 1, problem),
                 fmt::format("JSON is wrong near byte {}: {}; check the text", read + 1, problem)});
}

}  // namespace hallbook::queueing
