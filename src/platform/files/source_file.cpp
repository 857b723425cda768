#include "platform/files/source_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace hallbook::files {
namespace {

std::unexpected<Refusal> refuse_open(const std::string& name, int error) {
  if (error == ENOENT || error == ENOTDIR)
    return refuse(RefusalCode::not_found,
                  {fmt::format("找不到文件 {}；请检查路径和文件名", name),
                   fmt::format("no such file: {}; check the path and the name", name)},
                  {}, name);
  const char* const reason = std::strerror(error);
  return refuse(RefusalCode::unavailable,
                {fmt::format("打不开文件 {}（{}）；请检查读取权限", name, reason),
                 fmt::format("cannot open {} ({}): check that you may read it", name, reason)},
                {}, name);
}

}  // namespace

SourceFile::SourceFile(std::string name, int descriptor, std::uint64_t size)
    : name_{std::move(name)}, descriptor_{descriptor}, size_{size} {}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : name_{std::move(other.name_)},
      descriptor_{std::exchange(other.descriptor_, -1)},
      size_{other.size_},
      position_{other.position_} {}

SourceFile::~SourceFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<SourceFile> SourceFile::open(const std::filesystem::path& file, std::uint64_t max_bytes) {
  const auto name = file.string();
  // O_NONBLOCK: opening a FIFO must not hang; it has no effect on a regular file.
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return refuse_open(name, errno);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) {
    const int error = errno;
    ::close(descriptor);
    return refuse_open(name, error);
  }
  SourceFile source{name, descriptor, static_cast<std::uint64_t>(status.st_size)};
  if (!S_ISREG(status.st_mode))
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 不是普通文件；请给出一个文件，而不是文件夹或设备", name),
                   fmt::format("{} is not a regular file; name a file, not a folder or a device", name)},
                  {}, name);
  if (source.size_ > max_bytes)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("文件 {} 有 {} 字节，超过上限 {} 字节；请拆成几个文件", name, source.size_, max_bytes),
                   fmt::format("{} has {} bytes, over the limit of {}; split it into several files", name, source.size_,
                               max_bytes)},
                  {}, name);
  return source;
}

std::size_t SourceFile::read(std::span<char> block) {
  std::size_t filled = 0;
  while (filled < block.size() && position_ < size_) {
    const auto wanted = std::min<std::uint64_t>(block.size() - filled, size_ - position_);
    const auto got = ::pread(descriptor_, block.data() + filled, wanted, static_cast<off_t>(position_));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error{errno, std::generic_category(), "read " + name_};
    if (got == 0) break;  // shortened meanwhile
    filled += static_cast<std::size_t>(got);
    position_ += static_cast<std::uint64_t>(got);
  }
  return filled;
}

std::string SourceFile::read_at(std::uint64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const auto got = ::pread(descriptor_, bytes.data() + filled, count - filled, static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error{errno, std::generic_category(), "read " + name_};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace hallbook::files
