#include "identity/live_tokens.h"

#include "identity/token_store.h"
#include "identity/user_store.h"
#include "platform/log/log.h"

namespace hallbook::identity {

std::optional<LiveTokens::Entry> LiveTokens::load(const Digest& digest) {
  Entry entry;
  entry.changes = *changes_;  // before reading: what changes meanwhile is read again
  auto tx = data_.read();
  auto token = token_store::find(tx, digest);
  if (!token) return std::nullopt;
  const auto user = user_store::find(tx, token->user);
  if (!user || user->closed_at) return std::nullopt;
  if (!token_store::is_journaled(tx, *token) || !grants_are_sound(tx, token->user)) {
    log::error("token {} of {}: the rows are not those of the journal; run hallbook verify", token->id, token->user);
    return std::nullopt;
  }
  entry.person = std::make_shared<const Person>(Person{{}, *user, user_store::grants(tx, token->user), token->id});
  entry.token = std::move(*token);
  return entry;
}

std::shared_ptr<const Person> LiveTokens::find(std::string_view secret, Instant now) {
  if (secret.empty()) return nullptr;
  const Digest digest = token_digest(secret);
  std::optional<Entry> known;
  {
    const std::lock_guard lock{mutex_};
    if (const auto at = entries_.find(digest); at != entries_.end()) known = at->second;
  }
  if (!known || known->changes != *changes_) known = load(digest);
  const Date today = hall_date(now);
  bool store = false;
  {
    const std::lock_guard lock{mutex_};
    if (!known || !is_open(known->token, today)) {
      entries_.erase(digest);
      return nullptr;
    }
    const auto before = entries_.find(digest);
    const auto used_on = before == entries_.end() ? known->token.used_on : before->second.token.used_on;
    store = used_on != today;
    known->token.used_on = today;
    entries_.insert_or_assign(digest, *known);
  }
  if (store) store_use(known->token.id, today);
  return known->person;
}

void LiveTokens::store_use(const std::string& id, Date day) {
  try {
    data_.database().write([&](db::WriteTx& tx) { token_store::keep_use(tx, id, day); });
  } catch (const db::Fault& fault) {  // reading goes on when nothing can be written
    log::warning("token {}: the day of its use was not stored: {}", id, fault.what());
  }
}

}  // namespace hallbook::identity
