#pragma once
// The bytes of a request's head before anybody parses them: one pass that finds its end and refuses what parsers are
// known to read in two ways (bare line feeds, folded lines, blanks before a colon, control characters). Pure.
// Rule R-HTTP-06; trust.md C20, B31.
#include <cstddef>
#include <string_view>

namespace hallbook::http {

class HeadScan {
 public:
  enum class State { more, done, bad };
  /// `bytes` is all that came so far of this message; looks only at what is new. After `done` see size().
  State look(std::string_view bytes);
  std::size_t size() const { return at_; }  // of the head with its empty line

 private:
  bool take(char byte);  // false: bad
  std::size_t at_ = 0;
  bool first_line_ = true, name_ = false, line_empty_ = true, return_ = false, ended_ = false;
};

}  // namespace hallbook::http
