#pragma once
// For reading a large table once from end to end: pages that nobody looks at again only take memory.
#include <cstdint>

#include "platform/db/db.h"

namespace hallbook::db {

/// While it lives, the connection of `tx` keeps few pages; then as many as before. One at a time.
class ReadOnce {
 public:
  explicit ReadOnce(ReadTx& tx);
  ~ReadOnce();
  ReadOnce(const ReadOnce&) = delete;
  ReadOnce& operator=(const ReadOnce&) = delete;

 private:
  Connection& connection_;
  std::int64_t before_ = 0;  // as PRAGMA cache_size says it: pages, or KiB when negative
};

}  // namespace hallbook::db
