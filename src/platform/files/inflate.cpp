#include "platform/files/inflate.h"

#include <fmt/format.h>
#define ZLIB_CONST  // input is const
#include <zlib.h>

#include "base/ensure.h"

namespace hallbook::files {
namespace {

class ZlibStream {
 public:
  ZlibStream() { ensure(inflateInit(&stream_) == Z_OK, "zlib: out of memory"); }
  ~ZlibStream() { inflateEnd(&stream_); }
  ZlibStream(const ZlibStream&) = delete;
  ZlibStream& operator=(const ZlibStream&) = delete;
  z_stream& operator*() { return stream_; }

 private:
  z_stream stream_{};
};

}  // namespace

Result<std::string> inflate_zlib(std::string_view packed, std::size_t max_bytes, std::string_view place) {
  ensure(packed.size() <= UINT32_MAX, "inflate: more than 4 GiB");
  ZlibStream zlib;
  (*zlib).next_in = reinterpret_cast<const Bytef*>(packed.data());
  (*zlib).avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, 16 * 1024> block;
  while (true) {
    (*zlib).next_out = reinterpret_cast<Bytef*>(block.data());
    (*zlib).avail_out = static_cast<uInt>(block.size());
    const int status = inflate(&*zlib, Z_NO_FLUSH);
    out.append(block.data(), block.size() - (*zlib).avail_out);
    if (out.size() > max_bytes)
      return refuse(RefusalCode::over_limit,
                    {fmt::format("{}：解压后超过 {} 字节，已停止读取", place, max_bytes),
                     fmt::format("{}: inflates to more than {} bytes; reading stopped", place, max_bytes)});
    if (status == Z_STREAM_END) return out;
    // Z_OK with output left and no input left is a stream that was cut off.
    if (status != Z_OK || ((*zlib).avail_in == 0 && (*zlib).avail_out != 0))
      return refuse(RefusalCode::invalid,
                    {fmt::format("{}：压缩内容损坏或不完整；请重新下载文件", place),
                     fmt::format("{}: the packed bytes are damaged or cut off; download the file again", place)});
  }
}

}  // namespace hallbook::files
