// A register as a table: what people read, and what an import takes back. Source: docs/rules/imports.md, R-IMP-20 to R-IMP-22.
#include <fmt/format.h>

#include <system_error>

#include "identity/unit.h"
#include "platform/db/read_once.h"
#include "registers/listing.h"
#include "registers/opening.h"
#include "registers/source_rows.h"
#include "registers/transfer.h"

namespace hallbook::registers {
namespace {

using files::CellKind;
using files::OutCell;

Text state_title(EntryState state) {
  switch (state) {
    case EntryState::current: return {"有效", "in force"};
    case EntryState::superseded: return {"已更正", "superseded"};
    case EntryState::voided: return {"已作废", "voided"};
  }
  return {};
}

std::vector<OutCell> heading_cells(const Definition& definition, const ExportOptions& options) {
  std::vector<OutCell> cells;
  const auto add = [&](const Text& title) { cells.push_back({CellKind::text, title.in(options.lang), 0}); };
  add({"登记号", "Entry no."});
  for (const Field& field : definition.fields) add(field.title);
  if (!options.list.all_versions) return cells;
  add({"版次", "Version"});
  add({"登记状态", "Entry state"});
  add({"更正或作废原因", "Entry reason"});
  return cells;
}

class Exporter {
 public:
  Exporter(const Definition& definition, const ExportOptions& options, files::TableWriter& writer)
      : definition_{definition}, options_{options}, writer_{writer} {}

  void entry(const EntryVersion& version) {
    cells_.clear();
    cells_.push_back({CellKind::number, std::to_string(version.id.value), 0});
    for (std::size_t at = 0; at < definition_.fields.size(); ++at)
      cells_.push_back(export_cell(definition_.fields[at], version.values[at]));
    if (options_.list.all_versions) {
      cells_.push_back({CellKind::number, std::to_string(version.version), 0});
      cells_.push_back({CellKind::text, state_title(version.state).in(options_.lang), 0});
      cells_.push_back({CellKind::text, version.ended_reason.empty() ? version.reason : version.ended_reason, 0});
    }
    writer_.row(cells_);
    ++rows;
  }
  std::uint64_t rows = 0;

 private:
  const Definition& definition_;
  const ExportOptions& options_;
  files::TableWriter& writer_;
  std::vector<OutCell> cells_;
};

Result<> write_rows(db::ReadTx& tx, UnitId unit, const Definition& definition, const ListOptions& list,
                    const ExportOptions& options, Exporter& exporter) {
  const db::ReadOnce once{tx};
  if (options.listing.empty()) {
    each_entry(tx, unit, definition, list, [&](const EntryVersion& version) { exporter.entry(version); });
    return {};
  }
  auto query = read_listing(definition, options.listing);
  if (!query) return std::unexpected{query.error()};
  if (options.most_rows > 0) query->limit = options.most_rows + 1;
  list_store::each(tx, unit, definition, *query, [&](list_store::Listed& row) {
    show_personal(tx, unit, definition, row.id, list.opening, row.values);
    exporter.entry(row);
  });
  return {};
}

std::unexpected<Refusal> too_many_rows(std::size_t most) {
  return refuse(
      RefusalCode::over_limit,
      {fmt::format("一次最多导出 {} 行含个人信息的明细；请先用时段或筛选缩小", most),
       fmt::format("at most {} rows with personal data leave at a time; narrow the period or the filter first", most)},
      "rows");
}

Result<std::uint64_t> write_entries(journal::DataDir& data, UnitId unit, const Definition& definition,
                                    const std::filesystem::path& file, const ExportOptions& options) {
  const bool reveal = options.reveal && definition.has_personal();
  if (reveal && !data.keys().has_master())
    return refuse(RefusalCode::unavailable,
                  {fmt::format("没有主密钥，不能打开个人信息；应在 {}", data.keys().file().string()),
                   fmt::format("no master key, so personal fields cannot be opened; it should be at {}",
                               data.keys().file().string())},
                  "keys", data.keys().file().string());
  const auto format = files::format_of(file);
  if (!format) return std::unexpected{format.error()};
  auto tx = data.read();
  const auto own = identity::find_unit(tx, unit);
  const std::string sample = own && own->sample ? "示例 " : "";  // made-up data says so on its sheet too
  auto writer = files::create_table(file, *format, sample + definition.title.in(options.lang));
  if (!writer) return std::unexpected{writer.error()};
  (*writer)->row(heading_cells(definition, options));

  ListOptions list = options.list;  // R-IMP-21: masked unless asked for in clear
  if (options.most_rows > 0) list.limit = options.most_rows + 1;
  list.opening = {data.keys().has_master() ? &data.keys() : nullptr, reveal};
  Exporter exporter{definition, options, **writer};
  if (auto done = write_rows(tx, unit, definition, list, options, exporter); !done)
    return std::unexpected{done.error()};
  if (options.most_rows > 0 && exporter.rows > options.most_rows) return too_many_rows(options.most_rows);
  if (auto done = (*writer)->finish(); !done) return std::unexpected{done.error()};
  return exporter.rows;
}

}  // namespace

files::OutCell export_cell(const Field& field, const FieldValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  const std::string text = print_value(field, value);
  switch (field.type) {
    case FieldType::integer: return {CellKind::number, text, 0};
    case FieldType::quantity: return {CellKind::number, text, field.scale};
    case FieldType::money: return {CellKind::number, text, 2};
    case FieldType::date: return {CellKind::date, text, 0};
    default: return {CellKind::text, text, 0};
  }
}

Result<std::uint64_t> export_register(journal::DataDir& data, UnitId unit, const Definition& definition,
                                      const std::filesystem::path& file, const ExportOptions& options) {
  try {
    return write_entries(data, unit, definition, file, options);
  } catch (const std::system_error& fault) {
    if (fault.code() != std::errc::no_space_on_device) throw;
    return refuse(
        RefusalCode::unavailable,
        {fmt::format("磁盘写不下 {}；没有留下半个文件。请腾出空间再导出", file.string()),
         fmt::format("the disk does not take {}; no half file remains. Make room and export again", file.string())},
        "file", file.string());
  }
}

}  // namespace hallbook::registers
