#include "platform/http/response_head.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::http {
namespace {

// R-HTTP-09. Nothing from outside, nothing inline: a text that a page shows by mistake as markup can load and run nothing.
constexpr std::string_view on_every_answer =
    "content-security-policy: default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'\r\n"
    "x-content-type-options: nosniff\r\n"
    "x-frame-options: DENY\r\n"
    "referrer-policy: no-referrer\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "permissions-policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";
constexpr std::string_view under_tls = "strict-transport-security: max-age=31536000\r\n";

bool is_name_byte(char byte) { return (byte >= 'a' && byte <= 'z') || is_digit(byte) || byte == '-'; }
bool is_value_byte(char byte) { return static_cast<unsigned char>(byte) >= 0x20 && byte != 0x7f; }

bool is_servers_own(std::string_view name) {
  return name == "content-length" || name == "transfer-encoding" || name == "connection" || name == "date";
}

}  // namespace

// R-HTTP-08: no text of a person ends a header and begins another.
void check_headers(const Response& response) {
  for (const auto& [name, value] : response.headers)
    ensure(!name.empty() && std::ranges::all_of(name, is_name_byte) && std::ranges::all_of(value, is_value_byte) &&
               !is_servers_own(name),
           "check_headers: a header that may not stand in an answer");
}

std::string response_head(const Response& response, const HeadFacts& facts) {
  std::string head;
  head.reserve(1024);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status, status_words(response.status));
  bool cache = false, policy = false;
  for (const auto& [name, value] : response.headers) {
    cache = cache || name == "cache-control";
    policy = policy || name == "content-security-policy";
    ((((head += name) += ": ") += value) += "\r\n");
  }
  if (!cache) head += "cache-control: no-store\r\n";
  // An answer with a policy of its own (a stricter one, for files that people brought) keeps it instead of the first line.
  head += policy ? on_every_answer.substr(on_every_answer.find("\r\n") + 2) : on_every_answer;
  if (facts.secure) head += under_tls;
  ((head += "date: ") += facts.date) += "\r\n";
  if (facts.length) fmt::format_to(std::back_inserter(head), "content-length: {}\r\n", *facts.length);
  if (facts.close)
    head += "connection: close\r\n";
  else if (facts.http_1_0)
    head += "connection: keep-alive\r\n";
  head += "\r\n";
  return head;
}

std::string http_date(std::chrono::sys_seconds at) {
  using namespace std::chrono;
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<std::chrono::days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace hallbook::http
