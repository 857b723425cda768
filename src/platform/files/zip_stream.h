#pragma once
// A zip archive written from front to back while its parts are still being made: nothing but one block is held. The same
// parts give the same bytes (R-FIL-30), and every write is checked (R-FIL-19).
#include <memory>
#include <string_view>

#include "platform/files/new_file.h"

namespace hallbook::files {

class ZipStream {
 public:
  /// Writes into `out`, which must outlive it.
  explicit ZipStream(NewFile& out);
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;
  ~ZipStream();

  /// Begins the next part; the one before must be ended.
  void begin(std::string_view name);
  /// More bytes of the part. Throws std::system_error when the disk refuses, and with EFBIG beyond 4 GiB of one part or file.
  void add(std::string_view bytes);
  void end();
  void add_part(std::string_view name, std::string_view bytes);
  /// The list of parts. Nothing can be added afterwards.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::files
