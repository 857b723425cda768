#pragma once
// R-CTR-01 in a few rows: what purchases of one category and year come to, kept by apply() as they come and go, so that
// who asks is warned without a look at every request of the year. Private to funds/.
#include "funds/request.h"
#include "funds/splitting.h"

namespace hallbook::funds {

/// For apply() only. A purchase that was made the way the limit wants is not counted.
void count_purchase(db::WriteTx& tx, UnitId unit, const Purchase& purchase);
void uncount_purchase(db::WriteTx& tx, UnitId unit, const Purchase& purchase);

/// The request as a purchase of its line's class; nullopt when a contract stands behind it or has taken it over.
std::optional<Purchase> purchase_behind(db::ReadTx& tx, UnitId unit, const std::string& no,
                                        const RequestContent& content, Date made_on);

/// Sums below the limit, year by year; in one year alone when it is named. `limit.from` must be its own floor.
std::vector<PurchaseSum> purchase_sums(db::ReadTx& tx, UnitId unit, const PurchaseLimit& limit,
                                       std::optional<int> year = std::nullopt);

}  // namespace hallbook::funds
