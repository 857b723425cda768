// The evidence pack of an indicator as a download. Source: docs/rules/evaluation.md, R-EVA-34.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "app/evidence_pack.h"
#include "app/house_api.h"
#include "platform/files/disk.h"
#include "platform/http/fields.h"

namespace hallbook::app {
namespace {

constexpr std::uint64_t largest_pack = 1ull << 30;

/// A file of its own, gone with the object.
struct PackFile {
  std::filesystem::path path;
  PackFile() {
    std::string name = (std::filesystem::temp_directory_path() / "hallbook-pack-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) throw std::system_error{errno, std::generic_category(), name};
    ::close(file);
    path = name;
  }
  PackFile(const PackFile&) = delete;
  PackFile& operator=(const PackFile&) = delete;
  ~PackFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

}  // namespace

Result<http::Response> get_evidence_pack(const http::Request& request, identity::Context& context) {
  const auto indicator = http::query_number(request, "indicator");
  if (!indicator) return std::unexpected{indicator.error()};
  const auto day = http::query_day(request, "as_of");
  if (!day) return std::unexpected{day.error()};
  const PackFile pack;
  const auto written = write_pack(context.data, context.unit, std::string{request.query_or("project")},
                                  static_cast<int>(std::clamp<std::int64_t>(*indicator, 0, 1'000'000)),
                                  day->value_or(context.today), pack.path);
  if (!written) return std::unexpected{written.error()};
  auto bytes = files::read_file(pack.path, largest_pack);
  if (!bytes) return std::unexpected{bytes.error()};
  http::Response response;
  response.headers.emplace_back("content-type", "application/octet-stream");
  response.headers.emplace_back("content-disposition",
                                fmt::format("attachment; filename=\"evidence-{}.pack\"", *indicator));
  response.body = *std::move(bytes);
  return response;
}

}  // namespace hallbook::app
