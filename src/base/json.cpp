#include "base/json.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>  // Boost.JSON header-only: its code is compiled here and nowhere else
#include <limits>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

constexpr std::size_t max_depth = 64;

/// Receives the parser's events and builds our value, so that a duplicate key is seen and no float is made.
struct Builder {
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_object_size = max_array_size;
  static constexpr std::size_t max_string_size = max_array_size;
  static constexpr std::size_t max_key_size = max_array_size;
  using error_code = boost::json::error_code;
  using string_view = boost::json::string_view;

  std::vector<Json> open{1};       // the array or object being filled; open[0] is an array for the result
  std::vector<std::string> keys{1};  // the key that waits for its value, one for each open value
  std::string text;
  std::string problem;

  bool fail(error_code& ec, std::string_view what) {
    problem = what;
    ec = boost::json::error::exception;
    return false;
  }
  void add(Json value) {
    if (open.back().is_object())
      open.back()[keys.back()] = std::move(value);
    else
      open.back().push_back(std::move(value));
  }
  bool begin(Json value) {
    open.push_back(std::move(value));
    keys.emplace_back();
    return true;
  }
  bool end() {
    Json value = std::move(open.back());
    open.pop_back();
    keys.pop_back();
    add(std::move(value));
    return true;
  }
  std::string take(string_view s) {
    text.append(s.data(), s.size());
    return std::exchange(text, {});
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) { return begin(Json::Array{}); }
  bool on_array_end(std::size_t, error_code&) { return end(); }
  bool on_object_begin(error_code&) { return begin(Json::Object{}); }
  bool on_object_end(std::size_t, error_code&) { return end(); }
  bool on_string_part(string_view s, std::size_t, error_code&) { return text.append(s.data(), s.size()), true; }
  bool on_string(string_view s, std::size_t, error_code&) { return add(take(s)), true; }
  bool on_key_part(string_view s, std::size_t, error_code&) { return text.append(s.data(), s.size()), true; }
  bool on_key(string_view s, std::size_t, error_code& ec) {
    keys.back() = take(s);
    if (open.back().find(keys.back()) != nullptr)
      return fail(ec, fmt::format("duplicate key “{}”", quote(keys.back())));
    return true;
  }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t value, string_view, error_code&) { return add(value), true; }
  bool on_uint64(std::uint64_t, string_view, error_code& ec) { return fail(ec, "a number beyond 64 bits"); }
  bool on_double(double, string_view, error_code& ec) {
    return fail(ec, "a number that is not a whole 64-bit number; write it as a string");
  }
  bool on_bool(bool value, error_code&) { return add(value), true; }
  bool on_null(error_code&) { return add(nullptr), true; }
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

/// Depth −1 writes the canonical form, others the indented one.
void write(std::string& out, const Json& value, int depth);

template <class Range, class Each>
void write_all(std::string& out, const Range& range, int depth, std::string_view brackets, Each each) {
  const auto line = [&](int level) {
    if (depth >= 0) out.append("\n").append(static_cast<std::size_t>(level) * 2, ' ');
  };
  out.push_back(brackets[0]);
  bool first = true;
  for (const auto& item : range) {
    if (!first) out.push_back(',');
    first = false;
    line(depth + 1);
    each(item);
  }
  if (!first) line(depth);
  out.push_back(brackets[1]);
}

void write(std::string& out, const Json& value, int depth) {
  const int inner = depth < 0 ? depth : depth + 1;
  if (value.is_null()) {
    out += "null";
  } else if (value.is_int()) {
    out += std::to_string(value.integer());
  } else if (value.is_string()) {
    write_string(out, value.string());
  } else if (value.is_array()) {
    write_all(out, value.array(), depth, "[]", [&](const Json& item) { write(out, item, inner); });
  } else if (value.is_object()) {
    write_all(out, value.object(), depth, "{}", [&](const auto& member) {
      write_string(out, member.first);
      out += depth < 0 ? ":" : ": ";
      write(out, member.second, inner);
    });
  } else {
    out += value.boolean() ? "true" : "false";
  }
}

}  // namespace

bool Json::boolean() const {
  const auto* value = std::get_if<bool>(&value_);
  ensure(value != nullptr, "json: not a boolean");
  return *value;
}
std::int64_t Json::integer() const {
  const auto* value = std::get_if<std::int64_t>(&value_);
  ensure(value != nullptr, "json: not a whole number");
  return *value;
}
const std::string& Json::string() const {
  const auto* value = std::get_if<std::string>(&value_);
  ensure(value != nullptr, "json: not a string");
  return *value;
}
const Json::Array& Json::array() const {
  const auto* value = std::get_if<Array>(&value_);
  ensure(value != nullptr, "json: not an array");
  return *value;
}
const Json::Object& Json::object() const {
  const auto* value = std::get_if<Object>(&value_);
  ensure(value != nullptr, "json: not an object");
  return *value;
}
const Json* Json::find(std::string_view key) const {
  const auto* members = std::get_if<Object>(&value_);
  if (members == nullptr) return nullptr;
  const auto member = members->find(key);
  return member == members->end() ? nullptr : &member->second;
}
const Json& Json::at(std::string_view key) const {
  const Json* value = find(key);
  if (value == nullptr) ensure(false, fmt::format("json: no member \"{}\"", key));
  return *value;
}
Json& Json::operator[](std::string_view key) {
  if (is_null()) value_ = Object{};
  auto* members = std::get_if<Object>(&value_);
  ensure(members != nullptr, "json: [] on a value that is no object");
  if (const auto member = members->find(key); member != members->end()) return member->second;
  return members->emplace(std::string{key}, Json{}).first->second;
}
void Json::push_back(Json value) {
  if (is_null()) value_ = Array{};
  auto* items = std::get_if<Array>(&value_);
  ensure(items != nullptr, "json: push_back on a value that is no array");
  items->push_back(std::move(value));
}

std::string Json::canonical() const {
  std::string out;
  write(out, *this, -1);
  return out;
}
std::string Json::pretty() const {
  std::string out;
  write(out, *this, 0);
  out.push_back('\n');
  return out;
}

Result<Json> Json::parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser{options};
  parser.handler().open[0] = Array{};
  boost::json::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && read < text.size()) ec = boost::json::error::extra_data;
  if (!ec) return std::move(const_cast<Array&>(parser.handler().open[0].array()).front());
  const std::string& problem = parser.handler().problem;
  return refuse(RefusalCode::invalid, {fmt::format("JSON 第 {} 个字节附近有误：{}；请核对内容", read + 1,
                                                   problem.empty() ? ec.message() : problem),
                                       fmt::format("JSON is wrong near byte {}: {}; check the text", read + 1,
                                                   problem.empty() ? ec.message() : problem)});
}

}  // namespace hallbook
