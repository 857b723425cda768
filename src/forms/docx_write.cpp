#include <fmt/format.h>

#include "forms/docx.h"
#include "platform/files/zip_writer.h"

namespace hallbook::forms {
namespace {

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')  // XML has no other control characters
      result += c;
  }
  return result;
}

/// The text of one run: '\n' and '\t' are elements of their own.
std::string run_text(std::string_view text) {
  std::string result, piece;
  const auto flush = [&] {
    if (!piece.empty()) result += fmt::format("<w:t xml:space=\"preserve\">{}</w:t>", escaped(piece));
    piece.clear();
  };
  for (const char c : text) {
    if (c != '\n' && c != '\t') {
      piece += c;
      continue;
    }
    flush();
    result += c == '\n' ? "<w:br/>" : "<w:tab/>";
  }
  flush();
  return result;
}

/// 18 mm, in the line of the text; 36,000 units a millimetre.
constexpr std::string_view code_drawing =
    "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"648000\" "
    "cy=\"648000\"/>"
    "<wp:docPr id=\"1\" name=\"code\" descr=\"核验码\"/><a:graphic><a:graphicData "
    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" "
    "name=\"code.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"r2\"/><a:stretch><a:fillRect/>"
    "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"648000\" cy=\"648000\"/></a:xfrm>"
    "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></w:r>";
constexpr std::string_view drawing_names =
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

void add_paragraph(std::string& out, const Paragraph& paragraph, std::string_view before_text = {}) {
  out += "<w:p>";
  if (paragraph.align != Align::left || paragraph.new_page)
    out += fmt::format("<w:pPr>{}<w:jc w:val=\"{}\"/></w:pPr>", paragraph.new_page ? "<w:pageBreakBefore/>" : "",
                       paragraph.align == Align::center  ? "center"
                       : paragraph.align == Align::right ? "right"
                                                         : "left");
  out += before_text;
  for (const Run& run : paragraph.runs) {
    out += "<w:r>";
    if (run.bold || run.half_points > 0) {
      out += "<w:rPr>";
      if (run.bold) out += "<w:b/>";
      if (run.half_points > 0) out += fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", run.half_points);
      out += "</w:rPr>";
    }
    out += run_text(run.text) + "</w:r>";
  }
  out += "</w:p>";
}

void add_cell(std::string& out, const Cell& cell, int width) {
  out += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
  if (cell.columns > 1) out += fmt::format("<w:gridSpan w:val=\"{}\"/>", cell.columns);
  if (cell.merge == Merge::begin) out += "<w:vMerge w:val=\"restart\"/>";
  if (cell.merge == Merge::go_on) out += "<w:vMerge/>";
  out += "<w:vAlign w:val=\"center\"/></w:tcPr>";
  for (const Paragraph& paragraph : cell.paragraphs) add_paragraph(out, paragraph);
  if (cell.paragraphs.empty()) out += "<w:p/>";  // a cell without a paragraph does not open
  out += "</w:tc>";
}

int width_of(const Table& table, std::size_t from, int columns) {
  int width = 0;
  for (int i = 0; i < columns && from < table.widths.size(); ++i) width += table.widths[from++];
  return width;
}

/// Widths stand in the grid and in every cell: with the grid alone LibreOffice wraps differently (stack.md section 4).
void add_table(std::string& out, const Table& table) {
  constexpr std::string_view sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
  out += fmt::format("<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>",
                     width_of(table, 0, static_cast<int>(table.widths.size())));
  for (const auto side : sides) out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/>", side);
  out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const int width : table.widths) out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  out += "</w:tblGrid>";
  for (const Row& row : table.rows) {
    out += "<w:tr><w:trPr><w:cantSplit/>";
    if (row.head) out += "<w:tblHeader/>";
    out += "</w:trPr>";
    std::size_t at = 0;
    for (const Cell& cell : row.cells) {
      add_cell(out, cell, width_of(table, at, cell.columns));
      at += static_cast<std::size_t>(cell.columns);
    }
    out += "</w:tr>";
  }
  out += "</w:tbl>";
}

std::string main_xml(const Document& document, bool with_code) {
  std::string out{xml_head};
  out += fmt::format("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"{}><w:body>",
                     with_code ? drawing_names : "");
  for (const Block& block : document.blocks)
    if (const auto* table = std::get_if<Table>(&block))
      add_table(out, *table);
    else
      add_paragraph(out, std::get<Paragraph>(block),
                    with_code && &block == &document.blocks.back() ? code_drawing : std::string_view{});
  const Sheet& sheet = document.sheet;
  out += fmt::format("<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/>", sheet.width, sheet.height,
                     sheet.width > sheet.height ? " w:orient=\"landscape\"" : "");
  out += fmt::format(
      "<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"720\" "
      "w:footer=\"720\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
      sheet.top, sheet.right, sheet.bottom, sheet.left);
  return out;
}

std::string styles_xml(const Document& document) {
  return fmt::format(
      "{0}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>"
      "<w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{1}\" w:hAnsi=\"{1}\" w:eastAsia=\"{1}\" w:cs=\"{1}\"/>"
      "<w:sz w:val=\"{2}\"/><w:szCs w:val=\"{2}\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"
      "</w:rPrDefault></w:docDefaults></w:styles>",
      xml_head, escaped(document.font), document.half_points);
}

std::string core_xml(const Document& document) {
  return fmt::format(
      "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
      xml_head, escaped(document.title));
}

constexpr std::string_view content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

constexpr std::string_view package_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/><Relationship Id=\"r2\" "
    "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/></Relationships>";

constexpr std::string_view document_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/>";
constexpr std::string_view code_relation =
    "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
    "Target=\"media/code.png\"/>";
constexpr std::string_view png_type = "<Default Extension=\"png\" ContentType=\"image/png\"/>";

}  // namespace

std::string document_xml(const Document& document) { return main_xml(document, false); }

std::string write_docx(const Document& document, const std::string& code_png) {
  const std::string head{xml_head};
  const bool with_code = !code_png.empty();
  const auto when = [&](std::string_view part) { return with_code ? std::string{part} : std::string{}; };
  std::vector<files::ZipEntry> entries{
      {"[Content_Types].xml", head + std::string{content_types} + when(png_type) + "</Types>"},
      {"_rels/.rels", head + std::string{package_relations}},
      {"word/document.xml", main_xml(document, with_code)},
      {"word/_rels/document.xml.rels",
       head + std::string{document_relations} + when(code_relation) + "</Relationships>"},
      {"word/styles.xml", styles_xml(document)},
      {"docProps/core.xml", core_xml(document)},
  };
  if (with_code) entries.push_back({"word/media/code.png", code_png});
  return files::zip_bytes(entries);
}

}  // namespace hallbook::forms
