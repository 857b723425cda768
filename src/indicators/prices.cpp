#include "indicators/prices.h"

#include <fmt/format.h>

#include "indicators/toml_reading.h"

namespace hallbook::indicators {

namespace {

Result<Price> read_price(const toml_reading::Table& row) {
  for (const auto& key : row.keys())
    if (key != "name" && key != "title" && key != "from" && key != "amount" && key != "unit" && key != "source")
      return row.refuse_key(key, {"不认识的键", "unknown key"});
  Price price;
  price.name = row.text("name");
  price.title = row.words("title");
  price.unit = row.text("unit");
  price.source = row.text("source");
  const auto from = parse_iso_date(row.text("from"));
  const auto amount = Rational::parse(row.text("amount"));
  if (price.name.empty()) return row.refuse_key("name", {"缺少价格名", "a price needs a name"});
  if (!from) return row.refuse_key("from", {"须是日期，如 \"2026-01-01\"", "must be a day such as \"2026-01-01\""});
  if (!amount || *amount < Rational{0})
    return row.refuse_key(
        "amount", {"须是不小于 0 的数，写成文字，如 \"0.50\"", "must be a number from 0 up, as text: \"0.50\""});
  if (!price.unit.starts_with("元/") || price.unit.size() <= std::string_view{"元/"}.size())
    return row.refuse_key("unit", {"须写成 元/张 这样", "must look like 元/张"});
  if (price.source.empty()) return row.refuse_key("source", {"须写明出处", "must say where the amount stands"});
  price.from = *from;
  price.amount = *amount;
  return price;
}

}  // namespace

Result<> PriceTable::load(std::string_view toml) {
  const auto file = toml_reading::parse(toml);
  if (!file) return std::unexpected{file.error()};
  for (const auto& key : file->keys())
    if (key != "name" && key != "price") return file->refuse_key(key, {"不认识的键", "unknown key"});
  auto merged = prices_;
  for (const auto& row : file->tables("price")) {
    auto price = read_price(row);
    if (!price) return std::unexpected{price.error()};
    auto& series = merged[price->name];
    for (const auto& other : series) {
      if (other.from == price->from)
        return row.refuse_key("from", {fmt::format("“{}”在这一天已有价格", price->name),
                                       fmt::format("\"{}\" already has a price from that day", price->name)});
      if (other.unit != price->unit)
        return row.refuse_key("unit", {fmt::format("“{}”原来的单位是 {}", price->name, other.unit),
                                       fmt::format("\"{}\" is in {} elsewhere", price->name, other.unit)});
    }
    series.push_back(std::move(*price));
    std::ranges::sort(series, {}, &Price::from);
  }
  prices_ = std::move(merged);
  return {};
}

const Price* PriceTable::any(std::string_view name) const {
  const auto found = prices_.find(name);
  return found == prices_.end() ? nullptr : &found->second.front();
}

// R-PRI-01, R-PRI-02
Result<Price> PriceTable::in_force(std::string_view name, const Period& period) const {
  const auto found = prices_.find(name);
  if (found == prices_.end())
    return refuse(RefusalCode::not_found,
                  {fmt::format("价格表里没有“{}”", name), fmt::format("no price \"{}\" in the price tables", name)},
                  "price");
  const Price* current = nullptr;
  for (const auto& price : found->second) {
    if (price.from <= period.first) {
      current = &price;
    } else if (current && price.from <= period.last) {
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”在 {} 变价，一个期间不能用两个价；请在公式里按日或按月分段（sum(by day: …)）",
                                 name, iso(price.from)),
                     fmt::format("\"{}\" changes on {}, inside the period; let the formula go by day or by month "
                                 "(sum(by day: …))",
                                 name, iso(price.from))},
                    "price");
    }
  }
  if (current) return *current;
  return refuse(RefusalCode::unavailable,
                {fmt::format("“{}”从 {} 起才有价格，{} 没有", name, iso(found->second.front().from), iso(period.first)),
                 fmt::format("\"{}\" has a price only from {}, none on {}", name, iso(found->second.front().from),
                             iso(period.first))},
                "price");
}

}  // namespace hallbook::indicators
