#pragma once
// Which names this server answers to, and whether a request comes from its own pages. Pure.
// Rules R-HTTP-10, R-HTTP-11; trust.md C19, C20, B30.
#include <span>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace hallbook::http {

/// A Host header, "hall.gov.cn:8443" or "[::1]:8080", against the address that took the connection and the configured
/// names ("*" = any). The port is not compared: it may be forwarded. "localhost" is right on a loopback address.
bool host_allowed(std::string_view host, std::string_view local_address, std::span<const std::string> names);

/// The name without its port, lower case, without the brackets of IPv6; "" when it is not well formed.
std::string host_name(std::string_view host);

/// Whether an unsafe request (all but GET and HEAD, for which it is true) comes from a page of this server or from no
/// browser: Sec-Fetch-Site is absent or same-origin, Origin is absent or names the Host. "null" is a stranger.
bool same_origin(const Request& request);

}  // namespace hallbook::http
