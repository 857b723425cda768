#pragma once
// One cell of a file into one field's value: hand-written fast paths for what files hold nearly always, the tolerant
// parser for the rest. Private to imports. Source: docs/rules/imports.md, R-IMP-06, R-IMP-07.
#include <map>
#include <string>
#include <unordered_map>

#include "platform/files/table.h"
#include "registers/entry.h"

namespace hallbook::registers {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class CellReader {
 public:
  /// `codings`: heading_key(text) → choice value, declared by the caller. `field` must outlive the reader.
  CellReader(const Field& field, const std::map<std::string, std::string>& codings);

  /// Fills `value` (empty cells: the default, except of a measure, where nothing is made up) and returns true, or
  /// tells in `refusal` what is wrong. Reuses the memory of `value`.
  bool read(const files::Cell& cell, FieldValue& value, Refusal& refusal) const;

  const Field& field() const { return *field_; }
  /// The default as a value; empty when there is none.
  const FieldValue& default_value() const { return default_; }

 private:
  bool read_number(const files::Cell& cell, FieldValue& value) const;
  bool read_date(const files::Cell& cell, FieldValue& value) const;
  bool read_text(const files::Cell& cell, FieldValue& value) const;
  bool read_choice(const files::Cell& cell, FieldValue& value) const;
  bool read_slowly(const files::Cell& cell, FieldValue& value, Refusal& refusal) const;

  const Field* field_;
  FieldValue default_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> choices_;  // as written → value
  std::map<std::string, std::string> codings_;
};

/// The number that plain digits say ("1234", "-5", "12.50") in units of 10^-scale; nullopt for everything else,
/// which is then the tolerant parser's business.
std::optional<std::int64_t> plain_units(std::string_view text, int scale);
/// "2026-03-09", "2026/3/9", each with an optional clock time behind it, as "2026-03-09"; false for everything else.
bool plain_date(std::string_view text, char (&iso)[10]);
/// Short printable text of ASCII and Chinese characters that needs no further check (bytes ≤ max_chars).
bool plain_text(std::string_view text, int max_chars);

}  // namespace hallbook::registers
