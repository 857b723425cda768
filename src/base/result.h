#pragma once
// A refusal is a value that a page or a command shows; a fault is an exception.
#include <expected>
#include <string>
#include <utility>

namespace hallbook {

enum class Lang { zh, en };

/// One sentence in both languages of the house. Never empty in one and filled in the other.
struct Text {
  std::string zh;
  std::string en;
  const std::string& in(Lang lang) const { return lang == Lang::zh ? zh : en; }
  friend bool operator==(const Text&, const Text&) = default;
};

enum class RefusalCode { not_found, not_allowed, invalid, wrong_state, conflict, over_limit, unavailable };

/// Says what, where and what to do. `field` is the JSON name of the offending field or option, or "".
/// `where` is a place a person can go to: "第 12 行 B 列", "formula:17", a file name, or "".
struct Refusal {
  RefusalCode code = RefusalCode::invalid;
  Text message;
  std::string field;
  std::string where;
};

template <class T = void>
using Result = std::expected<T, Refusal>;

[[nodiscard]] inline std::unexpected<Refusal> refuse(RefusalCode code, Text message, std::string field = {},
                                                     std::string where = {}) {
  return std::unexpected{Refusal{code, std::move(message), std::move(field), std::move(where)}};
}

/// The machine name of a code, for JSON: "not_found", "invalid" …
std::string_view code_name(RefusalCode code);

}  // namespace hallbook
