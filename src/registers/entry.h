#pragma once
// One entry of a register: values by field index of the definition, in typed form.
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"
#include "registers/definition.h"

namespace hallbook::registers {

/// Empty; integers (integer, money in fen, quantity and ratio in 10^-scale units, time in seconds since midnight);
/// text (text, choice, reference, file digest, date as "YYYY-MM-DD", sealed personal values are in Sealed).
using FieldValue = std::variant<std::monostate, std::int64_t, std::string>;
using Values = std::vector<FieldValue>;  // one per definition.fields
inline bool is_empty(const FieldValue& value) { return std::holds_alternative<std::monostate>(value); }

enum class EntryState { current, superseded, voided };

struct EntryVersion {
  EntryId id;
  int version = 1;
  EntryState state = EntryState::current;
  Date day;                    // value of the definition's date field
  std::int64_t seq = 0;        // journal line that made this version
  std::int64_t ended_seq = 0;  // line that superseded or voided it; 0 = in force
  bool late = false;           // entered, or taken out, after its period was closed
  std::string reason;          // of a correction or a late entry; "" otherwise
  std::string ended_reason;    // of the void that took it out; "" otherwise
  Values values;               // personal fields clear only when opened by `reveal`, else masked
};

/// Reads one cell as people write it into the field's type. Refusals name the field, the value, what is expected.
Result<FieldValue> parse_value(const Field& field, std::string_view text);
/// As exported: "12.50", "2026-03-09", "是"; what parse_value reads back to the same value.
std::string print_value(const Field& field, const FieldValue& value);

/// In correct(): the field stays as it is. What a caller gives for a personal field it has not opened.
const FieldValue& keep();

/// Puts the definition's defaults where nothing was given.
void fill_defaults(const Definition& definition, Values& values);

/// Required fields, ranges, choices, lengths, checks of the definition. All problems at once, not the first.
std::vector<Refusal> check_values(const Definition& definition, const Values& values);

}  // namespace hallbook::registers
