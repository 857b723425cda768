#pragma once
// Definitions, entries and totals as the HTTP operations print them. Private to registers/. Source: docs/rules/api.md.
#include "identity/access.h"
#include "registers/list_store.h"

namespace hallbook::registers {

/// The definition as pages need it: fields, checks, filters, rules.
Json definition_json(const Definition& definition);
Json field_json(const Field& field);
/// field → text as print_value writes it, null when empty.
Json values_json(const Definition& definition, const Values& values);
Json entry_json(const Definition& definition, const EntryVersion& entry, int versions);
Json total_json(const Definition& definition, const list_store::Total& total);
std::string_view state_name(EntryState state);
/// What the person may do with registers.
Json may_json(const identity::Context& context);

}  // namespace hallbook::registers
