#include "registers/import_keys.h"

#include <functional>

#include "base/ensure.h"

namespace hallbook::registers {
namespace {

/// FNV-1a, the hash unlike the library's.
std::uint32_t other_hash(std::string_view key) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

KeyRows::KeyRows() : slots_(1024) {}

std::optional<std::uint64_t> KeyRows::add(std::string_view key, std::uint64_t row) {
  ensure(row > 0 && row <= UINT32_MAX, "KeyRows: row out of range");
  if (count_ * 3 > slots_.size() * 2) grow();
  const Slot wanted{std::hash<std::string_view>{}(key), other_hash(key), static_cast<std::uint32_t>(row)};
  for (std::size_t at = wanted.first & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].row == 0) {
      slots_[at] = wanted;
      ++count_;
      return std::nullopt;
    }
    if (slots_[at].first == wanted.first && slots_[at].second == wanted.second) return slots_[at].row;
  }
}

void KeyRows::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.row == 0) continue;
    std::size_t at = slot.first & (larger.size() - 1);
    while (larger[at].row != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

bool key_of(const Definition& definition, const std::vector<std::size_t>& key_fields, const Values& values,
            std::string& key) {
  key.clear();
  for (const std::size_t field : key_fields) {
    if (!key.empty()) key.push_back('\x1F');
    if (const auto* text = std::get_if<std::string>(&values[field]))
      key += *text;
    else if (const auto* units = std::get_if<std::int64_t>(&values[field]))
      key += print_value(definition.fields[field], *units);
    else
      return false;
  }
  return !key_fields.empty();
}

}  // namespace hallbook::registers
