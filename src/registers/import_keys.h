#pragma once
// The keys of one file: which row had this key first. 16 bytes a row, so that a million rows stay small. Private to imports.
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "registers/entry.h"

namespace hallbook::registers {

/// Keys are compared by 96 bits of two unlike hashes: for five million keys a false match has a chance of 10^-16, and
/// would refuse a row, never lose one.
class KeyRows {
 public:
  KeyRows();
  /// The row that had this key before, or nullopt and the key is kept. Rows count from 1.
  std::optional<std::uint64_t> add(std::string_view key, std::uint64_t row);
  std::size_t size() const { return count_; }

 private:
  struct Slot {
    std::uint64_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t row = 0;  // 0 = free
  };
  void grow();
  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

/// The values of the kind's key fields joined by U+001F in `key`; false when one of them is empty (no key then).
bool key_of(const Definition& definition, const std::vector<std::size_t>& key_fields, const Values& values,
            std::string& key);

}  // namespace hallbook::registers
