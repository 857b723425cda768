#include "journal/open_original.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "journal/keys.h"
#include "journal/sealed_file.h"
#include "platform/files/disk.h"

namespace hallbook::journal {
namespace {

namespace fs = std::filesystem;

Result<> open_sealed_into(const fs::path& file, const Digest& digest, const KeyRing& keys, const fs::path& into) {
  files::write_file(into, {}, 0600);  // nobody else's to read, from its first byte on
  std::ofstream out{into, std::ios::binary | std::ios::trunc};
  const auto opened = open_sealed(file, digest, keys, [&](std::string_view block) {
    out.write(block.data(), static_cast<std::streamsize>(block.size()));
  });
  out.close();
  std::error_code ignored;
  if (!out) {
    fs::remove(into, ignored);
    throw std::system_error{std::make_error_code(std::errc::io_error), into.string()};
  }
  if (opened && *opened == digest) return {};
  fs::remove(into, ignored);
  return refuse(
      RefusalCode::conflict,
      {fmt::format("证据文件的内容与其名称中的摘要不符:{}。请从备份中恢复它。", file.string()),
       fmt::format("an evidence file's content differs from the digest in its name: {}. Restore it from a backup.",
                   file.string())},
      {}, file.string());
}

}  // namespace

Result<> open_original(const EvidenceStore& store, const Digest& digest, const KeyRing& keys, const fs::path& into) {
  const fs::path file = store.path_of(digest);
  if (file.extension() == ".sealed") return open_sealed_into(file, digest, keys, into);
  const auto bytes = store.get(digest);
  if (!bytes) return std::unexpected{bytes.error()};
  files::write_file(into, *bytes, 0600);
  return {};
}

}  // namespace hallbook::journal
