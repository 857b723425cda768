#include "app/initials.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace hallbook::app {
namespace {

/// First code of each letter in GB 2312's first plane; no syllable begins with i, u or v.
constexpr std::array<std::pair<unsigned, char>, 23> first_codes{{
    {0xB0A1, 'a'}, {0xB0C5, 'b'}, {0xB2C1, 'c'}, {0xB4EE, 'd'}, {0xB6EA, 'e'}, {0xB7A2, 'f'},
    {0xB8C1, 'g'}, {0xB9FE, 'h'}, {0xBBF7, 'j'}, {0xBFA6, 'k'}, {0xC0AC, 'l'}, {0xC2E8, 'm'},
    {0xC4C3, 'n'}, {0xC5B6, 'o'}, {0xC5BE, 'p'}, {0xC6DA, 'q'}, {0xC8BB, 'r'}, {0xC8F6, 's'},
    {0xCBFA, 't'}, {0xCDDA, 'w'}, {0xCEF4, 'x'}, {0xD1B9, 'y'}, {0xD4D1, 'z'},
}};
constexpr unsigned end_of_plane = 0xD7FA;

char initial(unsigned code) {
  if (code >= end_of_plane) return 0;
  char letter = 0;
  for (const auto& [first, name] : first_codes)
    if (code >= first) letter = name;
  return letter;
}

}  // namespace

std::string initials(std::string_view utf8) {
  std::string result;
  const auto bytes = utf8_to_gb18030(utf8);
  if (!bytes) return result;
  for (std::size_t i = 0; i < bytes->size(); ++i) {
    const auto lead = static_cast<unsigned char>((*bytes)[i]);
    if (lead < 0x80) {
      const char letter = (*bytes)[i];
      if (is_digit(letter) || (letter >= 'a' && letter <= 'z')) result += letter;
      if (letter >= 'A' && letter <= 'Z') result += static_cast<char>(letter - 'A' + 'a');
      continue;
    }
    if (i + 1 >= bytes->size()) break;
    const auto trail = static_cast<unsigned char>((*bytes)[++i]);
    if (trail < 0x40) i += 2;  // four bytes: beyond the plane
    if (const char letter = initial(lead * 256U + trail); letter != 0) result += letter;
  }
  return result;
}

}  // namespace hallbook::app
