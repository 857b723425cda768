#include "journal/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <system_error>

#include "base/text.h"
#include "platform/log/log.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

std::string boot_id() {
  std::string id;  // read as a stream: files of /proc have no size
  std::getline(std::ifstream{"/proc/sys/kernel/random/boot_id"}, id);
  return id.empty() ? "unknown" : id;
}

struct Holder {
  std::string pid, boot;
};
Holder holder_of(int handle) {
  std::array<char, 128> text{};
  const auto got = ::pread(handle, text.data(), text.size(), 0);
  const auto words = split(trim({text.data(), static_cast<std::size_t>(std::max<std::int64_t>(got, 0))}), ' ');
  if (words.size() != 2) return {};
  return {words[0], words[1]};
}

std::unexpected<Refusal> held(const fs::path& folder, const Holder& holder) {
  const std::string pid = holder.pid.empty() ? "?" : holder.pid;
  return refuse(
      RefusalCode::conflict,
      {fmt::format("另一个 hallbook 进程 (pid {}) 正在使用数据目录 {}。请等它结束,或先停止它。", pid, folder.string()),
       fmt::format("another hallbook process (pid {}) is using the data directory {}. Wait until it ends, or "
                   "stop it first.",
                   pid, folder.string())},
      "data", folder.string());
}

}  // namespace

Result<DirLock> DirLock::take(const fs::path& folder) {
  const fs::path file = folder / "lock";
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (handle < 0) throw std::system_error{errno, std::generic_category(), file.string()};
  DirLock lock{handle};
  const Holder before = holder_of(handle);
  if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return held(folder, before);
    throw std::system_error{errno, std::generic_category(), file.string()};
  }
  const std::string boot = boot_id();
  if (!before.pid.empty())
    log::info("the last writer (pid {}) ended without closing{}", before.pid,
              before.boot == boot ? "" : ", before the last start of this machine");
  const std::string text = fmt::format("{} {}\n", ::getpid(), boot);
  if (::ftruncate(handle, 0) != 0 ||
      ::pwrite(handle, text.data(), text.size(), 0) != static_cast<std::int64_t>(text.size()))
    throw std::system_error{errno, std::generic_category(), file.string()};
  return lock;
}

DirLock::DirLock(DirLock&& other) noexcept : handle_{std::exchange(other.handle_, -1)} {}

DirLock::~DirLock() {
  if (handle_ < 0) return;
  // Emptied only by its holder: a process that was refused closes its handle and leaves the text alone.
  if (::flock(handle_, LOCK_EX | LOCK_NB) == 0 && ::ftruncate(handle_, 0) != 0) log::warning("lock file not emptied");
  ::close(handle_);
}

std::optional<std::string_view> network_filesystem(std::uint64_t statfs_type) {
  switch (statfs_type) {
    case 0x6969: return "NFS";
    case 0x517B: return "SMB";
    case 0xFF534D42: return "CIFS";
    case 0xFE534D42: return "SMB2";
    case 0x01021997: return "9P";
    case 0x5346414F: return "AFS";
    case 0x73757245: return "Coda";
    case 0x00C36400: return "CephFS";
    default: return std::nullopt;
  }
}

Result<> check_filesystem(const fs::path& folder) {
  struct statfs about{};
  if (::statfs(folder.c_str(), &about) != 0) throw std::system_error{errno, std::generic_category(), folder.string()};
  const auto network = network_filesystem(static_cast<std::uint64_t>(about.f_type) & 0xFFFFFFFF);
  if (!network) return {};
  return refuse(
      RefusalCode::unavailable,
      {fmt::format("数据目录 {} 在网络文件系统({})上,锁与落盘在那里不可靠。请放到本机磁盘上。", folder.string(),
                   *network),
       fmt::format("the data directory {} lies on a network file system ({}), where locks and flushes cannot be "
                   "trusted. Put it on a local disk.",
                   folder.string(), *network)},
      "data", folder.string());
}

}  // namespace hallbook::journal
