#include "funds/splitting.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/money_math.h"
#include "base/toml.h"

namespace hallbook::funds {
namespace {

std::unexpected<Refusal> refuse_limit(std::uint32_t line, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid,
                {fmt::format("采购限额第 {} 行：{}", line, zh), fmt::format("purchase limits, line {}: {}", line, en)});
}

Result<PurchaseLimit> read_purchase_limit(const toml::table& table) {
  const auto line = table.source().begin.line;
  PurchaseLimit limit;
  limit.category = table["category"].value_or(std::string{});
  limit.way = {table["way"]["zh"].value_or(std::string{}), table["way"]["en"].value_or(std::string{})};
  if (limit.category.empty()) return refuse_limit(line, "缺少 category", "category is missing");
  if (limit.way.zh.empty() || limit.way.en.empty())
    return refuse_limit(line, "way 应有 zh 和 en", "way needs zh and en");
  const auto from = parse_yuan(table["from"].value_or(std::string{}));
  if (!from || *from <= Money{})
    return refuse_limit(line, "from 应是大于零的元，写成文字", "from should be yuan above zero, as text");
  limit.from = *from;
  return limit;
}

}  // namespace

Result<std::vector<PurchaseLimit>> read_purchase_limits(std::string_view toml) {
  const auto file = read_toml(toml);
  if (!file) return refuse_limit(file.error().line, file.error().message, file.error().message);
  std::vector<PurchaseLimit> limits;
  const auto* rows = (*file)["limit"].as_array();
  if (rows == nullptr) return limits;
  for (const auto& row : *rows) {
    const auto* table = row.as_table();
    if (table == nullptr) return refuse_limit(row.source().begin.line, "应是 [[limit]]", "should be a [[limit]]");
    auto limit = read_purchase_limit(*table);
    if (!limit) return std::unexpected{limit.error()};
    for (const auto& other : limits)
      if (other.category == limit->category && other.from == limit->from)
        return refuse_limit(table->source().begin.line, "同一限额出现两次", "this limit stands twice");
    limits.push_back(std::move(*limit));
  }
  return limits;
}

std::vector<PurchaseLimit> shipped_purchase_limits() {
  for (const auto& file : embedded_files("definitions/funds/purchasing.toml")) {
    auto limits = read_purchase_limits(file.text);
    ensure(limits.has_value(), "the shipped purchase limits do not load");
    return std::move(*limits);
  }
  return {};
}

std::vector<PurchaseSum> sums_below(const std::vector<Purchase>& purchases, const PurchaseLimit& limit) {
  std::map<int, PurchaseSum> years;
  for (const auto& purchase : purchases) {
    if (purchase.category != limit.category || purchase.by_that_way || purchase.amount >= limit.from) continue;
    auto& sum = years[purchase.year];
    sum = {purchase.year, sum.purchases + 1, sum.sum + purchase.amount};
  }
  std::vector<PurchaseSum> found;
  for (const auto& [year, sum] : years) found.push_back(sum);
  return found;
}

Money purchase_floor(Money amount) {
  std::int64_t unit = 1;
  while (amount.fen() / unit >= 100) unit *= 10;
  return Money::from_fen(amount.fen() - amount.fen() % unit);
}

}  // namespace hallbook::funds
