#pragma once
// Definitions, entries and totals as the HTTP operations print them. Private to registers/. Source: docs/rules/api.md.
#include "identity/access.h"
#include "registers/entry_files.h"
#include "registers/list_store.h"

namespace hallbook::registers {

/// The definition as pages need it: fields, checks, filters, rules.
Json definition_json(const Definition& definition);
Json field_json(const Field& field);
/// field → text as print_value writes it, null when empty.
Json values_json(const Definition& definition, const Values& values);
Json entry_json(const Definition& definition, const EntryVersion& entry, int versions);
Json total_json(const Definition& definition, const list_store::Total& total);
/// "at" or "actor" of a journal line; null when there is none.
Json stamp_json(const std::optional<list_store::Stamp>& stamp, std::string_view what);
Json attached_json(db::ReadTx& tx, UnitId unit, const AttachedFile& file);
std::string_view state_name(EntryState state);
/// What the person may do with registers.
Json may_json(const identity::Context& context);

}  // namespace hallbook::registers
