#include "platform/files/zip_writer.h"

#include <zip.h>

#include <stdexcept>

namespace hallbook::files {
namespace {

constexpr zip_uint16_t first_day = 0x21;  // 1980-01-01 in the form of MS-DOS

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

void must(bool fine, const char* what) {
  if (!fine) throw std::runtime_error{std::string{"zip: "} + what};
}

std::string all_of(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  must(zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0, "the archive cannot be read back");
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  must(read == static_cast<zip_int64_t>(bytes.size()), "the archive is cut off");
  return bytes;
}

}  // namespace

std::string zip_bytes(std::span<const ZipEntry> entries) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_source_t, Discard> memory{zip_source_buffer_create(nullptr, 0, 0, &error)};
  must(memory != nullptr, "no memory");
  std::unique_ptr<zip_t, Discard> archive{zip_open_from_source(memory.get(), ZIP_TRUNCATE, &error)};
  must(archive != nullptr, "no archive");
  zip_source_keep(memory.get());  // the archive took the one reference there was
  for (const ZipEntry& entry : entries) {
    zip_source_t* data = zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
    must(data != nullptr, "no memory");
    const auto index = zip_file_add(archive.get(), entry.name.c_str(), data, ZIP_FL_ENC_UTF_8);
    must(index >= 0, "an entry was refused");
    must(zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, first_day, 0) == 0, "no time stamp");
  }
  zip_t* const whole = archive.release();
  if (zip_close(whole) != 0) {
    zip_discard(whole);
    must(false, "it cannot be closed");
  }
  return all_of(memory.get());
}

}  // namespace hallbook::files
