#pragma once
// The formula language of docs/rules/formulas.md (R-FOR-01 …): text to tree. Pure; knows no register and no database.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.h"
#include "base/rational.h"
#include "base/result.h"

namespace hallbook::indicators {

inline constexpr std::size_t max_formula_characters = 4000;
inline constexpr int max_formula_depth = 64;  // of brackets while reading, and of the finished tree

enum class Fn { sum, count, mean, min, max, last };
std::string_view name_of(Fn fn);

/// `zone in ["B区", "F区"]`, `use = "public"`, or a bare word such as `active` (then `field` is that word).
struct Filter {
  std::size_t at = 0;  // byte offset in the text
  std::string field;
  bool bare = false;
  bool negate = false;
  std::vector<std::string> values;
  std::vector<std::size_t> values_at;
};

struct Node {
  enum class Kind {
    number,          // 12.5, 95%, 10万元
    negate,          // -x
    add,
    subtract,
    multiply,
    divide,
    total,           // sum(r.m, filters), mean(r.m, filters), count(r, filters): read from day rollups
    over_arguments,  // mean(a, b), min(a, b) …
    over_buckets,    // max(by month: x)
    rate,            // rate("online_depth", items, filters)
    price,           // price("copy_sheet")
    if_missing,      // if missing a then b
  };
  Kind kind = Kind::number;
  std::size_t at = 0;   // where it stands: bytes [at, end) of the text
  std::size_t end = 0;
  int height = 1;
  Rational number;      // number, in base units
  std::string unit;     // number: "", "件", "元" …; "ratio" for %
  Fn fn = Fn::sum;
  PeriodKind by = PeriodKind::month;
  std::string name;           // rate, price
  std::size_t name_at = 0;
  std::string register_name;  // total, rate
  std::size_t register_at = 0;
  std::string measure;        // total: "" = entries
  std::size_t measure_at = 0;
  std::vector<Filter> filters;
  std::vector<std::unique_ptr<Node>> arguments;
};

struct Formula {
  std::string text;
  std::unique_ptr<Node> root;
};

/// Refuses with the place ("1:17", line and column in characters), what was found and what was expected.
Result<Formula> parse_formula(std::string_view text);

/// A refusal at a byte offset of a formula: `where` is "公式 1:17" / line:column, the message begins with it.
std::unexpected<Refusal> refuse_at(std::string_view text, std::size_t offset, Text message);
/// "1:17" of a byte offset, both from 1, columns in characters.
std::string line_and_column(std::string_view text, std::size_t offset);

}  // namespace hallbook::indicators
