#pragma once
// Does a JSON value fit a schema of api_schemas.json? As much of JSON Schema as that file uses: for tests.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/json.h"

namespace hallbook::app {

class SchemaCheck {
 public:
  explicit SchemaCheck(const Json& schemas) : schemas_{schemas} {}
  /// What does not fit, each with its place.
  std::vector<std::string> problems(const Json& value, const std::string& schema_name) {
    problems_.clear();
    check(value, schemas_.at(schema_name), schema_name);
    return problems_;
  }

 private:
  static std::string type_of(const Json& value) {
    if (value.is_null()) return "null";
    if (value.is_string()) return "string";
    if (value.is_int()) return "integer";
    if (value.is_array()) return "array";
    if (value.is_object()) return "object";
    return "boolean";
  }
  static bool has_type(const Json& types, const std::string& type) {
    if (types.is_string()) return types.string() == type;
    for (const auto& one : types.array())
      if (one.string() == type) return true;
    return false;
  }
  void check_object(const Json& value, const Json& schema, const std::string& place) {
    const Json* properties = schema.find("properties");
    const Json* rest = schema.find("additionalProperties");
    if (const Json* required = schema.find("required"))
      for (const auto& name : required->array())
        if (value.find(name.string()) == nullptr) problems_.push_back(place + ": no " + name.string());
    for (const auto& [name, member] : value.object()) {
      const Json* known = properties == nullptr ? nullptr : properties->find(name);
      if (known != nullptr)
        check(member, *known, place + "." + name);
      else if (rest != nullptr)
        check(member, *rest, place + "." + name);
      else if (properties != nullptr)
        problems_.push_back(place + ": the schema has no " + name);
    }
  }
  void check(const Json& value, const Json& schema, const std::string& place) {
    if (const Json* reference = schema.find("$ref")) {
      const auto& path = reference->string();
      return check(value, schemas_.at(path.substr(path.rfind('/') + 1)), place);
    }
    if (const Json* any = schema.find("anyOf")) {
      if (value.is_null()) return;
      return check(value, any->array().front(), place);
    }
    if (const Json* types = schema.find("type"); types != nullptr && !has_type(*types, type_of(value)))
      return problems_.push_back(fmt::format("{}: is a {}", place, type_of(value)));
    if (const Json* words = schema.find("enum"))
      if (std::ranges::find(words->array(), value) == words->array().end())
        problems_.push_back(place + ": not one of the words");
    if (value.is_array())
      if (const Json* items = schema.find("items"))
        for (const auto& element : value.array()) check(element, *items, place + "[]");
    if (value.is_object()) check_object(value, schema, place);
  }

  const Json& schemas_;
  std::vector<std::string> problems_;
};

}  // namespace hallbook::app
