#pragma once
// toml++ as this house reads it, for .cpp files only: compiled where it is included, because the packaged library is
// built without assertions, and some malformed texts ("[[*") reach what it only asserts. Here an assertion that fails
// is a refusal like every other.
#include <expected>
#include <string>
#include <string_view>

namespace hallbook {
struct TomlAssertion {};
constexpr void toml_assert(bool holds) {
  if (!holds) throw TomlAssertion{};
}
}  // namespace hallbook

#pragma push_macro("NDEBUG")
#undef NDEBUG
#undef TOML_SHARED_LIB
#undef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#define TOML_ASSERT(expr) ::hallbook::toml_assert(static_cast<bool>(expr))
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace hallbook {

struct TomlProblem {
  std::string message;  // the library's, in English; never empty
  std::uint32_t line = 0, column = 0;  // from 1
};

/// Reads a whole text. Never throws for what stands in it.
inline std::expected<toml::table, TomlProblem> read_toml(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return std::unexpected{TomlProblem{std::string{error.description()}, at.line, at.column}};
  } catch (const TomlAssertion&) {
    return std::unexpected{
        TomlProblem{"a key, a header or a value begins with a character that none can begin with", 1, 1}};
  }
}

}  // namespace hallbook
