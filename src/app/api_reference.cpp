// The page docs/guide/api.md, printed from the route table: what a program that is not ours needs to call the server.
// Rule R-API-04.
#include <fmt/format.h>

#include <algorithm>

#include "app/openapi.h"
#include "base/text.h"

namespace hallbook::app {
namespace {

using identity::Permission;
using identity::Route;

constexpr std::string_view head =
    "# The HTTP interface\n\nPrinted by `hallbook openapi --reference`; a test compares it. The same as a document for "
    "programs: "
    "`hallbook openapi`; who may call what: [permissions.md](permissions.md).\n\n"
    "- All below stand under `/api/v1`. Bodies are JSON (`content-type: application/json`), exact numbers and sums "
    "travel as "
    "text; money is whole fen.\n"
    "- `POST /session` with name and password gives the cookie that all others ask for, but for those marked "
    "`anyone`.\n"
    "- A program sends a token instead, which a person issues for himself on the page 程序令牌 (`/tokens`) and sees "
    "once. "
    "It does what that person may, but for approving, deciding, freezing and managing people; it ends with the "
    "password, by hand, or after a year at most: 401 `token_not_valid`.\n\n"
    "  ```sh\n"
    "  curl -H 'Authorization: Bearer hb_…' 'https://hall.example.cn/api/v1/evaluation?unit=CODE'\n"
    "  curl -H 'Authorization: Bearer hb_…' -H 'Content-Type: application/json' -H 'Idempotency-Key: 0001' \\\n"
    "    -d @entry.json 'https://hall.example.cn/api/v1/registers/copies/entries?unit=CODE'\n"
    "  ```\n\n"
    "- `?unit=CODE` names the unit on every operation but those of `anyone`; without it, it is one's own.\n"
    "- Every `POST` takes the header `Idempotency-Key`: sent again with the same body, it gives the answer of the "
    "first time and "
    "writes nothing.\n"
    "- Lists come by the page: `limit`, and as `after` the `next` of the page before.\n"
    "- A refusal is `application/problem+json` with `code`, `message` (in the language of `Accept-Language`), `field` "
    "and `where`: "
    "401 sign in, 403 not this role, 404 not there, 409 not as things stand, 422 wrong as written, 429 too many, 503 "
    "and 507 "
    "come back later.\n";

/// "registers" of "/registers/{name}/entries".
std::string area_of(std::string_view path) { return split(path.substr(1), '/').front(); }

std::string type_words(const Json& schema);

std::string list_of_fields(const Json& schema) {
  const Json* required = schema.find("required");
  const auto is_required = [&](std::string_view name) {
    return required != nullptr &&
           std::ranges::any_of(required->array(), [&](const Json& one) { return one.string() == name; });
  };
  std::string words;
  for (const auto& [name, type] : schema.at("properties").object())
    words +=
        fmt::format("{}`{}`{} {}", words.empty() ? "" : ", ", name, is_required(name) ? "" : "?", type_words(type));
  return words;
}

std::string type_words(const Json& schema) {
  if (const Json* reference = schema.find("$ref")) {
    const std::string& path = reference->string();
    return path.substr(path.rfind('/') + 1);
  }
  if (const Json* any = schema.find("anyOf")) {
    std::string words;
    for (const Json& one : any->array()) words += (words.empty() ? "" : " or ") + type_words(one);
    return words;
  }
  if (const Json* values = schema.find("enum")) {
    std::string words;
    for (const Json& one : values->array())
      words += (words.empty() ? "" : " / ") + (one.is_string() ? one.string() : one.canonical());
    return words;
  }
  const Json* type = schema.find("type");
  if (type == nullptr) return "any";
  if (type->is_array()) {
    std::string words;
    for (const Json& one : type->array()) words += (words.empty() ? "" : " or ") + one.string();
    return words;
  }
  if (type->string() == "array") {
    const Json* items = schema.find("items");
    return "list of " + (items == nullptr ? "any" : type_words(*items));
  }
  if (const Json* values = schema.find("additionalProperties"); values != nullptr && values->is_object())
    return "map to " + type_words(*values);
  if (type->string() == "object")
    return schema.find("properties") == nullptr ? "object" : "{ " + list_of_fields(schema) + " }";
  const Json* format = schema.find("format");
  return format == nullptr ? type->string() : format->string();
}

std::string who_may(Permission permission) {
  const std::string name{identity::permission_name(permission)};
  if (permission == Permission::anyone || permission == Permission::signed_in) return "`" + name + "`";
  std::string roles;
  for (int i = 0; i < identity::role_count; ++i)
    if (const auto role = static_cast<identity::Role>(i); identity::grants(role, permission))
      roles += fmt::format("{}{}", roles.empty() ? "" : ", ", identity::role_name(role));
  return fmt::format("`{}`: {}", name, roles);
}

/// The anchor that a heading gets where such pages are read.
std::string anchor(std::string_view schema) {
  std::string letters;
  for (const char c : schema) letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return letters;
}

std::string shape(std::string_view schema) {
  return schema.empty() ? "" : fmt::format("[{}](#{})", schema, anchor(schema));
}

std::string row_of(const Route& route) {
  std::string query;
  for (const auto& name : split(route.query, ' '))
    if (!name.empty() && name != "unit") query += fmt::format("{}`{}`", query.empty() ? "" : " ", name);
  if (route.path.ends_with("/draft") && route.method != http::Method::get)
    query += query.empty() ? "`If-Match`" : " `If-Match`";
  const std::string takes =
      route.upload_bytes > 0 ? fmt::format("a file of at most {} MiB", route.upload_bytes >> 20) : shape(route.takes);
  return fmt::format("| `{} {}` | {} · {} | {} | {} | {} | {} |\n", http::method_name(route.method), route.path,
                     route.summary.en, route.summary.zh, who_may(route.permission), query, takes, shape(route.gives));
}

}  // namespace

std::string api_reference(std::span<const Route> routes) {
  std::vector<std::string> areas;
  for (const auto& route : routes)
    if (const auto area = area_of(route.path); std::ranges::find(areas, area) == areas.end()) areas.push_back(area);
  std::string text{head};
  for (const auto& area : areas) {
    text += fmt::format(
        "\n## {}\n\n| operation | what it does | who may | query | takes | gives |\n|---|---|---|---|---|---|\n", area);
    for (const auto& route : routes)
      if (area_of(route.path) == area) text += row_of(route);
  }
  text += "\n## Shapes\n\nA field with `?` may be absent.\n";
  const Json document = openapi(routes);
  for (const auto& [name, schema] : document.at("components").at("schemas").object()) {
    text += fmt::format("\n### {}\n\n{}\n", name,
                        schema.find("properties") == nullptr ? type_words(schema) : list_of_fields(schema));
    if (const Json* words = schema.find("description")) text += "\n" + words->string() + "\n";
  }
  return text;
}

}  // namespace hallbook::app
