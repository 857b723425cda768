#include "journal/evidence.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <system_error>

#include "base/ensure.h"
#include "journal/keys.h"
#include "journal/sealed_file.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t line_buffer = 64u << 10;
constexpr std::uint64_t max_bytes = 256ull << 20;

fs::path named(const fs::path& folder, const Digest& digest, std::string_view ending) {
  const std::string hex = digest.hex();
  return folder / hex.substr(0, 2) / (hex + std::string{ending});
}

fs::path incoming_name(const fs::path& folder) {
  static std::atomic<std::uint64_t> counter{0};
  return folder / fmt::format("incoming-{}-{}", ::getpid(), ++counter);
}

void sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) throw std::system_error{errno, std::generic_category(), folder.string()};
  const int synced = ::fsync(handle);
  const int error = errno;
  ::close(handle);
  if (synced != 0) throw std::system_error{error, std::generic_category(), folder.string()};
}

// A new folder's own entry must reach the disk too, or a crash loses the file with it.
void make_folder(const fs::path& folder) {
  if (fs::create_directories(folder)) sync_folder(folder.parent_path());
}

std::unexpected<Refusal> missing(const fs::path& file) {
  return refuse(RefusalCode::not_found,
                {fmt::format("证据文件不在:{}。请从备份中恢复它。", file.string()),
                 fmt::format("an evidence file is missing: {}. Restore it from a backup.", file.string())},
                {}, file.string());
}

std::unexpected<Refusal> differs(const fs::path& file) {
  return refuse(RefusalCode::conflict,
                {fmt::format("证据文件的内容与其名称中的摘要不符:{}。请从备份中恢复它。", file.string()),
                 fmt::format("an evidence file's content differs from the digest in its name: {}. Restore it from a "
                             "backup.",
                             file.string())},
                {}, file.string());
}

}  // namespace

EvidenceStore::EvidenceStore(fs::path folder) : folder_{std::move(folder)} {}

struct EvidenceStore::RowsWriter::Impl {
  explicit Impl(const fs::path& store) : folder{store}, file{incoming_name(store)} {
    buffer.reserve(line_buffer + 4096);
  }
  void flush() {
    hasher.add(buffer);
    file.add(buffer);
    buffer.clear();
  }
  fs::path folder;
  files::CompressedWriter file;
  crypto::Hasher hasher;
  std::string buffer;
};

EvidenceStore::RowsWriter::RowsWriter(const EvidenceStore& store) {
  make_folder(store.folder());
  impl_ = std::make_unique<Impl>(store.folder());
}
EvidenceStore::RowsWriter::RowsWriter(RowsWriter&&) noexcept = default;
EvidenceStore::RowsWriter::~RowsWriter() = default;

void EvidenceStore::RowsWriter::line(std::string_view text) {
  ensure(text.find('\n') == std::string_view::npos, "a line of a rows file holds a line feed");
  impl_->buffer += text;
  impl_->buffer += '\n';
  if (impl_->buffer.size() >= line_buffer) impl_->flush();
}

Digest EvidenceStore::RowsWriter::finish() {
  impl_->flush();
  const Digest digest = impl_->hasher.finish();
  const fs::path file = named(impl_->folder, digest, ".rows");
  make_folder(file.parent_path());
  impl_->file.finish(file);  // the same rows again replace the file by itself: harmless, and heals a damaged one
  return digest;
}

Result<files::CompressedLines> EvidenceStore::read_rows(const Digest& digest) const {
  const fs::path file = named(folder_, digest, ".rows");
  if (!fs::exists(file)) return missing(file);
  return files::CompressedLines::open(file);
}

Result<> EvidenceStore::check_rows(const Digest& digest) const {
  auto lines = read_rows(digest);
  if (!lines) return std::unexpected{lines.error()};
  crypto::Hasher hasher;
  std::string buffer;
  std::string_view line;
  for (;;) {
    const auto more = lines->next(line);
    if (!more) return std::unexpected{more.error()};
    if (!*more) break;
    buffer.append(line).push_back('\n');
    if (buffer.size() < line_buffer) continue;
    hasher.add(buffer);
    buffer.clear();
  }
  hasher.add(buffer);
  if (hasher.finish() != digest) return differs(named(folder_, digest, ".rows"));
  return {};
}

fs::path EvidenceStore::path_of(const Digest& digest) const {
  for (const std::string_view ending : {".bytes", ".sealed"})
    if (fs::path file = named(folder_, digest, ending); fs::exists(file)) return file;
  return named(folder_, digest, ".rows");
}

bool EvidenceStore::has(const Digest& digest) const { return fs::exists(path_of(digest)); }

Digest EvidenceStore::put(std::string_view bytes) const {
  ensure(bytes.size() <= max_bytes, "evidence beyond 256 MiB");
  const Digest digest = crypto::sm3(bytes);
  const fs::path file = named(folder_, digest, ".bytes");
  make_folder(file.parent_path());
  files::write_file(file, bytes, 0600);
  return digest;
}

Result<std::string> EvidenceStore::get(const Digest& digest) const {
  const fs::path file = named(folder_, digest, ".bytes");
  if (!fs::exists(file)) return missing(file);
  auto bytes = files::read_file(file, max_bytes);
  if (bytes && crypto::sm3(*bytes) != digest) return differs(file);
  return bytes;
}

Digest EvidenceStore::put_source(const fs::path& original, KeyRing& keys) const {
  make_folder(folder_);
  return seal_file(original, keys, incoming_name(folder_), [&](const Digest& digest) {
    fs::path file = named(folder_, digest, ".sealed");
    make_folder(file.parent_path());
    return file;
  });
}

Result<> EvidenceStore::check_source(const Digest& digest, const KeyRing* keys) const {
  const fs::path file = named(folder_, digest, ".sealed");
  if (!fs::exists(file)) return missing(file);
  if (keys == nullptr || !keys->has_master()) return {};
  const auto opened = digest_of_sealed(file, digest, *keys);
  if (!opened || *opened != digest) return differs(file);
  return {};
}

void EvidenceStore::make_folders() const {
  make_folder(folder_);
  for (int first = 0; first < 256; ++first) fs::create_directories(folder_ / fmt::format("{:02x}", first));
  sync_folder(folder_);
}

void EvidenceStore::remove_unfinished() const {
  if (!fs::exists(folder_)) return;
  for (const auto& entry : fs::directory_iterator{folder_})
    if (entry.path().filename().string().starts_with("incoming-")) fs::remove(entry.path());
}

}  // namespace hallbook::journal
