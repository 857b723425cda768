#pragma once
// Lists answered from columns in memory: the same pages and totals as list_store's own SQL gives (columns_test holds each
// against the other). Pure; private to registers/.
#include "registers/columns.h"
#include "registers/list_store.h"

namespace hallbook::registers::list_columns {

/// Whether a query is about entries in force and asks of no field what columns do not say.
bool can_answer(const Definition& definition, const list_store::Query& query);

/// The entries of the page that the query asks for, in its order.
struct Hit {
  EntryId id;
  int version = 0;
};
std::vector<Hit> page(const Columns& columns, const Definition& definition, const list_store::Query& query);

/// As list_store::total and list_store::parts.
list_store::Total total(const Columns& columns, const Definition& definition, const list_store::Query& query);
std::vector<list_store::Part> parts(const Columns& columns, const Definition& definition,
                                    const list_store::Query& query, std::string_view by);

}  // namespace hallbook::registers::list_columns
