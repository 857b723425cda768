#pragma once
// What a field of type file holds, printed as "DIGEST NAME": which bytes, and what the file is called.
// Source: docs/rules/registers.md, R-REG-50.
#include "registers/entry.h"

namespace hallbook::registers {

inline constexpr std::size_t max_file_name = 80;  // characters

struct FileValue {
  Digest digest;
  std::string name;  // "" = nothing
  friend bool operator==(const FileValue&, const FileValue&) = default;
};
std::string file_text(const FileValue& file);
/// nullopt for an empty value.
std::optional<FileValue> file_value(const FieldValue& value);

/// Whether a table that comes in gives the field: what is computed and files are left aside (R-IMP-03, R-IMP-23).
bool comes_in_tables(const Field& field);

}  // namespace hallbook::registers
