#pragma once
// The master key lies outside the data directory: $HALLBOOK_KEYS/<data id>.key, by default
// ~/.local/state/hallbook/keys/. It wraps the key of every entry that holds personal fields; a purge (later issue)
// deletes the wrapped key, and the chain still verifies. Source: docs/rules/sealing.md.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::journal {

class KeyRing {
 public:
  /// `create` makes a new master key (file mode 0600) when there is none. Without `create` a missing key gives an
  /// empty ring: reading sealed fields then refuses (unavailable) and says where the key was looked for.
  static Result<KeyRing> open(std::string_view data_id, bool create);

  bool has_master() const { return !master_.empty(); }
  const std::filesystem::path& file() const { return file_; }

  /// A fresh entry key (48 bytes, for crypto::Sealing::sm4_hmac_sm3) and its wrapped form, bound to `context` ("mailing/17").
  struct EntryKey {
    std::string key;
    std::string wrapped;
  };
  EntryKey new_entry_key(std::string_view context) const;  // ensure: has_master
  /// Any key under the master key, bound to `context`.
  std::string wrap(std::string_view key, std::string_view context) const;  // ensure: has_master
  std::optional<std::string> unwrap(std::string_view wrapped, std::string_view context) const;

 private:
  std::string master_;
  std::filesystem::path file_;
};

}  // namespace hallbook::journal
