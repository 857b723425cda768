#pragma once
// The three verbs, period closing and the definitions in force: what commands, pages and imports call.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/data_dir.h"
#include "registers/definition.h"
#include "registers/entry.h"
#include "registers/query.h"

namespace hallbook::registers {

/// Who acts, when, for which unit, with which keys.
struct Acting {
  UnitId unit;
  journal::Actor actor;
  Instant at;
  const journal::KeyRing* keys = nullptr;  // needed when the register holds personal fields
};

/// Adopts a definition (first or next version). Refuses: a version that drops or retypes a field.
Result<Definition> adopt_register(journal::Books& books, const Acting& acting, std::string_view toml,
                                  std::string_view reason = {});

/// The definition in force (at journal position `at_seq` when not 0); refuses not_found and names what exists.
Result<Definition> find_register(db::ReadTx& tx, UnitId unit, std::string_view name, std::int64_t at_seq = 0);
std::vector<Definition> all_registers(db::ReadTx& tx, UnitId unit, std::int64_t at_seq = 0);

/// Reads what lists of a large register are answered from, so that the next list need not (docs/decisions/0030).
void read_ahead(db::ReadTx& tx, UnitId unit, const Definition& definition);

/// Records one entry. `reason` is needed (and the entry is late) when its day lies in a closed period.
Result<EntryVersion> record(journal::Books& books, const Acting& acting, const Definition& definition,
                            const Values& values, const std::string& reason = {});
/// A new version. Refuses: not_found, wrong_state (voided), a missing reason (a status step of a case file alone
/// needs none), everything record refuses, and values that change nothing. A field given as keep() stays as it is.
Result<EntryVersion> correct(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                             const Values& values, const std::string& reason);
/// Takes the entry out of every figure; it stays readable. The reason is required.
Result<> void_entry(journal::Books& books, const Acting& acting, const Definition& definition, EntryId entry,
                    const std::string& reason);

/// Days up to `last` are closed. Refuses to open again, and days after today.
Result<> close_period(journal::Books& books, const Acting& acting, const Definition& definition, Date last);
std::optional<Date> closed_until(db::ReadTx& tx, UnitId unit, std::string_view register_name);

/// One entry with all its versions, oldest first; personal fields masked ("●●●" without keys).
Result<std::vector<EntryVersion>> history(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry,
                                          const Opening& opening = {});

/// The values in force of one entry with personal fields opened, as the start of a correction. Refuses: not_found,
/// wrong_state (voided), unavailable (the key that sealed it is missing).
Result<Values> clear_values(db::ReadTx& tx, const Acting& acting, const Definition& definition, EntryId entry);

}  // namespace hallbook::registers
