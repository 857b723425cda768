#include "platform/crypto/hash.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <string>

#include "base/ensure.h"
#include "platform/crypto/sm3_lanes.h"

namespace hallbook::crypto {
namespace {

// Fetched once: EVP_sm3() alone would look the algorithm up again at each init.
const EVP_MD* algorithm(HashKind kind) {
  static EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  const EVP_MD* found = kind == HashKind::sm3 ? sm3 : sha256;
  ensure(found != nullptr, "this OpenSSL has no SM3 or SHA-256");
  return found;
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

Context new_context() {
  Context context{EVP_MD_CTX_new()};
  if (!context) throw std::bad_alloc{};
  return context;
}

void start(EVP_MD_CTX* context, HashKind kind) {
  ensure(EVP_DigestInit_ex2(context, algorithm(kind), nullptr) == 1, "digest init");
}

void add(EVP_MD_CTX* context, std::string_view bytes) {
  ensure(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1, "digest update");
}

Digest finish(EVP_MD_CTX* context) {
  Digest digest;
  unsigned size = 0;
  ensure(EVP_DigestFinal_ex(context, digest.bytes.data(), &size) == 1 && size == 32, "digest final");
  return digest;
}

// One context per thread: journal lines are hundreds of bytes, and making a context costs as much as hashing one.
EVP_MD_CTX* thread_context() {
  thread_local const Context context = new_context();
  return context.get();
}

}  // namespace

Digest hash(HashKind kind, std::string_view bytes) {
  EVP_MD_CTX* context = thread_context();
  start(context, kind);
  add(context, bytes);
  return finish(context);
}

void sm3_each(std::span<const std::string_view> texts, std::span<Digest> digests) {
  ensure(texts.size() == digests.size(), "sm3_each: as many digests as texts");
  constexpr std::size_t worth_it = 4;  // fewer are sooner done one by one
  if (texts.size() >= worth_it && has_sm3_lanes()) return sm3_in_lanes(texts, digests);
  for (std::size_t i = 0; i < texts.size(); ++i) digests[i] = sm3(texts[i]);
}

// HMAC of RFC 2104 with SM3 (block 64): H((K ^ opad) | H((K ^ ipad) | m)).
Digest hmac_sm3(std::string_view key, std::string_view bytes) {
  std::array<char, 64> inner_key{};
  const Digest short_key = key.size() > 64 ? sm3(key) : Digest{};
  const std::string_view used = key.size() > 64 ? short_key.view() : key;
  std::copy(used.begin(), used.end(), inner_key.begin());
  std::array<char, 64> outer_key = inner_key;
  for (char& c : inner_key) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer_key) c = static_cast<char>(c ^ 0x5c);

  EVP_MD_CTX* context = thread_context();
  start(context, HashKind::sm3);
  add(context, {inner_key.data(), inner_key.size()});
  add(context, bytes);
  const Digest inner = finish(context);
  start(context, HashKind::sm3);
  add(context, {outer_key.data(), outer_key.size()});
  add(context, inner.view());
  return finish(context);
}

struct Hasher::Impl {
  HashKind kind;
  Context context = new_context();
  bool finished = false;
};

Hasher::Hasher(HashKind kind) : impl_{std::make_unique<Impl>(Impl{.kind = kind})} { start(impl_->context.get(), kind); }
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::add(std::string_view bytes) {
  ensure(!impl_->finished, "Hasher: add after finish");
  crypto::add(impl_->context.get(), bytes);
}

Digest Hasher::finish() {
  ensure(!impl_->finished, "Hasher: finish called twice");
  impl_->finished = true;
  return crypto::finish(impl_->context.get());
}

std::optional<Digest> sm3_of_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  Hasher hasher;
  std::string block(1 << 18, '\0');
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    hasher.add({block.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (in.bad()) return std::nullopt;
  return hasher.finish();
}

void Hasher::reset() {
  start(impl_->context.get(), impl_->kind);
  impl_->finished = false;
}

}  // namespace hallbook::crypto
