// The second factor: its secret is sealed under the master key, the journal holds the digest of the sealed bytes.
#include <fmt/format.h>

#include "identity/second_factor.h"
#include "identity/user_ops.h"
#include "identity/user_store.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/totp.h"

namespace hallbook::identity {
namespace {

std::string factor_context(std::string_view name) { return fmt::format("totp:{}", name); }

std::unexpected<Refusal> no_master_key(const journal::KeyRing& keys) {
  return refuse(RefusalCode::unavailable,
                {fmt::format("没有主密钥 {}，动态口令读不出来。请把备份的主密钥放回原处。", keys.file().string()),
                 fmt::format("without the master key {} second factors cannot be read; put the key's backup there.",
                             keys.file().string())});
}

}  // namespace

Result<std::optional<std::int64_t>> factor_accepts(const journal::KeyRing& keys, std::string_view name,
                                                   std::string_view sealed, std::string_view code, Instant at,
                                                   std::int64_t last_step) {
  if (!keys.has_master()) return no_master_key(keys);
  const auto secret = keys.unwrap(sealed, factor_context(name));
  if (!secret) return no_master_key(keys);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
  return crypto::totp_accepts(*secret, code, seconds, last_step);
}

Result<std::string> start_second_factor(journal::Books& books, const Acting& acting, const journal::KeyRing& keys) {
  const auto user = user_store::find(books.tx, acting.name);
  if (!user || user->second_factor)
    return refuse(RefusalCode::wrong_state,
                  {"已设过动态口令。要换手机，请另一位管理员先把它清除。",
                   "A second factor is set already. To change the phone, ask another administrator to reset it."});
  if (!keys.has_master()) return no_master_key(keys);
  std::string secret = crypto::new_totp_secret();
  user_store::keep_pending_factor(books.tx, acting.name, keys.wrap(secret, factor_context(acting.name)));
  return secret;
}

Result<> confirm_second_factor(journal::Books& books, const Acting& acting, const journal::KeyRing& keys,
                               std::string_view code) {
  const auto user = user_store::find(books.tx, acting.name);
  const auto credential = user_store::credential(books.tx, acting.name);
  if (!user || !credential || credential->pending_factor.empty())
    return refuse(RefusalCode::wrong_state, {"请先取得新的密钥", "ask for a new secret first"});
  const auto step = factor_accepts(keys, acting.name, credential->pending_factor, code, acting.at, 0);
  if (!step) return std::unexpected{step.error()};
  if (!*step)
    return refuse(RefusalCode::invalid,
                  {"动态口令不对。请核对手机时间是否准确，再输新的六位数。",
                   "The code is not right. See that the phone's clock is, and type a new one."},
                  "code");
  user_store::keep_second_factor(books.tx, acting.name, credential->pending_factor, **step);
  journal::append(books, user->unit, acting.actor, acting.at,
                  SecondFactorSet{user->name, crypto::sm3(credential->pending_factor)});
  return {};
}

}  // namespace hallbook::identity
