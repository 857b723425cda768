// TOML → Definition. The first problem wins and is told with its line and column; what the parts mean together is
// judged in definition_rules.cpp.
#include "base/toml.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "platform/crypto/hash.h"
#include "registers/definition_rules.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t max_definition_bytes = 256 * 1024;

std::string place(const toml::source_region& source) {
  return fmt::format("{}:{}", source.begin.line, source.begin.column);
}

/// Reads typed keys of tables and remembers the first problem; after one, every getter gives a default.
class Reader {
 public:
  std::optional<Refusal> problem;

  void fail(const toml::source_region& source, std::string field, Text message) {
    if (problem) return;
    const std::string where = place(source);
    problem = Refusal{RefusalCode::invalid,
                      {fmt::format("第 {} 行第 {} 列:{}", source.begin.line, source.begin.column, message.zh),
                       fmt::format("line {}, column {}: {}", source.begin.line, source.begin.column, message.en)},
                      std::move(field),
                      where};
  }

  void known_keys(const toml::table& table, std::initializer_list<std::string_view> keys) {
    for (auto&& [key, node] : table) {
      if (std::ranges::find(keys, key.str()) != keys.end()) continue;
      std::string known;
      for (const auto& one : keys) known += (known.empty() ? "" : ", ") + std::string{one};
      fail(key.source(), std::string{key.str()},
           {fmt::format("不认识的键“{}”;可用:{}", key.str(), known),
            fmt::format("unknown key \"{}\"; known here: {}", key.str(), known)});
      return;
    }
  }

  std::string text(const toml::table& table, std::string_view key, bool required = false) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (required) missing(table, key);
      return {};
    }
    if (const auto* value = node->as_string()) return value->get();
    wrong(*node, key, "文字", "a text");
    return {};
  }

  bool flag(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (!node) return false;
    if (const auto* value = node->as_boolean()) return value->get();
    wrong(*node, key, "true 或 false", "true or false");
    return false;
  }

  int number(const toml::table& table, std::string_view key, int least, int most, int otherwise) {
    const toml::node* node = table.get(key);
    if (!node) return otherwise;
    const auto* value = node->as_integer();
    if (value && value->get() >= least && value->get() <= most) return static_cast<int>(value->get());
    wrong(*node, key, fmt::format("{} 到 {} 的整数", least, most),
          fmt::format("a whole number from {} to {}", least, most));
    return otherwise;
  }

  /// A number that may need decimals: an integer, or a text such as "0.5".
  std::string decimal(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (!node) return {};
    if (const auto* value = node->as_integer()) return std::to_string(value->get());
    if (const auto* value = node->as_string()) return value->get();
    wrong(*node, key, "整数,或带引号的小数", "a whole number, or a decimal in quotes");
    return {};
  }

  /// { zh = "…", en = "…" }, both filled.
  Text title(const toml::table& table, std::string_view key, bool required = true) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (required) missing(table, key);
      return {};
    }
    const auto* both = node->as_table();
    if (!both) {
      wrong(*node, key, "{ zh = …, en = … }", "{ zh = …, en = … }");
      return {};
    }
    known_keys(*both, {"zh", "en"});
    Text read{text(*both, "zh", true), text(*both, "en", true)};
    if (!problem && (read.zh.empty() || read.en.empty() || !check_text(read.zh, 120) || !check_text(read.en, 240)))
      wrong(*node, key, "两种文字都填写、不太长", "both languages filled, not too long");
    return read;
  }

  std::vector<std::string> texts(const toml::table& table, std::string_view key) {
    std::vector<std::string> read;
    const toml::node* node = table.get(key);
    if (!node) return read;
    const auto* list = node->as_array();
    if (!list) {
      wrong(*node, key, "文字的列表", "a list of texts");
      return read;
    }
    for (const auto& one : *list) {
      if (const auto* value = one.as_string())
        read.push_back(value->get());
      else
        wrong(one, key, "文字的列表", "a list of texts");
    }
    return read;
  }

  void missing(const toml::table& table, std::string_view key) {
    fail(table.source(), std::string{key},
         {fmt::format("缺少键“{}”", key), fmt::format("the key \"{}\" is missing", key)});
  }
  void wrong(const toml::node& node, std::string_view key, std::string_view zh, std::string_view en) {
    fail(node.source(), std::string{key},
         {fmt::format("“{}”应为{}", key, zh), fmt::format("\"{}\" must be {}", key, en)});
  }
};

template <class Enum>
struct Named {
  std::string_view name;
  Enum value;
};
constexpr Named<Kind> kinds[] = {{"count", Kind::count},     {"case", Kind::case_file}, {"meter", Kind::meter},
                                 {"voucher", Kind::voucher}, {"stock", Kind::stock},    {"catalogue", Kind::catalogue}};
constexpr Named<FieldType> types[] = {{"text", FieldType::text},         {"integer", FieldType::integer},
                                      {"quantity", FieldType::quantity}, {"money", FieldType::money},
                                      {"date", FieldType::date},         {"time", FieldType::time},
                                      {"choice", FieldType::choice},     {"reference", FieldType::reference},
                                      {"file", FieldType::file},         {"ratio", FieldType::ratio}};

template <class Enum, std::size_t count>
Enum named(Reader& reader, const toml::table& table, std::string_view key, const Named<Enum> (&names)[count]) {
  const std::string name = reader.text(table, key, true);
  std::string known;
  for (const auto& one : names) {
    if (one.name == name) return one.value;
    known += (known.empty() ? "" : " ") + std::string{one.name};
  }
  if (!reader.problem) reader.wrong(*table.get(key), key, known + " 之一", "one of " + known);
  return names[0].value;
}

std::vector<Choice> read_choices(Reader& reader, const toml::table& table) {
  std::vector<Choice> choices;
  const toml::node* node = table.get("choices");
  if (!node) return choices;
  const auto* list = node->as_array();
  if (!list) {
    reader.wrong(*node, "choices", "列表", "a list");
    return choices;
  }
  for (const auto& one : *list) {
    Choice choice;
    if (const auto* plain = one.as_string()) {
      choice.value = plain->get();
    } else if (const auto* full = one.as_table()) {
      reader.known_keys(*full, {"value", "title", "aliases"});
      choice.value = reader.text(*full, "value", true);
      choice.title = reader.title(*full, "title", false);
      choice.aliases = reader.texts(*full, "aliases");
    } else {
      reader.wrong(one, "choices", "文字或 { value = …, title = … }", "texts or { value = …, title = … }");
    }
    if (choice.title.zh.empty()) choice.title = {choice.value, choice.value};
    choices.push_back(std::move(choice));
  }
  return choices;
}

std::optional<Personal> read_personal(Reader& reader, const toml::table& table) {
  const toml::node* node = table.get("personal");
  if (!node) return std::nullopt;
  const auto* inner = node->as_table();
  if (!inner) {
    reader.wrong(*node, "personal", "{ mask = …, keep_days = … }", "{ mask = …, keep_days = … }");
    return std::nullopt;
  }
  reader.known_keys(*inner, {"mask", "keep_days"});
  const std::string mask = reader.text(*inner, "mask", true);
  const auto read = mask_named(mask);
  if (!read && !reader.problem)
    reader.wrong(*inner->get("mask"), "mask", " name phone address id_number all 之一",
                 "one of name phone address id_number all");
  return Personal{read.value_or(Mask::all), reader.number(*inner, "keep_days", 0, 36'500, 0)};
}

Field read_field(Reader& reader, const toml::table& table, DraftField& draft) {
  reader.known_keys(table, {"name", "title", "type", "required", "sum", "dimension", "derived", "scale", "unit",
                            "max_chars", "min", "max", "choices", "aliases", "default", "personal"});
  Field field;
  field.name = reader.text(table, "name", true);
  field.title = reader.title(table, "title");
  field.type = named(reader, table, "type", types);
  field.required = reader.flag(table, "required");
  field.sum = reader.flag(table, "sum");
  field.dimension = reader.flag(table, "dimension");
  field.derived = reader.flag(table, "derived");
  field.scale = reader.number(table, "scale", 0, Quantity::max_scale, default_scale(field.type));
  field.unit = reader.text(table, "unit");
  field.max_chars = reader.number(table, "max_chars", 1, 4000, 200);
  field.choices = read_choices(reader, table);
  field.aliases = reader.texts(table, "aliases");
  if (table.contains("default")) field.default_value = reader.decimal(table, "default");
  field.personal = read_personal(reader, table);
  draft = {place(table.source()), reader.decimal(table, "min"), reader.decimal(table, "max"), table.contains("scale"),
           table.contains("max_chars")};
  return field;
}

/// Runs `read` over each table of [[key]].
template <class Read>
void each_table(Reader& reader, const toml::table& root, std::string_view key, Read read) {
  const toml::node* node = root.get(key);
  if (!node) return;
  const auto* list = node->as_array();
  if (!list) {
    reader.wrong(*node, key, fmt::format("[[{}]] 表", key), fmt::format("[[{}]] tables", key));
    return;
  }
  for (const auto& one : *list) {
    if (const auto* table = one.as_table())
      read(*table);
    else
      reader.wrong(one, key, fmt::format("[[{}]] 表", key), fmt::format("[[{}]] tables", key));
  }
}

/// "待揽收 -> 已揽收"
std::vector<std::pair<std::string, std::string>> read_path(Reader& reader, const toml::table& table) {
  std::vector<std::pair<std::string, std::string>> path;
  for (const std::string& step : reader.texts(table, "path")) {
    const auto arrow = step.find("->");
    if (arrow == std::string::npos) {
      reader.wrong(*table.get("path"), "path", "“甲 -> 乙”的列表", "a list of \"a -> b\"");
      break;
    }
    path.emplace_back(trim(std::string_view{step}.substr(0, arrow)), trim(std::string_view{step}.substr(arrow + 2)));
  }
  return path;
}

std::map<std::string, std::string> read_actions(Reader& reader, const toml::table& table) {
  std::map<std::string, std::string> actions;
  const toml::node* node = table.get("actions");
  if (!node) return actions;
  const auto* inner = node->as_table();
  if (!inner) {
    reader.wrong(*node, "actions", "{ 含义 = \"选项\" }", "{ meaning = \"choice\" }");
    return actions;
  }
  for (auto&& [key, value] : *inner) {
    if (const auto* choice = value.as_string())
      actions.emplace(std::string{key.str()}, choice->get());
    else
      reader.wrong(value, "actions", "{ 含义 = \"选项\" }", "{ meaning = \"choice\" }");
  }
  return actions;
}

KindRules read_rules(Reader& reader, const toml::table& root, Kind kind) {
  KindRules rules;
  const toml::node* node = root.get(kind_name(kind));
  if (!node) {
    if (kind != Kind::count && kind != Kind::case_file) reader.missing(root, kind_name(kind));
    return rules;
  }
  const auto* table = node->as_table();
  if (!table) {
    reader.wrong(*node, kind_name(kind), "一个表", "a table");
    return rules;
  }
  switch (kind) {
    case Kind::count: reader.known_keys(*table, {}); break;
    case Kind::case_file: reader.known_keys(*table, {"key", "status", "path"}); break;
    case Kind::meter: reader.known_keys(*table, {"key", "counter", "reset", "start", "derived"}); break;
    case Kind::voucher: reader.known_keys(*table, {"key", "action", "actions", "from_no", "to_no", "derived"}); break;
    case Kind::stock: reader.known_keys(*table, {"key", "action", "actions", "amount", "derived"}); break;
    case Kind::catalogue: reader.known_keys(*table, {"key", "valid_from", "valid_to"}); break;
  }
  rules.key = reader.texts(*table, "key");
  rules.counter = reader.text(*table, "counter");
  rules.reset = reader.text(*table, "reset");
  rules.start = reader.text(*table, "start");
  rules.action = reader.text(*table, "action");
  rules.actions = read_actions(reader, *table);
  rules.amount = reader.text(*table, "amount");
  rules.from_no = reader.text(*table, "from_no");
  rules.to_no = reader.text(*table, "to_no");
  rules.derived = reader.text(*table, "derived");
  rules.status = reader.text(*table, "status");
  rules.path = read_path(reader, *table);
  rules.valid_from = reader.text(*table, "valid_from");
  rules.valid_to = reader.text(*table, "valid_to");
  return rules;
}

void read_parts(Reader& reader, const toml::table& root, Definition& definition, Draft& draft) {
  each_table(reader, root, "field", [&](const toml::table& table) {
    definition.fields.push_back(read_field(reader, table, draft.fields.emplace_back()));
  });
  each_table(reader, root, "check", [&](const toml::table& table) {
    reader.known_keys(table, {"rule", "message"});
    draft.checks.push_back({place(table.source()), reader.text(table, "rule", true)});
    definition.checks.push_back({.left = {}, .op = {}, .right = {}, .message = reader.title(table, "message")});
  });
  each_table(reader, root, "filter", [&](const toml::table& table) {
    reader.known_keys(table, {"name", "title", "where"});
    draft.filters.push_back({place(table.source()), reader.texts(table, "where")});
    definition.filters.push_back({reader.text(table, "name", true), reader.title(table, "title"), {}});
  });
  definition.rules = read_rules(reader, root, definition.kind);
}

void read_definition(Reader& reader, const toml::table& root, Definition& definition, Draft& draft) {
  definition.kind = named(reader, root, "kind", kinds);
  reader.known_keys(root, {"name", "title", "kind", "date", "owner", "stale_after_workdays", "keep_years", "field",
                           "check", "filter", kind_name(definition.kind)});
  definition.name = reader.text(root, "name", true);
  definition.title = reader.title(root, "title");
  definition.date_field = reader.text(root, "date", true);
  definition.owner = reader.text(root, "owner");
  definition.stale_after_workdays = reader.number(root, "stale_after_workdays", 0, 1000, 0);
  definition.keep_years = reader.number(root, "keep_years", 0, 1000, 0);
  read_parts(reader, root, definition, draft);
}

}  // namespace

std::string_view kind_name(Kind kind) {
  for (const auto& one : kinds)
    if (one.value == kind) return one.name;
  broken_invariant("kind_name: unknown kind", std::source_location::current());
}

std::string_view type_name(FieldType type) {
  for (const auto& one : types)
    if (one.value == type) return one.name;
  broken_invariant("type_name: unknown type", std::source_location::current());
}

Result<Definition> parse_definition(std::string_view toml) {
  if (toml.size() > max_definition_bytes)
    return refuse(RefusalCode::over_limit, {"台账定义超过 256 KB", "the register definition is larger than 256 KB"});
  if (!is_utf8(toml))
    return refuse(RefusalCode::invalid,
                  {"台账定义不是 UTF-8 文字,请另存为 UTF-8", "the register definition is not UTF-8; save it as UTF-8"});
  const auto parsed = read_toml(toml);
  Reader reader;
  if (!parsed) {
    const auto& [what, line, column] = parsed.error();
    const toml::source_position at{line, column};
    reader.fail({at, at, {}}, {}, {"不是有效的 TOML:" + what, "not valid TOML: " + what});
    return std::unexpected{*reader.problem};
  }
  Definition definition;
  Draft draft;
  read_definition(reader, *parsed, definition, draft);
  if (reader.problem) return std::unexpected{*reader.problem};
  if (auto judged = judge_definition(definition, draft); !judged) return std::unexpected{judged.error()};
  definition.text = std::string{toml};
  definition.digest = crypto::sm3(toml);
  return definition;
}

}  // namespace hallbook::registers
