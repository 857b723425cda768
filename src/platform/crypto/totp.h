#pragma once
// Time-based one-time codes, RFC 6238 with SHA-1, 6 digits, 30 s: what every authenticator app speaks.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::crypto {

/// 20 random bytes.
std::string new_totp_secret();

/// The code of one 30-second step, `digits` long (6; the vectors of the RFC have 8).
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
constexpr std::int64_t totp_step(std::int64_t unix_seconds) { return unix_seconds / 30; }

/// The step that `code` belongs to: now, or one step earlier or later (clocks differ); nullopt when it is none of
/// them or not after `last_step`, the one used last: a code works once.
std::optional<std::int64_t> totp_accepts(std::string_view secret, std::string_view code, std::int64_t unix_seconds,
                                         std::int64_t last_step);

/// RFC 4648 base32 without padding, as authenticator apps want it typed.
std::string base32(std::string_view bytes);

/// "otpauth://totp/…": what the picture code holds.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace hallbook::crypto
