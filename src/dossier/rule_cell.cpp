#include "dossier/rule_cell.h"

#include "base/text.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

struct Condition {
  std::string_view words;
  Operator when;
};
// Longer words first: 未超过 before 超过, 小于等于 before 小于.
constexpr Condition conditions[] = {
    {"小于等于", Operator::at_most},    {"小于或等于", Operator::at_most}, {"大于等于", Operator::at_least},
    {"大于或等于", Operator::at_least}, {"未超过", Operator::at_most},     {"不超过", Operator::at_most},
    {"没有超过", Operator::at_most},    {"未高于", Operator::at_most},     {"不高于", Operator::at_most},
    {"未低于", Operator::at_least},     {"不低于", Operator::at_least},    {"未达到", Operator::less_than},
    {"没有达到", Operator::less_than},  {"未达", Operator::less_than},     {"达不到", Operator::less_than},
    {"不足", Operator::less_than},      {"不满", Operator::less_than},     {"未满", Operator::less_than},
    {"低于", Operator::less_than},      {"小于", Operator::less_than},     {"少于", Operator::less_than},
    {"超过", Operator::more_than},      {"超出", Operator::more_than},     {"高于", Operator::more_than},
    {"大于", Operator::more_than},      {"多于", Operator::more_than},     {"≤", Operator::at_most},
    {"<=", Operator::at_most},          {"≥", Operator::at_least},         {">=", Operator::at_least},
    {"<", Operator::less_than},         {">", Operator::more_than},
};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::size_t decimal_end(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]))))
    ++at;
  return at;
}

/// "扣10分", "扣除10分", "扣减 10 分" from `at` on; the points, and where they end.
std::optional<std::pair<Rational, std::size_t>> points_at(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("扣")) return std::nullopt;
  at += std::string_view{"扣"}.size();
  for (const std::string_view word : {"除", "减"})
    if (text.substr(at).starts_with(word)) at += word.size();
  const std::size_t end = decimal_end(text, at);
  if (end == at || !text.substr(end).starts_with("分")) return std::nullopt;
  const auto points = Rational::parse(text.substr(at, end - at));
  if (!points) return std::nullopt;
  return std::pair{*points, end + std::string_view{"分"}.size()};
}

/// One clause "小于90%扣100分" that starts with a condition word; "每低1%扣2分" is another rule and not read here.
std::optional<Deduction> deduction_at(std::string_view text, const Condition& condition, std::string_view unit_cell) {
  constexpr std::size_t widest_gap = 24;  // bytes between the number's unit and 扣: "的," "时" "个工作日的,"
  const std::size_t number = condition.words.size();
  const std::size_t number_end = decimal_end(text, number);
  const std::size_t deducted = text.find("扣", number_end);
  if (number_end == number || deducted == std::string_view::npos || deducted - number_end > widest_gap)
    return std::nullopt;
  const auto points = points_at(text, deducted);
  if (!points) return std::nullopt;
  std::string_view between = text.substr(number_end, deducted - number_end);
  if (has_any(between, {"每", ";", "；", "。"})) return std::nullopt;
  std::string unit;
  for (const auto character : characters(between)) {
    if (character == "," || character == "的" || character == "时") break;
    unit += character;
  }
  const std::string unit_of_number = unit.empty() ? std::string{unit_cell} : unit;
  const Target target =
      parse_target(std::string{text.substr(number, number_end - number)} + unit, unit_of_number, ">=");
  if (target.op != Operator::at_least || target.unit.empty()) return std::nullopt;
  return Deduction{condition.when, target.value, points->first, std::string{text.substr(0, points->second)}};
}

}  // namespace

bool Deduction::holds(const Rational& actual) const { return meets(actual, when, threshold); }

RuleCell read_rule_cell(std::string_view cell, std::string_view unit_cell) {
  const std::string text = plain(cell);
  RuleCell found;
  found.says_rule = has_any(text, {"扣", "得分", "计分", "满分", "分值", "按比例", "达标", "不得分", "加分"});
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view{text}.substr(at);
    const auto condition =
        std::ranges::find_if(conditions, [&](const Condition& known) { return rest.starts_with(known.words); });
    if (condition == std::end(conditions)) {
      at += characters(rest.substr(0, 4)).front().size();
      continue;
    }
    if (auto deduction = deduction_at(rest, *condition, unit_cell)) found.deductions.push_back(std::move(*deduction));
    at += condition->words.size();
  }
  return found;
}

}  // namespace hallbook::dossier
