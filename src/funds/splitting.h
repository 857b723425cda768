#pragma once
// Purchases of one kind in one year add up: splitting one below a limit is found, whatever its parts were called. Pure.
// Source: docs/rules/contracts.md, R-CTR-01.
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"

namespace hallbook::funds {

/// A limit of definitions/funds/purchasing.toml, or of the place: from this sum on, another way of buying is due.
struct PurchaseLimit {
  std::string category;
  Text way;  // "三家比价" / "three quotations"
  Money from;
};

struct Purchase {
  std::string category;
  int year = 0;
  std::string document, supplier;
  Money amount;
  bool by_that_way = false;  // bought as the limit wants it; then it is no part of a split
};

/// Requests with so many quotations among their papers were bought by comparing prices (三家比价).
inline constexpr std::int64_t wanted_quotations = 3;

/// What the purchases of a year come to that are each below a limit: split ones once `sum` reaches it.
struct PurchaseSum {
  int year = 0;
  std::int64_t purchases = 0;
  Money sum;
};
std::vector<PurchaseSum> sums_below(const std::vector<Purchase>& purchases, const PurchaseLimit& limit);

/// The least amount that shares its first two digits and its length: 4,399 -> 4,300. Sums kept by such floors are parted
/// exactly by a limit that is one.
Money purchase_floor(Money amount);

/// Reads [[limit]] category, from (yuan), way_zh, way_en. Refuses doubled pairs and amounts that are none.
Result<std::vector<PurchaseLimit>> read_purchase_limits(std::string_view toml);

/// definitions/funds/purchasing.toml, as it ships.
std::vector<PurchaseLimit> shipped_purchase_limits();

}  // namespace hallbook::funds
