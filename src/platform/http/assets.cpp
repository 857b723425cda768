#include "platform/http/assets.h"

#include <algorithm>

#include "base/text.h"

namespace hallbook::http {
namespace {

/// A person asked for a page, not a script for a file that is gone: that one must see 404 and load the page anew.
bool is_page_address(const Request& request) {
  const std::string_view path = request.path;
  if (path == "/api" || path.starts_with("/api/") || path.starts_with("/assets/")) return false;
  return !path.substr(path.rfind('/')).contains('.') || request.header("accept").contains("text/html");
}

bool none_match(std::string_view header, const std::string& tag) {
  for (const std::string& part : split(header, ',')) {
    std::string_view one = trim(part);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == tag) return false;
  }
  return true;
}

}  // namespace

bool accepts_encoding(std::string_view header, std::string_view coding) {
  for (const std::string& part : split(header, ',')) {
    const std::size_t end = std::min(part.find(';'), part.size());
    if (trim(std::string_view{part}.substr(0, end)) != coding) continue;
    const std::string_view weight = trim(std::string_view{part}.substr(std::min(end + 1, part.size())));
    return !weight.starts_with("q=0") || weight.find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

const Asset* Assets::find(std::string_view path) const {
  const auto found = std::ranges::find(assets_, path, &Asset::path);
  return found == assets_.end() ? nullptr : &*found;
}

std::optional<Response> Assets::answer(const Request& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  const Asset* asset = find(request.path);
  if (asset == nullptr && is_page_address(request)) asset = find("/index.html");
  if (asset == nullptr) return std::nullopt;

  const std::string_view accepted = request.header("accept-encoding");
  std::string_view coding, bytes = asset->identity;
  if (!asset->brotli.empty() && accepts_encoding(accepted, "br")) {
    coding = "br";
    bytes = asset->brotli;
  } else if (!asset->gzip.empty() && accepts_encoding(accepted, "gzip")) {
    coding = "gzip";
    bytes = asset->gzip;
  }
  // Each form has its own tag: a cache must not put a compressed body under the plain one's name.
  const std::string tag = '"' + std::string{asset->etag} + (coding.empty() ? "" : "-" + std::string{coding}) + '"';
  Response response;
  response.headers.emplace_back("etag", tag);
  response.headers.emplace_back("cache-control", asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!asset->gzip.empty() || !asset->brotli.empty()) response.headers.emplace_back("vary", "accept-encoding");
  if (!none_match(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("content-type", asset->type);
  if (!coding.empty()) response.headers.emplace_back("content-encoding", coding);
  response.body = bytes;
  return response;
}

}  // namespace hallbook::http
