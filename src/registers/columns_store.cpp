#include "registers/columns_store.h"

#include <fmt/format.h>

#include "platform/db/kept.h"
#include "registers/entry_store.h"

namespace hallbook::registers::columns_store {
namespace {

constexpr std::chrono::hours columns_kept{24};

std::int64_t page_of(EntryId entry) { return entry.value / page_entries; }

/// Marks of the pages up to that of the newest entry; 0 for one whose rows are older than the marks (migration 0031).
std::vector<std::int64_t> marks(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  const EntryId newest{entry_store::largest_id(tx, unit, definition)};
  std::vector<std::int64_t> found(static_cast<std::size_t>(page_of(newest)) + 1);
  tx.each(
      "SELECT page, changes FROM register_page WHERE unit_id = $1 AND register = $2 AND page >= 0 AND page <= $3",
      [&](const db::Row& row) { found[static_cast<std::size_t>(row.int64(0))] = row.int64(1); }, unit, definition.name,
      page_of(newest));
  return found;
}

std::vector<std::size_t> open_fields(const Definition& definition) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    if (!definition.fields[i].personal) found.push_back(i);
  return found;
}

std::shared_ptr<const ColumnPage> read_page(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                            std::int64_t number) {
  const auto fields = open_fields(definition);
  std::string names;
  for (const std::size_t field : fields) names += fmt::format(", \"{}\"", definition.fields[field].name);
  auto page = std::make_shared<ColumnPage>();
  page->first_id = number * page_entries;
  page->versions.resize(static_cast<std::size_t>(page_entries));
  page->columns.resize(definition.fields.size());
  std::vector<ColumnBuilder> builders(fields.size());
  tx.each(
      fmt::format("SELECT entry_id, version{} FROM entry_{} WHERE unit_id = $1 AND entry_id >= $2 AND entry_id < $3 "
                  "AND ended_seq = 0",
                  names, definition.name),
      [&](const db::Row& row) {
        const auto at = static_cast<std::size_t>(row.int64(0) - page->first_id);
        page->versions[at] = static_cast<int>(row.int64(1));
        for (std::size_t i = 0; i < fields.size(); ++i) {
          if (row.is_null(2 + i)) continue;
          if (is_number(definition.fields[fields[i]].type))
            builders[i].set(at, sortable(row.int64(2 + i)));
          else
            builders[i].set(at, row.text(2 + i));
        }
      },
      unit, page->first_id, page->first_id + page_entries);
  for (std::size_t i = 0; i < fields.size(); ++i) page->columns[fields[i]] = std::move(builders[i]).finish();
  return page;
}

}  // namespace

void mark(db::WriteTx& tx, UnitId unit, std::string_view register_name, EntryId entry) {
  mark_all(tx, unit, register_name, {entry, entry});
}

void mark_all(db::WriteTx& tx, UnitId unit, std::string_view register_name, std::pair<EntryId, EntryId> first_to_last) {
  for (std::int64_t page = page_of(first_to_last.first); page <= page_of(first_to_last.second); ++page)
    tx.exec(R"(
        INSERT INTO register_page (unit_id, register, page, changes) VALUES ($1, $2, $3, 1)
        ON CONFLICT (unit_id, register, page) DO UPDATE SET changes = register_page.changes + 1)",
            unit, register_name, page);
}

std::shared_ptr<const Columns> load(db::ReadTx& tx, UnitId unit, const Definition& definition, const Columns* before) {
  auto now = std::make_shared<Columns>();
  now->changes = marks(tx, unit, definition);
  for (std::size_t i = 0; i < now->changes.size(); ++i) {
    const bool same = before != nullptr && i < before->pages.size() && before->changes[i] == now->changes[i];
    now->pages.push_back(same ? before->pages[i] : read_page(tx, unit, definition, static_cast<std::int64_t>(i)));
  }
  return now;
}

// The marks are of the reader's own snapshot, so a page read by another one is taken over only where both see the same rows.
std::shared_ptr<const Columns> kept(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  const auto entries = entry_store::largest_id(tx, unit, definition);
  if (entries < fewest_entries || entries > most_entries) return nullptr;
  const std::string key = fmt::format("columns {} {} {}", unit.value, definition.name, definition.digest.hex());
  return db::kept_anew<Columns>(tx, key, columns_kept,
                                [&](const Columns* before) { return load(tx, unit, definition, before); });
}

}  // namespace hallbook::registers::columns_store
