#include "dossier/facts.h"

#include "base/money_math.h"
#include "base/text.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

constexpr int first_year = 1990;
constexpr int last_year = 2199;

/// Steps over half-width text; every take_… leaves the place alone when it does not fit.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : text_{text}, at_{at} {}
  std::size_t at() const { return at_; }

  std::optional<int> take_number(std::size_t least, std::size_t most) {
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end - at_ < least || end - at_ > most) return std::nullopt;
    int value = 0;
    for (; at_ < end; ++at_) value = value * 10 + (text_[at_] - '0');
    return value;
  }
  bool take_any(std::initializer_list<std::string_view> words) {
    for (const auto word : words) {
      if (!text_.substr(at_).starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return false;
  }
  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  static bool is_digit(char character) { return character >= '0' && character <= '9'; }

 private:
  std::string_view text_;
  std::size_t at_;
};

struct LooseDay {
  std::optional<int> year, month, day;
};

/// "2026年1月1日", "2026年1月", "2026-01-01", "2026.1.1"; without a year only behind 至.
std::optional<LooseDay> take_day(Scanner& scanner, bool year_needed) {
  LooseDay day;
  Scanner trial = scanner;
  day.year = trial.take_number(4, 4);
  if (day.year && !trial.take_any({"年", "-", "/", "."})) return std::nullopt;
  if (!day.year && year_needed) return std::nullopt;
  trial.skip_spaces();
  day.month = trial.take_number(1, 2);
  if (!day.month || !trial.take_any({"月", "-", "/", "."})) return std::nullopt;
  trial.skip_spaces();
  day.day = trial.take_number(1, 2);
  if (day.day) trial.take_any({"日", "号"});
  scanner = trial;
  return day;
}

bool take_until(Scanner& scanner) {
  scanner.skip_spaces();
  scanner.take_any({"起"});
  const bool found = scanner.take_any({"至", "到", "--", "-", "—", "–", "―", "~", "～", "－"});
  scanner.take_any({"—"});
  scanner.skip_spaces();
  return found;
}

std::optional<Period> period_of(const LooseDay& first, const LooseDay& last) {
  if (!first.month || !last.month) return std::nullopt;
  const int from_year = *first.year;
  const int to_year = last.year.value_or(from_year);
  if (from_year < first_year || to_year > last_year) return std::nullopt;
  const Date from =
      make_date(from_year, static_cast<unsigned>(*first.month), static_cast<unsigned>(first.day.value_or(1)));
  Date to = make_date(to_year, static_cast<unsigned>(*last.month), static_cast<unsigned>(last.day.value_or(1)));
  if (!last.day && to.ok())
    to = Date{std::chrono::year_month_day_last{to.year(), std::chrono::month_day_last{to.month()}}};
  if (!from.ok() || !to.ok() || to < from) return std::nullopt;
  return Period{from, to};
}

std::size_t number_end(std::string_view text, std::size_t at) {
  bool point = false;
  while (at < text.size()) {
    const bool inside = at + 1 < text.size() && Scanner::is_digit(text[at + 1]);
    if (text[at] == '.' && !point && inside)
      point = true;
    else if (!Scanner::is_digit(text[at]) && !(text[at] == ',' && inside))
      break;
    ++at;
  }
  return at;
}

/// At most `count` characters of the clause that ends here.
std::string last_characters(std::string_view text, std::size_t count) {
  auto all = characters(text);
  for (std::size_t i = all.size(); i > 0; --i)
    if (has_any(all[i - 1], {",", ";", "。", "、", "；", "("})) {
      all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  std::string tail;
  for (std::size_t i = all.size() - std::min(count, all.size()); i < all.size(); ++i) tail += all[i];
  return tail;
}

bool only_one(const std::vector<Money>& amounts) {
  return !amounts.empty() && std::ranges::all_of(amounts, [&](Money money) { return money == amounts.front(); });
}

}  // namespace

std::vector<StatedAmount> amounts_in(std::string_view text) {
  constexpr std::size_t most = 200;
  const std::string half = to_half_width(text);
  std::vector<StatedAmount> found;
  for (std::size_t at = 0; at < half.size() && found.size() < most;) {
    if (!Scanner::is_digit(half[at])) {
      ++at;
      continue;
    }
    const std::size_t end = number_end(half, at);
    Scanner scanner{half, end};
    scanner.skip_spaces();
    const bool myriad = scanner.take_any({"万"});
    const bool hundred_million = !myriad && scanner.take_any({"亿"});
    if (scanner.take_any({"元"})) {
      const std::string number = half.substr(at, end - at) + (myriad ? "万" : hundred_million ? "亿" : "") + "元";
      const auto money = parse_yuan(number);
      std::size_t from = at > 120 ? at - 120 : 0;
      while (from < at && (static_cast<unsigned char>(half[from]) & 0xC0) == 0x80) ++from;  // not inside a character
      StatedAmount amount{number, last_characters(std::string_view{half}.substr(from, at - from), 12), std::nullopt};
      if (money) amount.money = *money;
      found.push_back(std::move(amount));
    }
    at = std::max(scanner.at(), end);
  }
  return found;
}

std::optional<Money> whole_amount(const std::vector<StatedAmount>& amounts) {
  std::vector<Money> all;
  std::vector<Money> called_whole;
  for (const auto& amount : amounts) {
    if (!amount.money) return std::nullopt;
    all.push_back(*amount.money);
    if (has_any(amount.before, {"全年", "总额", "合计", "总计", "共", "年度"})) called_whole.push_back(*amount.money);
  }
  if (only_one(all)) return all.front();
  if (only_one(called_whole)) return called_whole.front();
  if (all.size() < 3) return std::nullopt;
  const Money largest = *std::ranges::max_element(all);
  Money rest;
  for (const Money money : all) {
    if (money.fen() > INT64_MAX / 256) return std::nullopt;  // R-DOS-04: 200 such amounts still add up in 64 bits
    rest = rest + money;
  }
  return rest - largest == largest ? std::optional{largest} : std::nullopt;
}

std::optional<Period> period_in(std::string_view text) {
  const std::string half = to_half_width(text);
  for (std::size_t at = 0; at < half.size(); ++at) {
    if (!Scanner::is_digit(half[at]) || (at > 0 && Scanner::is_digit(half[at - 1]))) continue;
    Scanner scanner{half, at};
    const auto first = take_day(scanner, true);
    if (!first || !take_until(scanner)) continue;
    const auto last = take_day(scanner, false);
    if (!last) continue;
    if (const auto period = period_of(*first, *last)) return period;
  }
  return std::nullopt;
}

std::optional<int> year_in(std::string_view text) {
  const std::string half = to_half_width(text);
  for (std::size_t at = half.find("年"); at != std::string::npos; at = half.find("年", at + 1)) {
    if (at < 4 || (at > 4 && Scanner::is_digit(half[at - 5]))) continue;
    Scanner scanner{half, at - 4};
    const auto year = scanner.take_number(4, 4);
    if (year && *year >= first_year && *year <= last_year) return year;
  }
  return std::nullopt;
}

std::vector<std::string> document_numbers_in(std::string_view text) {
  static constexpr std::array<std::string_view, 8> openers{"〔", "﹝", "[", "［", "【", "〖", "(", "（"};
  static constexpr std::array<std::string_view, 8> closers{"〕", "﹞", "]", "］", "】", "〗", ")", "）"};
  const auto all = characters(text);
  std::vector<std::string> found;
  const auto is_digits = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (to_half_width(all[i]).size() != 1 || !Scanner::is_digit(to_half_width(all[i])[0])) return false;
    return true;
  };
  for (std::size_t i = 1; i + 6 < all.size(); ++i) {
    const auto opener = std::ranges::find(openers, all[i]);
    if (opener == openers.end() || !is_digits(i + 1, i + 5)) continue;
    if (std::ranges::find(closers, all[i + 5]) == closers.end()) continue;
    std::size_t end = i + 6;
    while (end < all.size() && end - i < 14 && is_digits(end, end + 1)) ++end;
    if (end == i + 6 || end == all.size() || all[end] != "号") continue;
    std::size_t start = i;
    while (start > 0 && i - start < 12 && all[start - 1].size() == 3 &&
           !has_any(all[start - 1],
                    {"（", "《", "》", "、", "，", "。", "；", "：", "“", "”", "）", "〔", "﹝", "\u3000"}))
      --start;
    std::string number;
    for (std::size_t k = start; k < i; ++k) number += all[k];
    number += "〔";
    for (std::size_t k = i + 1; k < i + 5; ++k) number += to_half_width(all[k]);
    number += "〕";
    for (std::size_t k = i + 6; k < end; ++k) number += to_half_width(all[k]);
    if (start < i) found.push_back(number + "号");
  }
  return found;
}

}  // namespace hallbook::dossier
