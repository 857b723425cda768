#pragma once
// SQL for units. Private to identity/.
#include "identity/unit.h"

namespace hallbook::identity::unit_store {

void insert(db::WriteTx& tx, const Unit& unit);
std::vector<Unit> all(db::ReadTx& tx);

}  // namespace hallbook::identity::unit_store
