#include "registers/condition.h"

#include "base/text.h"

namespace hallbook::registers {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Takes "…" off the front of `rest`; nullopt when it does not start with a closed quote.
std::optional<std::string> take_quoted(std::string_view& rest) {
  rest = trim(rest);
  if (rest.size() < 2 || rest.front() != '"') return std::nullopt;
  const auto end = rest.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  std::string value{rest.substr(1, end - 1)};
  rest = trim(rest.substr(end + 1));
  return value;
}

/// ["a", "b"] with nothing behind it.
std::optional<std::vector<std::string>> take_list(std::string_view rest) {
  rest = trim(rest);
  if (!rest.starts_with('[') || !rest.ends_with(']')) return std::nullopt;
  rest = rest.substr(1, rest.size() - 2);
  std::vector<std::string> values;
  while (true) {
    auto value = take_quoted(rest);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
    if (rest.empty()) return values;
    if (rest.front() != ',') return std::nullopt;
    rest.remove_prefix(1);
  }
}

}  // namespace

std::optional<Comparison> split_comparison(std::string_view text) {
  const auto at = text.find_first_of("=!<>");
  if (at == std::string_view::npos) return std::nullopt;
  const bool two = at + 1 < text.size() && text[at + 1] == '=';
  const std::string_view op = text.substr(at, two ? 2 : 1);
  if (op == "!" || op == "==") return std::nullopt;
  Comparison found{std::string{trim(text.substr(0, at))}, std::string{op}, {}};
  std::string_view rest = trim(text.substr(at + op.size()));
  if (rest.starts_with('"')) {
    auto value = take_quoted(rest);
    if (!value || !rest.empty()) return std::nullopt;
    found.right = std::move(*value);
    found.quoted = true;
  } else {
    found.right = std::string{rest};
  }
  if (!is_word(found.left) || found.right.empty()) return std::nullopt;
  return found;
}

std::optional<Condition> parse_condition(std::string_view text) {
  text = trim(text);
  const auto end = text.find_first_of(" \t=!");
  if (end == std::string_view::npos || !is_word(text.substr(0, end))) return std::nullopt;
  Condition condition{std::string{text.substr(0, end)}, false, {}};
  std::string_view rest = trim(text.substr(end));
  if (rest.starts_with("not ")) {
    condition.negate = true;
    rest = trim(rest.substr(4));
    if (!rest.starts_with("in")) return std::nullopt;
  }
  if (rest.starts_with("in")) {
    auto values = take_list(rest.substr(2));
    if (!values) return std::nullopt;
    condition.values = std::move(*values);
    return condition;
  }
  condition.negate = rest.starts_with("!=");
  if (!condition.negate && !rest.starts_with("=")) return std::nullopt;
  rest = rest.substr(condition.negate ? 2 : 1);
  auto value = take_quoted(rest);
  if (!value || !rest.empty()) return std::nullopt;
  condition.values.push_back(std::move(*value));
  return condition;
}

}  // namespace hallbook::registers
