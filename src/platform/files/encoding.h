#pragma once
// Which characters a text file is written in, told by its bytes, and the same as UTF-8 blocks.
// Source: docs/rules/files.md, R-FIL-02 to R-FIL-05.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/files/source_file.h"

namespace hallbook::files {

enum class Encoding { utf8, gb18030, utf16le, utf16be };
std::string_view encoding_name(Encoding encoding);

struct Detected {
  Encoding encoding = Encoding::utf8;
  std::size_t bom_bytes = 0;
};

/// Reads the file through (64 KiB at a time) unless a BOM settles it, and rewinds. A file that is neither sound
/// UTF-8 nor sound and plausible GB 18030 is refused with the line of the byte that breaks it: never a guess.
Result<Detected> detect_encoding(SourceFile& source);

/// Counts physical lines; CR LF, LF and a lone CR each end one.
class LineCounter {
 public:
  void add(std::string_view bytes);
  std::uint64_t line() const { return breaks_ + 1; }

 private:
  std::uint64_t breaks_ = 0;
  char previous_ = '\0';
};

/// The offset of the first byte that does not belong to a complete well-formed UTF-8 sequence; size() if all do.
std::size_t utf8_prefix(std::string_view bytes);

/// The file as blocks of strict UTF-8, cut between characters. Refuses invalid bytes and NUL with their line.
class TextBlocks {
 public:
  TextBlocks(SourceFile source, Detected detected);
  /// false at the end. `block` is never empty and valid until the next call.
  Result<bool> next(std::string_view& block);
  const SourceFile& source() const { return source_; }
  Encoding encoding() const { return encoding_; }

 private:
  Result<bool> next_utf8(std::string_view& block);
  Result<bool> next_gb18030(std::string_view& block);
  Result<bool> next_utf16(std::string_view& block);
  bool fill();
  void keep(std::size_t from);
  std::unexpected<Refusal> refuse_byte(std::string_view before, std::size_t offset) const;

  SourceFile source_;
  Encoding encoding_;
  LineCounter lines_;
  std::string buffer_;     // bytes of the file, from the last cut
  std::size_t filled_ = 0;
  std::size_t kept_ = 0;   // of these, carried over from the block before
  bool ended_ = false;
  std::string converted_;
};

}  // namespace hallbook::files
