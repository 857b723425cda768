#pragma once
// The little of TOML that schemes and price tables need: tables of text with their lines. Private to indicators/.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::indicators::toml_reading {

/// One table; numbers are written as text in these files, so that they stay exact.
class Table {
 public:
  std::vector<std::string> keys() const;
  std::string text(std::string_view key) const;   // "" when absent or no text; whole numbers as their digits
  Text words(std::string_view key) const;         // { zh, en }; a plain text stands for both
  std::vector<Table> tables(std::string_view key) const;  // [[key]], or the one [key]
  /// Refusal naming line, key and what is wrong.
  std::unexpected<Refusal> refuse_key(std::string_view key, Text what) const;

  struct Node;
  explicit Table(std::shared_ptr<const Node> node) : node_{std::move(node)} {}

 private:
  std::shared_ptr<const Node> node_;
};

Result<Table> parse(std::string_view toml);

}  // namespace hallbook::indicators::toml_reading
