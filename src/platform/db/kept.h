#pragma once
// What the readers of one database work out once and keep for each other. A key names everything that the value rests on
// (a digest, the journal line that last changed a register), so that what was written since is never overlooked. A job that
// writes keeps nothing: what it sees may still be taken back.
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <typeindex>

#include "platform/db/db.h"

namespace hallbook::db {

class Kept {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t capacity = 512;  // values; the ones that end first go first

  /// nullptr: nothing under this key, or its time is over.
  std::shared_ptr<const void> find(std::type_index type, const std::string& key, Clock::time_point now) const;
  void keep(std::type_index type, const std::string& key, std::shared_ptr<const void> value, Clock::time_point until,
            Clock::time_point now);

 private:
  struct Value {
    std::shared_ptr<const void> value;
    Clock::time_point until;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::type_index, std::string>, Value> values_;
};

/// A connection of a reader: it knows what the others kept.
class KeepsValues {
 public:
  virtual ~KeepsValues() = default;
  virtual Kept* kept() = 0;  // nullptr on the writer's connection
};

/// The value kept under `key`, or the one that `make()` gives, kept for `life`.
template <class T, class Make>
std::shared_ptr<const T> kept(ReadTx& tx, const std::string& key, Kept::Clock::duration life, Make&& make) {
  auto* keeper = dynamic_cast<KeepsValues*>(&tx.connection());
  Kept* values = keeper == nullptr ? nullptr : keeper->kept();
  if (values != nullptr)
    if (auto found = values->find(typeid(T), key, Kept::Clock::now())) return std::static_pointer_cast<const T>(found);
  auto made = std::make_shared<const T>(make());
  const auto now = Kept::Clock::now();
  if (values != nullptr) values->keep(typeid(T), key, made, now + life, now);
  return made;
}

/// A value that is brought up to date: `renew(before)` gets what was kept (or nullptr) and gives what holds for this reader.
/// nullptr where nothing is kept: on the writer's connection.
template <class T, class Renew>
std::shared_ptr<const T> kept_anew(ReadTx& tx, const std::string& key, Kept::Clock::duration life, Renew&& renew) {
  auto* keeper = dynamic_cast<KeepsValues*>(&tx.connection());
  Kept* values = keeper == nullptr ? nullptr : keeper->kept();
  if (values == nullptr) return nullptr;
  const auto before = std::static_pointer_cast<const T>(values->find(typeid(T), key, Kept::Clock::now()));
  std::shared_ptr<const T> made = renew(before.get());
  const auto now = Kept::Clock::now();
  values->keep(typeid(T), key, made, now + life, now);
  return made;
}

}  // namespace hallbook::db
