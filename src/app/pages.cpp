#include "app/pages.h"

#include <algorithm>

#include "app/web_assets.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uint64_t largest_page_file = 16u << 20;
constexpr std::size_t most_page_files = 2'000;

std::string_view type_of(const std::filesystem::path& file) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [ending, type] : types)
    if (file.extension() == ending) return type;
  return "application/octet-stream";
}

}  // namespace

std::vector<http::Asset> embedded_pages() {
  const auto built = web_assets();
  return {built.begin(), built.end()};
}

std::vector<http::Asset> load_pages(const std::filesystem::path& folder, std::vector<std::string>& bytes) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
    if (entry.is_regular_file() && found.size() < most_page_files) found.push_back(entry.path());
  std::ranges::sort(found);
  bytes.clear();
  bytes.reserve(found.size() * 3);  // path, etag, content: views into them must stay
  std::vector<http::Asset> assets;
  for (const auto& file : found) {
    auto content = files::read_file(file, largest_page_file);
    if (!content) continue;
    bytes.push_back("/" + file.lexically_relative(folder).generic_string());
    const std::string_view path = bytes.back();
    bytes.push_back(crypto::sm3(*content).hex().substr(0, 16));
    const std::string_view etag = bytes.back();
    bytes.push_back(std::move(*content));
    assets.push_back({path, type_of(file), etag, path.starts_with("/assets/"), bytes.back(), {}, {}});
  }
  return assets;
}

}  // namespace hallbook::app
