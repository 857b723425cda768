#pragma once
// A zip archive read under caps. Nothing is ever extracted to disk, so entry names can do no harm.
// Source: docs/rules/files.md, R-FIL-08.
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/files/source_file.h"
#include "platform/files/table.h"

namespace hallbook::files {

class Archive {
 public:
  /// Refuses cut-off archives, more entries than the cap, encrypted or doubled entries.
  static Result<Archive> open(SourceFile source, const Limits& limits);
  Archive(Archive&&) noexcept;
  ~Archive();

  const std::string& name() const;
  /// Entry names are compared without case, and \ counts as /, as Office does.
  bool has(std::string_view entry) const;
  std::uint64_t declared_size(std::string_view entry) const;  // for progress only

  /// One entry as it inflates. Every byte counts against the caps of the archive.
  class Entry {
   public:
    Entry(Entry&&) noexcept;
    ~Entry();
    /// Fills `block`; 0 at a sound end. Refuses damage and bombs.
    Result<std::size_t> read(std::span<char> block);
    std::uint64_t bytes_read() const;

   private:
    friend class Archive;
    struct Impl;
    explicit Entry(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
  };
  /// Refuses not_found. Only one entry is read at a time.
  Result<Entry> read(std::string_view entry);

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::files
