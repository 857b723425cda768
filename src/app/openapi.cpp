#include "app/openapi.h"

#include <fmt/format.h>

#include <set>

#include "app/routes.h"
#include "base/embedded.h"
#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::app {
namespace {

using http::Method;
using identity::Route;

Json schemas() {
  const auto files = embedded_files("src/app/api_schemas.json");
  ensure(files.size() == 1, "api_schemas.json is embedded");
  auto json = Json::parse(files.front().text);
  ensure(json.has_value(), "api_schemas.json is JSON");
  return std::move(*json);
}

Json schema_reference(std::string_view name) {
  return Json::Object{{"$ref", "#/components/schemas/" + std::string{name}}};
}

/// Bodies that are no JSON.
std::string_view media_type(std::string_view schema) {
  if (schema == "File") return "application/octet-stream";
  if (schema == "EventStream") return "text/event-stream";
  return "application/json";
}

Json body_of(std::string_view schema) {
  Json media = Json::Object{};
  media["schema"] = schema_reference(schema);
  Json content = Json::Object{};
  content[media_type(schema)] = std::move(media);
  return content;
}

Json parameter(std::string_view name, std::string_view place, bool required, std::string_view type = "string") {
  return Json::Object{{"name", name}, {"in", place}, {"required", required}, {"schema", Json::Object{{"type", type}}}};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (auto& word : split(text, ' '))
    if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool is_number(std::string_view name) { return name == "limit" || name == "a" || name == "b" || name == "version"; }

Json parameters_of(const Route& route) {
  Json all = Json::Array{};
  const auto words = words_of(route.query);
  for (const auto& part : split(route.path, '/'))
    if (part.size() > 2 && part.front() == '{') all.push_back(parameter(part.substr(1, part.size() - 2), "path", true));
  for (const auto& name : words) all.push_back(parameter(name, "query", false, is_number(name) ? "integer" : "string"));
  if (route.permission != identity::Permission::anyone && std::ranges::find(words, "unit") == words.end())
    all.push_back(parameter("unit", "query", false));
  if (route.method == Method::post) all.push_back(parameter("Idempotency-Key", "header", false));
  if (route.path.ends_with("/draft") && route.method != Method::get)
    all.push_back(parameter("If-Match", "header", false));
  return all;
}

Json responses_of(const Route& route) {
  Json done = Json::Object{{"description", route.gives.empty() ? "done; no body" : "done"}};
  if (!route.gives.empty()) done["content"] = body_of(route.gives);
  Json problem = Json::Object{{"description", "refused: what, where, what to do"}};
  Json media = Json::Object{};
  media["application/problem+json"] = Json::Object{{"schema", schema_reference("Problem")}};
  problem["content"] = std::move(media);
  Json responses = Json::Object{};
  responses[route.gives.empty() ? "204" : "200"] = std::move(done);
  responses["default"] = std::move(problem);
  return responses;
}

/// "/registers/{name}" → "registers"; "/openapi.json" → "openapi.json".
std::string tag_of(std::string_view path) { return split(path.substr(1), '/').front(); }

Json operation(const Route& route) {
  Json body = Json::Object{
      {"operationId", operation_id(route)},      {"summary", route.summary.en},
      {"x-summary-zh", route.summary.zh},        {"x-permission", identity::permission_name(route.permission)},
      {"tags", Json::Array{tag_of(route.path)}}, {"parameters", parameters_of(route)},
      {"responses", responses_of(route)}};
  if (!route.takes.empty()) body["requestBody"] = Json::Object{{"required", true}, {"content", body_of(route.takes)}};
  return body;
}

std::string lower(std::string_view text) {
  std::string result;
  for (const char letter : text) result += static_cast<char>(letter - 'A' + 'a');
  return result;
}

void collect_references(const Json& json, std::set<std::string>& found) {
  if (json.is_array())
    for (const auto& element : json.array()) collect_references(element, found);
  if (!json.is_object()) return;
  for (const auto& [name, value] : json.object()) {
    if (name == "$ref" && value.is_string()) found.insert(value.string().substr(value.string().rfind('/') + 1));
    collect_references(value, found);
  }
}

}  // namespace

Json openapi(std::span<const Route> routes) {
  Json paths = Json::Object{};
  for (const auto& route : routes) paths[route.path][lower(http::method_name(route.method))] = operation(route);
  return Json::Object{
      {"openapi", "3.1.0"},
      {"info", Json::Object{{"title", "Hallbook 厅簿"},
                            {"version", "0.1.0"},
                            {"description", "Sums, money and exact numbers travel as text. docs/rules/api.md"}}},
      {"servers", Json::Array{Json::Object{{"url", "/api/v1"}}}},
      {"security", Json::Array{Json::Object{{"session", Json::Array{}}}, Json::Object{{"token", Json::Array{}}}}},
      {"paths", std::move(paths)},
      {"components",
       Json::Object{
           {"schemas", schemas()},
           {"securitySchemes",
            Json::Object{{"session", Json::Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "hallbook_session"}}},
                         {"token", Json::Object{{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

std::vector<std::string> route_problems(std::span<const Route> routes) {
  std::vector<std::string> problems;
  const Json known = schemas();
  std::set<std::string> used, seen, ids;
  collect_references(known, used);
  for (const auto& route : routes) {
    const std::string row = fmt::format("{} {}", http::method_name(route.method), route.path);
    const auto tell = [&](std::string_view what) { problems.push_back(row + ": " + std::string{what}); };
    if (route.summary.zh.empty() || route.summary.en.empty()) tell("no summary in both languages");
    if (route.handler == nullptr) tell("no handler");
    if (!seen.insert(row).second) tell("stands there twice");
    if (!ids.insert(operation_id(route)).second) tell("operation id is taken");
    if (route.method == Method::get && !route.takes.empty()) tell("a GET takes no body");
    for (const auto schema : {route.takes, route.gives})
      if (!schema.empty()) used.insert(std::string{schema});
  }
  used.insert("Problem");
  for (const auto& name : used)
    if (known.find(name) == nullptr) problems.push_back("schema " + name + " does not exist");
  for (const auto& [name, schema] : known.object())
    if (!used.contains(name)) problems.push_back("schema " + name + " is not used");
  return problems;
}

std::string permission_matrix(std::span<const Route> routes) {
  std::string text = "| operation | 用途 | permission |";
  for (int i = 0; i < identity::role_count; ++i)
    text += fmt::format(" {} |", identity::role_name(static_cast<identity::Role>(i)));
  text += "\n|---|---|---|" + [] {
    std::string cells;
    for (int i = 0; i < identity::role_count; ++i) cells += "---|";
    return cells;
  }() + "\n";
  for (const auto& route : routes) {
    text += fmt::format("| {} {} | {} | {} |", http::method_name(route.method), route.path, route.summary.zh,
                        identity::permission_name(route.permission));
    for (int i = 0; i < identity::role_count; ++i)
      text += identity::grants(static_cast<identity::Role>(i), route.permission) ? " ● |" : " |";
    text += "\n";
  }
  return text;
}

}  // namespace hallbook::app
