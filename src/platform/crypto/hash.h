#pragma once
// Digests over bytes. SM3 (GB/T 32905) is the house's digest; SHA-256 by configuration.
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/digest.h"

namespace hallbook::crypto {

enum class HashKind { sm3, sha256 };

Digest hash(HashKind kind, std::string_view bytes);
inline Digest sm3(std::string_view bytes) { return hash(HashKind::sm3, bytes); }
/// digests[i] = sm3(texts[i]), as many of each (ensure); several at a time where the processor can.
void sm3_each(std::span<const std::string_view> texts, std::span<Digest> digests);
/// Read piece by piece; nullopt when the file cannot be read.
std::optional<Digest> sm3_of_file(const std::filesystem::path& file);
Digest hmac_sm3(std::string_view key, std::string_view bytes);

/// Streaming; `finish` may be called once, then `reset` starts anew.
class Hasher {
 public:
  explicit Hasher(HashKind kind = HashKind::sm3);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();
  void add(std::string_view bytes);
  Digest finish();
  void reset();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::crypto
