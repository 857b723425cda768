#pragma once
// SQL of payments that rules need, and the fact that the books make of one. Private to funds/.
#include "funds/payment.h"
#include "funds/posting.h"
#include "funds/request_store.h"

namespace hallbook::funds {

/// Warnings: payments with the same payee and amount.
std::vector<Text> paid_alike(db::ReadTx& tx, UnitId unit, std::string_view payee, Money amount);
Fact payment_fact(const Line& line, const Payment& payment, std::string kind, Date on, Money amount);

}  // namespace hallbook::funds
