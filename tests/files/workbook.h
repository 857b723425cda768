#pragma once
// Workbooks part by part, sound or broken, for the tests and the fuzz target of the reader.
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hallbook::tests {

using Parts = std::map<std::string, std::string>;

/// `parts` stored (or deflated) as the bytes of a zip archive.
inline std::string zip_bytes(const Parts& parts, bool deflate = false) {
  zip_source_t* const memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_t* const zip = zip_open_from_source(memory, ZIP_TRUNCATE, nullptr);
  if (zip == nullptr) throw std::runtime_error{"zip_open_from_source"};
  zip_source_keep(memory);  // outlives the archive, so that its bytes can be read
  for (const auto& [name, bytes] : parts) {
    const auto index =
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_GUESS);
    if (index < 0) throw std::runtime_error{"zip_file_add " + name};
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 9);
  }
  if (zip_close(zip) != 0) throw std::runtime_error{"zip_close"};
  zip_stat_t stat;
  zip_source_stat(memory, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(memory);
  const auto got = zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  if (got < 0 || static_cast<std::size_t>(got) != bytes.size()) throw std::runtime_error{"zip_source_read"};
  return bytes;
}

inline void write_zip(const std::filesystem::path& file, const Parts& parts, bool deflate = false) {
  std::ofstream{file, std::ios::binary} << zip_bytes(parts, deflate);
}

/// The smallest workbook that Excel would open, with these rows (the inside of sheetData).
inline Parts workbook(std::string_view rows, std::string_view behind_rows = "") {
  const std::string main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return {
      {"[Content_Types].xml", "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + main + "\"/></Types>"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + kind +
                          "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", "<workbook><sheets><sheet name=\"数据\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"" + kind +
                                         "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                                         "<Relationship Id=\"r2\" Type=\"" +
                                         kind +
                                         "styles\" Target=\"/xl/styles.xml\"/>"
                                         "<Relationship Id=\"r3\" Type=\"" +
                                         kind + "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
       "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot;days&quot;\"/></numFmts>"
       "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
       "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"21\"/><xf "
       "numFmtId=\"46\"/>"
       "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>标题</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 文本</t></r></si>"
       "<si><t>東京</t><rPh sb=\"0\" "
       "eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>a_x000D_&#10;b_x005F_x0041_</t></si><si/></sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>" + std::string{rows} +
                                       "</sheetData>" + std::string{behind_rows} + "</worksheet>"},
  };
}

/// `parts` with a text in one part replaced.
inline Parts changed(Parts parts, const std::string& part, std::string_view from, std::string_view to) {
  auto& text = parts.at(part);
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error{"changed: no " + std::string{from}};
  text.replace(at, from.size(), to);
  return parts;
}

}  // namespace hallbook::tests
