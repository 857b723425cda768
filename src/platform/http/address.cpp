#include "platform/http/address.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::http {

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char letter : text) {
    if (is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '.' ||
        letter == '-')
      encoded += letter;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return encoded;
}

}  // namespace hallbook::http
