#pragma once
// A register as data: the TOML file of docs/rules/registers.md (R-REG-01 …) read into these structs.
// The table, import mapping, export and checks are made from it.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/quantity.h"
#include "base/result.h"
#include "base/text.h"

namespace hallbook::registers {

enum class Kind { count, case_file, meter, voucher, stock, catalogue };
enum class FieldType { text, integer, quantity, money, date, time, choice, reference, file, ratio };

struct Personal {
  Mask mask = Mask::all;
  int keep_days = 0;  // declared; purging comes later
};

struct Choice {
  std::string value;                 // stored and exported
  Text title;                        // shown; zh = value when the file gives a plain string
  std::vector<std::string> aliases;  // further spellings an import accepts
};

struct Field {
  std::string name;   // [a-z][a-z0-9_]{0,39}; column and JSON name
  Text title;
  FieldType type = FieldType::text;
  bool required = false;
  bool sum = false;        // a measure: rolled up by day (integer, quantity, money)
  bool dimension = false;  // rolled up by this, filterable in formulas (choice, reference, text ≤ 40)
  bool derived = false;    // computed by the kind's rules (a meter's delta …): never entered or imported
  int scale = 0;           // decimals of quantity and ratio; money is fen (2)
  std::string unit;        // 件 张 桶 元 天 …; formulas check it
  int max_chars = 200;     // text and reference
  std::optional<Quantity> min;  // of numbers; money in yuan at scale 2
  std::optional<Quantity> max;
  std::vector<Choice> choices;
  std::vector<std::string> aliases;  // further column headings an import accepts
  std::optional<std::string> default_value;
  std::optional<Personal> personal;
};

struct Check {     // "delivered_on >= sent_on": field op field, or field op literal; op: = != < <= > >=
  std::string left, op, right;
  bool right_is_field = false;
  Text message;
};

/// One condition over a dimension: value in (or not in) a list.
struct Condition {
  std::string field;
  bool negate = false;
  std::vector<std::string> values;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// A bare word in a formula, e.g. `active` = channel != "7".
struct NamedFilter {
  std::string name;
  Text title;
  std::vector<Condition> conditions;
};

/// What the kind's rules need to know; empty names where the kind does not use them.
struct KindRules {
  std::vector<std::string>
      key;    // meter: device; stock: item; voucher: book; catalogue: code; case: the case number (unique)
  std::string counter;             // meter: the field that holds the reading
  std::string reset;               // meter: choice field; a value other than the first declares reset or swap
  std::string start;               // meter: reading after a reset or of the new device
  std::string action;              // stock, voucher: the choice field with the movement
  // What each choice of `action` means. stock: receive issue return adjust count; voucher: in out redeem void.
  std::map<std::string, std::string> actions;  // meaning → choice value
  std::string amount;              // stock: quantity moved, or counted
  std::string from_no, to_no;      // voucher: numbers, inclusive
  std::string derived;             // meter: delta; stock: change; voucher: numbers handed out
  std::string status;              // case: the status field
  std::vector<std::pair<std::string, std::string>> path;  // case: allowed steps from → to
  std::string valid_from, valid_to;  // catalogue: first and last day (last may be empty)
};

struct Definition {
  std::string name;
  Text title;
  Kind kind = Kind::count;
  std::string date_field;
  std::string owner;
  int stale_after_workdays = 0;  // 0 = never stale
  int keep_years = 0;            // retention, declared
  std::vector<Field> fields;
  std::vector<Check> checks;
  std::vector<NamedFilter> filters;
  KindRules rules;
  std::string text;  // the TOML as adopted
  Digest digest;     // SM3 of text

  const Field* field(std::string_view field_name) const;  // nullptr when unknown
  std::size_t index(std::string_view field_name) const;   // ensure: known
  std::vector<const Field*> dimensions() const;           // in file order
  std::vector<const Field*> measures() const;             // fields with sum, in file order
  bool has_personal() const;
};

/// "count", "case", "meter" …, and "text", "integer" …: as the TOML names them.
std::string_view kind_name(Kind kind);
std::string_view type_name(FieldType type);
/// integer, quantity, money, ratio, time: stored as integers.
bool is_number(FieldType type);

/// R-REG-17: no number of a register lies beyond ±10^14 stored units (a trillion yuan in fen), so that sums fit 64 bits.
inline constexpr std::int64_t max_units = 100'000'000'000'000;

/// The kind's table in the TOML carries the names of KindRules, e.g.
///   [meter]     key = ["device"] counter = "reading" reset = "event" start = "start_reading" derived = "sheets"
///   [stock]     key = ["item"] action = "action" amount = "amount" derived = "change"
///               actions = { receive = "入库", issue = "领用", return = "退回", adjust = "调整", count = "盘点" }
///   [voucher]   key = ["book"] action = "action" from_no = "from_no" to_no = "to_no" derived = "barrels"
///               actions = { in = "入库", out = "领用", redeem = "核销", void = "作废" }
///   [catalogue] key = ["code"] valid_from = "valid_from" valid_to = "valid_to"
///   [case]      key = ["case_no"] status = "status" path = ["待揽收 -> 已揽收", "已揽收 -> 已签收"]
///   [[filter]]  name = "active" title = { zh = "主动评价", en = "active" } where = ['channel != "7"']
/// kind = "count" | "case" | "meter" | "voucher" | "stock" | "catalogue".
/// Reads and checks a definition. The refusal lists the first problem with line and column; unknown keys are refused.
Result<Definition> parse_definition(std::string_view toml);

}  // namespace hallbook::registers
