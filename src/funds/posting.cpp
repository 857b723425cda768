#include "funds/posting.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t most_postings = 1000;

Result<std::string> account_of(const BookRules& rules, const std::string& name, const Fact& fact) {
  const auto role = rules.roles.find(name);
  if (role == rules.roles.end()) return name;
  const std::string value = role->second.by_source    ? fact.source
                            : !fact.treatment.empty() ? fact.treatment
                                                      : std::string{rules.treatment_of(fact.economic_class)};
  const auto found = role->second.accounts.find(value);
  if (found != role->second.accounts.end()) return found->second;
  const bool source = role->second.by_source;
  return refuse(RefusalCode::invalid,
                {fmt::format("记账规则里没有{}“{}”，请改用规则里的", source ? "资金来源" : "入账方式", quote(value)),
                 fmt::format("the posting rules know no {} \"{}\"; use one of theirs", source ? "source" : "treatment",
                             quote(value))},
                source ? "source" : "treatment");
}

}  // namespace

// R-BOK-03
Result<Voucher> draft_voucher(const BookRules& rules, const Fact& fact) {
  const auto rule = rules.rules.find(fact.kind);
  if (rule == rules.rules.end())
    return refuse(RefusalCode::invalid,
                  {fmt::format("没有“{}”的记账规则，请在账簿定义里加上", quote(fact.kind)),
                   fmt::format("no posting rule for \"{}\"; add one to the books' definition", quote(fact.kind))},
                  "kind");
  if (fact.amount <= Money{})
    return refuse(RefusalCode::invalid,
                  {fmt::format("记账金额须大于 0，这里是 {} 元", to_yuan(fact.amount)),
                   fmt::format("an amount to book is above 0, this is {} yuan", to_yuan(fact.amount))},
                  "amount");
  Voucher voucher{fact.on, fact.kind, fact.document, fact.payee, fact.summary, {}};
  if (voucher.summary.empty()) voucher.summary = rule->second.title.zh;
  for (const auto& posting : rule->second.postings) {
    auto account = account_of(rules, posting.account, fact);
    if (!account) return std::unexpected{account.error()};
    voucher.postings.push_back({std::move(*account),
                                posting.debit ? fact.amount : Money{} - fact.amount,
                                {fact.project, fact.line, fact.source, fact.economic_class}});
  }
  if (auto sound = check_voucher(rules, voucher); !sound) return std::unexpected{sound.error()};
  return voucher;
}

// R-BOK-05
Result<> check_voucher(const BookRules& rules, const Voucher& voucher) {
  if (voucher.postings.size() < 2 || voucher.postings.size() > most_postings)
    return refuse(RefusalCode::invalid,
                  {fmt::format("一张凭证须有 2 至 {} 条分录，这里有 {} 条", most_postings, voucher.postings.size()),
                   fmt::format("a voucher has 2 to {} postings, this one {}", most_postings, voucher.postings.size())},
                  "postings");
  std::array<Money, 2> sums;
  for (const auto& posting : voucher.postings) {
    const auto* account = rules.account(posting.account);
    if (!account)
      return refuse(RefusalCode::not_found,
                    {fmt::format("科目表里没有“{}”，请先在账簿定义里加上", quote(posting.account)),
                     fmt::format("the chart has no account \"{}\"; add it to the books' definition first",
                                 quote(posting.account))},
                    "account");
    if (posting.amount == Money{})
      return refuse(RefusalCode::invalid,
                    {fmt::format("科目 {} 的分录金额为 0", posting.account),
                     fmt::format("the posting to {} is zero", posting.account)},
                    "amount");
    auto& sum = sums[static_cast<std::size_t>(side_of(account->kind))];
    try {
      sum = sum + posting.amount;
    } catch (const MoneyOverflow&) {
      return refuse(RefusalCode::over_limit, {"金额太大，加不起来", "the amounts are too large to add up"}, "amount");
    }
  }
  for (const auto side : {BookSide::financial, BookSide::budget}) {
    const auto sum = sums[static_cast<std::size_t>(side)];
    if (sum == Money{}) continue;
    const bool financial = side == BookSide::financial;
    return refuse(RefusalCode::invalid,
                  {fmt::format("{}借贷不平，借方多 {} 元", financial ? "财务会计" : "预算会计", to_yuan(sum)),
                   fmt::format("{} accounting does not balance: debits exceed credits by {} yuan", side_name(side),
                               to_yuan(sum))},
                  "postings");
  }
  return {};
}

}  // namespace hallbook::funds
