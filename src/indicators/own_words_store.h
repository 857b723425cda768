#pragma once
// SQL of own words. Private to indicators/.
#include "indicators/own_words.h"

namespace hallbook::indicators::own_words_store {

void insert(db::WriteTx& tx, UnitId unit, std::string_view project, const OwnWords& words);
/// In the order of writing, up to journal position `end`.
std::vector<OwnWords> all(db::ReadTx& tx, UnitId unit, std::string_view project, std::int64_t end);

}  // namespace hallbook::indicators::own_words_store
