// R-FIL-03: how UTF-8 and GB 18030 are told apart, and a damaged UTF-8 file from both.
#include <fmt/format.h>

#include "platform/files/encoding.h"

namespace hallbook::files {
namespace {

using namespace std::string_view_literals;

/// Walks every byte of a file that is not sound UTF-8 and gathers the evidence for what it is.
class Evidence {
 public:
  void add(std::string_view bytes) {
    std::size_t sound = 0;  // bytes before the first that is not GB 18030
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      step_run(c, byte);
      step_gb18030(byte);
      sound += gb18030_sound_;
    }
    lines_.add(bytes.substr(0, sound));
  }
  void finish() {
    end_run();
    if (state_ != GbState::between) gb18030_sound_ = false;
  }

  /// Most of its Chinese is well-formed UTF-8, or single passages are that chance does not make in GB 18030:
  /// four UTF-8 characters in a row come about once in a thousand million places, two once in fifty thousand.
  bool is_damaged_utf8() const {
    return well_formed_ > ill_formed_ || long_passages_ > 0 || short_passages_ * 100 > passages_;
  }
  bool is_gb18030() const { return gb18030_sound_; }
  /// Chinese as people write it stands nearly all in the plane of GB 2312; Latin-1, Big5 and binary data do not.
  bool is_plausible_gb18030() const { return common_ > 0 && rare_ <= 2 + (common_ + rare_) / 5; }
  std::uint64_t gb18030_line() const { return lines_.line(); }

 private:
  enum class GbState { between, second, third, fourth };

  void step_run(char c, unsigned char byte) {
    if (byte >= 0x80) run_ += c;
    // 3072 divides by 3: a long passage of UTF-8 Chinese is cut between characters.
    if (!run_.empty() && (byte < 0x80 || run_.size() == 3072)) end_run();
  }

  void end_run() {
    if (run_.empty()) return;
    bool chinese = true;  // nothing but three-byte sequences of CJK and full-width forms
    std::string_view rest = run_;
    while (!rest.empty()) {
      const auto sound = utf8_prefix(rest.substr(0, 4));
      const auto length = sound == 0 ? 1 : sound;
      (sound == 0 ? ill_formed_ : well_formed_) += length;
      const auto lead = static_cast<unsigned char>(rest[0]);
      chinese = chinese && sound >= 3 && ((lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF);
      rest.remove_prefix(chinese && length > 3 ? 3 : length);
    }
    ++passages_;
    if (chinese && run_.size() >= 12) ++long_passages_;
    if (chinese && run_.size() >= 6) ++short_passages_;
    run_.clear();
  }

  void step_gb18030(unsigned char byte) {
    if (!gb18030_sound_) return;
    const bool digit = byte >= '0' && byte <= '9';
    switch (state_) {
      case GbState::between:
        if (byte < 0x80) return;
        gb18030_sound_ = byte != 0x80 && byte != 0xFF;
        lead_ = byte;
        state_ = GbState::second;
        return;
      case GbState::second:
        if (digit) {
          state_ = GbState::third;
          return;
        }
        gb18030_sound_ = byte >= 0x40 && byte != 0x7F && byte != 0xFF;
        ++(byte >= 0xA1 && lead_ >= 0xA1 && lead_ <= 0xF7 ? common_ : rare_);
        state_ = GbState::between;
        return;
      case GbState::third:
        gb18030_sound_ = byte >= 0x81 && byte != 0xFF;
        state_ = GbState::fourth;
        return;
      case GbState::fourth:
        gb18030_sound_ = digit;
        ++rare_;
        state_ = GbState::between;
        return;
    }
  }

  std::string run_;  // bytes >= 0x80 in a row
  std::uint64_t well_formed_ = 0, ill_formed_ = 0;
  std::uint64_t passages_ = 0, short_passages_ = 0, long_passages_ = 0;
  GbState state_ = GbState::between;
  unsigned char lead_ = 0;
  bool gb18030_sound_ = true;
  std::uint64_t common_ = 0, rare_ = 0;
  LineCounter lines_;  // stops at the first byte that is not GB 18030
};

struct Broken {
  std::uint64_t line = 0;
  unsigned char byte = 0;
};

/// The first byte that is not UTF-8, if any.
std::optional<Broken> first_not_utf8(SourceFile& source) {
  LineCounter lines;
  std::string buffer(block_bytes + 4, '\0');
  std::size_t kept = 0;
  while (true) {
    const auto got = source.read(std::span{buffer}.subspan(kept, block_bytes));
    const std::string_view bytes{buffer.data(), kept + got};
    const auto sound = utf8_prefix(bytes);
    const auto left = bytes.size() - sound;
    const bool ended = got < block_bytes;
    if (left > (ended ? 0u : 3u)) {
      lines.add(bytes.substr(0, sound));
      return Broken{lines.line(), static_cast<unsigned char>(bytes[sound])};
    }
    if (ended) return std::nullopt;
    lines.add(bytes.substr(0, sound));
    kept = left;
    buffer.replace(0, kept, std::string{bytes.substr(sound)});
  }
}

std::unexpected<Refusal> refuse_damaged(const SourceFile& source, Broken broken) {
  const auto& name = source.name();
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 是 UTF-8 文本，但第 {} 行有损坏的字节 0x{:02X}；请用原来的程序重新导出，不要手工改编码", name,
                   broken.line, broken.byte),
       fmt::format("{} is UTF-8, but line {} has a broken byte 0x{:02X}; export it again from its program", name,
                   broken.line, broken.byte)},
      {}, fmt::format("{}:{}", name, broken.line));
}

std::unexpected<Refusal> refuse_unknown(const SourceFile& source, Broken utf8, std::uint64_t gb18030_line) {
  const auto& name = source.name();
  return refuse(
      RefusalCode::invalid,
      {fmt::format(
           "{} 既不是 UTF-8（第 {} 行，字节 0x{:02X}），也不是 GB 18030（第 {} 行）；请另存为 UTF-8 的 CSV 或 xlsx",
           name, utf8.line, utf8.byte, gb18030_line),
       fmt::format(
           "{} is neither UTF-8 (line {}, byte 0x{:02X}) nor GB 18030 (line {}); save it as CSV in UTF-8 or as xlsx",
           name, utf8.line, utf8.byte, gb18030_line)},
      {}, fmt::format("{}:{}", name, utf8.line));
}

}  // namespace

Result<Detected> detect_encoding(SourceFile& source) {
  const auto front = source.read_at(0, 3);
  if (front.starts_with("\xEF\xBB\xBF")) return Detected{Encoding::utf8, 3};
  if (front.starts_with("\xFF\xFE")) return Detected{Encoding::utf16le, 2};
  if (front.starts_with("\xFE\xFF")) return Detected{Encoding::utf16be, 2};

  source.rewind();
  const auto broken = first_not_utf8(source);
  source.rewind();
  if (!broken) return Detected{};

  Evidence evidence;
  std::string block(block_bytes, '\0');
  while (const auto got = source.read(block)) evidence.add({block.data(), got});
  evidence.finish();
  source.rewind();
  if (evidence.is_damaged_utf8()) return refuse_damaged(source, *broken);
  if (!evidence.is_gb18030() || !evidence.is_plausible_gb18030())
    return refuse_unknown(source, *broken, evidence.gb18030_line());
  return Detected{Encoding::gb18030, 0};
}

}  // namespace hallbook::files
