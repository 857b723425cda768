#include "platform/files/table.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/csv_reader.h"
#include "platform/files/source_file.h"
#include "platform/files/table_writers.h"
#include "platform/files/xlsx_reader.h"

namespace hallbook::files {
namespace {

using namespace std::string_view_literals;

/// What a file is that no table can be read from, and what to do about it.
struct Foreign {
  std::string_view magic;  // at the very front
  std::string_view zh, en;
};
constexpr Foreign foreign_files[] = {
    {"%PDF", "PDF 文件", "a PDF file"},
    {"\x89PNG", "图片（PNG）", "a picture (PNG)"},
    {"\xFF\xD8\xFF", "图片（JPEG）", "a picture (JPEG)"},
    {"GIF8", "图片（GIF）", "a picture (GIF)"},
    {"Rar!", "RAR 压缩包", "a RAR archive"},
    {"7z\xBC\xAF", "7z 压缩包", "a 7z archive"},
    {"\x1F\x8B", "gzip 压缩文件", "a gzip file"},
    {"\x28\xB5\x2F\xFD", "zstd 压缩文件", "a zstd file"},
    {"{\\rtf", "RTF 文档", "an RTF document"},
    {"SQLite format 3", "SQLite 数据库", "a SQLite database"},
};

std::unexpected<Refusal> refuse_kind(const std::string& name, std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 是{}；请另存为 xlsx 或 CSV 后再导入", name, zh),
                 fmt::format("{} is {}; save it as xlsx or CSV and import that", name, en)},
                {}, name);
}

/// R-FIL-07: an OLE container is an old .xls, an encrypted xlsx, or a document; its stream names (UTF-16) tell.
std::unexpected<Refusal> refuse_ole(const SourceFile& source) {
  const auto bytes = source.read_at(0, 4u << 20);
  const auto has = [&](std::string_view ascii) {
    std::string wide;
    for (const char c : ascii) (wide += c) += '\0';
    return bytes.find(wide) != std::string::npos;
  };
  const auto& name = source.name();
  if (has("EncryptedPackage") || has("EncryptionInfo"))
    return refuse(
        RefusalCode::invalid,
        {fmt::format("{} 是加密的文件；请在表格程序里去掉打开密码，另存为 xlsx", name),
         fmt::format("{} is encrypted; remove its password in the spreadsheet program and save it as xlsx", name)},
        {}, name);
  if (has("WordDocument")) return refuse_kind(name, "旧版 Word 文档（.doc）", "an old Word document (.doc)");
  if (has("PowerPoint Document")) return refuse_kind(name, "旧版演示文稿（.ppt）", "an old presentation (.ppt)");
  return refuse_kind(name, "旧版 Excel 文件（.xls）", "an old Excel file (.xls)");
}

/// Many systems call a web page ".xls"; its front is a tag.
bool is_markup(std::string_view front) {
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  front = trim(front);
  std::string lower;
  for (const char c : front.substr(0, 16)) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const auto tag : {"<html"sv, "<!doctype"sv, "<?xml"sv, "<table"sv, "<head"sv, "<meta"sv, "<body"sv})
    if (lower.starts_with(tag)) return true;
  return false;
}

Result<> refuse_foreign(const SourceFile& source) {
  const auto& name = source.name();
  const auto front = source.read_at(0, 512);
  const bool only_bom = front == "\xEF\xBB\xBF" || front == "\xFF\xFE" || front == "\xFE\xFF";
  if (front.empty() || only_bom)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 是空文件；请检查导出是否完成", name),
                   fmt::format("{} is empty; check whether its export was finished", name)},
                  {}, name);
  if (front.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return refuse_ole(source);
  for (const auto& foreign : foreign_files)
    if (front.starts_with(foreign.magic)) return refuse_kind(name, foreign.zh, foreign.en);
  if (is_markup(front))
    return refuse_kind(name, "网页或 XML 文件（名称可能是 .xls）", "a web page or XML (it may be called .xls)");
  return {};
}

}  // namespace

Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& file, const ReadOptions& options) {
  auto source = SourceFile::open(file, options.limits.file_bytes);
  if (!source) return std::unexpected{std::move(source.error())};
  if (const auto fine = refuse_foreign(*source); !fine) return std::unexpected{fine.error()};
  const auto front = source->read_at(0, 4);
  if (front == "PK\x03\x04"sv || front == "PK\x05\x06"sv) return open_xlsx(std::move(*source), options);
  if (!options.sheet.empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 是 CSV，没有工作表；请去掉工作表选项", source->name()),
                   fmt::format("{} is a CSV file and has no sheets; leave the sheet option out", source->name())},
                  "sheet", source->name());
  return open_csv(std::move(*source), options.limits);
}

Result<TableFormat> format_of(const std::filesystem::path& file) {
  auto ending = file.extension().string();
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (ending == ".csv") return TableFormat::csv;
  if (ending == ".xlsx") return TableFormat::xlsx;
  return refuse(RefusalCode::invalid,
                {fmt::format("不能按文件名 {} 决定格式；请用 .csv 或 .xlsx 结尾", file.string()),
                 fmt::format("the name {} does not tell a format; end it with .csv or .xlsx", file.string())},
                {}, file.string());
}

Result<std::unique_ptr<TableWriter>> create_table(const std::filesystem::path& file, TableFormat format,
                                                  std::string_view title) {
  switch (format) {
    case TableFormat::csv:
    case TableFormat::csv_gb18030: return create_csv(file, format == TableFormat::csv_gb18030);
    case TableFormat::xlsx: return create_xlsx(file, title);
  }
  throw BrokenInvariant{"create_table: unknown TableFormat"};
}

}  // namespace hallbook::files
