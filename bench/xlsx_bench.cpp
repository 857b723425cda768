// How fast and in how much memory XLSX is read, beside the bare cost of inflating and tokenising the same file.
//   xlsx_bench [ROWS …]     default 200000 1000000; ten columns
#include <expat.h>
#include <fmt/format.h>
#include <zip.h>

#include <fstream>
#include <map>

#include "bench/measure.h"
#include "platform/files/table.h"

namespace {

namespace fs = std::filesystem;
using hallbook::bench::in_child;
using hallbook::bench::Measured;
using hallbook::files::CellKind;
using hallbook::files::OutCell;
using hallbook::files::TableFormat;

constexpr int columns = 10;

/// Rows like a register's: ids, names, a date, amounts, a few repeated words.
std::vector<OutCell> row_of(std::uint64_t i) {
  static constexpr const char* departments[] = {"公安窗口", "社保窗口", "不动产窗口", "税务窗口"};
  return {{CellKind::text, fmt::format("GS2026{:08}", i)},
          {CellKind::date, fmt::format("2026-{:02}-{:02}", i % 12 + 1, i % 28 + 1)},
          {CellKind::text, departments[i % 4]},
          {CellKind::text, fmt::format("示例申请人{}", i % 5000)},
          {CellKind::text, "居住证办理"},
          {CellKind::number, std::to_string(i % 97)},
          {CellKind::number, fmt::format("{}.{:02}", i % 1000, i % 100), 2},
          {CellKind::text, "现场"},
          {CellKind::number, std::to_string(i)},
          {CellKind::text, fmt::format("备注第{}行", i)}};
}

void write_table(const fs::path& file, TableFormat format, std::uint64_t rows) {
  auto writer = hallbook::files::create_table(file, format, "示例").value();
  for (std::uint64_t i = 1; i <= rows; ++i) writer->row(row_of(i));
  if (const auto done = writer->finish(); !done) throw std::runtime_error{done.error().message.en};
}

/// The same rows with a table of shared strings, as Excel itself writes them.
void write_shared(const fs::path& file, std::uint64_t rows) {
  const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto sheet_file = fs::path{file}.concat(".sheet"), strings_file = fs::path{file}.concat(".strings");
  std::uint64_t strings = 0;
  {
    std::ofstream sheet{sheet_file}, texts{strings_file};
    std::map<std::string, std::uint64_t> known;
    texts << "<sst>";
    sheet << "<worksheet><sheetData>";
    for (std::uint64_t i = 1; i <= rows; ++i) {
      sheet << fmt::format("<row r=\"{}\">", i);
      const auto cells = row_of(i);
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto mark = fmt::format("{}{}", static_cast<char>('A' + c), i);
        if (cells[c].kind == CellKind::number || c == 0 || c == 9) {
          // ids and remarks are all different: as numbers here, so that the table of strings stays what it is in practice
          sheet << fmt::format("<c r=\"{}\"><v>{}</v></c>", mark, c == 0 || c == 9 ? std::to_string(i) : cells[c].text);
          continue;
        }
        const auto [entry, fresh] = known.try_emplace(cells[c].text, strings);
        if (fresh) texts << "<si><t>" << cells[c].text << "</t></si>", ++strings;
        sheet << fmt::format("<c r=\"{}\" t=\"s\"><v>{}</v></c>", mark, entry->second);
      }
      sheet << "</row>";
    }
    texts << "</sst>";
    sheet << "</sheetData></worksheet>";
  }
  int error = 0;
  zip_t* const zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  const auto add_text = [&](const char* name, const std::string& text) {
    zip_file_add(zip, name, zip_source_buffer(zip, text.data(), text.size(), 0), 0);
  };
  const std::string types =
      "<Types><Override PartName=\"/xl/workbook.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
  const std::string book = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
  const std::string links = "<Relationships><Relationship Id=\"r1\" Type=\"" + kind +
                            "worksheet\" Target=\"sheet.xml\"/><Relationship Id=\"r2\" Type=\"" + kind +
                            "sharedStrings\" Target=\"strings.xml\"/></Relationships>";
  add_text("[Content_Types].xml", types);
  add_text("xl/workbook.xml", book);
  add_text("xl/_rels/workbook.xml.rels", links);
  zip_file_add(zip, "xl/sheet.xml", zip_source_file(zip, sheet_file.c_str(), 0, -1), 0);
  zip_file_add(zip, "xl/strings.xml", zip_source_file(zip, strings_file.c_str(), 0, -1), 0);
  if (zip_close(zip) != 0) throw std::runtime_error{"zip_close"};
  fs::remove(sheet_file);
  fs::remove(strings_file);
}

/// The limit: every part inflated by libzip, every element seen by expat, nothing kept.
void read_bare(const fs::path& file, Measured& measured) {
  int error = 0;
  zip_t* const zip = zip_open(file.c_str(), ZIP_RDONLY, &error);
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    zip_file_t* const entry = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
    const XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &measured);
    XML_SetElementHandler(
        parser,
        [](void* data, const XML_Char* name, const XML_Char**) {
          static_cast<Measured*>(data)->rows += std::string_view{name} == "row";
        },
        [](void*, const XML_Char*) {});
    XML_SetCharacterDataHandler(parser, [](void*, const XML_Char*, int) {});
    char block[16 * 1024];
    while (true) {
      const auto got = zip_fread(entry, block, sizeof block);
      if (got < 0 || XML_Parse(parser, block, static_cast<int>(got), got == 0) != XML_STATUS_OK || got == 0) break;
    }
    XML_ParserFree(parser);
    zip_fclose(entry);
  }
  zip_discard(zip);
}

void read_table(const fs::path& file, Measured& measured) {
  const auto reader = hallbook::files::open_table(file).value();
  hallbook::files::Row row;
  while (reader->next(row).value()) {
    ++measured.rows;
    measured.cells += row.cells.size();
  }
}

void line(std::string_view what, std::uint64_t rows, const Measured& measured, const Measured& bare) {
  const auto count = static_cast<double>(rows);
  fmt::print("{:<34} {:>9} {:>8.2f} {:>8.2f} {:>10.0f} {:>10.0f} {:>8.1f} {:>8}\n", what, rows, measured.seconds,
             measured.cpu_seconds, count / measured.seconds, count / measured.cpu_seconds,
             static_cast<double>(measured.peak_kib) / 1024.0,
             bare.seconds > 0 ? fmt::format("{:.2f}", bare.cpu_seconds / measured.cpu_seconds) : "");
}

void run(const fs::path& folder, std::uint64_t rows) {
  const auto inlined = folder / "inline.xlsx", shared = folder / "shared.xlsx", csv = folder / "t.csv";
  const auto written = in_child([&](Measured& m) { write_table(inlined, TableFormat::xlsx, rows), m.rows = rows; });
  in_child([&](Measured&) { write_shared(shared, rows); });
  const auto csv_written = in_child([&](Measured& m) { write_table(csv, TableFormat::csv, rows), m.rows = rows; });
  for (const auto& [name, file] : {std::pair{"inline strings", inlined}, std::pair{"shared strings", shared}}) {
    const auto bare = in_child([&](Measured& m) { read_bare(file, m); });
    const auto read = in_child([&](Measured& m) { read_table(file, m); });
    if (read.rows != rows || read.cells != rows * columns) throw std::runtime_error{"rows are missing"};
    line(fmt::format("bare inflate + expat, {}", name), rows, bare, {});
    line(fmt::format("read xlsx, {}", name), rows, read, bare);
  }
  line("write xlsx and read it back", rows, written, {});
  line("read csv", rows, in_child([&](Measured& m) { read_table(csv, m); }), {});
  line("write csv", rows, csv_written, {});
  fmt::print("{:<34} {:>9} {:>8} csv {:.1f} MB, xlsx {:.1f} MB\n", "files", rows, "",
             static_cast<double>(fs::file_size(csv)) / 1e6, static_cast<double>(fs::file_size(inlined)) / 1e6);
}

}  // namespace

int main(int argc, char** argv) try {
  const hallbook::bench::Folder folder;
  fmt::print("XLSX and CSV, {} columns; goal: read xlsx >= 100000 rows/s in <= 30 MB\n", columns);
  fmt::print("{:<34} {:>9} {:>8} {:>8} {:>10} {:>10} {:>8} {:>8}\n", "", "rows", "s", "cpu s", "rows/s", "rows/cpu s",
             "peak MB", "of bare");
  if (argc == 1) {
    run(folder.path(), 200'000);
    run(folder.path(), 1'000'000);
  }
  for (int i = 1; i < argc; ++i) run(folder.path(), std::strtoull(argv[i], nullptr, 10));
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "xlsx_bench: {}\n", problem.what());
  return 2;
}
