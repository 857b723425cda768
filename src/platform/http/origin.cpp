#include "platform/http/origin.h"

#include <algorithm>

#include "base/text.h"

namespace hallbook::http {
namespace {

std::string lower_case(std::string_view text) {
  std::string result{text};
  for (char& byte : result)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  return result;
}

bool is_host_byte(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' || byte == '_';
}

bool is_port(std::string_view text) { return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit); }

}  // namespace

std::string host_name(std::string_view host) {
  if (host.size() > 260) return {};
  const bool bracket = host.starts_with('[');
  const std::size_t end = bracket ? host.find(']') : std::min(host.find(':'), host.size());
  if (end == std::string_view::npos) return {};
  const std::string_view port = host.substr(bracket ? end + 1 : end);
  if (!port.empty() && (port[0] != ':' || !is_port(port.substr(1)))) return {};
  std::string name = lower_case(host.substr(bracket ? 1 : 0, bracket ? end - 1 : end));
  const auto fits = [&](char byte) {
    return bracket ? is_digit(byte) || (byte >= 'a' && byte <= 'f') || byte == ':' || byte == '.' : is_host_byte(byte);
  };
  if (!std::ranges::all_of(name, fits)) return {};
  return name;
}

// R-HTTP-10: a page of another site cannot reach this server under a name that points here (DNS rebinding).
bool host_allowed(std::string_view host, std::string_view local_address, std::span<const std::string> names) {
  const std::string name = host_name(host);
  if (name.empty()) return false;
  if (local_address.starts_with("::ffff:")) local_address.remove_prefix(7);
  if (name == local_address) return true;
  if (name == "localhost" && (local_address.starts_with("127.") || local_address == "::1")) return true;
  return std::ranges::any_of(names,
                             [&](const std::string& allowed) { return allowed == "*" || lower_case(allowed) == name; });
}

// R-HTTP-11.
bool same_origin(const Request& request) {
  if (request.method == Method::get || request.method == Method::head) return true;
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin") return false;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  const std::string_view scheme = request.secure ? "https://" : "http://";
  return origin.starts_with(scheme) && lower_case(origin.substr(scheme.size())) == lower_case(request.header("host"));
}

}  // namespace hallbook::http
