#pragma once
// XLSX rows out of an archive, streaming. Only open_table constructs it; see table.h.
#include <memory>

#include "platform/files/source_file.h"
#include "platform/files/table.h"

namespace hallbook::files {

/// Refuses other archives by name (DOCX, ODS, macro workbooks …) and everything R-FIL-12 to R-FIL-20 forbid.
Result<std::unique_ptr<TableReader>> open_xlsx(SourceFile source, const ReadOptions& options);

}  // namespace hallbook::files
