#pragma once
// SQL of frozen evaluations. Private to indicators/.
#include "indicators/evaluation.h"

namespace hallbook::indicators::frozen_store {

void insert(db::WriteTx& tx, UnitId unit, const Frozen& frozen);
std::optional<Frozen> find(db::ReadTx& tx, UnitId unit, std::string_view project, int version);
int last_version(db::ReadTx& tx, UnitId unit, std::string_view project);  // 0 = none
std::vector<Frozen> all(db::ReadTx& tx, UnitId unit);                     // without bytes

}  // namespace hallbook::indicators::frozen_store
