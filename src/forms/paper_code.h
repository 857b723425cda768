#pragma once
// What the QR code of a paper says: which paper, of which version, made at which journal line, over which content. No personal
// data, no address. docs/rules/forms.md, R-FRM-50.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::forms {

struct PaperCode {
  std::string kind;  // "self-evaluation", "register.mailing"
  std::string subject;  // project, number of a request, period of a register
  int version = 0;  // of the frozen evaluation; 0 = none
  std::int64_t seq = 0;  // journal line that the content was read at
  std::string root;  // first 32 hex digits of the tree's root at that line
  std::string digest;  // first 16 hex digits of SM3 over the content
  friend bool operator==(const PaperCode&, const PaperCode&) = default;
};

/// "HB2:self-evaluation:2026-fund:3:58113:d0583e51…:1f2e…"
std::string printed_code(const PaperCode& code);
/// nullopt for anything else; spaces and line breaks that a scanner or a person put in are passed over.
std::optional<PaperCode> read_code(std::string_view text);

/// "7K3M-9Q2T-4XWA-C0FE": 80 bits of SM3 over the printed code, for those who type. Of papers of a frozen evaluation only,
/// which are found again by it; "" for others. R-FRM-59
std::string short_code(const PaperCode& code);
/// The 16 characters that somebody typed, as short_code() groups them; small letters and O, I, L for 0 and 1 are taken. nullopt
/// for anything else.
std::optional<std::string> read_short_code(std::string_view text);

}  // namespace hallbook::forms
