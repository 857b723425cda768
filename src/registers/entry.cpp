#include "registers/entry.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "registers/file_value.h"

namespace hallbook::registers {
namespace {

constexpr std::size_t shown_characters = 40;

std::unexpected<Refusal> not_a(const Field& field, std::string_view text, std::string_view zh, std::string_view en) {
  // R-REG-11: a personal value is never repeated in a message.
  const std::string shown = field.personal ? "…" : first_characters(is_utf8(text) ? text : "?", shown_characters);
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”的值“{}”不对:应为{}", field.title.zh, shown, zh),
                 fmt::format("{}: \"{}\" does not fit; expected {}", field.title.en, shown, en)},
                field.name);
}

Result<FieldValue> bounded(const Field& field, std::string_view text, std::int64_t units) {
  if (units > max_units || units < -max_units) return not_a(field, text, "小得多的数字", "a much smaller number");
  return units;
}

Result<FieldValue> parse_ratio(const Field& field, std::string_view text) {
  std::string plain = to_half_width(text);
  int scale = field.scale;
  if (plain.ends_with('%')) {
    plain.pop_back();
    scale -= 2;  // 95.5 % has the same units two places further left
  }
  const auto read = parse_quantity(plain, scale);
  if (!read)
    return not_a(field, text, fmt::format("比例,如 0.95 或 95%,最多 {} 位小数", field.scale),
                 fmt::format("a ratio such as 0.95 or 95%, at most {} decimals", field.scale));
  return bounded(field, text, read->units());
}

Result<FieldValue> parse_choice(const Field& field, std::string_view text) {
  const auto fits = [&](const Choice& choice, std::string_view spelling) {
    return choice.value == spelling || choice.title.zh == spelling || choice.title.en == spelling ||
           std::ranges::find(choice.aliases, spelling) != choice.aliases.end();
  };
  for (const auto& choice : field.choices)
    if (fits(choice, text)) return choice.value;
  const std::string narrow = to_half_width(text);
  for (const auto& choice : field.choices)
    if (fits(choice, trim(narrow))) return choice.value;
  std::string known;
  for (std::size_t i = 0; i < field.choices.size() && i < 12; ++i)
    known += (known.empty() ? "" : " ") + field.choices[i].value;
  if (field.choices.size() > 12) known += " …";
  return not_a(field, text, known + " 之一", "one of " + known);
}

Result<FieldValue> parse_text(const Field& field, std::string_view text) {
  const auto fine = check_text(text, static_cast<std::size_t>(field.max_chars), field.type == FieldType::text);
  if (fine) return std::string{text};
  return refuse(
      RefusalCode::invalid,
      {"“" + field.title.zh + "”:" + fine.error().message.zh, field.title.en + ": " + fine.error().message.en},
      field.name);
}

/// "DIGEST" or "DIGEST NAME".
Result<FieldValue> parse_file(const Field& field, std::string_view text) {
  const auto blank = std::min(text.find(' '), text.size());
  const auto digest = Digest::from_hex(text.substr(0, blank));
  const std::string_view name = trim(text.substr(blank));
  if (digest && check_text(name, max_file_name) && name.find_first_of("/\\") == std::string_view::npos)
    return file_text({*digest, std::string{name}});
  return not_a(field, text, "文件摘要(64 位十六进制),后面可写文件名",
               "a file digest (64 hexadecimal digits), then the file's name if it has one");
}

/// Numbers of a check as quantities, so that 12.50 yuan and 12.5 compare.
Quantity as_quantity(const Field& field, std::int64_t units) { return {units, field.scale}; }

std::strong_ordering order(const Field& left, const FieldValue& a, const Field& right, const FieldValue& b) {
  if (const auto* number = std::get_if<std::int64_t>(&a))
    return as_quantity(left, *number) <=> as_quantity(right, std::get<std::int64_t>(b));
  return std::get<std::string>(a).compare(std::get<std::string>(b)) <=> 0;
}

bool holds(std::string_view op, std::strong_ordering found) {
  if (op == "=") return found == 0;
  if (op == "!=") return found != 0;
  if (op == "<") return found < 0;
  if (op == "<=") return found <= 0;
  if (op == ">") return found > 0;
  ensure(op == ">=", "check: unknown operator");
  return found >= 0;
}

/// R-REG-05: a check over an empty (or kept, hence unknown) value holds.
bool check_holds(const Definition& definition, const Values& values, const Check& check) {
  const std::size_t left = definition.index(check.left);
  const Field& left_field = definition.fields[left];
  if (is_empty(values[left]) || values[left] == keep()) return true;
  if (check.right_is_field) {
    const std::size_t right = definition.index(check.right);
    if (is_empty(values[right]) || values[right] == keep()) return true;
    return holds(check.op, order(left_field, values[left], definition.fields[right], values[right]));
  }
  const auto literal = parse_value(left_field, check.right);
  ensure(literal.has_value(), "check: the literal was parsed when the definition was");
  return holds(check.op, order(left_field, values[left], left_field, *literal));
}

std::optional<Refusal> check_number(const Field& field, std::int64_t units) {
  const auto bad = [&](std::string zh, std::string en) {
    const std::string shown = print_value(field, units);
    return Refusal{RefusalCode::invalid,
                   {fmt::format("“{}”的值“{}”{}", field.title.zh, shown, zh),
                    fmt::format("{}: \"{}\" {}", field.title.en, shown, en)},
                   field.name,
                   {}};
  };
  const Quantity value = as_quantity(field, units);
  if (field.min && value < *field.min)
    return bad("小于下限 " + to_string(*field.min), "is below the minimum " + to_string(*field.min));
  if (field.max && value > *field.max)
    return bad("大于上限 " + to_string(*field.max), "is above the maximum " + to_string(*field.max));
  if (units > max_units || units < -max_units) return bad("太大", "is too large");
  return std::nullopt;
}

std::optional<Refusal> check_one(const Field& field, const FieldValue& value) {
  if (is_empty(value)) {
    if (!field.required) return std::nullopt;
    return Refusal{RefusalCode::invalid,
                   {fmt::format("“{}”没有填写", field.title.zh), fmt::format("{} is missing", field.title.en)},
                   field.name,
                   {}};
  }
  if (field.derived)
    return Refusal{RefusalCode::invalid,
                   {fmt::format("“{}”由程序计算,不能填写", field.title.zh),
                    fmt::format("{} is computed and cannot be entered", field.title.en)},
                   field.name,
                   {}};
  if (value == keep()) return std::nullopt;
  if (is_number(field.type)) return check_number(field, std::get<std::int64_t>(value));
  // Values that did not come through parse_value (a page, a program) meet the same rules here.
  const auto read = parse_value(field, std::get<std::string>(value));
  if (!read) return read.error();
  if (*read != value) return not_a(field, std::get<std::string>(value), "规范的写法", "the stored spelling").error();
  return std::nullopt;
}

}  // namespace

const FieldValue& keep() {
  static const FieldValue marker{std::string{"\x1a"}};  // a control character: no stored text can hold it
  return marker;
}

Result<FieldValue> parse_value(const Field& field, std::string_view raw) {
  if (!is_utf8(raw)) return not_a(field, "?", "有效的文字", "valid text");
  const std::string_view text = trim(raw);
  if (text.empty()) return Result<FieldValue>{std::in_place};
  switch (field.type) {
    case FieldType::text:
    case FieldType::reference: return parse_text(field, text);
    case FieldType::integer:
      if (const auto read = parse_quantity(text, 0)) return bounded(field, text, read->units());
      return not_a(field, text, "整数", "a whole number");
    case FieldType::quantity:
      if (const auto read = parse_quantity(text, field.scale)) return bounded(field, text, read->units());
      return not_a(field, text, fmt::format("最多 {} 位小数的数字", field.scale),
                   fmt::format("a number with at most {} decimals", field.scale));
    case FieldType::money:
      if (const auto read = parse_yuan(text)) return bounded(field, text, read->fen());
      return not_a(field, text, "以元为单位、最多两位小数的金额", "an amount in yuan with at most two decimals");
    case FieldType::date:
      if (const auto read = parse_date(text)) return iso(*read);
      return not_a(field, text, "日期,如 2026-03-09", "a day such as 2026-03-09");
    case FieldType::time:
      if (const auto read = parse_time_of_day(text)) return std::int64_t{*read};
      return not_a(field, text, "时间,如 09:30", "a time such as 09:30");
    case FieldType::choice: return parse_choice(field, text);
    case FieldType::file: return parse_file(field, text);
    case FieldType::ratio: return parse_ratio(field, text);
  }
  broken_invariant("parse_value: unknown type", std::source_location::current());
}

std::string file_text(const FileValue& file) {
  return file.name.empty() ? file.digest.hex() : file.digest.hex() + " " + file.name;
}

std::optional<FileValue> file_value(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  const auto blank = std::min(text->find(' '), text->size());
  const auto digest = Digest::from_hex(std::string_view{*text}.substr(0, blank));
  if (!digest) return std::nullopt;
  return FileValue{*digest, std::string{trim(std::string_view{*text}.substr(blank))}};
}

std::string print_value(const Field& field, const FieldValue& value) {
  if (is_empty(value)) return {};
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const std::int64_t units = std::get<std::int64_t>(value);
  if (field.type == FieldType::money) return to_yuan(Money::from_fen(units));
  if (field.type != FieldType::time) return to_string(Quantity{units, field.scale});
  const auto clock = fmt::format("{:02}:{:02}", units / 3600, units / 60 % 60);
  return units % 60 == 0 ? clock : clock + fmt::format(":{:02}", units % 60);
}

void fill_defaults(const Definition& definition, Values& values) {
  ensure(values.size() == definition.fields.size(), "fill_defaults: one value per field");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (!field.default_value || !is_empty(values[i])) continue;
    if (auto read = parse_value(field, *field.default_value)) values[i] = std::move(*read);
  }
}

std::vector<Refusal> check_values(const Definition& definition, const Values& values) {
  ensure(values.size() == definition.fields.size(), "check_values: one value per field");
  std::vector<Refusal> problems;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (auto problem = check_one(definition.fields[i], values[i])) problems.push_back(std::move(*problem));
  if (!problems.empty()) return problems;  // comparing values that are wrong by themselves only confuses
  for (const auto& check : definition.checks)
    if (!check_holds(definition, values, check))
      problems.push_back({RefusalCode::invalid, check.message, check.left, {}});
  return problems;
}

}  // namespace hallbook::registers
