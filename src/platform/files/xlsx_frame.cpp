#include "platform/files/xlsx_frame.h"

#include <fmt/format.h>

#include <iterator>

#include "base/text.h"

namespace hallbook::files {
namespace {

// Names of the format, as long as they are: they are identifiers, nothing is ever fetched.
constexpr std::string_view part_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" )"
    R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" )"
    R"(ContentType="application/xml"/><Override PartName="/xl/workbook.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override )"
    R"(PartName="/xl/worksheets/sheet1.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override )"
    R"(PartName="/xl/styles.xml" )"
    R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";

constexpr std::string_view package_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" )"
    R"(Target="xl/workbook.xml"/></Relationships>)";

constexpr std::string_view book_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" )"
    R"(Target="worksheets/sheet1.xml"/><Relationship Id="rId2" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" )"
    R"(Target="styles.xml"/></Relationships>)";

constexpr std::string_view book_head =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=")";

constexpr int first_own_format = 164;  // lower numbers are the format's own

/// Sheet names: 1 to 31 characters, none of []:*?/\, no apostrophe at either end.
std::string sheet_name(std::string_view title) {
  std::string name;
  for (const char c : title)
    name += std::string_view{"[]:*?/\\"}.contains(c) || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  name = first_characters(trim(name), 31);
  while (name.starts_with('\'')) name.erase(0, 1);
  while (name.ends_with('\'')) name.pop_back();
  return name.empty() ? "Sheet1" : name;
}

std::string style_part() {
  std::string formats, looks;
  int id = first_own_format;
  const auto add = [&](std::string_view code) {
    fmt::format_to(std::back_inserter(formats), R"(<numFmt numFmtId="{}" formatCode="{}"/>)", id, code);
    fmt::format_to(std::back_inserter(looks),
                   R"(<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)", id++);
  };
  add("yyyy-mm-dd");
  add("yyyy-mm-dd hh:mm:ss");
  for (std::size_t places = 1; places <= most_places; ++places) add("0." + std::string(places, '0'));
  constexpr std::string_view part =
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="{}">{}</numFmts>)"
      R"(<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>)"
      R"(<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
      R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
      R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
      R"(<cellXfs count="{}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
      R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>{}</cellXfs></styleSheet>)";
  return fmt::format(fmt::runtime(part), 2 + most_places, formats, 4 + most_places, looks);
}

}  // namespace

void add_xml_text(std::string& out, std::string_view text) {
  const auto code = [&](unsigned value) { fmt::format_to(std::back_inserter(out), "_x{:04X}_", value); };
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool markup = byte == '&' || byte == '<' || byte == '>' || byte == '"';
    const bool control = byte < 0x20 && byte != '\n' && byte != '\t';
    if (!markup && !control && byte != '_' && byte != 0xEF) continue;
    const auto ahead = text.substr(at, 7);
    const bool literal = byte == '_' && ahead.size() == 7 && ahead[1] == 'x' && ahead[6] == '_' &&
                         ahead.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    const bool no_letter = ahead.starts_with("\xEF\xBF\xBE") || ahead.starts_with("\xEF\xBF\xBF");
    if (!markup && !control && !literal && !no_letter) continue;
    out += text.substr(from, at - from);
    if (markup)
      out += byte == '&' ? "&amp;" : byte == '<' ? "&lt;" : byte == '>' ? "&gt;" : "&quot;";
    else
      code(no_letter ? 0xFF00u | (0xC0u | static_cast<unsigned char>(ahead[2])) : byte);
    if (no_letter) at += 2;
    from = at + 1;
  }
  out += text.substr(from);
}

void add_book_parts(ZipStream& zip, std::string_view title) {
  zip.add_part("[Content_Types].xml", part_types);
  zip.add_part("_rels/.rels", package_links);
  std::string book{book_head};
  add_xml_text(book, sheet_name(title));
  zip.add_part("xl/workbook.xml", book + R"(" sheetId="1" r:id="rId1"/></sheets></workbook>)");
  zip.add_part("xl/_rels/workbook.xml.rels", book_links);
  zip.add_part("xl/styles.xml", style_part());
}

}  // namespace hallbook::files
