#pragma once
// CSV rows out of UTF-8 blocks. Only open_table constructs it; see table.h.
#include <memory>

#include "platform/files/encoding.h"
#include "platform/files/table.h"

namespace hallbook::files {

Result<std::unique_ptr<TableReader>> open_csv(SourceFile source, const Limits& limits);

}  // namespace hallbook::files
