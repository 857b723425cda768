#include "platform/crypto/totp.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/ensure.h"
#include "platform/crypto/seal.h"

namespace hallbook::crypto {
namespace {

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       byte == '-' || byte == '.' || byte == '_' || byte == '~';
    out += plain ? std::string(1, byte) : fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}

}  // namespace

std::string new_totp_secret() { return random_bytes(20); }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < 8; ++i) counter[7 - i] = static_cast<unsigned char>(step >> (8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  ensure(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(),
              &size) != nullptr &&
             size == 20,
         "HMAC-SHA-1 failed");
  const std::size_t at = mac[19] & 0x0F;  // RFC 4226 section 5.3
  const std::uint32_t value = (static_cast<std::uint32_t>(mac[at] & 0x7F) << 24) |
                              (static_cast<std::uint32_t>(mac[at + 1]) << 16) |
                              (static_cast<std::uint32_t>(mac[at + 2]) << 8) | mac[at + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", value % modulus, digits);
}

std::optional<std::int64_t> totp_accepts(std::string_view secret, std::string_view code, std::int64_t unix_seconds,
                                         std::int64_t last_step) {
  std::optional<std::int64_t> found;
  if (code.size() != 6) return found;
  for (std::int64_t step = totp_step(unix_seconds) - 1; step <= totp_step(unix_seconds) + 1; ++step) {
    const bool same = CRYPTO_memcmp(totp_code(secret, step).data(), code.data(), code.size()) == 0;
    if (same && step > last_step && !found) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31u];
  }
  if (bits > 0) text += letters[(held << (5 - bits)) & 31u];
  return text;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                     percent_encoded(issuer), percent_encoded(account), base32(secret));
}

}  // namespace hallbook::crypto
