#include "funds/accounts.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view account_names[] = {"outside", "free", "held", "committed", "executed"};

std::string known_lines(const std::vector<Line>& all) {
  std::string text;
  for (const Line& line : all) text += (text.empty() ? "" : ", ") + line.key.line;
  return text;
}

std::unexpected<Refusal> bad_amount(std::string_view text, std::string_view field, const Text& why) {
  return refuse(RefusalCode::invalid,
                {fmt::format("金额“{}”{}", quote(text), why.zh), fmt::format("amount “{}” {}", quote(text), why.en)},
                std::string{field});
}

}  // namespace

std::string_view account_name(Account account) { return account_names[std::to_underlying(account)]; }

std::optional<Account> find_account(std::string_view name) {
  for (std::size_t i = 0; i < std::size(account_names); ++i)
    if (account_names[i] == name) return static_cast<Account>(i);
  return std::nullopt;
}

Money Line::balance(Account account) const {
  switch (account) {
    case Account::outside: break;
    case Account::free: return free;
    case Account::held: return held;
    case Account::committed: return committed;
    case Account::executed: return executed;
  }
  throw BrokenInvariant{"Line::balance: the treasury's money is not ours to count"};
}

Result<Line> open_line(db::ReadTx& tx, UnitId unit, const LineKey& key) {
  const auto line = find_line(tx, unit, key);
  if (!line) {
    const auto all = lines(tx, unit, key.project);
    if (all.empty())
      return refuse(
          RefusalCode::not_found,
          {fmt::format("项目 {} 还没有预算；请先用 funds budget import 录入", quote(key.project)),
           fmt::format("project {} has no budget yet; enter it with `funds budget import`", quote(key.project))},
          "line");
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有第“{}”条预算；现有：{}", quote(key.line), known_lines(all)),
                   fmt::format("there is no budget line “{}”; there are: {}", quote(key.line), known_lines(all))},
                  "line");
  }
  if (line->state == LineState::closed) {
    const auto rest = free_and_holders(tx, unit, *line);
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("第 {} 条预算（{}）已关闭，不再办理；{}", key.line, line->purpose, rest.zh),
         fmt::format("budget line {} ({}) is closed and takes no more; {}", key.line, line->purpose, rest.en)},
        "line");
  }
  return *line;
}

Text free_and_holders(db::ReadTx& tx, UnitId unit, const Line& line) {
  Text text{fmt::format("尚可用 {} 元", to_yuan(line.free)), fmt::format("free: {} yuan", to_yuan(line.free))};
  const char* before_zh = "；占用：";
  const char* before_en = "; held by: ";
  for (const Hold& hold : holders(tx, unit, line.key)) {
    const auto part = fmt::format("{} {}", hold.document, to_yuan(hold.held + hold.committed));
    text.zh += fmt::format("{}{} 元", before_zh, part);
    text.en += before_en + part;
    before_zh = "，";
    before_en = ", ";
  }
  if (line.executed > Money{}) {
    text.zh += fmt::format("；已支付 {} 元", to_yuan(line.executed));
    text.en += fmt::format("; paid: {}", to_yuan(line.executed));
  }
  return text;
}

Result<> check_free(db::ReadTx& tx, UnitId unit, const Line& line, Money amount) {
  if (amount <= line.free) return {};
  const auto rest = free_and_holders(tx, unit, line);
  return refuse(RefusalCode::over_limit,
                {fmt::format("{} 元超出第 {} 条预算（{}）：{}", to_yuan(amount), line.key.line, line.purpose, rest.zh),
                 fmt::format("{} yuan is more than budget line {} ({}) has; {}", to_yuan(amount), line.key.line,
                             line.purpose, rest.en)},
                "amount");
}

// R-FND-04
Result<Money> parse_amount(std::string_view text, std::string_view field) {
  const std::string_view trimmed = trim(text);
  if (trimmed.empty())
    return bad_amount(text, field, {"没有填写；请填元，例如 1234.50", "is missing; enter yuan, e.g. 1234.50"});
  if (to_half_width(trimmed) != trimmed)
    return bad_amount(text, field,
                      {"含全角字符；请改成半角数字", "has full-width characters; type it with ASCII digits"});
  if (trimmed.find("万") != std::string_view::npos || trimmed.find("亿") != std::string_view::npos)
    return bad_amount(
        text, field,
        {"带有万或亿；这里的单位是元，请写出全部数字", "carries 万 or 亿; the unit here is yuan, write all digits"});
  const auto amount = parse_yuan(trimmed);
  if (!amount) {
    Refusal refusal = amount.error();
    refusal.field = field;
    return std::unexpected{std::move(refusal)};
  }
  if (*amount <= Money{})
    return bad_amount(
        text, field,
        {"必须大于零；退回和冲减另有办法", "must be more than zero; returns and reductions have their own acts"});
  return *amount;
}

}  // namespace hallbook::funds
