#pragma once
// Password hashes: argon2id, 64 MiB, three passes, in the PHC string form. Source: docs/rules/identity.md, R-IDN-10.
#include <atomic>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::crypto {

struct PasswordCost {
  std::uint32_t memory_kib = 64 * 1024;
  std::uint32_t passes = 3;
};

/// Hashes and compares; at most `at_once` at a time, since each one takes 64 MiB and a core for a tenth of a second.
/// Further callers wait for a place, at most `waiting` of them: the work pool must not fill up with sign-ins.
class PasswordHasher {
 public:
  PasswordHasher(std::size_t at_once, std::size_t waiting, PasswordCost cost = {});
  PasswordHasher(const PasswordHasher&) = delete;

  /// "$argon2id$v=19$m=65536,t=3,p=1$…". Refuses (unavailable) when too many wait.
  Result<std::string> hash(std::string_view password);
  /// Does `password` belong to `kept`? "" is never matched and takes the same time as any other: unknown names must
  /// not be told from wrong passwords by the clock. Refuses (unavailable) when too many wait.
  Result<bool> matches(std::string_view password, std::string_view kept);

 private:
  class Place;
  PasswordCost cost_;
  std::size_t most_;
  std::atomic<std::size_t> inside_{0};
  std::counting_semaphore<> places_;
  std::string decoy_;  // a hash of random bytes, compared for unknown names
};

/// A random first password of 16 characters without look-alikes: "kR7m-…"; it satisfies every rule for passwords.
std::string first_password();

}  // namespace hallbook::crypto
