#pragma once
// All SQL for settled comparisons. Private to funds/.
#include "funds/reconcile_registers.h"

namespace hallbook::funds {

/// By period. contract "" = all.
std::vector<Settlement> load_settlements(db::ReadTx& tx, UnitId unit, std::string_view contract);

}  // namespace hallbook::funds
