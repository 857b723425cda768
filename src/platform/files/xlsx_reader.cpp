#include "platform/files/xlsx_reader.h"

#include <fmt/format.h>

#include "platform/files/sheet_handler.h"
#include "platform/files/xlsx_parts.h"

namespace hallbook::files {
namespace {

std::unexpected<Refusal> refuse_sheets(const Archive& archive, const WorkbookMap& map, std::string_view zh,
                                       std::string_view en) {
  std::string names;
  for (const auto& sheet : map.sheets) {
    if (names.size() > 300) {
      names += " …";
      break;
    }
    (names += names.empty() ? "" : ", ") += sheet.name;
  }
  return refuse(RefusalCode::not_found,
                {fmt::format("{} {}；文件里的工作表：{}", archive.name(), zh, names.empty() ? "无" : names),
                 fmt::format("{} {}; its sheets are: {}", archive.name(), en, names.empty() ? "none" : names)},
                "sheet", archive.name());
}

/// R-FIL-12: by name, or the first one that is not hidden.
Result<SheetPart> choose_sheet(const Archive& archive, const WorkbookMap& map, const std::string& wanted) {
  for (const auto& sheet : map.sheets)
    if (!sheet.part.empty() && (wanted.empty() ? !sheet.hidden : sheet.name == wanted)) return sheet;
  if (wanted.empty())
    return refuse_sheets(archive, map, "没有可见的工作表；请取消隐藏或指定工作表",
                         "has no visible sheet; unhide one or name a sheet");
  return refuse_sheets(archive, map, fmt::format("没有名为 {} 的工作表；请改用下列之一", wanted),
                       fmt::format("has no sheet named {}; use one of its own", wanted));
}

/// What the sheet's rows need; kept in one place in memory because the parser points into it.
struct Parts {
  Archive archive;
  WorkbookMap map;
  SheetPart sheet;
  SheetContext context;
};

class XlsxReader final : public TableReader {
 public:
  XlsxReader(std::unique_ptr<Parts> parts, Archive::Entry entry)
      : parts_{std::move(parts)},
        entry_{std::move(entry)},
        handler_{parts_->context},
        parser_{handler_, fmt::format("{} {}", parts_->archive.name(), parts_->sheet.part)},
        total_{parts_->archive.declared_size(parts_->sheet.part)} {}

  Result<bool> next(Row& row) override {
    while (!handler_.take(row)) {
      if (done_) return false;
      const auto more = feed();
      if (!more) {
        done_ = true;
        handler_.drop();
        return std::unexpected{more.error()};
      }
    }
    return true;
  }

  std::string format() const override { return "xlsx"; }
  std::vector<SheetInfo> sheets() const override {
    std::vector<SheetInfo> infos;
    for (const auto& sheet : parts_->map.sheets) infos.push_back({sheet.name, sheet.hidden});
    return infos;
  }
  std::uint64_t merged_ranges() const override { return handler_.merged_ranges(); }
  std::uint64_t bytes_read() const override { return std::min(entry_.bytes_read(), total_); }
  std::uint64_t total_bytes() const override { return total_; }

 private:
  Result<> feed() {
    const auto got = entry_.read(block_);
    if (!got) return std::unexpected{got.error()};
    done_ = *got == 0;
    return parser_.feed({block_.data(), *got}, done_);
  }

  std::unique_ptr<Parts> parts_;
  Archive::Entry entry_;
  SheetHandler handler_;
  XmlParser parser_;
  std::uint64_t total_;
  bool done_ = false;
  std::array<char, 16 * 1024> block_;  // also bounds the rows that wait in the handler
};

}  // namespace

Result<std::unique_ptr<TableReader>> open_xlsx(SourceFile source, const ReadOptions& options) {
  auto archive = Archive::open(std::move(source), options.limits);
  if (!archive) return std::unexpected{std::move(archive.error())};
  auto map = read_workbook_map(*archive);
  if (!map) return std::unexpected{std::move(map.error())};
  auto sheet = choose_sheet(*archive, *map, options.sheet);
  if (!sheet) return std::unexpected{std::move(sheet.error())};
  auto shapes = read_shapes(*archive, map->styles_part);
  if (!shapes) return std::unexpected{std::move(shapes.error())};
  auto strings = SharedStrings::read(*archive, map->strings_part, options.limits);
  if (!strings) return std::unexpected{std::move(strings.error())};

  SheetContext context{archive->name(), sheet->name,        options.limits,
                       map->from_1904,  std::move(*shapes), std::move(*strings)};
  auto parts = std::make_unique<Parts>(std::move(*archive), std::move(*map), std::move(*sheet), std::move(context));
  auto entry = parts->archive.read(parts->sheet.part);
  if (!entry) return std::unexpected{std::move(entry.error())};
  return std::make_unique<XlsxReader>(std::move(parts), std::move(*entry));
}

}  // namespace hallbook::files
