#include "indicators/toml_reading.h"

#include <sstream>

#include <fmt/format.h>

#include "base/toml.h"

namespace hallbook::indicators::toml_reading {

struct Table::Node {
  std::shared_ptr<const toml::table> root;  // keeps `table` alive
  const toml::table* table = nullptr;
};

std::vector<std::string> Table::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, value] : *node_->table) names.emplace_back(key.str());
  return names;
}

std::string Table::text(std::string_view key) const {
  const auto* value = node_->table->get(key);
  if (!value) return {};
  if (const auto* text = value->as_string()) return text->get();
  if (const auto* whole = value->as_integer()) return std::to_string(whole->get());
  return {};
}

Text Table::words(std::string_view key) const {
  const auto* value = node_->table->get(key);
  if (!value) return {};
  if (const auto* text = value->as_string()) return {text->get(), text->get()};
  const auto* table = value->as_table();
  if (!table) return {};
  const auto zh = (*table)["zh"].value_or(std::string{});
  const auto en = (*table)["en"].value_or(zh);
  return {zh, en};
}

std::vector<Table> Table::tables(std::string_view key) const {
  std::vector<Table> found;
  const auto* value = node_->table->get(key);
  if (!value) return found;
  const auto add = [&](const toml::table& table) {
    found.push_back(Table{std::make_shared<Node>(Node{node_->root, &table})});
  };
  if (const auto* one = value->as_table()) add(*one);
  if (const auto* many = value->as_array())
    for (const auto& element : *many)
      if (const auto* table = element.as_table()) add(*table);
  return found;
}

std::unexpected<Refusal> Table::refuse_key(std::string_view key, Text what) const {
  const auto* value = node_->table->get(key);
  const auto line = value ? value->source().begin.line : node_->table->source().begin.line;
  return refuse(RefusalCode::invalid,
                {fmt::format("第 {} 行 {}：{}", line, key, what.zh), fmt::format("line {} {}: {}", line, key, what.en)},
                std::string{key}, fmt::format("{}", line));
}

Result<Table> parse(std::string_view text) {
  auto read = read_toml(text);
  if (!read) {
    const auto& [what, line, column] = read.error();
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 行不是有效的 TOML：{}", line, what),
                   fmt::format("line {} is not valid TOML: {}", line, what)},
                  "", fmt::format("{}", line));
  }
  auto root = std::make_shared<const toml::table>(std::move(*read));
  return Table{std::make_shared<Table::Node>(Table::Node{root, root.get()})};
}

}  // namespace hallbook::indicators::toml_reading
