#include "platform/http/head_scan.h"

namespace hallbook::http {
namespace {

/// tchar of RFC 9110: what a header's name is made of.
bool is_token(char byte) {
  if ((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) return true;
  return byte != '\0' && std::string_view{"!#$%&'*+-.^_`|~"}.find(byte) != std::string_view::npos;
}

}  // namespace

HeadScan::State HeadScan::look(std::string_view bytes) {
  while (at_ < bytes.size()) {
    if (!take(bytes[at_++])) return State::bad;
    if (ended_) return State::done;
  }
  return State::more;
}

bool HeadScan::take(char byte) {
  if (return_) {  // CR stands before LF and nowhere else
    if (byte != '\n') return false;
    return_ = false;
    if (line_empty_) {
      if (first_line_) return false;  // an empty line before the request
      ended_ = true;
    }
    first_line_ = false;
    line_empty_ = true;
    name_ = true;
    return true;
  }
  if (byte == '\r') {
    return_ = true;
    return line_empty_ || first_line_ || !name_;  // a line without a colon is no header
  }
  const auto code = static_cast<unsigned char>(byte);
  if ((code < 0x20 && byte != '\t') || code == 0x7f) return false;
  if (first_line_) {
    if (code > 0x7e || byte == '\t') return false;
  } else if (name_) {
    if (byte == ':') {
      if (line_empty_) return false;
      name_ = false;
    } else if (!is_token(byte)) {
      return false;  // also the blank that folds a line, or stands before the colon
    }
  }
  line_empty_ = false;
  return true;
}

}  // namespace hallbook::http
