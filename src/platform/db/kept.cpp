#include "platform/db/kept.h"

#include <algorithm>

namespace hallbook::db {

std::shared_ptr<const void> Kept::find(std::type_index type, const std::string& key, Clock::time_point now) const {
  const std::lock_guard lock{mutex_};
  const auto found = values_.find({type, key});
  return found == values_.end() || found->second.until <= now ? nullptr : found->second.value;
}

void Kept::keep(std::type_index type, const std::string& key, std::shared_ptr<const void> value,
                Clock::time_point until, Clock::time_point now) {
  const std::lock_guard lock{mutex_};
  values_.insert_or_assign({type, key}, Value{std::move(value), until});
  if (values_.size() <= capacity) return;
  std::erase_if(values_, [&](const auto& one) { return one.second.until <= now; });
  if (values_.size() <= capacity) return;
  values_.erase(std::ranges::min_element(values_, {}, [](const auto& one) { return one.second.until; }));
}

}  // namespace hallbook::db
