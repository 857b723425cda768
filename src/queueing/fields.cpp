#include "queueing/fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hallbook::queueing {
namespace {

const Value::Array no_items;

std::string words(Range range) {
  return fmt::format("{}{}, {}]", range.low_excluded ? "(" : "[", range.low, range.high);
}

}  // namespace

void note(Problem& problem, std::string path, std::string zh, std::string en) {
  if (problem) return;
  const std::string where = path.empty() ? std::string{} : path + ": ";
  problem = Refusal{RefusalCode::invalid, {where + zh, where + en}, std::move(path), {}};
}

double number_in(const Value& value, Range range, const std::string& path, Problem& problem) {
  if (value.is_number()) {
    const double number = value.number();
    if (number <= range.high && (range.low_excluded ? number > range.low : number >= range.low)) return number;
    note(problem, path, fmt::format("{} 不在允许范围 {} 内", number, words(range)),
         fmt::format("{} is outside {}", number, words(range)));
  } else {
    note(problem, path, "这里应是数", "a number is needed here");
  }
  return range.high;
}

Fields::Fields(const Value& value, std::string path, Problem& problem)
    : value_{value}, path_{std::move(path)}, problem_{problem} {
  if (!value.is_object())
    note(problem_, path_.empty() ? "(top)" : path_, "这里应是对象 { … }", "an object { … } is needed here");
}

std::string Fields::path(std::string_view key) const {
  return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

const Value* Fields::find(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  return value_.find(key);
}

Fields::~Fields() { tell_missing(); }

void Fields::missing(std::string_view key) {
  if (missing_.empty()) missing_ = key;
}

void Fields::tell_missing() {
  if (!missing_.empty()) note(problem_, path(missing_), "缺少这一项，请补上", "this key is missing; add it");
  missing_.clear();
}

double Fields::number(std::string_view key, Range range, std::optional<double> otherwise) {
  const Value* value = find(key);
  if (value != nullptr) return number_in(*value, range, path(key), problem_);
  if (!otherwise) missing(key);
  return otherwise.value_or(range.high);
}

int Fields::whole(std::string_view key, int low, int high, std::optional<int> otherwise) {
  const Value* value = find(key);
  if (value == nullptr) {
    if (!otherwise) missing(key);
    return otherwise.value_or(low);
  }
  if (value->is_int() && value->integer() >= low && value->integer() <= high) return static_cast<int>(value->integer());
  note(problem_, path(key), fmt::format("这里应是 {} 到 {} 的整数", low, high),
       fmt::format("a whole number from {} to {} is needed here", low, high));
  return low;
}

std::string Fields::text(std::string_view key, std::optional<std::string> otherwise) {
  const Value* value = find(key);
  if (value != nullptr && value->is_string() && value->string().size() <= 200) return value->string();
  if (value != nullptr)
    note(problem_, path(key), "这里应是不超过 200 字节的文字", "a text of at most 200 bytes is needed here");
  else if (!otherwise)
    missing(key);
  return otherwise.value_or(std::string{});
}

bool Fields::flag(std::string_view key, bool otherwise) {
  const Value* value = find(key);
  if (value == nullptr) return otherwise;
  if (value->is_bool()) return value->boolean();
  note(problem_, path(key), "这里应是 true 或 false", "true or false is needed here");
  return otherwise;
}

const Value::Array& Fields::array(std::string_view key) {
  const Value* value = find(key);
  if (value == nullptr) return no_items;
  if (value->is_array()) return value->array();
  note(problem_, path(key), "这里应是数组 [ … ]", "an array [ … ] is needed here");
  return no_items;
}

std::vector<double> Fields::numbers(std::string_view key, Range range) {
  std::vector<double> numbers;
  for (const Value& item : array(key))
    numbers.push_back(number_in(item, range, fmt::format("{}[{}]", path(key), numbers.size()), problem_));
  return numbers;
}

std::size_t Fields::choice(std::string_view key, const std::vector<std::string_view>& names,
                           std::optional<std::size_t> otherwise) {
  const Value* value = find(key);
  if (value == nullptr) {
    if (!otherwise) missing(key);
    return otherwise.value_or(0);
  }
  const auto name = value->is_string() ? std::ranges::find(names, value->string()) : names.end();
  if (name != names.end()) return static_cast<std::size_t>(name - names.begin());
  note(problem_, path(key), fmt::format("这里应是其中之一：{}", fmt::join(names, "、")),
       fmt::format("one of these is needed here: {}", fmt::join(names, ", ")));
  return 0;
}

void Fields::done() {
  if (!value_.is_object()) return;
  for (const auto& [key, value] : value_.object())
    if (std::ranges::find(known_, key) == known_.end())
      note(problem_, path(key), fmt::format("不认识的键“{}”；这里可以写：{}", key, fmt::join(known_, "、")),
           fmt::format("unknown key '{}'; known here: {}", key, fmt::join(known_, ", ")));
  tell_missing();
}

}  // namespace hallbook::queueing
