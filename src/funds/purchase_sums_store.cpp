// The table of purchase_sums.h; db/migrations/0021_money_speed.sql fills it for older data as replay would.
#include <limits>

#include "base/ensure.h"
#include "funds/due_list.h"
#include "funds/purchase_sums.h"

namespace hallbook::funds {

void count_purchase(db::WriteTx& tx, UnitId unit, const Purchase& purchase) {
  if (purchase.by_that_way) return;
  tx.exec(R"(
      INSERT INTO purchase_sum (unit_id, category, year, floor_fen, purchases, sum_fen)
      VALUES ($1, $2, $3, $4, 1, $5)
      ON CONFLICT (unit_id, category, year, floor_fen) DO UPDATE
      SET purchases = purchase_sum.purchases + 1, sum_fen = purchase_sum.sum_fen + $5)",
          unit, purchase.category, purchase.year, purchase_floor(purchase.amount).fen(), purchase.amount.fen());
}

void uncount_purchase(db::WriteTx& tx, UnitId unit, const Purchase& purchase) {
  if (purchase.by_that_way) return;
  const auto floor = purchase_floor(purchase.amount).fen();
  const auto gone = tx.exec(R"(
      DELETE FROM purchase_sum
      WHERE unit_id = $1 AND category = $2 AND year = $3 AND floor_fen = $4 AND purchases = 1)",
                            unit, purchase.category, purchase.year, floor);
  if (gone == 1) return;
  const auto changed = tx.exec(R"(
      UPDATE purchase_sum SET purchases = purchases - 1, sum_fen = sum_fen - $5
      WHERE unit_id = $1 AND category = $2 AND year = $3 AND floor_fen = $4)",
                               unit, purchase.category, purchase.year, floor, purchase.amount.fen());
  ensure(changed == 1, "a purchase leaves sums that it never came into");
}

std::optional<Purchase> purchase_behind(db::ReadTx& tx, UnitId unit, const std::string& no,
                                        const RequestContent& content, Date made_on) {
  if (!content.contract.empty()) return std::nullopt;
  if (tx.one_int64("SELECT 1 FROM contract WHERE unit_id = $1 AND request = $2 LIMIT 1", unit, no)) return std::nullopt;
  const auto line = find_line(tx, unit, content.line);
  ensure(line.has_value(), "a request's line vanished");
  return purchase_of(*line, content, no, static_cast<int>(made_on.year()));
}

std::vector<PurchaseSum> purchase_sums(db::ReadTx& tx, UnitId unit, const PurchaseLimit& limit,
                                       std::optional<int> year) {
  ensure(purchase_floor(limit.from) == limit.from, "a limit parts the sums only at a floor");
  std::vector<PurchaseSum> found;
  tx.each(
      R"(
      SELECT year, CAST(SUM(purchases) AS BIGINT), CAST(SUM(sum_fen) AS BIGINT) FROM purchase_sum
      WHERE unit_id = $1 AND category = $2 AND year BETWEEN $3 AND $4 AND floor_fen < $5 GROUP BY year ORDER BY year)",
      [&](const db::Row& row) {
        found.push_back({static_cast<int>(row.int64(0)), row.int64(1), Money::from_fen(row.int64(2))});
      },
      unit, limit.category, year.value_or(0), year.value_or(std::numeric_limits<int>::max()), limit.from.fen());
  return found;
}

}  // namespace hallbook::funds
