#include "registers/import_cells.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "registers/import_heading.h"

namespace hallbook::registers {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

void set_text(FieldValue& value, std::string_view text) {
  if (auto* held = std::get_if<std::string>(&value))
    held->assign(text);
  else
    value.emplace<std::string>(text);
}

Refusal invalid(const Field& field, std::string zh, std::string en) {
  return {RefusalCode::invalid, {std::move(zh), std::move(en)}, field.name, {}};
}

/// Digits of an identifier that a spreadsheet has spoilt: "4.60123E+17", or a number cell beyond 15 digits.
bool is_spoilt_number(const files::Cell& cell) {
  const std::string_view text = trim(cell.text);
  if (cell.kind == files::CellKind::number) {
    std::size_t digits = 0;
    for (const char c : text) digits += is_digit(c);
    return digits > 15;
  }
  const auto exponent = text.find_first_of("Ee");
  if (exponent == std::string_view::npos || exponent < 3 || text.size() < exponent + 3 || text[exponent + 1] != '+')
    return false;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (at != exponent && at != exponent + 1 && !is_digit(text[at]) && !(at == 1 && text[at] == '.')) return false;
  return true;
}

/// R-IMP-07: what a masked export prints ("张*", "138****1234", "●●●" without keys) is no personal value.
bool is_masked(const Field& field, std::string_view text) {
  if (!field.personal) return false;
  if (text.find_first_not_of('*') == std::string_view::npos || text == "●●●") return true;
  return field.personal->mask != Mask::all && text.find('*') != std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> plain_units(std::string_view text, int scale) {
  if (text.empty() || text.size() > 17) return std::nullopt;
  const bool negative = text.front() == '-';
  std::size_t at = negative ? 1 : 0;
  std::int64_t units = 0;
  const std::size_t first = at;
  for (; at < text.size() && is_digit(text[at]); ++at) units = units * 10 + (text[at] - '0');
  if (at == first) return std::nullopt;
  int places = 0;
  if (at < text.size() && text[at] == '.') {
    if (++at == text.size()) return std::nullopt;
    for (; at < text.size() && is_digit(text[at]) && places < scale; ++at, ++places)
      units = units * 10 + (text[at] - '0');
    while (at < text.size() && text[at] == '0') ++at;
  }
  if (at != text.size()) return std::nullopt;
  for (; places < scale; ++places)
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units)) return std::nullopt;
  return negative ? -units : units;
}

bool plain_date(std::string_view text, char (&iso)[10]) {
  if (text.size() < 8 || text.size() > 19) return false;
  for (std::size_t at = 0; at < 4; ++at)
    if (!is_digit(text[at])) return false;
  const char separator = text[4];
  if (separator != '-' && separator != '/') return false;
  std::size_t at = 5;
  const auto two_digits = [&]() -> int {
    if (at >= text.size() || !is_digit(text[at])) return -1;
    int number = text[at++] - '0';
    if (at < text.size() && is_digit(text[at])) number = number * 10 + (text[at++] - '0');
    return number;
  };
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  const int month = two_digits();
  if (month < 1 || month > 12 || at >= text.size() || text[at] != separator) return false;
  ++at;
  const int day = two_digits();
  if (day < 1 || day > 31 || year < 1900 || year > 2199) return false;
  if (day > 28 && !make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day)).ok()) return false;
  if (at < text.size()) {  // " 08:30" or " 08:30:00"
    if (text[at] != ' ' || (text.size() != at + 6 && text.size() != at + 9)) return false;
    for (std::size_t of = at + 1; of < text.size(); ++of)
      if ((of - at) % 3 == 0 ? text[of] != ':' : !is_digit(text[of])) return false;
    const int hour = (text[at + 1] - '0') * 10 + (text[at + 2] - '0');
    if (hour > 23 || text[at + 4] > '5' || (text.size() == at + 9 && text[at + 7] > '5')) return false;
  }
  for (std::size_t of = 0; of < 4; ++of) iso[of] = text[of];
  iso[4] = iso[7] = '-';
  iso[5] = static_cast<char>('0' + month / 10), iso[6] = static_cast<char>('0' + month % 10);
  iso[8] = static_cast<char>('0' + day / 10), iso[9] = static_cast<char>('0' + day % 10);
  return true;
}

bool plain_text(std::string_view text, int max_chars) {
  if (text.size() > static_cast<std::size_t>(max_chars) || text.empty() || text.front() == ' ' || text.back() == ' ')
    return false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
    } else if (byte >= 0xE4 && byte <= 0xE9) {  // U+4000 … U+9FFF: no blanks, controls or direction marks among them
      if (at + 2 >= text.size() || (text[at + 1] & 0xC0) != 0x80 || (text[at + 2] & 0xC0) != 0x80) return false;
      at += 3;
    } else {
      return false;
    }
  }
  return true;
}

CellReader::CellReader(const Field& field, const std::map<std::string, std::string>& codings)
    : field_{&field}, codings_{codings} {
  for (const auto& choice : field.choices) {
    choices_.emplace(choice.value, choice.value);
    choices_.emplace(choice.title.zh, choice.value);
    choices_.emplace(choice.title.en, choice.value);
    for (const auto& alias : choice.aliases) choices_.emplace(alias, choice.value);
  }
  if (field.default_value) {
    auto parsed = parse_value(field, *field.default_value);
    ensure(parsed.has_value(), "CellReader: the definition's default does not fit its field");
    default_ = std::move(*parsed);
  }
}

bool CellReader::read_number(const files::Cell& cell, FieldValue& value) const {
  const auto units = plain_units(cell.text, field_->type == FieldType::integer ? 0
                                            : field_->type == FieldType::money ? 2
                                                                               : field_->scale);
  if (!units) return false;
  value = *units;
  return true;
}

bool CellReader::read_date(const files::Cell& cell, FieldValue& value) const {
  char iso[10];
  if (cell.kind == files::CellKind::number || !plain_date(cell.text, iso)) return false;
  set_text(value, {iso, sizeof iso});
  return true;
}

bool CellReader::read_text(const files::Cell& cell, FieldValue& value) const {
  if (cell.kind == files::CellKind::date || !plain_text(cell.text, field_->max_chars)) return false;
  if (is_spoilt_number(cell) || is_masked(*field_, cell.text)) return false;
  set_text(value, cell.text);
  return true;
}

bool CellReader::read_choice(const files::Cell& cell, FieldValue& value) const {
  if (!codings_.empty()) {
    const auto coded = codings_.find(heading_key(cell.text));
    if (coded != codings_.end()) return set_text(value, coded->second), true;
  }
  auto at = choices_.find(std::string_view{cell.text});
  if (at == choices_.end()) at = choices_.find(trim(cell.text));
  if (at == choices_.end()) return false;
  set_text(value, at->second);
  return true;
}

bool CellReader::read(const files::Cell& cell, FieldValue& value, Refusal& refusal) const {
  if (cell.text.empty() || cell.kind == files::CellKind::empty) {
    value = field_->sum ? FieldValue{} : default_;
    return true;
  }
  if (cell.kind == files::CellKind::error) {
    refusal = invalid(*field_, fmt::format("单元格是公式错误 {}；请在表里改好后另存", cell.text),
                      fmt::format("the cell is a formula error {}; mend it in the sheet and save", cell.text));
    return false;
  }
  switch (field_->type) {
    case FieldType::integer:
    case FieldType::quantity:
    case FieldType::money:
      if (read_number(cell, value)) return true;
      break;
    case FieldType::date:
      if (read_date(cell, value)) return true;
      break;
    case FieldType::text:
      if (read_text(cell, value)) return true;
      break;
    case FieldType::choice:
      if (read_choice(cell, value)) return true;
      break;
    case FieldType::time:
    case FieldType::reference:
    case FieldType::file:
    case FieldType::ratio: break;
  }
  return read_slowly(cell, value, refusal);
}

bool CellReader::read_slowly(const files::Cell& cell, FieldValue& value, Refusal& refusal) const {
  const std::string_view text = trim(cell.text);
  if (text.empty()) {
    value = field_->sum ? FieldValue{} : default_;
    return true;
  }
  const bool is_text = field_->type == FieldType::text || field_->type == FieldType::reference;
  if (is_text && is_spoilt_number(cell)) {
    refusal = invalid(*field_, "表格软件把号码当成数字，后面的位数已经丢失；请把这一列设为文本，重新填写原号码",
                      "the spreadsheet took the number for a figure and lost its last digits; format the column as "
                      "text and enter it again");
    return false;
  }
  if (is_masked(*field_, text)) {
    refusal = invalid(*field_, "这是脱敏后的值（带 *），不是原值；请用未脱敏的文件导入",
                      "this is a masked value (with *), not the original; import a file that is not masked");
    return false;
  }
  if (field_->type == FieldType::date && cell.kind == files::CellKind::number && text.size() != 8) {
    refusal =
        invalid(*field_, "日期列里是数字，像是表格软件的日期序号；请把这一列设为日期格式再保存",
                "a number in a date column, probably a spreadsheet's day number; format the column as a date and save");
    return false;
  }
  auto parsed = parse_value(*field_, text);
  if (parsed) {
    value = std::move(*parsed);
    return true;
  }
  refusal = std::move(parsed.error());
  if (refusal.field.empty()) refusal.field = field_->name;
  return false;
}

}  // namespace hallbook::registers
