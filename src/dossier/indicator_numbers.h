#pragma once
// Which indicators a project has, for whoever names one by its number.
#include <string_view>
#include <vector>

#include "journal/journal.h"

namespace hallbook::dossier {

/// The numbers in the project's last document, in its order; none when the project is not there. Cheap enough for every
/// request of money: a document is read once.
std::vector<int> indicator_numbers(db::ReadTx& tx, UnitId unit, std::string_view code);

}  // namespace hallbook::dossier
