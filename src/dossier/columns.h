#pragma once
// What the columns of a published table are called (R-DOS-03).
#include <string_view>

namespace hallbook::dossier {

/// Whether a heading of a table names a column that is read, or one that is known to hold nothing for us (序号, 备注).
bool is_known_column(std::string_view heading);

}  // namespace hallbook::dossier
