#include "registers/import_store.h"

namespace hallbook::registers::import_store {

bool is_referenced(db::ReadTx& tx, const Digest& digest) {
  return tx
      .one_int64("SELECT 1 FROM journal WHERE kind = 'RowsImported' AND body LIKE $1 LIMIT 1", "%" + digest.hex() + "%")
      .has_value();
}

std::int64_t last_seq(db::ReadTx& tx, UnitId unit) {
  return tx.one_int64("SELECT MAX(seq) FROM journal WHERE unit_id = $1", unit).value_or(0);
}

}  // namespace hallbook::registers::import_store
