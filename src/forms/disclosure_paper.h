#pragma once
// 项目公开文本 as a document: the stored text line by line, its cells as a table. docs/rules/forms.md, R-FRM-35.
#include "forms/document.h"

namespace hallbook::forms {

/// Lines behind a TAB are cells, lines that follow each other are one row, an empty line ends it; a line with TABs inside is
/// a row of its own. Every other line is a paragraph.
Document disclosure_document(std::string_view text, const std::string& title);

}  // namespace hallbook::forms
