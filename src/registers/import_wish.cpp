#include "registers/import_wish.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallbook::registers {
namespace {

constexpr std::size_t max_edits = 1'000;

Result<std::vector<CellEdit>> read_edits(const http::Fields& body) {
  const auto list = body.objects("edits");
  if (!list) return std::unexpected{list.error()};
  if (list->size() > max_edits)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("一次最多改 {} 格；更多请改文件", max_edits),
                   fmt::format("at most {} cells at once; mend the file for more", max_edits)},
                  "edits");
  std::vector<CellEdit> edits;
  for (const auto& one : *list) {
    const auto row = one.number("row");
    const auto column = one.text("column"), value = one.text_or("value", "");
    for (const auto& bad : {row ? Result<>{} : Result<>{std::unexpected{row.error()}},
                            column ? Result<>{} : Result<>{std::unexpected{column.error()}},
                            value ? Result<>{} : Result<>{std::unexpected{value.error()}}})
      if (!bad) return std::unexpected{bad.error()};
    edits.push_back({static_cast<std::uint64_t>(std::max<std::int64_t>(*row, 0)), *column, *value});
  }
  return edits;
}

}  // namespace

Result<ImportWish> read_import_wish(const http::Fields& body) {
  if (auto only =
          body.only({"register", "upload", "sheet", "mapping", "dry_run", "late_reason", "accept_good", "edits"});
      !only)
    return std::unexpected{only.error()};
  ImportWish wish;
  for (const auto& [name, into] : {std::pair{"register", &wish.register_name},
                                   {"upload", &wish.upload},
                                   {"sheet", &wish.options.sheet},
                                   {"late_reason", &wish.options.late_reason}}) {
    auto text = body.text_or(name, "");
    if (!text) return std::unexpected{text.error()};
    *into = std::move(*text);
  }
  const auto dry = body.flag_or("dry_run", true), good = body.flag_or("accept_good", false);
  if (!dry) return std::unexpected{dry.error()};
  if (!good) return std::unexpected{good.error()};
  wish.options.dry_run = *dry;
  wish.options.accept_good = *good;
  const auto mapping = body.texts("mapping");
  if (!mapping) return std::unexpected{mapping.error()};
  for (const auto& [heading, field] : *mapping) wish.options.mapping[heading] = field.value_or("-");
  auto edits = read_edits(body);
  if (!edits) return std::unexpected{edits.error()};
  wish.edits = std::move(*edits);
  return wish;
}

}  // namespace hallbook::registers
