#pragma once
// Workbooks part by part, sound or broken, for the tests and the fuzz target of the reader.
#include <zip.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hallbook::tests {

using Parts = std::map<std::string, std::string>;

/// Stores (or deflates) `parts` as a zip archive in `file`.
inline void write_zip(const std::filesystem::path& file, const Parts& parts, bool deflate = false) {
  int error = 0;
  zip_t* const zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (zip == nullptr) throw std::runtime_error{"zip_open " + file.string()};
  for (const auto& [name, bytes] : parts) {
    const auto index = zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error{"zip_file_add " + name};
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 9);
  }
  if (zip_close(zip) != 0) throw std::runtime_error{"zip_close " + file.string()};
}

/// The smallest workbook that Excel would open, with these rows (the inside of sheetData).
inline Parts workbook(std::string_view rows, std::string_view behind_rows = "") {
  const std::string main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return {
      {"[Content_Types].xml", "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + main + "\"/></Types>"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + kind + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", "<workbook><sheets><sheet name=\"数据\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"" + kind + "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
       "<Relationship Id=\"r2\" Type=\"" + kind + "styles\" Target=\"/xl/styles.xml\"/>"
       "<Relationship Id=\"r3\" Type=\"" + kind + "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
       "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot;days&quot;\"/></numFmts>"
       "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
       "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"21\"/><xf numFmtId=\"46\"/>"
       "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>标题</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 文本</t></r></si>"
       "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>a_x000D_&#10;b_x005F_x0041_</t></si><si/></sst>"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>" + std::string{rows} + "</sheetData>" + std::string{behind_rows} + "</worksheet>"},
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
