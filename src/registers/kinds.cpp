#include "registers/kinds.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/ticket_book.h"

namespace hallbook::registers {
namespace {

/// The series as the rules read it: field positions looked up once.
class Judge {
 public:
  Judge(const Definition& definition, std::span<const SeriesRow> rows)
      : definition_{definition},
        rules_{definition.rules},
        rows_{rows},
        series_{std::vector<std::int64_t>(rows.size()), {}} {}

  Series meter();
  Series stock();
  Series voucher();
  Series catalogue();

 private:
  const FieldValue& value(std::size_t row, std::string_view field) const {
    return (*rows_[row].values)[definition_.index(field)];
  }
  std::optional<std::int64_t> number(std::size_t row, std::string_view field) const {
    if (field.empty()) return std::nullopt;
    const auto* found = std::get_if<std::int64_t>(&value(row, field));
    return found ? std::optional{*found} : std::nullopt;
  }
  std::string text(std::size_t row, std::string_view field) const {
    if (field.empty()) return {};
    const auto* found = std::get_if<std::string>(&value(row, field));
    return found ? *found : std::string{};
  }
  std::string print(std::int64_t units, std::string_view field) const {
    return print_value(*definition_.field(field), units);
  }
  std::string_view meaning(std::size_t row) const {
    const std::string choice = text(row, rules_.action);
    for (const auto& [name, one] : rules_.actions)
      if (one == choice) return name;
    return {};
  }
  std::string key_text(std::size_t row) const;
  void problem(std::size_t row, std::string_view field, std::string zh, std::string en);
  void take(std::size_t row, TicketBook& book);

  const Definition& definition_;
  const KindRules& rules_;
  std::span<const SeriesRow> rows_;
  Series series_;
};

std::string Judge::key_text(std::size_t row) const {
  std::string key = series_key(definition_, *rows_[row].values);
  std::ranges::replace(key, '\x1f', ' ');
  return key;
}

void Judge::problem(std::size_t row, std::string_view field, std::string zh, std::string en) {
  const SeriesRow& at = rows_[row];
  const std::string key = key_text(row);
  const std::string entry_zh = at.id.value == 0 ? "" : fmt::format(",第 {} 条", at.id.value);
  const std::string entry_en = at.id.value == 0 ? "" : fmt::format(", entry {}", at.id.value);
  series_.problems.push_back({row,
                              {RefusalCode::conflict,
                               {fmt::format("“{}”{}({}{}):{}", definition_.title.zh, key, iso(at.day), entry_zh, zh),
                                fmt::format("{} {} ({}{}): {}", definition_.name, key, iso(at.day), entry_en, en)},
                               std::string{field},
                               {}}});
}

// R-REG-20 to R-REG-23: a counter never falls; a declared reset or swap counts anew from `start`.
Series Judge::meter() {
  const std::string usual = rules_.reset.empty() ? "" : definition_.field(rules_.reset)->choices.front().value;
  std::optional<std::int64_t> before;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::int64_t reading = number(i, rules_.counter).value_or(0);
    const auto start = number(i, rules_.start);
    const std::string event = text(i, rules_.reset);
    const bool declared = !event.empty() && event != usual;
    if (before && !declared && start && *start != *before)
      problem(
          i, rules_.start, fmt::format("起始读数 {} 只在首次抄表、清零或换机时填写", print(*start, rules_.counter)),
          fmt::format("a start of {} is only for the first reading, a reset or a swap", print(*start, rules_.counter)));
    const std::int64_t from = declared ? start.value_or(0) : before.value_or(start.value_or(reading));
    if (reading < 0)
      problem(i, rules_.counter, "读数不能为负", "a reading cannot be negative");
    else if (reading < from)
      problem(i, rules_.counter,
              fmt::format("读数 {} 小于{} {};如已清零或换机,请在“{}”中声明", print(reading, rules_.counter),
                          declared || !before ? "起始读数" : "上次读数", print(from, rules_.counter),
                          rules_.reset.empty() ? "" : definition_.field(rules_.reset)->title.zh),
              fmt::format("the reading {} is below the {} {}; declare a reset or a swap if there was one",
                          print(reading, rules_.counter), declared || !before ? "start" : "one before it",
                          print(from, rules_.counter)));
    else
      series_.derived[i] = reading - from;
    before = reading;
  }
  return std::move(series_);
}

// R-REG-24 to R-REG-27: the book balance after each movement, never below zero.
Series Judge::stock() {
  std::int64_t book = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::int64_t amount = number(i, rules_.amount).value_or(0);
    const std::string_view what = meaning(i);
    if (amount < 0 && what != "adjust") {
      problem(i, rules_.amount, fmt::format("数量 {} 不能为负;只有调整可以", print(amount, rules_.amount)),
              fmt::format("the amount {} cannot be negative; only an adjustment can", print(amount, rules_.amount)));
      continue;
    }
    const std::int64_t change = what == "issue" ? -amount : what == "count" ? amount - book : amount;
    std::int64_t after = 0;
    if (__builtin_add_overflow(book, change, &after) || after > max_units) {
      problem(i, rules_.amount, "结存太大", "the balance is too large");
    } else if (after < 0) {
      problem(i, rules_.amount,
              fmt::format("库存 {} 不够 {}", print(book, rules_.amount), print(-change, rules_.amount)),
              fmt::format("only {} in stock, {} wanted", print(book, rules_.amount), print(-change, rules_.amount)));
    } else {
      series_.derived[i] = change;
      book = after;
    }
  }
  return std::move(series_);
}

// R-REG-28 to R-REG-32
void Judge::take(std::size_t row, TicketBook& book) {
  const std::int64_t from = number(row, rules_.from_no).value_or(0);
  const std::int64_t to = number(row, rules_.to_no).value_or(0);
  if (from < 0 || to < from || to - from >= TicketBook::max_range) {
    problem(
        row, rules_.from_no,
        fmt::format("号段 {}–{} 不对:起号不大于止号,一次最多 {} 张", from, to, TicketBook::max_range),
        fmt::format("the numbers {}–{} are wrong: first ≤ last, at most {} at once", from, to, TicketBook::max_range));
    return;
  }
  const std::string_view what = meaning(row);
  const auto clash = what == "in"       ? book.move(from, to, Ticket::unknown, Ticket::in, rows_[row].id)
                     : what == "out"    ? book.move(from, to, Ticket::in, Ticket::out, rows_[row].id)
                     : what == "redeem" ? book.move(from, to, Ticket::out, Ticket::redeemed, rows_[row].id)
                                        : book.move(from, to, Ticket::in, Ticket::voided, rows_[row].id);
  if (!clash) {
    if (what == "out") series_.derived[row] = to - from + 1;
    return;
  }
  const Text state = state_text(clash->state);
  const std::string by_zh = clash->by.value > 0 ? fmt::format("(第 {} 条)", clash->by.value) : "";
  const std::string by_en = clash->by.value > 0 ? fmt::format(" (entry {})", clash->by.value) : "";
  problem(row, rules_.from_no,
          fmt::format("{} 号{}{},不能{}", clash->number, state.zh, by_zh, text(row, rules_.action)),
          fmt::format("number {} {}{}; it cannot be {}", clash->number, state.en, by_en,
                      what == "in"       ? "taken in"
                      : what == "out"    ? "handed out"
                      : what == "redeem" ? "redeemed"
                                         : "voided"));
}

Series Judge::voucher() {
  TicketBook book;
  for (std::size_t i = 0; i < rows_.size(); ++i) take(i, book);
  return std::move(series_);
}

// R-REG-33: versions of one code never overlap; the one without an end is open.
Series Judge::catalogue() {
  std::vector<std::size_t> order(rows_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return text(i, rules_.valid_from); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string from = text(order[i], rules_.valid_from), to = text(order[i], rules_.valid_to);
    if (!to.empty() && to < from)
      problem(order[i], rules_.valid_to, fmt::format("失效日 {} 早于生效日 {}", to, from),
              fmt::format("valid to {} is before valid from {}", to, from));
    if (i == 0) continue;
    const std::size_t earlier = order[i - 1];
    const std::string end = text(earlier, rules_.valid_to);
    if (!end.empty() && end < from) continue;
    // The newer of the two entries is told: it is the one that a person is about to add.
    const bool newer =
        rows_[order[i]].id.value == 0 || (rows_[earlier].id.value != 0 && rows_[order[i]].id > rows_[earlier].id);
    const std::size_t told = newer ? order[i] : earlier;
    const std::size_t other = newer ? earlier : order[i];
    problem(told, rules_.valid_from,
            fmt::format("与第 {} 条的有效期({} 至 {})重叠,请先更正前一版的失效日", rows_[other].id.value,
                        text(other, rules_.valid_from),
                        text(other, rules_.valid_to).empty() ? "今" : text(other, rules_.valid_to)),
            fmt::format("overlaps entry {} (valid {} to {}); end the earlier version first", rows_[other].id.value,
                        text(other, rules_.valid_from),
                        text(other, rules_.valid_to).empty() ? "now" : text(other, rules_.valid_to)));
  }
  series_.derived.clear();
  return std::move(series_);
}

}  // namespace

bool is_series_kind(Kind kind) { return kind != Kind::count && kind != Kind::case_file; }

Series judge_series(const Definition& definition, std::span<const SeriesRow> rows) {
  Judge judge{definition, rows};
  switch (definition.kind) {
    case Kind::meter: return judge.meter();
    case Kind::stock: return judge.stock();
    case Kind::voucher: return judge.voucher();
    case Kind::catalogue: return judge.catalogue();
    case Kind::count:
    case Kind::case_file: break;
  }
  broken_invariant("judge_series: not a series kind", std::source_location::current());
}

std::string series_key(const Definition& definition, const Values& values) {
  std::string key;
  for (const auto& name : definition.rules.key) {
    if (&name != &definition.rules.key.front()) key.push_back('\x1f');
    const std::size_t index = definition.index(name);
    key += print_value(definition.fields[index], values[index]);
  }
  return key;
}

// R-REG-35
bool step_allowed(const Definition& definition, std::string_view from, std::string_view to) {
  if (from == to || definition.rules.path.empty()) return true;
  return std::ranges::any_of(definition.rules.path,
                             [&](const auto& step) { return step.first == from && step.second == to; });
}

}  // namespace hallbook::registers
