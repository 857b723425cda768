#pragma once
// The fixed byte form of a journal line (docs/rules/journal.md, R-JRN-02). Private to journal/.
#include <string>

#include "journal/journal_store.h"

namespace hallbook::journal {

/// Appends what the line's digest covers: every column but the digest.
void append_line_bytes(std::string& out, const store::LineView& line);

}  // namespace hallbook::journal
