#pragma once
// Ids that cannot be mixed: a UnitId where an EntryId is wanted does not compile.
#include <compare>
#include <cstdint>

namespace hallbook {

template <class Tag>
struct Id {
  std::int64_t value = 0;  // 0 = not stored yet
  friend constexpr auto operator<=>(Id, Id) = default;
};

using UnitId = Id<struct UnitTag>;    // an organisation (tenant); leads the key of every fact table
using EntryId = Id<struct EntryTag>;  // one entry of one register of one unit, over all its versions

}  // namespace hallbook
