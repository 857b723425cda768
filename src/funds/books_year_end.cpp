#include "funds/books_year_end.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t balances_per_voucher = 400;  // two postings each; a voucher takes 1000

using Place = std::pair<std::string, BookDimensions>;  // account, dimensions

bool moves_from(const BookRules& rules, const YearEndStep& step, const std::string& account) {
  if (account == step.from) return true;
  const auto* known = rules.account(account);
  ensure(known != nullptr, "year_end_vouchers: a balance on an account outside the chart");
  return account_kind_name(known->kind) == step.from;
}

std::string arrives_on(const BookRules& rules, const YearEndStep& step, const std::string& source) {
  const auto role = rules.roles.find(step.to);
  if (role == rules.roles.end()) return step.to;
  const auto found = role->second.accounts.find(source.empty() ? "appropriation" : source);
  return found != role->second.accounts.end() ? found->second : role->second.accounts.at("appropriation");
}

}  // namespace

std::vector<Voucher> year_end_vouchers(const BookRules& rules, int year, const std::vector<BookBalance>& balances) {
  std::map<Place, Money> open;
  for (const auto& balance : balances) {
    auto& amount = open[{balance.account, balance.dimensions}];
    amount = amount + balance.amount;
  }
  std::vector<Voucher> vouchers;
  for (const auto& step : rules.year_end) {
    Voucher voucher{make_date(year, 12, 31),
                    std::string{year_end_kind},
                    fmt::format("{}", year),
                    "",
                    fmt::format("年末结转 {} → {}", step.from, step.to),
                    {}};
    const auto finish = [&] {
      if (!voucher.postings.empty()) vouchers.push_back(voucher);
      voucher.postings.clear();
    };
    const auto before = open;  // a step moves what stood there when it began
    for (const auto& [place, amount] : before) {
      if (amount == Money{} || !moves_from(rules, step, place.first)) continue;
      const Place target{arrives_on(rules, step, place.second.source),
                         {place.second.project, "", place.second.source, ""}};
      if (target.first == place.first) continue;
      voucher.postings.push_back({place.first, Money{} - amount, place.second});
      voucher.postings.push_back({target.first, amount, target.second});
      open[place] = Money{};
      open[target] = open[target] + amount;
      if (voucher.postings.size() >= 2 * balances_per_voucher) finish();
    }
    finish();
  }
  return vouchers;
}

}  // namespace hallbook::funds
