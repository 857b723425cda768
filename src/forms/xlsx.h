#pragma once
// A document as one worksheet: the widest table gives the columns, other paragraphs lie across them. R-FRM-24.
#include "forms/document.h"

namespace hallbook::forms {

/// `foot` stands under each printed page: the proof line; `code_png`, a picture, below the last row ("" = none). The same
/// document gives the same bytes.
std::string write_xlsx(const Document& document, const std::string& foot, std::string code_png = {});

}  // namespace hallbook::forms
