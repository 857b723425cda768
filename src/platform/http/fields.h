#pragma once
// Reading the fields of a body and the parameters of a query, each refusal naming the field; and texts as JSON. Pure.
// Source: docs/rules/api.md, R-API-05 to R-API-08.
#include "base/date.h"
#include "platform/http/message.h"

namespace hallbook::http {

inline constexpr std::size_t page_default = 50;
inline constexpr std::size_t page_most = 500;

/// {"zh": …, "en": …}
Json text_json(const Text& text);
/// "2026-09-17T08:00:00.000Z"
std::string utc(Instant at);
/// null for nullopt.
Json day_json(const std::optional<Date>& day);

/// A file to keep: XLSX or CSV by the ending of `name`, which browsers save it under. `remove`: gone once it is sent.
Response file_answer(std::filesystem::path file, std::string_view name, bool remove);

/// ?limit=: 1 to `most`; refuses what is no number or lies outside.
Result<std::size_t> page_limit(const Request& request, std::size_t most = page_most);
/// A query parameter that is a whole number ≥ 0; `otherwise` when absent.
Result<std::int64_t> query_number(const Request& request, std::string_view name, std::int64_t otherwise = 0);
/// A day "2026-09-17"; nullopt when absent.
Result<std::optional<Date>> query_day(const Request& request, std::string_view name);
/// A {name} of the path that is a whole number ≥ 0; refuses not_found.
Result<std::int64_t> path_number(const Request& request, std::string_view name);

/// A JSON object of a body. Its fields are asked for by name; unknown ones are refused by `only`.
class Fields {
 public:
  explicit Fields(Json object) : object_{std::move(object)} {}
  static Result<Fields> of(const Request& request);

  Result<> only(std::initializer_list<std::string_view> names) const;
  bool has(std::string_view name) const;  // there and not null
  Result<std::string> text(std::string_view name) const;  // required
  Result<std::string> text_or(std::string_view name, std::string_view otherwise) const;
  Result<std::int64_t> number(std::string_view name) const;
  Result<std::int64_t> number_or(std::string_view name, std::int64_t otherwise) const;
  Result<bool> flag_or(std::string_view name, bool otherwise) const;
  Result<std::optional<Date>> day(std::string_view name) const;  // nullopt when absent or null
  Result<Fields> object(std::string_view name) const;
  /// Each element is an object. Empty when absent.
  Result<std::vector<Fields>> objects(std::string_view name) const;
  /// {"a": "b"}; null values come as nullopt. Empty when absent.
  Result<std::map<std::string, std::optional<std::string>>> texts(std::string_view name) const;
  const Json& json() const { return object_; }

 private:
  Json object_;
};

}  // namespace hallbook::http
