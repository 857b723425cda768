#pragma once
// Sealing of bytes: a version byte, a fresh nonce, the ciphertext, a tag. Encrypt-then-MAC.
//   0x01  SM4-CTR + HMAC-SM3:  01 | nonce 16 | ciphertext | tag 32   (key 48 = 16 cipher + 32 MAC)
//   0x02  AES-256-GCM:         02 | nonce 12 | ciphertext | tag 16   (key 32)
// Source: docs/rules/sealing.md, R-SEA-01 to R-SEA-04.
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::crypto {

enum class Sealing : unsigned char { sm4_hmac_sm3 = 1, aes256_gcm = 2 };

/// Fresh from the system's generator, of the length that `sealing` wants.
std::string new_key(Sealing sealing);
std::string random_bytes(std::size_t count);

/// `context` is authenticated but not stored (table, field, entry …): a sealed value moved elsewhere does not open.
std::string seal(Sealing sealing, std::string_view key, std::string_view plain, std::string_view context);
/// With a given nonce (16 or 12 bytes): for test vectors only, a nonce must never be used twice under one key.
std::string seal_with_nonce(Sealing sealing, std::string_view key, std::string_view nonce, std::string_view plain,
                            std::string_view context);
/// nullopt when the bytes, the key or the context are not the ones that sealed it.
std::optional<std::string> open(std::string_view key, std::string_view sealed, std::string_view context);

/// RFC 4648 with padding; reading refuses blanks, missing padding and stray bits.
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace hallbook::crypto
