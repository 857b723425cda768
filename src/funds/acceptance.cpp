#include "funds/acceptance.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_finding = 500;
constexpr std::size_t most_acceptance_lines = 200;

std::unexpected<Refusal> refuse_acceptance(std::string field, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid, {fmt::format("验收：{}", zh), fmt::format("acceptance: {}", en)},
                std::move(field));
}

Result<AcceptanceLine> checked_acceptance_line(const Contract& contract, AcceptanceLine line) {
  if (line.count.units() < 0) return refuse_acceptance("lines", "数量是负数", "a count is negative");
  const auto price = price_of(contract, line.key);
  if (!contract.prices.empty() && !price)
    return refuse_acceptance("lines", fmt::format("合同里没有“{}”的单价", quote(line.key)),
                             fmt::format("the contract has no price for “{}”", quote(line.key)));
  if (price) {
    const Money due = priced(line.count, *price);
    if (line.amount == Money{}) line.amount = due;
    if (line.amount != due)
      return refuse_acceptance("lines",
                               fmt::format("“{}”{} × {} 应为 {} 元，不是 {}", line.key, to_string(line.count),
                                           to_yuan(*price), to_yuan(due), to_yuan(line.amount)),
                               fmt::format("“{}”: {} × {} is {} yuan, not {}", line.key, to_string(line.count),
                                           to_yuan(*price), to_yuan(due), to_yuan(line.amount)));
  }
  if (line.amount <= Money{}) return refuse_acceptance("lines", "金额应大于零", "the amount should be above zero");
  return line;
}

}  // namespace

Result<Acceptance> checked_acceptance(const Contract& contract, Acceptance acceptance, Money accepted_before) {
  if (!acceptance.accepted_on.ok()) return refuse_acceptance("accepted_on", "缺少验收日期", "the day is missing");
  if (auto runs = check_running(contract, acceptance.accepted_on); !runs) return std::unexpected{runs.error()};
  if (trim(acceptance.finding).empty()) return refuse_acceptance("finding", "缺少验收结论", "the finding is missing");
  if (auto sound = check_text(acceptance.finding, longest_finding, true); !sound)
    return refuse_acceptance("finding", sound.error().message.zh, sound.error().message.en);
  if (acceptance.lines.empty() || acceptance.lines.size() > most_acceptance_lines)
    return refuse_acceptance("lines", fmt::format("应有 1 到 {} 行", most_acceptance_lines),
                             fmt::format("1 to {} lines are needed", most_acceptance_lines));
  acceptance.amount = {};
  for (auto& line : acceptance.lines) {
    auto checked = checked_acceptance_line(contract, std::move(line));
    if (!checked) return std::unexpected{checked.error()};
    line = std::move(*checked);
    acceptance.amount = acceptance.amount + line.amount;
  }
  const Money left = contract.whole() - accepted_before;
  if (acceptance.amount > left)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("验收 {} 元超过合同 {} 未验收的 {} 元；请先签补充合同", to_yuan(acceptance.amount),
                               contract.number, to_yuan(left)),
                   fmt::format("{} yuan accepted, but {} yuan of contract {} are left; sign a supplement first",
                               to_yuan(acceptance.amount), to_yuan(left), contract.number)},
                  "lines");
  return acceptance;
}

Result<> check_signer(const Acceptance& acceptance, std::string_view person) {
  if (acceptance.complete_on)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("验收书 {} 已于 {} 签齐", acceptance.number, iso(*acceptance.complete_on)),
                   fmt::format("acceptance {} was complete on {}", acceptance.number, iso(*acceptance.complete_on))},
                  "acceptance");
  if (std::ranges::find(acceptance.signers, person) != acceptance.signers.end())
    return refuse(RefusalCode::conflict,
                  {fmt::format("{} 已在验收书上签字；需要另一个人", person),
                   fmt::format("{} has signed already; another person is needed", person)},
                  "person");
  return {};
}

Json acceptance_json(const Acceptance& acceptance) {
  Json lines = Json::Array{};
  for (const auto& line : acceptance.lines)
    lines.push_back(Json::Object{{"key", line.key}, {"count", to_string(line.count)}, {"amount", line.amount.fen()}});
  return Json::Object{
      {"number", acceptance.number}, {"contract", acceptance.contract},   {"accepted_on", iso(acceptance.accepted_on)},
      {"lines", std::move(lines)},   {"amount", acceptance.amount.fen()}, {"finding", acceptance.finding}};
}

Acceptance acceptance_from_json(const Json& body) {
  Acceptance acceptance;
  acceptance.number = body.at("number").string();
  acceptance.contract = body.at("contract").string();
  const auto day = parse_iso_date(body.at("accepted_on").string());
  ensure(day.has_value(), "acceptance: a day in the journal");
  acceptance.accepted_on = *day;
  for (const auto& line : body.at("lines").array()) {
    const auto& written = line.at("count").string();
    const auto point = written.find('.');
    const auto count =
        parse_quantity(written, point == std::string::npos ? 0 : static_cast<int>(written.size() - point - 1));
    ensure(count.has_value(), "acceptance: a count in the journal");
    acceptance.lines.push_back({line.at("key").string(), *count, Money::from_fen(line.at("amount").integer())});
  }
  acceptance.amount = Money::from_fen(body.at("amount").integer());
  acceptance.finding = body.at("finding").string();
  return acceptance;
}

Json AcceptanceRecorded::to_json() const {
  return Json::Object{{"acceptance", acceptance_json(acceptance)}, {"chain", chain}, {"person", person}};
}
AcceptanceRecorded AcceptanceRecorded::from_json(const Json& body) {
  return {acceptance_from_json(body.at("acceptance")), body.at("chain").string(), body.at("person").string()};
}
Json AcceptanceSigned::to_json() const {
  return Json::Object{{"acceptance", acceptance}, {"chain", chain}, {"person", person}, {"complete_on", complete_on}};
}
AcceptanceSigned AcceptanceSigned::from_json(const Json& body) {
  return {body.at("acceptance").string(), body.at("chain").string(), body.at("person").string(),
          body.at("complete_on").string()};
}

}  // namespace hallbook::funds
