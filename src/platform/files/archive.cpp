#include "platform/files/archive.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace hallbook::files {
namespace {

constexpr std::uint64_t free_inflation = 1u << 20;     // the ratio counts beyond the first MiB
constexpr std::uint64_t directory_bytes = 8ull << 20;  // names of a few thousand entries

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::unexpected<Refusal> refuse_archive(RefusalCode code, const std::string& name, std::string_view zh,
                                        std::string_view en) {
  return refuse(code, {fmt::format("{} {}", name, zh), fmt::format("{} {}", name, en)}, {}, name);
}

std::unexpected<Refusal> refuse_cut(const std::string& name) {
  return refuse_archive(RefusalCode::invalid, name, "是不完整或已损坏的压缩文件；请重新复制或重新导出",
                        "is a damaged or cut-off archive; copy or export it again");
}

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Directory {
  std::uint64_t entries = 0, bytes = 0;
};

/// The largest count and size that any end record in the tail claims: libzip must not allocate for more.
/// nullopt: there is no end record, so the archive is cut off.
std::optional<Directory> declared_directory(const SourceFile& source) {
  constexpr std::uint64_t tail_bytes = 22 + 20 + 65'535;
  const auto from = source.size() > tail_bytes ? source.size() - tail_bytes : 0;
  const auto tail = source.read_at(from, static_cast<std::size_t>(source.size() - from));
  std::optional<Directory> found;
  for (auto at = tail.find("PK\x05\x06"); at != std::string::npos; at = tail.find("PK\x05\x06", at + 1)) {
    if (at + 22 > tail.size()) break;
    if (!found) found.emplace();
    found->entries = std::max(found->entries, little(tail, at + 10, 2));
    const auto bytes = little(tail, at + 12, 4);
    if (bytes != 0xFFFFFFFF) found->bytes = std::max(found->bytes, bytes);
    if (at < 20 || tail.compare(at - 20, 4, "PK\x06\x07") != 0) continue;
    const auto record = source.read_at(little(tail, at - 12, 8) & 0x7FFF'FFFF'FFFF'FFFF, 56);
    if (record.size() < 56 || !record.starts_with("PK\x06\x06")) continue;
    found->entries = std::max(found->entries, little(record, 32, 8));
    found->bytes = std::max(found->bytes, little(record, 40, 8));
  }
  return found;
}

std::string folded(std::string_view name) {
  std::string lower{name};
  for (char& c : lower) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

}  // namespace

struct Archive::Impl {
  struct Item {
    std::uint64_t index = 0, packed = 0, declared = 0;
  };
  Impl(std::string file, std::uint64_t bytes, const Limits& caps)
      : name{std::move(file)}, file_bytes{bytes}, limits{caps} {}
  ~Impl() {
    if (zip != nullptr) zip_discard(zip);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<> list();

  std::string name;
  std::uint64_t file_bytes;
  Limits limits;
  zip_t* zip = nullptr;
  std::map<std::string, Item, std::less<>> items;
  std::uint64_t inflated = 0;  // of all entries read so far
};

Result<> Archive::Impl::list() {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(zip, 0));
  if (count > limits.entries)
    return refuse_archive(
        RefusalCode::over_limit, name,
        fmt::format("里有 {} 个文件，超过上限 {}；这不是正常的表格文件", count, limits.entries),
        fmt::format("holds {} files, over the limit of {}; that is no ordinary workbook", count, limits.entries));
  for (std::uint64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip, i, 0, &stat) != 0 || stat.name == nullptr) return refuse_cut(name);
    if (stat.encryption_method != ZIP_EM_NONE)
      return refuse_archive(RefusalCode::invalid, name, "是加密的压缩文件；请去掉密码后另存为 xlsx",
                            "is an encrypted archive; remove its password and save it as xlsx");
    const auto packed = std::min<std::uint64_t>(stat.comp_size, file_bytes);
    if (!items.try_emplace(folded(stat.name), Item{i, packed, stat.size}).second)
      return refuse_archive(
          RefusalCode::invalid, name, fmt::format("里有两个同名的部分 {}；请在表格程序里打开后重新保存", stat.name),
          fmt::format("holds two parts named {}; open it in a spreadsheet program and save it again", stat.name));
  }
  return {};
}

Archive::Archive(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Archive::Archive(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(SourceFile source, const Limits& limits) {
  const auto directory = declared_directory(source);
  if (!directory) return refuse_cut(source.name());
  if (directory->entries > limits.entries || directory->bytes > directory_bytes)
    return refuse_archive(
        RefusalCode::over_limit, source.name(),
        fmt::format("声称有 {} 个文件，超过上限 {}；这不是正常的表格文件", directory->entries, limits.entries),
        fmt::format("claims {} files, over the limit of {}; that is no ordinary workbook", directory->entries,
                    limits.entries));
  auto impl = std::make_unique<Impl>(source.name(), source.size(), limits);
  const int descriptor = ::dup(source.descriptor());
  if (descriptor < 0) throw std::system_error{errno, std::generic_category(), "dup"};
  int error = 0;
  impl->zip = zip_fdopen(descriptor, 0, &error);  // takes the descriptor over when it succeeds
  if (impl->zip == nullptr) {
    ::close(descriptor);
    return refuse_cut(source.name());
  }
  if (const auto listed = impl->list(); !listed) return std::unexpected{listed.error()};
  return Archive{std::move(impl)};
}

const std::string& Archive::name() const { return impl_->name; }
bool Archive::has(std::string_view entry) const { return impl_->items.contains(folded(entry)); }
std::uint64_t Archive::declared_size(std::string_view entry) const {
  const auto item = impl_->items.find(folded(entry));
  return item == impl_->items.end() ? 0 : item->second.declared;
}

struct Archive::Entry::Impl {
  Archive::Impl* archive;
  std::unique_ptr<zip_file_t, CloseFile> file;
  std::string name;
  std::uint64_t packed;
  std::uint64_t inflated = 0;
};

Archive::Entry::Entry(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Archive::Entry::Entry(Entry&&) noexcept = default;
Archive::Entry::~Entry() = default;
std::uint64_t Archive::Entry::bytes_read() const { return impl_->inflated; }

Result<Archive::Entry> Archive::read(std::string_view entry) {
  const auto item = impl_->items.find(folded(entry));
  if (item == impl_->items.end())
    return refuse_archive(RefusalCode::invalid, impl_->name,
                          fmt::format("缺少部分 {}；请在表格程序里打开后重新保存", entry),
                          fmt::format("lacks the part {}; open it in a spreadsheet program and save it again", entry));
  std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen_index(impl_->zip, item->second.index, 0)};
  if (!file) return refuse_cut(impl_->name);
  return Entry{std::make_unique<Entry::Impl>(impl_.get(), std::move(file), std::string{entry}, item->second.packed)};
}

Result<std::size_t> Archive::Entry::read(std::span<char> block) {
  auto& archive = *impl_->archive;
  const auto got = zip_fread(impl_->file.get(), block.data(), block.size());
  if (got < 0) return refuse_cut(archive.name);
  const auto count = static_cast<std::uint64_t>(got);
  impl_->inflated += count;
  archive.inflated += count;
  if (archive.inflated > archive.limits.inflated_bytes)
    return refuse_archive(
        RefusalCode::over_limit, archive.name,
        fmt::format("解压后超过 {} 字节的上限；请拆成几个文件", archive.limits.inflated_bytes),
        fmt::format("inflates to more than {} bytes; split it into several files", archive.limits.inflated_bytes));
  if (impl_->inflated > free_inflation && impl_->inflated / archive.limits.inflate_ratio > impl_->packed)
    return refuse_archive(RefusalCode::over_limit, archive.name,
                          fmt::format("的部分 {} 解压后超过原大小的 {} 倍，像是压缩炸弹，已停止读取", impl_->name,
                                      archive.limits.inflate_ratio),
                          fmt::format("has a part {} that inflates more than {} times, like a bomb; reading stopped",
                                      impl_->name, archive.limits.inflate_ratio));
  return static_cast<std::size_t>(count);
}

}  // namespace hallbook::files
