#pragma once
// What the server remembers of tokens in use, so that a program's request costs no query: read again when anything about
// people changed, as sessions are. Source: docs/rules/identity.md, R-IDN-62 to R-IDN-64.
#include "identity/session.h"
#include "identity/token.h"

namespace hallbook::identity {

class LiveTokens {
 public:
  /// `changes`: of people, which the database's hook counts up (LiveSessions::changes).
  LiveTokens(journal::DataDir& data, std::shared_ptr<std::atomic<std::int64_t>> changes)
      : data_{data}, changes_{std::move(changes)} {}

  /// The person whose token this is. nullptr: no such token, over or ended, or its user is closed.
  std::shared_ptr<const Person> find(std::string_view secret, Instant now);

 private:
  struct Entry {
    std::shared_ptr<const Person> person;
    Token token;
    std::int64_t changes = 0;
  };
  std::optional<Entry> load(const Digest& digest);
  void store_use(const std::string& id, Date day);

  journal::DataDir& data_;
  std::shared_ptr<std::atomic<std::int64_t>> changes_;
  std::mutex mutex_;
  std::map<Digest, Entry> entries_;  // no more than tokens were issued; one that opens no more is taken out
};

}  // namespace hallbook::identity
