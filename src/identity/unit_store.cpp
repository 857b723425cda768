#include "identity/unit_store.h"

namespace hallbook::identity::unit_store {

void insert(db::WriteTx& tx, const Unit& unit) {
  const std::optional<std::int64_t> parent = unit.parent.value == 0 ? std::nullopt : std::optional{unit.parent.value};
  tx.exec("INSERT INTO unit (unit_id, parent_id, code, name, sample) VALUES ($1, $2, $3, $4, $5)", unit.id, parent,
          unit.code, unit.name, unit.sample);
}

std::vector<Unit> all(db::ReadTx& tx) {
  std::vector<Unit> units;
  tx.each("SELECT unit_id, parent_id, code, name, sample FROM unit ORDER BY unit_id", [&](const db::Row& row) {
    units.push_back({UnitId{row.int64(0)}, UnitId{row.is_null(1) ? 0 : row.int64(1)}, row.string(2), row.string(3),
                     row.int64(4) != 0});
  });
  return units;
}

}  // namespace hallbook::identity::unit_store
