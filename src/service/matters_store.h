#pragma once
// SQL of matters. Private to service/.
#include "service/matters.h"

namespace hallbook::service::matters_store {

std::int64_t last_number(db::ReadTx& tx, UnitId unit);
std::optional<Matter> find(db::ReadTx& tx, UnitId unit, std::int64_t number);
std::vector<Matter> of_round(db::ReadTx& tx, UnitId unit, std::int64_t round);
std::vector<StepTaken> steps(db::ReadTx& tx, UnitId unit, std::int64_t number);
std::int64_t same_since(db::ReadTx& tx, UnitId unit, std::int64_t number, Date first);

}  // namespace hallbook::service::matters_store
