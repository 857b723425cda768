#include "journal/sealed_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "journal/keys.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t block_bytes = 64u << 10;
constexpr std::size_t wrapped_bytes = 1 + 16 + 32 + 32;  // of a 32-byte key
constexpr std::string_view magic = "HBS1";
constexpr std::size_t overhead = 1 + 12 + 16;  // of one sealed block

[[noreturn]] void fail(const fs::path& file) { throw std::system_error{errno, std::generic_category(), file.string()}; }

class OpenFile {
 public:
  OpenFile(const fs::path& file, int flags) : file_{file}, handle_{::open(file.c_str(), flags | O_CLOEXEC, 0600)} {
    if (handle_ < 0) fail(file_);
  }
  ~OpenFile() { ::close(handle_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  /// Up to `count` bytes; fewer only at the end of the file.
  std::string read(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t got = 0;
    while (got < count) {
      const auto n = ::read(handle_, bytes.data() + got, count - got);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(file_);
      if (n == 0) break;
      got += static_cast<std::size_t>(n);
    }
    bytes.resize(got);
    return bytes;
  }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::write(handle_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(file_);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void seek(std::int64_t at) {
    if (::lseek(handle_, at, SEEK_SET) < 0) fail(file_);
  }
  void sync() {
    if (::fsync(handle_) != 0) fail(file_);
  }

 private:
  fs::path file_;
  int handle_;
};

std::string block_context(std::uint64_t number, bool last) {
  return fmt::format("source/{}/{}", number, last ? "last" : "more");
}

std::string key_context(const Digest& digest) { return "source/" + digest.hex(); }

void seal_blocks(OpenFile& in, OpenFile& out, std::string_view key, crypto::Hasher& hasher) {
  std::string block = in.read(block_bytes);
  for (std::uint64_t number = 0;; ++number) {
    hasher.add(block);
    std::string next = block.size() == block_bytes ? in.read(block_bytes) : std::string{};
    const bool last = next.empty();
    const std::string sealed = crypto::seal(crypto::Sealing::aes256_gcm, key, block, block_context(number, last));
    const auto size = static_cast<std::uint32_t>(sealed.size());
    const char length[4] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16 & 0xff),
                            static_cast<char>(size >> 8 & 0xff), static_cast<char>(size & 0xff)};
    out.write({length, 4});
    out.write(sealed);
    if (last) return;
    block = std::move(next);
  }
}

}  // namespace

Digest seal_file(const fs::path& original, const KeyRing& keys, const fs::path& temporary,
                 const std::function<fs::path(const Digest&)>& place) {
  OpenFile in{original, O_RDONLY};
  const std::string key = crypto::new_key(crypto::Sealing::aes256_gcm);
  crypto::Hasher hasher;
  try {
    OpenFile out{temporary, O_WRONLY | O_CREAT | O_EXCL};
    out.write(magic);
    out.write(std::string(wrapped_bytes, '\0'));  // filled in when the digest is known
    seal_blocks(in, out, key, hasher);
    const Digest digest = hasher.finish();
    out.seek(static_cast<std::int64_t>(magic.size()));
    out.write(keys.wrap(key, key_context(digest)));
    out.sync();
    const fs::path file = place(digest);
    fs::rename(temporary, file);
    OpenFile{file.parent_path(), O_RDONLY | O_DIRECTORY}.sync();
    return digest;
  } catch (...) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
}

std::optional<Digest> digest_of_sealed(const fs::path& file, const Digest& expected, const KeyRing& keys) {
  return open_sealed(file, expected, keys, [](std::string_view) {});
}

std::optional<Digest> open_sealed(const fs::path& file, const Digest& expected, const KeyRing& keys,
                                  const std::function<void(std::string_view)>& take) {
  OpenFile in{file, O_RDONLY};
  if (in.read(magic.size()) != magic) return std::nullopt;
  const auto key = keys.unwrap(in.read(wrapped_bytes), key_context(expected));
  if (!key) return std::nullopt;
  crypto::Hasher hasher;
  for (std::uint64_t number = 0;; ++number) {
    const std::string length = in.read(4);
    if (length.size() != 4) return std::nullopt;
    std::size_t size = 0;
    for (const char c : length) size = size << 8 | static_cast<unsigned char>(c);
    if (size > block_bytes + overhead) return std::nullopt;
    const std::string sealed = in.read(size);
    if (sealed.size() != size) return std::nullopt;
    if (const auto more = crypto::open(*key, sealed, block_context(number, false))) {
      hasher.add(*more);
      take(*more);
      continue;
    }
    const auto last = crypto::open(*key, sealed, block_context(number, true));
    if (!last || !in.read(1).empty()) return std::nullopt;
    hasher.add(*last);
    take(*last);
    return hasher.finish();
  }
}

}  // namespace hallbook::journal
