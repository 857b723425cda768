#pragma once
// Is a one-time code right? See user_ops.h for setting a second factor up.
#include "base/date.h"
#include "journal/keys.h"

namespace hallbook::identity {

/// The step of `code` under the sealed secret of `name`, nullopt when it is wrong or was used. Refuses (unavailable) when
/// the master key is not there.
Result<std::optional<std::int64_t>> factor_accepts(const journal::KeyRing& keys, std::string_view name,
                                                   std::string_view sealed, std::string_view code, Instant at,
                                                   std::int64_t last_step);

}  // namespace hallbook::identity
