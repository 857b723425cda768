#pragma once
#include <string>
#include <string_view>

namespace hallbook::http {

/// One server-sent event as bytes: "event: head\ndata: …\n\n". Each line of `data` becomes a data line. Ensure: `event` is
/// one word.
std::string event_text(std::string_view event, std::string_view data);

}  // namespace hallbook::http
