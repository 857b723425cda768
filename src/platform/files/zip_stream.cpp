#include "platform/files/zip_stream.h"

#ifndef ZLIB_CONST
#define ZLIB_CONST  // input is const
#endif
#include <zlib.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "base/ensure.h"

namespace hallbook::files {
namespace {

constexpr std::size_t zip_block = 64 * 1024;
constexpr std::uint64_t most_zip_bytes = 0xFFFF'FFFE;  // more needs the larger form, which few readers of sheets expect
constexpr std::uint32_t first_zip_day = 0x21u << 16;  // 1980-01-01 in the form of MS-DOS, time 0
// Sheets are text that says the same over and over: level 1 takes a quarter of the time of level 6 and a fifth more room.
constexpr int zip_level = 1;
constexpr std::uint16_t needed_version = 20, deflated = 8;
constexpr std::uint16_t sizes_behind = 1u << 3, utf8_name = 1u << 11;

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}
void put32(std::string& out, std::uint64_t value) {
  ensure(value <= 0xFFFF'FFFF, "zip: a number beyond 32 bits");
  put16(out, static_cast<std::uint32_t>(value & 0xFFFF));
  put16(out, static_cast<std::uint32_t>(value >> 16));
}

[[noreturn]] void too_large_zip() { throw std::system_error{EFBIG, std::generic_category(), "zip: more than 4 GiB"}; }

struct Part {
  std::string name;
  std::uint64_t at = 0, packed = 0, plain = 0;
  std::uint32_t sum = 0;
};

/// Version, flags, method, day: alike in a part's head and in the list.
void put_kind(std::string& out) {
  put16(out, needed_version);
  put16(out, sizes_behind | utf8_name);
  put16(out, deflated);
  put32(out, first_zip_day);
}
void put_sizes(std::string& out, const Part& part) {
  put32(out, part.sum);
  put32(out, part.packed);
  put32(out, part.plain);
}

}  // namespace

struct ZipStream::Impl {
  explicit Impl(NewFile& into) : out{into}, packed(zip_block, '\0') {
    ensure(deflateInit2(&stream, zip_level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib: no memory");
  }
  ~Impl() { deflateEnd(&stream); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void write(std::string_view bytes) {
    out.add(bytes);
    if ((at += bytes.size()) > most_zip_bytes) too_large_zip();
  }

  void deflate_all(std::string_view bytes, int flush) {
    stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, flush);
      const std::size_t made = packed.size() - stream.avail_out;
      write(std::string_view{packed}.substr(0, made));
      parts.back().packed += made;
    } while (stream.avail_out == 0);
  }

  NewFile& out;
  z_stream stream{};
  std::string packed;
  std::vector<Part> parts;
  std::uint64_t at = 0;
  bool open = false;
};

ZipStream::ZipStream(NewFile& out) : impl_{std::make_unique<Impl>(out)} {}
ZipStream::~ZipStream() = default;

void ZipStream::begin(std::string_view name) {
  ensure(!impl_->open, "zip: a part is begun in another");
  impl_->open = true;
  impl_->parts.push_back({std::string{name}, impl_->at, 0, 0, 0});
  std::string head = "PK\x03\x04";
  put_kind(head);
  put_sizes(head, {});  // they follow behind the part
  put16(head, static_cast<std::uint32_t>(name.size()));
  put16(head, 0);
  impl_->write(head += name);
  ensure(deflateReset(&impl_->stream) == Z_OK, "zlib: reset");
}

void ZipStream::add(std::string_view bytes) {
  ensure(impl_->open, "zip: bytes of no part");
  Part& part = impl_->parts.back();
  while (!bytes.empty()) {
    const auto block = bytes.substr(0, zip_block);
    part.sum = static_cast<std::uint32_t>(
        crc32(part.sum, reinterpret_cast<const Bytef*>(block.data()), static_cast<uInt>(block.size())));
    if ((part.plain += block.size()) > most_zip_bytes) too_large_zip();
    impl_->deflate_all(block, Z_NO_FLUSH);
    bytes.remove_prefix(block.size());
  }
}

void ZipStream::end() {
  ensure(impl_->open, "zip: the end of no part");
  impl_->open = false;
  impl_->deflate_all({}, Z_FINISH);
  std::string tail = "PK\x07\x08";
  put_sizes(tail, impl_->parts.back());
  impl_->write(tail);
}

void ZipStream::add_part(std::string_view name, std::string_view bytes) {
  begin(name);
  add(bytes);
  end();
}

void ZipStream::finish() {
  ensure(!impl_->open, "zip: a part has no end");
  const std::uint64_t list_at = impl_->at;
  std::string list;
  for (const Part& part : impl_->parts) {
    list += "PK\x01\x02";
    put16(list, needed_version);
    put_kind(list);
    put_sizes(list, part);
    put16(list, static_cast<std::uint32_t>(part.name.size()));
    for (int i = 0; i < 4; ++i) put16(list, 0);  // extra field, comment, disk, text or not
    put32(list, 0);
    put32(list, part.at);
    list += part.name;
  }
  std::string tail = "PK\x05\x06";
  put32(tail, 0);  // this disk, the disk of the list
  put16(tail, static_cast<std::uint32_t>(impl_->parts.size()));
  put16(tail, static_cast<std::uint32_t>(impl_->parts.size()));
  put32(tail, list.size());
  put32(tail, list_at);
  put16(tail, 0);
  impl_->write(list += tail);
}

}  // namespace hallbook::files
