#pragma once
// A list of entries as a person asks for it: filters, words, order and place as texts, read into a query. Private to
// registers/. Source: docs/rules/api.md, R-API-10 to R-API-13.
#include "registers/list_store.h"

namespace hallbook::registers {

using Parameters = std::map<std::string, std::string, std::less<>>;

/// from, to, q, state, sort, after, filter (a named filter) and f.FIELD; other parameters are none of its business.
/// Refuses an unknown or personal field, a value that the field cannot have, a place of another order.
Result<list_store::Query> read_listing(const Definition& definition, const Parameters& parameters);

/// The place behind `entry`, for `after`.
std::string place_behind(const Definition& definition, const list_store::Query& query, const list_store::Listed& entry);

/// Total over all that fits: from rollups when filters allow it, else from rows.
list_store::Total total_of(db::ReadTx& tx, UnitId unit, const Definition& definition, const list_store::Query& query);

/// Parts over all that fits by day, month or dimension: from rollups when filters allow it, else from rows.
std::vector<list_store::Part> parts_of(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                       const list_store::Query& query, std::string_view by);

/// The total of rows that were read.
list_store::Total sum_of(const Definition& definition, const std::vector<list_store::Listed>& rows);

}  // namespace hallbook::registers
