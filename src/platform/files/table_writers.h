#pragma once
// The two writers behind create_table; see table.h.
#include <filesystem>
#include <memory>
#include <string_view>

#include "platform/files/table.h"

namespace hallbook::files {

Result<std::unique_ptr<TableWriter>> create_csv(const std::filesystem::path& file, bool gb18030);
Result<std::unique_ptr<TableWriter>> create_xlsx(const std::filesystem::path& file, std::string_view title);

/// "-12.50": digits with one sign and at most one point between digits.
bool is_plain_decimal(std::string_view text);

}  // namespace hallbook::files
