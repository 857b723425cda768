#pragma once
// The head of an answer as bytes: status line, the answer's own headers, those that every answer of this server has.
// Pure. Rules R-HTTP-08, R-HTTP-09.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/message.h"

namespace hallbook::http {

struct HeadFacts {
  std::optional<std::uint64_t> length;  // nullopt: a stream, ended by closing
  bool close = false;  // Connection: close
  bool http_1_0 = false;  // a client of HTTP/1.0 is told when the connection stays
  bool secure = false;  // TLS: adds Strict-Transport-Security
  std::string_view date;  // http_date
};

/// Ensure: no header holds a line break, a name is lower case letters, digits and "-", and none is the server's own
/// (content-length, transfer-encoding, date, connection).
void check_headers(const Response& response);
/// Of an answer whose headers were checked.
std::string response_head(const Response& response, const HeadFacts& facts);

/// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::chrono::sys_seconds at);

/// The date of now, made once a second. One for each thread.
class DateText {
 public:
  std::string_view now() {
    const auto second = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (second != second_) text_ = http_date(second);
    second_ = second;
    return text_;
  }

 private:
  std::chrono::sys_seconds second_{};
  std::string text_;
};

}  // namespace hallbook::http
