#include <iconv.h>

#include <cerrno>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

class Converter {
 public:
  Converter(const char* to, const char* from) : handle_{iconv_open(to, from)} {
    ensure(handle_ != reinterpret_cast<iconv_t>(-1), "gb18030: the C library has no such converter");
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  /// Converts all of `input` into `output`; on failure gives the offset of the first bad byte.
  std::optional<std::size_t> run(std::string_view input, std::string& output) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    char* from = const_cast<char*>(input.data());  // NOLINT: iconv's signature; it does not write there
    std::size_t left = input.size();
    char block[4096];
    while (left > 0) {
      char* to = block;
      std::size_t room = sizeof block;
      const std::size_t lossy = iconv(handle_, &from, &left, &to, &room);
      output.append(block, sizeof block - room);
      const bool full = lossy == static_cast<std::size_t>(-1) && errno == E2BIG;
      if (lossy != 0 && !full) return static_cast<std::size_t>(from - input.data());
    }
    return std::nullopt;
  }

 private:
  iconv_t handle_;
};

Converter& from_gb18030() {
  thread_local Converter converter{"UTF-8", "GB18030"};
  return converter;
}

}  // namespace

std::optional<std::string> gb18030_to_utf8(std::string_view bytes) {
  std::string utf8;
  utf8.reserve(bytes.size() * 3 / 2);
  if (from_gb18030().run(bytes, utf8)) return std::nullopt;
  return utf8;
}

std::optional<std::size_t> gb18030_error_at(std::string_view bytes) {
  std::string utf8;
  return from_gb18030().run(bytes, utf8);
}

std::optional<std::string> utf8_to_gb18030(std::string_view utf8) {
  thread_local Converter converter{"GB18030", "UTF-8"};
  if (!is_utf8(utf8)) return std::nullopt;
  std::string bytes;
  bytes.reserve(utf8.size());
  if (converter.run(utf8, bytes)) return std::nullopt;
  return bytes;
}

}  // namespace hallbook
