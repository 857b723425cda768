#pragma once
// Amounts as they stand in words on vouchers. Source: docs/rules/money.md, R-MON-03.
#include <string>
#include <string_view>

#include "base/money.h"
#include "base/result.h"

namespace hallbook {

/// 大写金额: 1086.00 → "壹仟零捌拾陆元整", 0.05 → "伍分", 0 → "零元整", -12.30 → "负壹拾贰元叁角".
std::string amount_in_words(Money amount);

}  // namespace hallbook
