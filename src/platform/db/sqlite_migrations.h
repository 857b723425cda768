#pragma once
// Schema versions: which migrations a file has, which it lacks, and running the latter. Private to platform/db.
#include "platform/db/sqlite_connection.h"

namespace hallbook::db {

/// Refuses (unavailable) a schema newer than `migrations`.
Result<> migrate(SqliteConnection& connection, std::span<const Migration> migrations);
/// For readers: refuses newer and older ones alike, changes nothing.
Result<> check_version(SqliteConnection& connection, std::span<const Migration> migrations);

}  // namespace hallbook::db
