#include "identity/people_check.h"

#include <fmt/format.h>

#include "identity/user_store.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {

void verify_credentials(db::ReadTx& tx, journal::Report& report) {
  std::set<std::string> known;
  std::size_t checked = 0;
  const auto compare = [&](const std::string& name, std::string_view bytes, const std::optional<Digest>& digest,
                           const Text& what) {
    const bool same = bytes.empty() ? !digest : digest == crypto::sm3(bytes);
    if (same) return;
    report.add("credentials", "credential " + name,
               {fmt::format("{}的{}与日志所记的不符：不能用它登录。请用 hallbook user 重设。", name, what.zh),
                fmt::format("the {} of {} is not the one in the journal: nobody signs in with it. Set it again with "
                            "hallbook user.",
                            what.en, name)});
  };
  for (const auto& digests : user_store::digests(tx)) {
    known.insert(digests.name);
    const auto kept = user_store::credential(tx, digests.name).value_or(user_store::Credential{});
    compare(digests.name, kept.password, digests.password, {"密码", "password"});
    compare(digests.name, kept.second_factor, digests.second_factor, {"动态口令", "second factor"});
    ++checked;
  }
  std::set<std::string> with_roles = known;
  for (auto& name : user_store::names_with_roles(tx)) with_roles.insert(std::move(name));
  for (const auto& name : with_roles)  // R-IDN-07
    if (!grants_are_sound(tx, name))
      report.add(
          "roles", "account_role " + name,
          {fmt::format("{}的职责与日志所记的不符：他不能登录。请用 hallbook user 重新授予。", name),
           fmt::format("the roles of {} are not those in the journal: nobody signs in with that name. Grant them "
                       "again with hallbook user.",
                       name)});
  for (const auto& name : user_store::credential_names(tx))
    if (!known.contains(name))
      report.add("credentials", "credential " + name,
                 {"有密码，却没有这个人", "there is a password, but no such person"});
  report.covered.push_back(fmt::format("credential {} rows", checked));
}

}  // namespace hallbook::identity
