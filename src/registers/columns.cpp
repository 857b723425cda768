#include "registers/columns.h"

#include <algorithm>

#include "base/ensure.h"

namespace hallbook::registers {
namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;  // flipped, negative numbers sort before the others

std::string bytes_of(std::int64_t number) {
  auto bits = static_cast<std::uint64_t>(number) ^ sign_bit;
  std::string bytes(sizeof bits, '\0');
  for (std::size_t i = bytes.size(); i-- > 0; bits >>= 8) bytes[i] = static_cast<char>(bits & 0xff);
  return bytes;
}

}  // namespace

std::string sortable(const FieldValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return bytes_of(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

std::int64_t number_of(std::string_view sortable_number) {
  if (sortable_number.empty()) return 0;
  ensure(sortable_number.size() == sizeof(std::uint64_t), "columns: no number");
  std::uint64_t bits = 0;
  for (const char byte : sortable_number) bits = bits << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(bits ^ sign_bit);
}

std::size_t FieldColumn::first_not_below(std::string_view wanted) const {
  std::size_t low = 0, high = codes();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (value(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

ColumnBuilder::ColumnBuilder() : codes_(static_cast<std::size_t>(page_entries)) {}

void ColumnBuilder::set(std::size_t row, std::string_view sortable_value) {
  if (sortable_value.empty()) return;
  if (last_ == nullptr || last_->first != sortable_value) {
    auto found = texts_.find(sortable_value);
    if (found == texts_.end())
      found = texts_.emplace(std::string{sortable_value}, static_cast<FieldColumn::Code>(texts_.size() + 1)).first;
    last_ = &*found;
  }
  codes_[row] = last_->second;
}

// Values got their codes as they came; now that all are known, codes follow the order of the values.
FieldColumn ColumnBuilder::finish() && {
  std::vector<const Texts::value_type*> order;
  for (const auto& text : texts_) order.push_back(&text);
  std::ranges::sort(order, {}, [](const auto* text) -> const std::string& { return text->first; });
  FieldColumn column;
  std::vector<FieldColumn::Code> final_code(order.size() + 1);
  column.ends_.push_back(0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    final_code[order[i]->second] = static_cast<FieldColumn::Code>(i + 1);
    column.bytes_ += order[i]->first;
    column.ends_.push_back(static_cast<std::uint32_t>(column.bytes_.size()));
  }
  column.bytes_.shrink_to_fit();
  for (auto& code : codes_) code = final_code[code];
  column.codes_ = std::move(codes_);
  return column;
}

}  // namespace hallbook::registers
