#pragma once
// What a page asks of an upload: which register, which columns, which cells mended. Private to registers/.
#include "platform/http/fields.h"
#include "registers/import_wizard.h"

namespace hallbook::registers {

struct ImportWish {
  std::string register_name, upload;
  ImportOptions options;
  std::vector<CellEdit> edits;
};

/// Refuses unknown keys, wrong types, more than a thousand mended cells. Without a word it is a dry run.
Result<ImportWish> read_import_wish(const http::Fields& body);

}  // namespace hallbook::registers
