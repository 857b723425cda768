#pragma once
// A template as an office suite saved it: DOCX, or the first visible sheet of an XLSX. Known by content. R-FRM-58
#include <filesystem>

#include "base/result.h"
#include "forms/document.h"

namespace hallbook::forms {

/// Of a sheet: a row that is one unframed cell from edge to edge is a paragraph, other rows are a table with the columns' widths
/// and the merged cells; letter size, bold and side are kept.
Result<Document> read_form_file(const std::filesystem::path& file);

}  // namespace hallbook::forms
