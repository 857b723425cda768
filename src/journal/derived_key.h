#pragma once
// Keys for one purpose each, derived from the master key: whoever learns one of them learns no other.
#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/keys.h"

namespace hallbook::journal {

/// HMAC-SM3 of `purpose` under the master key, as 64 hex digits. Refuses (unavailable) without the master key.
Result<std::string> derived_key(const KeyRing& keys, std::string_view purpose);

}  // namespace hallbook::journal
