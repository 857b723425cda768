#include "platform/files/disk.h"

#include <zstd.h>

#include "base/ensure.h"
#include "platform/files/new_file.h"
#include "platform/files/source_file.h"

namespace hallbook::files {

Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t max_bytes) {
  auto source = SourceFile::open(file, max_bytes);
  if (!source) return std::unexpected{std::move(source.error())};
  std::string bytes(source->size(), '\0');
  bytes.resize(source->read(bytes));
  return bytes;
}

void write_file(const std::filesystem::path& file, std::string_view bytes, int mode) {
  NewFile out{temporary_beside(file), mode};
  out.add(bytes);
  out.commit(file);
}

std::string compress(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 1);
  ensure(!ZSTD_isError(size), "zstd: compress");
  packed.resize(size);
  return packed;
}

std::optional<std::string> decompress(std::string_view bytes, std::uint64_t max_bytes) {
  // Grows as bytes really come out: the size that the frame declares is not trusted.
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
  ensure(context != nullptr, "zstd: out of memory");
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);  // 8 MiB; level 1 needs far less
  std::string out;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::string block(ZSTD_DStreamOutSize(), '\0');
  std::size_t left = 1;
  while (true) {
    ZSTD_outBuffer piece{block.data(), block.size(), 0};
    left = ZSTD_decompressStream(context.get(), &piece, &in);
    if (ZSTD_isError(left)) return std::nullopt;
    if (out.size() + piece.pos > max_bytes) return std::nullopt;
    out.append(block.data(), piece.pos);
    if (in.pos == in.size && piece.pos < piece.size) break;
  }
  if (left != 0) return std::nullopt;  // cut short
  return out;
}

}  // namespace hallbook::files
