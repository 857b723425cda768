#pragma once
// SQL for adopted definitions. Private to identity/.
#include "identity/adoption.h"

namespace hallbook::identity::adoption_store {

std::int64_t last_version(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name);
void insert(db::WriteTx& tx, UnitId unit, const AdoptedDefinition& definition);
/// Every version up to journal position `at_seq`, by name, then version.
std::vector<AdoptedDefinition> versions(db::ReadTx& tx, UnitId unit, std::string_view kind, std::int64_t at_seq);
std::optional<AdoptedDefinition> latest(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name,
                                        std::int64_t at_seq);

}  // namespace hallbook::identity::adoption_store
