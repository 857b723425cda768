#pragma once
// The files of the pages, embedded in the program: nothing else of the disk can be asked for. Rule R-HTTP-21.
#include <optional>
#include <span>
#include <string_view>

#include "platform/http/message.h"

namespace hallbook::http {

/// One file, compressed when the program was built. The bytes must live as long as the program.
struct Asset {
  std::string_view path;  // "/assets/app-3f2a.js"
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view etag;  // of the identity bytes, without quotes: letters and digits
  bool immutable = false;  // the name has the digest in it: may be kept for a year
  std::string_view identity, gzip, brotli;  // compressed forms are empty when they would not be smaller
};

class Assets {
 public:
  explicit Assets(std::span<const Asset> assets) : assets_{assets} {}

  /// The answer to a GET or HEAD of a file, or of a page's address ("/registers/mailing"), which is /index.html. nullopt
  /// when neither: 404 is for the caller to say. Addresses under /api are never pages.
  std::optional<Response> answer(const Request& request) const;

 private:
  const Asset* find(std::string_view path) const;
  std::span<const Asset> assets_;
};

/// Whether an Accept-Encoding header takes `coding` ("br", "gzip").
bool accepts_encoding(std::string_view header, std::string_view coding);

}  // namespace hallbook::http
