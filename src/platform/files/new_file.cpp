#include "platform/files/new_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace hallbook::files {
namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& file) {
  throw std::system_error{errno, std::generic_category(), fmt::format("{} {}", what, file.string())};
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
}

}  // namespace

NewFile::NewFile(std::filesystem::path temporary, int mode) : temporary_{std::move(temporary)} {
  const auto open_new = [&] {
    return ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode));
  };
  descriptor_ = open_new();
  if (descriptor_ < 0 && errno == EEXIST && ::unlink(temporary_.c_str()) == 0) descriptor_ = open_new();
  if (descriptor_ < 0) fail("create", temporary_);
}

NewFile::NewFile(NewFile&& other) noexcept
    : temporary_{std::move(other.temporary_)}, descriptor_{std::exchange(other.descriptor_, -1)} {}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void NewFile::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", temporary_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void NewFile::commit(const std::filesystem::path& file) {
  if (::fsync(descriptor_) != 0) fail("sync", temporary_);
  if (::rename(temporary_.c_str(), file.c_str()) != 0) fail("rename", file);
  ::close(std::exchange(descriptor_, -1));
  sync_folder(folder_of(file));
}

std::filesystem::path temporary_beside(const std::filesystem::path& file) {
  static std::atomic<unsigned> serial = 0;  // only makes names differ
  return folder_of(file) / fmt::format(".{}.{}-{}.part", file.filename().string(), ::getpid(), serial++);
}

void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail("open", folder);
  const int synced = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  // Some network file systems cannot sync a folder (EINVAL); the rename itself still stands.
  if (synced != 0 && error != EINVAL) {
    errno = error;
    fail("sync", folder);
  }
}

std::unexpected<Refusal> refuse_write(const std::filesystem::path& file, int error) {
  const auto name = file.string();
  const char* const reason = std::strerror(error);
  if (error == ENOSPC || error == EDQUOT)
    return refuse(
        RefusalCode::unavailable,
        {fmt::format("写 {} 时磁盘已满，没有留下半个文件；请腾出空间后再做一次", name),
         fmt::format("the disk is full while writing {}; no half file was left: free some space and repeat", name)},
        {}, name);
  return refuse(RefusalCode::unavailable,
                {fmt::format("不能写 {}（{}）；请检查文件夹是否存在、是否可写", name, reason),
                 fmt::format("cannot write {} ({}): check that the folder exists and may be written", name, reason)},
                {}, name);
}

}  // namespace hallbook::files
