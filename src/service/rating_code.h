#pragma once
// The code on a window's plate: which unit and which window, sealed so that nobody makes one up; and the seal of one form.
// Source: docs/rules/service.md, R-SRV-20 and R-SRV-22; trust.md C23.
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"
#include "journal/keys.h"

namespace hallbook::service {

struct RatingPlace {
  UnitId unit;
  std::string window;
};

/// Made from the master key of the data directory; refuses (unavailable) without it.
Result<std::string> rating_key(const journal::KeyRing& keys);

/// At most 20 characters that may stand in an address. Refuses others.
Result<> check_window(std::string_view window);

/// "1-B04-<32 hex digits>"
std::string rating_token(std::string_view key, const RatingPlace& place);
/// nullopt when nobody here made it.
std::optional<RatingPlace> read_rating_token(std::string_view key, std::string_view token);

/// The seal of one form as it was shown: sent back once within a day.
std::string form_seal(std::string_view key, std::string_view token, Instant at);
/// Its 16 digits that number the rating; nullopt when it was not given here, or longer ago.
std::optional<std::string> read_form_seal(std::string_view key, std::string_view token, std::string_view seal,
                                          Instant at);

}  // namespace hallbook::service
