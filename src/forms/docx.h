#pragma once
// DOCX in and out. What is read: paragraphs, runs (bold, size, breaks, tabs), tables with merged cells, the sheet. What a
// form does not need (pictures, fields, notes, revisions that were deleted) is passed over. docs/rules/forms.md, R-FRM-01 to R-FRM-04.
#include <string>

#include "forms/document.h"
#include "platform/files/archive.h"

namespace hallbook::forms {

/// Refuses (invalid, over_limit) what is not a DOCX, is encrypted or damaged, or passes the caps; names file and part.
/// A table inside a cell gives its text to that cell.
Result<Document> read_docx(files::SourceFile source);

/// The main part of a DOCX as text (word/document.xml): how forms ship under definitions/forms/. `place` names it.
Result<Document> read_document_xml(std::string_view xml, const std::string& place);

/// And back: one line of declaration, then the document without line breaks.
std::string document_xml(const Document& document);

/// The bytes of a DOCX file: the same document gives the same bytes. R-FRM-04. `code_png`: a picture of 18 mm before the last
/// paragraph's text, "" = none.
std::string write_docx(const Document& document, const std::string& code_png = {});

}  // namespace hallbook::forms
