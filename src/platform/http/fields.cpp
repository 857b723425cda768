#include "platform/http/fields.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "platform/http/address.h"

namespace hallbook::http {
namespace {

std::unexpected<Refusal> wrong_type(std::string_view name, const Text& expected) {
  return refuse(
      RefusalCode::invalid,
      {"字段 " + std::string{name} + " 应为" + expected.zh, "field " + std::string{name} + " must be " + expected.en},
      std::string{name});
}

std::unexpected<Refusal> missing(std::string_view name) {
  return refuse(RefusalCode::invalid, {"缺少字段 " + std::string{name}, "field " + std::string{name} + " is missing"},
                std::string{name});
}

std::unexpected<Refusal> no_day(std::string_view name, std::string_view value) {
  return refuse(RefusalCode::invalid,
                {quote(value) + "不是日期：请写成 2026-09-17", quote(value) + " is no day: write 2026-09-17"},
                std::string{name});
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

Json text_json(const Text& text) { return Json::Object{{"zh", text.zh}, {"en", text.en}}; }

std::string utc(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(Date{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

Json day_json(const std::optional<Date>& day) { return day ? Json{iso(*day)} : Json{}; }

Response file_answer(std::filesystem::path file, std::string_view name, bool remove) {
  Response response;
  response.headers.emplace_back(
      "content-type", name.ends_with(".xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                              : "text/csv; charset=utf-8");
  response.headers.emplace_back("content-disposition", "attachment; filename*=UTF-8''" + percent_encoded(name));
  response.file = std::move(file);
  response.delete_file = remove;
  return response;
}

Result<std::size_t> page_limit(const Request& request, std::size_t most) {
  const auto limit = query_number(request, "limit", static_cast<std::int64_t>(std::min(page_default, most)));
  if (!limit) return std::unexpected{limit.error()};
  if (*limit >= 1 && static_cast<std::size_t>(*limit) <= most) return static_cast<std::size_t>(*limit);
  return refuse(
      RefusalCode::invalid,
      {"每页行数应在 1 到 " + std::to_string(most) + " 之间", "limit must lie between 1 and " + std::to_string(most)},
      "limit");
}

Result<std::int64_t> query_number(const Request& request, std::string_view name, std::int64_t otherwise) {
  const std::string_view text = request.query_or(name);
  if (text.empty()) return otherwise;
  if (const auto number = whole_number(text)) return *number;
  return refuse(RefusalCode::invalid,
                {quote(text) + "不是数：" + std::string{name}, quote(text) + " is no number: " + std::string{name}},
                std::string{name});
}

Result<std::optional<Date>> query_day(const Request& request, std::string_view name) {
  const std::string_view text = request.query_or(name);
  if (text.empty()) return std::nullopt;
  if (const auto day = parse_iso_date(text)) return day;
  return no_day(name, text);
}

Result<std::int64_t> path_number(const Request& request, std::string_view name) {
  const std::string_view text = request.param(name);
  if (const auto number = whole_number(text)) return *number;
  return refuse(RefusalCode::not_found,
                {"地址里的" + quote(text) + "不是编号", quote(text) + " in the address is no number"},
                std::string{name});
}

Result<Fields> Fields::of(const Request& request) {
  auto json = request.json();
  if (!json) return std::unexpected{json.error()};
  return Fields{std::move(*json)};
}

Result<> Fields::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [name, value] : object_.object())
    if (std::ranges::find(names, std::string_view{name}) == names.end())
      return refuse(RefusalCode::invalid, {"不认识的字段 " + quote(name), "unknown field " + quote(name)}, name);
  return {};
}

bool Fields::has(std::string_view name) const {
  const Json* found = object_.find(name);
  return found != nullptr && !found->is_null();
}

Result<std::string> Fields::text(std::string_view name) const {
  if (!has(name)) return missing(name);
  return text_or(name, {});
}

Result<std::string> Fields::text_or(std::string_view name, std::string_view otherwise) const {
  if (!has(name)) return std::string{otherwise};
  const Json& value = object_.at(name);
  if (!value.is_string()) return wrong_type(name, {"文字", "text"});
  return value.string();
}

Result<std::int64_t> Fields::number(std::string_view name) const {
  if (!has(name)) return missing(name);
  return number_or(name, 0);
}

Result<std::int64_t> Fields::number_or(std::string_view name, std::int64_t otherwise) const {
  if (!has(name)) return otherwise;
  const Json& value = object_.at(name);
  if (!value.is_int()) return wrong_type(name, {"整数", "a whole number"});
  return value.integer();
}

Result<bool> Fields::flag_or(std::string_view name, bool otherwise) const {
  if (!has(name)) return otherwise;
  const Json& value = object_.at(name);
  if (value == Json{true}) return true;
  if (value == Json{false}) return false;
  return wrong_type(name, {" true 或 false", "true or false"});
}

Result<std::optional<Date>> Fields::day(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  const auto value = text(name);
  if (!value) return std::unexpected{value.error()};
  if (const auto day = parse_iso_date(*value)) return day;
  return no_day(name, *value);
}

Result<Fields> Fields::object(std::string_view name) const {
  if (!has(name)) return missing(name);
  const Json& value = object_.at(name);
  if (!value.is_object()) return wrong_type(name, {"对象", "an object"});
  return Fields{value};
}

Result<std::vector<Fields>> Fields::objects(std::string_view name) const {
  std::vector<Fields> found;
  if (!has(name)) return found;
  const Json& value = object_.at(name);
  if (!value.is_array()) return wrong_type(name, {"数组", "an array"});
  for (const Json& element : value.array()) {
    if (!element.is_object()) return wrong_type(name, {"对象的数组", "an array of objects"});
    found.emplace_back(element);
  }
  return found;
}

Result<std::map<std::string, std::optional<std::string>>> Fields::texts(std::string_view name) const {
  std::map<std::string, std::optional<std::string>> found;
  if (!has(name)) return found;
  const Json& value = object_.at(name);
  if (!value.is_object()) return wrong_type(name, {"对象", "an object"});
  for (const auto& [key, element] : value.object()) {
    if (element.is_null())
      found[key] = std::nullopt;
    else if (element.is_string())
      found[key] = element.string();
    else
      return wrong_type(std::string{name} + "." + key, {"文字或 null", "text or null"});
  }
  return found;
}

}  // namespace hallbook::http
