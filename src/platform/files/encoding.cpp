#include "platform/files/encoding.h"

#include <fmt/format.h>

#include <cstring>

#include "base/ensure.h"
#include "base/text.h"
#include "base/utf8.h"

namespace hallbook::files {
namespace {

/// Length of the well-formed sequence at the front (Unicode 15, table 3-7); 0 when there is none.
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
  const unsigned lead = at[0];
  if (lead < 0x80) return 1;
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < left && at[i] >= low && at[i] <= high;
  };
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = lead == 0xE0 ? follows(1, 0xA0) : lead == 0xED ? follows(1, 0x80, 0x9F) : follows(1);
    return second && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = lead == 0xF0 ? follows(1, 0x90) : lead == 0xF4 ? follows(1, 0x80, 0x8F) : follows(1);
    return second && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

/// Where the last whole character of GB 18030 ends; only the shape of the bytes is looked at.
std::size_t gb18030_cut(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (at + 1 >= bytes.size()) break;
    const bool four = bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
    if (four && at + 3 >= bytes.size()) break;
    at += four ? 4 : 2;
  }
  return at;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::gb18030: return "gb18030";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16be: return "utf-16be";
  }
  throw BrokenInvariant{"encoding_name: unknown Encoding"};
}

void LineCounter::add(std::string_view bytes) {
  std::uint64_t breaks = 0;
  char previous = previous_;
  for (const char c : bytes) {
    breaks += static_cast<unsigned>(c == '\r') | static_cast<unsigned>((c == '\n') & (previous != '\r'));
    previous = c;
  }
  previous_ = previous;
  breaks_ += breaks;
}

std::size_t utf8_prefix(std::string_view bytes) {
  const auto* const from = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0;
    if (bytes.size() - at >= sizeof eight) {
      std::memcpy(&eight, from + at, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const auto length = sequence_length(from + at, bytes.size() - at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

TextBlocks::TextBlocks(SourceFile source, Detected detected)
    : source_{std::move(source)}, encoding_{detected.encoding}, buffer_(block_bytes + 8, '\0') {
  source_.rewind(detected.bom_bytes);
}

bool TextBlocks::fill() {
  if (kept_ > 0) std::memmove(buffer_.data(), buffer_.data() + filled_ - kept_, kept_);
  const auto got = source_.read(std::span{buffer_}.subspan(kept_, block_bytes));
  filled_ = kept_ + got;
  kept_ = 0;
  ended_ = got < block_bytes;
  return filled_ > 0;
}

void TextBlocks::keep(std::size_t from) { kept_ = filled_ - from; }

std::unexpected<Refusal> TextBlocks::refuse_byte(std::string_view before, std::size_t offset) const {
  auto counter = lines_;
  counter.add(before);
  const auto line = counter.line();
  const auto byte = static_cast<unsigned char>(buffer_[offset]);
  const auto name = encoding_name(encoding_);
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 第 {} 行有不属于 {} 的字节 0x{:02X}；请用原来的程序重新导出，或另存为 UTF-8",
                             source_.name(), line, name, byte),
                 fmt::format("{} line {} has a byte 0x{:02X} that is not {}; export it again, or save it as UTF-8",
                             source_.name(), line, byte, name)},
                {}, fmt::format("{}:{}", source_.name(), line));
}

Result<bool> TextBlocks::next(std::string_view& block) {
  auto more = encoding_ == Encoding::utf8      ? next_utf8(block)
              : encoding_ == Encoding::gb18030 ? next_gb18030(block)
                                               : next_utf16(block);
  if (!more || !*more) return more;
  if (const void* const nul = std::memchr(block.data(), '\0', block.size())) {
    lines_.add(block.substr(0, static_cast<std::size_t>(static_cast<const char*>(nul) - block.data())));
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 第 {} 行有 NUL 字节，不是文本；若由其他程序导出，请另存为 UTF-8 的 CSV 或 xlsx",
                               source_.name(), lines_.line()),
                   fmt::format("{} line {} has a NUL byte, so it is no text; save it as CSV in UTF-8 or as xlsx",
                               source_.name(), lines_.line())},
                  {}, fmt::format("{}:{}", source_.name(), lines_.line()));
  }
  lines_.add(block);
  return true;
}

Result<bool> TextBlocks::next_utf8(std::string_view& block) {
  if (!fill()) return false;
  const std::string_view bytes{buffer_.data(), filled_};
  const auto sound = utf8_prefix(bytes);
  const bool only_cut = !ended_ && bytes.size() - sound < 4;
  if (sound < bytes.size() && !only_cut) return refuse_byte(bytes.substr(0, sound), sound);
  keep(sound);
  block = bytes.substr(0, sound);
  return true;
}

Result<bool> TextBlocks::next_gb18030(std::string_view& block) {
  if (!fill()) return false;
  const std::string_view bytes{buffer_.data(), filled_};
  const auto cut = ended_ ? bytes.size() : gb18030_cut(bytes);
  auto text = gb18030_to_utf8(bytes.substr(0, cut));
  if (!text) {
    const auto at = gb18030_error_at(bytes.substr(0, cut)).value_or(0);
    return refuse_byte(bytes.substr(0, at), at);
  }
  keep(cut);
  converted_ = std::move(*text);
  block = converted_;
  return true;
}

Result<bool> TextBlocks::next_utf16(std::string_view& block) {
  if (!fill()) return false;
  const bool big = encoding_ == Encoding::utf16be;
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(buffer_[at]), second = static_cast<unsigned char>(buffer_[at + 1]);
    return big ? static_cast<char32_t>(first << 8 | second) : static_cast<char32_t>(second << 8 | first);
  };
  converted_.clear();
  std::size_t at = 0;
  while (at + 1 < filled_) {
    const auto high = unit(at);
    if (high < 0xD800 || high > 0xDFFF) {
      append_utf8(converted_, high);
      at += 2;
      continue;
    }
    if (at + 3 >= filled_ && !ended_) break;
    const auto low = at + 3 < filled_ ? unit(at + 2) : 0;
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) return refuse_byte(converted_, at);
    append_utf8(converted_, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    at += 4;
  }
  if (ended_ && at < filled_) return refuse_byte(converted_, at);  // half a character at the end
  keep(at);
  block = converted_;
  return true;
}

}  // namespace hallbook::files
