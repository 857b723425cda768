#include "funds/reconcile.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view subject_names[] = {"mailing", "water", "supplies", "repairs"};

std::int64_t ten_to(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

struct BillSides {
  std::optional<RegisterLine> registered;
  std::optional<BillLine> billed;
};

void add_registered(std::optional<RegisterLine>& to, const RegisterLine& line) {
  if (!to) {
    to = line;
    return;
  }
  to->count = to->count + line.count;
  if (line.amount) to->amount = to->amount.value_or(Money{}) + *line.amount;
  if (!to->price) to->price = line.price;
}

void add_billed(std::optional<BillLine>& to, const BillLine& line) {
  if (!to) {
    to = line;
    return;
  }
  to->count = to->count + line.count;
  to->counted = to->counted || line.counted;
  to->amount = to->amount + line.amount;
}

ReconcileLine compare_sides(const std::string& key, const BillSides& sides) {
  ReconcileLine line{.key = key};
  if (sides.registered) {
    line.registered = sides.registered->count;
    line.due = sides.registered->amount;
    if (sides.registered->price) line.due = priced(sides.registered->count, *sides.registered->price);
  } else {
    line.due = Money{};  // billed, and the register knows nothing of it
  }
  if (sides.billed) {
    line.billed_count = sides.billed->count;
    line.counted = sides.billed->counted;
    line.billed = sides.billed->amount;
  }
  if (line.counted || !sides.billed) line.count_difference = line.billed_count - line.registered;
  if (line.due) line.difference = line.billed - *line.due;
  const bool counts_agree = line.count_difference == Quantity{};
  line.agrees = counts_agree && (!line.difference || *line.difference == Money{});
  return line;
}

}  // namespace

std::string_view subject_name(Subject subject) { return subject_names[static_cast<std::size_t>(subject)]; }

Result<Subject> subject_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(subject_names); ++i)
    if (subject_names[i] == name) return static_cast<Subject>(i);
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”不能对账；可选 mailing（邮寄）、water（水票）、supplies（耗材）、repairs（维修）", name),
       fmt::format("“{}” cannot be reconciled; choose mailing, water, supplies or repairs", name)},
      "subject");
}

Money priced(const Quantity& count, Money price) {
  ensure(count.units() >= 0, "a negative number of pieces");
  return share(price, count.units(), ten_to(count.scale()), Rounding::half_up);
}

Reconciliation reconcile(Subject subject, const std::vector<RegisterLine>& registered,
                         const std::vector<BillLine>& bill) {
  std::map<std::string, BillSides> keys;
  for (const auto& line : registered) add_registered(keys[line.key].registered, line);
  for (const auto& line : bill) add_billed(keys[line.key].billed, line);
  Reconciliation result{.subject = subject, .lines = {}, .notes = {}, .agrees = true};
  for (const auto& [key, sides] : keys) {
    auto line = compare_sides(key, sides);
    result.billed = result.billed + line.billed;
    result.due = result.due + line.due.value_or(line.billed);  // without a price the money says nothing
    result.agrees = result.agrees && line.agrees;
    result.lines.push_back(std::move(line));
  }
  result.difference = result.billed - result.due;
  return result;
}

Reconciliation reconcile_water(std::int64_t redeemed, std::int64_t delivered, std::optional<Money> price,
                               const std::vector<BillLine>& bill) {
  std::vector<BillLine> whole;
  for (auto line : bill) {
    line.key.clear();
    whole.push_back(std::move(line));
  }
  auto result = reconcile(Subject::water, {{"", Quantity{delivered, 0}, price, std::nullopt}}, whole);
  if (redeemed != delivered) {
    result.agrees = false;
    result.notes.push_back(
        {fmt::format("核销水票 {} 张，送水 {} 桶，相差 {}", redeemed, delivered, delivered - redeemed),
         fmt::format("{} tickets redeemed, {} barrels delivered: {} apart", redeemed, delivered,
                     delivered - redeemed)});
  }
  return result;
}

}  // namespace hallbook::funds
