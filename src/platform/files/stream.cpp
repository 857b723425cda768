#include "platform/files/stream.h"

#include <fmt/format.h>
#include <zstd.h>

#include <cstring>
#include <limits>
#include <optional>

#include "base/ensure.h"
#include "platform/files/new_file.h"
#include "platform/files/source_file.h"

namespace hallbook::files {
namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

struct CompressedWriter::Impl {
  explicit Impl(std::filesystem::path temporary) : file{std::move(temporary), 0640}, context{ZSTD_createCCtx()} {
    ensure(context != nullptr, "zstd: out of memory");
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  }

  /// Takes all of `bytes`; with ZSTD_e_end also everything still inside.
  void pump(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer out{packed.data(), packed.size(), 0};
      left = ZSTD_compressStream2(context.get(), &out, &in, directive);
      ensure(!ZSTD_isError(left), "zstd: compress");
      file.add({packed.data(), out.pos});
    } while (in.pos < in.size || (directive == ZSTD_e_end && left != 0));
  }

  void flush_pending() {
    pump(pending, ZSTD_e_continue);
    pending.clear();
  }

  NewFile file;
  std::unique_ptr<ZSTD_CCtx, FreeContext> context;
  std::string pending;  // short lines are gathered: one call into zstd a block
  std::string packed = std::string(block_bytes, '\0');
};

CompressedWriter::CompressedWriter(std::filesystem::path temporary)
    : impl_{std::make_unique<Impl>(std::move(temporary))} {}
CompressedWriter::~CompressedWriter() = default;
CompressedWriter::CompressedWriter(CompressedWriter&&) noexcept = default;

void CompressedWriter::add(std::string_view bytes) {
  if (impl_->pending.size() + bytes.size() > block_bytes) impl_->flush_pending();
  if (bytes.size() > block_bytes)
    impl_->pump(bytes, ZSTD_e_continue);
  else
    impl_->pending += bytes;
}

void CompressedWriter::finish(const std::filesystem::path& file) {
  impl_->flush_pending();
  impl_->pump({}, ZSTD_e_end);
  impl_->file.commit(file);
}

struct CompressedLines::Impl {
  Impl(SourceFile file, std::size_t longest) : source{std::move(file)}, context{ZSTD_createDCtx()}, max_line{longest} {
    ensure(context != nullptr, "zstd: out of memory");
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);
  }

  Refusal corrupt() const {
    return {RefusalCode::invalid,
            {fmt::format("压缩文件 {} 已损坏或被截断；请从备份恢复", source.name()),
             fmt::format("the compressed file {} is damaged or cut short; restore it from a backup", source.name())},
            {},
            source.name()};
  }

  /// The next piece of plain bytes into `plain`; false at a sound end.
  Result<bool> inflate() {
    while (true) {
      if (in.pos == in.size) {
        in = {packed.data(), source.read(packed), 0};
        if (in.size == 0) {
          if (frame_open) return std::unexpected{corrupt()};
          return false;
        }
      }
      ZSTD_outBuffer out{block.data(), block.size(), 0};
      const auto left = ZSTD_decompressStream(context.get(), &out, &in);
      if (ZSTD_isError(left)) return std::unexpected{corrupt()};
      frame_open = left != 0;
      if (out.pos == 0) continue;
      plain = {block.data(), out.pos};
      return true;
    }
  }

  SourceFile source;
  std::unique_ptr<ZSTD_DCtx, FreeContext> context;
  std::size_t max_line;
  std::string packed = std::string(block_bytes, '\0');
  std::string block = std::string(block_bytes, '\0');
  ZSTD_inBuffer in{nullptr, 0, 0};
  bool frame_open = true;   // an empty file is cut short too
  std::string_view plain;   // what `block` still holds
  std::string carried;      // a line that goes over blocks
  std::uint64_t line_no = 0;
};

CompressedLines::CompressedLines(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
CompressedLines::CompressedLines(CompressedLines&&) noexcept = default;
CompressedLines::~CompressedLines() = default;

Result<CompressedLines> CompressedLines::open(const std::filesystem::path& file, std::size_t max_line) {
  auto source = SourceFile::open(file, std::numeric_limits<std::int64_t>::max());
  if (!source) return std::unexpected{std::move(source.error())};
  return CompressedLines{std::make_unique<Impl>(std::move(*source), max_line)};
}

Result<bool> CompressedLines::next(std::string_view& line) {
  auto& in = *impl_;
  in.carried.clear();
  ++in.line_no;
  while (true) {
    const auto end = in.plain.find('\n');
    const auto piece = in.plain.substr(0, end);
    if (in.carried.size() + piece.size() > in.max_line)
      return refuse(RefusalCode::over_limit,
                    {fmt::format("{} 第 {} 行超过 {} 字节", in.source.name(), in.line_no, in.max_line),
                     fmt::format("{} line {} is longer than {} bytes", in.source.name(), in.line_no, in.max_line)},
                    {}, in.source.name());
    if (end != std::string_view::npos) {
      in.plain.remove_prefix(end + 1);
      if (in.carried.empty()) {
        line = piece;
      } else {
        in.carried += piece;
        line = in.carried;
      }
      return true;
    }
    in.carried += piece;
    in.plain = {};
    const auto more = in.inflate();
    if (!more) return std::unexpected{more.error()};
    if (*more) continue;
    line = in.carried;
    return !in.carried.empty();  // a last line without '\n'
  }
}

}  // namespace hallbook::files
