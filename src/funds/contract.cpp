#include "funds/contract.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "base/org_code.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_contract_text = 120;
constexpr std::size_t longest_contract_word = 60;
constexpr std::size_t most_contract_lines = 200;  // price lines, instalments and files, each
constexpr std::int64_t supplement_percent = 10;  // R-CTR-04

std::unexpected<Refusal> refuse_contract(std::string field, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid, {fmt::format("合同：{}", zh), fmt::format("contract: {}", en)}, std::move(field));
}

Result<> check_contract_words(const Contract& contract) {
  const struct {
    const std::string& text;
    const char* field;
    std::size_t longest;
    bool needed;
  } texts[] = {{contract.title, "title", longest_contract_text, true},
               {contract.party, "party", longest_contract_text, true},
               {contract.project, "project", longest_contract_word, true},
               {contract.line, "line", longest_contract_word, true},
               {contract.category, "category", longest_contract_word, true},
               {contract.buyer, "buyer", longest_contract_word, true},
               {contract.party_id, "party_id", longest_contract_word, false}};
  for (const auto& each : texts) {
    if (each.needed && trim(each.text).empty())
      return refuse_contract(each.field, fmt::format("缺少 {}", each.field), fmt::format("{} is missing", each.field));
    if (auto sound = check_text(each.text, each.longest); !sound)
      return refuse_contract(each.field, sound.error().message.zh, sound.error().message.en);
  }
  if (!contract.party_id.empty() && !is_org_code(contract.party_id))
    return refuse_contract("party_id", fmt::format("统一社会信用代码“{}”不对", quote(contract.party_id)),
                           fmt::format("“{}” is no sound social credit code", quote(contract.party_id)));
  if (contract.prices.size() > most_contract_lines || contract.schedule.size() > most_contract_lines ||
      contract.files.size() > most_contract_lines)
    return refuse_contract("prices", fmt::format("单价、付款计划、附件各不超过 {} 行", most_contract_lines),
                           fmt::format("at most {} prices, instalments and files each", most_contract_lines));
  return {};
}

Result<> check_contract_days(const Contract& contract) {
  for (const auto& [day, field] : {std::pair{contract.signed_on, "signed_on"},
                                   std::pair{contract.starts_on, "starts_on"}, std::pair{contract.ends_on, "ends_on"}})
    if (!day.ok()) return refuse_contract(field, fmt::format("缺少日期 {}", field), fmt::format("{} is no day", field));
  if (contract.ends_on < contract.starts_on)
    return refuse_contract("ends_on", "终止日早于起始日", "it ends before it starts");
  if (contract.ends_on < contract.signed_on)
    return refuse_contract("ends_on", "终止日早于签订日", "it ends before it is signed");
  return {};
}

/// R-CTR-02: prices × expected quantities are the amount, to the fen.
Result<> settle_contract_amount(Contract& contract) {
  Money sum;
  std::set<std::string> keys;
  for (const auto& line : contract.prices) {
    if (line.price <= Money{} || line.expected.units() <= 0)
      return refuse_contract("prices", "单价和预计数量应大于零", "price and expected quantity should be above zero");
    if (!keys.insert(line.key).second)
      return refuse_contract("prices", fmt::format("单价“{}”出现两次", quote(line.key)),
                             fmt::format("the price of “{}” stands twice", quote(line.key)));
    sum = sum + priced(line.expected, line.price);
  }
  if (contract.amount == Money{}) contract.amount = sum;
  if (contract.amount <= Money{}) return refuse_contract("amount", "金额应大于零", "the amount should be above zero");
  if (!contract.prices.empty() && contract.amount != sum)
    return refuse_contract(
        "amount", fmt::format("金额 {} 不等于单价×数量合计 {}", to_yuan(contract.amount), to_yuan(sum)),
        fmt::format("the amount {} is not prices × quantities, {}", to_yuan(contract.amount), to_yuan(sum)));
  return {};
}

/// R-CTR-03: a schedule pays the whole, each part within the law's days of nothing but its own date.
Result<> check_contract_schedule(const Contract& contract) {
  if (contract.schedule.empty()) return {};
  Money sum;
  for (const auto& part : contract.schedule) {
    if (part.amount <= Money{} || !part.due_on.ok() || part.due_on < contract.signed_on)
      return refuse_contract("schedule", "付款计划每期应有不早于签订日的日期和大于零的金额",
                             "each instalment needs a day from the signing on and an amount above zero");
    if (auto sound = check_text(part.condition, longest_contract_text); !sound)
      return refuse_contract("schedule", sound.error().message.zh, sound.error().message.en);
    sum = sum + part.amount;
  }
  if (sum != contract.amount)
    return refuse_contract("schedule",
                           fmt::format("付款计划合计 {} 不等于金额 {}", to_yuan(sum), to_yuan(contract.amount)),
                           fmt::format("the instalments come to {}, not {}", to_yuan(sum), to_yuan(contract.amount)));
  return {};
}

}  // namespace

Money Contract::whole() const {
  Money sum = amount;
  for (const auto& supplement : supplements) sum = sum + supplement.amount;
  return sum;
}

Result<Contract> checked_contract(Contract contract) {
  if (auto sound = check_contract_words(contract); !sound) return std::unexpected{sound.error()};
  if (auto sound = check_contract_days(contract); !sound) return std::unexpected{sound.error()};
  if (auto sound = check_terms(contract.terms); !sound) return std::unexpected{sound.error()};
  if (auto sound = settle_contract_amount(contract); !sound) return std::unexpected{sound.error()};
  if (auto sound = check_contract_schedule(contract); !sound) return std::unexpected{sound.error()};
  return contract;
}

Result<> check_supplement(const Contract& contract, const Supplement& supplement) {
  if (supplement.amount <= Money{})
    return refuse_contract("amount", "补充金额应大于零", "a supplement should be above zero");
  if (trim(supplement.reason).empty()) return refuse_contract("reason", "缺少补充原因", "the reason is missing");
  if (auto sound = check_text(supplement.reason, longest_contract_text, true); !sound)
    return refuse_contract("reason", sound.error().message.zh, sound.error().message.en);
  if (!supplement.signed_on.ok() || supplement.signed_on < contract.signed_on ||
      supplement.signed_on > contract.ends_on)
    return refuse_contract("signed_on", "补充合同应在合同签订日到终止日之间签订",
                           "a supplement is signed between the signing and the end of its contract");
  const Money before = contract.whole() - contract.amount;
  const Money most = share(contract.amount, supplement_percent, 100, Rounding::down);
  if (before + supplement.amount <= most) return {};
  return refuse(
      RefusalCode::over_limit,
      {fmt::format("合同 {} 的补充合计 {} 元超过原合同的 10%：最多还能补充 {} 元", contract.number,
                   to_yuan(before + supplement.amount), to_yuan(most - before)),
       fmt::format("the supplements of {} would come to {} yuan, above 10 % of the contract: {} yuan are left",
                   contract.number, to_yuan(before + supplement.amount), to_yuan(most - before))},
      "amount");
}

Result<> check_open(const Contract& contract, Date on) {
  if (contract.closed_on)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("合同 {} 已于 {} 结束", contract.number, iso(*contract.closed_on)),
                   fmt::format("contract {} was closed on {}", contract.number, iso(*contract.closed_on))},
                  "contract");
  if (on < contract.signed_on)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("合同 {} 于 {} 才签订", contract.number, iso(contract.signed_on)),
                   fmt::format("contract {} is signed only on {}", contract.number, iso(contract.signed_on))},
                  "contract");
  return {};
}

Result<> check_running(const Contract& contract, Date on) {
  if (auto open = check_open(contract, on); !open || on <= contract.ends_on) return open;
  return refuse(RefusalCode::wrong_state,
                {fmt::format("合同 {} 已于 {} 到期，{} 交付的不能按它验收；请另签合同", contract.number,
                             iso(contract.ends_on), iso(on)),
                 fmt::format("contract {} ended on {}, what came on {} is not accepted under it; sign another contract",
                             contract.number, iso(contract.ends_on), iso(on))},
                "contract");
}

std::optional<Money> price_of(const Contract& contract, std::string_view key) {
  for (const auto& line : contract.prices)
    if (line.key == key) return line.price;
  if (contract.prices.size() == 1 && (key.empty() || contract.prices.front().key.empty()))
    return contract.prices.front().price;
  return std::nullopt;
}

}  // namespace hallbook::funds
