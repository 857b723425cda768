#include "platform/crypto/password.h"

#include <argon2.h>

#include "base/ensure.h"
#include "platform/crypto/seal.h"

namespace hallbook::crypto {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 32;

std::string argon2id(std::string_view password, const PasswordCost& cost) {
  const std::string salt = random_bytes(salt_bytes);
  std::string text(argon2_encodedlen(cost.passes, cost.memory_kib, 1, salt_bytes, tag_bytes, Argon2_id), '\0');
  const int code = argon2id_hash_encoded(cost.passes, cost.memory_kib, 1, password.data(), password.size(), salt.data(),
                                         salt.size(), tag_bytes, text.data(), text.size());
  if (code != ARGON2_OK) throw std::runtime_error{std::string{"argon2id: "} + argon2_error_message(code)};
  text.resize(text.find('\0'));
  return text;
}

std::unexpected<Refusal> too_busy() {
  return refuse(RefusalCode::unavailable,
                {"现在登录的人太多，请过几秒再试。", "Too many people sign in right now; try again in a few seconds."});
}

}  // namespace

class PasswordHasher::Place {
 public:
  explicit Place(PasswordHasher& hasher) : hasher_{hasher} {
    if (hasher_.inside_.fetch_add(1) < hasher_.most_) {
      hasher_.places_.acquire();
      taken_ = true;
    }
  }
  ~Place() {
    if (taken_) hasher_.places_.release();
    hasher_.inside_.fetch_sub(1);
  }
  Place(const Place&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(std::size_t at_once, std::size_t waiting, PasswordCost cost)
    : cost_{cost},
      most_{at_once + waiting},
      places_{static_cast<std::ptrdiff_t>(at_once)},
      decoy_{argon2id(random_bytes(16), cost)} {
  ensure(at_once > 0, "PasswordHasher: no place");
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Place place{*this};
  if (!place) return too_busy();
  return argon2id(password, cost_);
}

Result<bool> PasswordHasher::matches(std::string_view password, std::string_view kept) {
  const Place place{*this};
  if (!place) return too_busy();
  const std::string encoded{kept.empty() ? std::string_view{decoy_} : kept};
  const int code = argon2id_verify(encoded.c_str(), password.data(), password.size());
  if (code != ARGON2_OK && code != ARGON2_VERIFY_MISMATCH)
    throw std::runtime_error{std::string{"argon2id: "} + argon2_error_message(code)};
  return code == ARGON2_OK && !kept.empty();
}

std::string first_password() {
  // 32 characters each, so that a random byte's low bits choose without bias; no 0 O 1 l I.
  constexpr std::string_view lower = "abcdefghijkmnpqrstuvwxyzabcdefgh";
  constexpr std::string_view upper = "ABCDEFGHJKLMNPQRSTUVWXYZABCDEFGH";
  constexpr std::string_view digits = "23456789234567892345678923456789";
  constexpr std::string_view any = "abcdefghjkmnpqrstuvwxyz23456789K";
  const std::string random = random_bytes(16);
  std::string password;
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i > 0 && i % 4 == 0) password += '-';
    const std::string_view set = i == 0 ? lower : i == 1 ? upper : i == 2 ? digits : any;
    password += set[static_cast<unsigned char>(random[i]) % 32];
  }
  return password;
}

}  // namespace hallbook::crypto
