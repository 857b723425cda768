#pragma once
// For our own mistakes, never for user input. Always on: one bad request must not close the hall,
// so it throws rather than aborts; main() and the HTTP guard are the only places that catch it.
#include <source_location>
#include <stdexcept>
#include <string_view>

namespace hallbook {

struct BrokenInvariant : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] void broken_invariant(std::string_view what, std::source_location at);

inline void ensure(bool holds, std::string_view what, std::source_location at = std::source_location::current()) {
  if (!holds) [[unlikely]]
    broken_invariant(what, at);
}

}  // namespace hallbook
