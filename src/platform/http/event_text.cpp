#include "platform/http/event_text.h"

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::http {

std::string event_text(std::string_view event, std::string_view data) {
  ensure(!event.empty() && event.find_first_of(std::string_view{"\r\n\0 ", 4}) == std::string_view::npos,
         "event_text: event is one word");
  std::string text = "event: ";
  text += event;
  for (std::string& line : split(data, '\n')) {
    while (line.ends_with('\r')) line.pop_back();
    for (char& byte : line)
      if (byte == '\r') byte = ' ';  // a lone CR would end the line for the reader
    (text += "\ndata: ") += line;
  }
  return text += "\n\n";
}

}  // namespace hallbook::http
