#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

std::string stars(std::size_t count) { return std::string(count, '*'); }

/// The first `front` and last `back` characters, stars between.
std::string keep_ends(std::string_view utf8, std::size_t front, std::size_t back) {
  const std::size_t count = count_characters(utf8);
  const std::string head = first_characters(utf8, front);
  const std::size_t tail_at = first_characters(utf8, count - back).size();
  return head + stars(count - front - back) + std::string{utf8.substr(tail_at)};
}

}  // namespace

std::optional<Mask> mask_named(std::string_view name) {
  if (name == "name") return Mask::name;
  if (name == "phone") return Mask::phone;
  if (name == "address") return Mask::address;
  if (name == "id_number" || name == "id") return Mask::id_number;
  if (name == "all") return Mask::all;
  return std::nullopt;
}

// R-MSK-01: what is too short for its mask shows at most half of itself.
std::string masked(std::string_view utf8, Mask mask) {
  const std::size_t count = count_characters(utf8);
  if (count == 0) return {};
  switch (mask) {
    case Mask::name: return count < 2 ? stars(1) : first_characters(utf8, 1) + stars(1);
    case Mask::phone: return count >= 11 ? keep_ends(utf8, 3, 4) : count >= 7 ? keep_ends(utf8, 0, 3) : stars(count);
    case Mask::address: return first_characters(utf8, std::min<std::size_t>(6, count / 2)) + stars(4);
    case Mask::id_number: return count >= 15 ? keep_ends(utf8, 3, 4) : stars(count);
    case Mask::all: return stars(4);
  }
  throw BrokenInvariant{"masked: unknown Mask"};
}

}  // namespace hallbook
