#pragma once
// Amounts as people write and say them on vouchers. Source: docs/rules/money.md, R-MON-03 and R-MON-04.
#include <string>
#include <string_view>

#include "base/money.h"
#include "base/result.h"

namespace hallbook {

/// 大写金额: 1086.00 → "壹仟零捌拾陆元整", 0.05 → "伍分", 0 → "零元整", -12.30 → "负壹拾贰元叁角".
std::string amount_in_words(Money amount);

enum class AmountColumn { yuan, ten_thousand_yuan };

/// A positive amount as typed, and what was understood when that is more than the digits: full-width digits, a
/// magnitude written behind the number, a column in another unit. `understood` is empty when nothing was to say.
struct TypedAmount {
  Money amount;
  Text understood;
};

/// Refuses an empty cell, zero, negative amounts, parts of a fen, words, and amounts too large; names `field`.
Result<TypedAmount> read_amount(std::string_view text, AmountColumn column, std::string_view field);

}  // namespace hallbook
