// R-SEA-01 to R-SEA-04.
#include "platform/crypto/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/ensure.h"
#include "platform/crypto/hash.h"

namespace hallbook::crypto {
namespace {

constexpr std::size_t sm4_key = 16, sm4_nonce = 16, mac_key = 32, mac_tag = 32;
constexpr std::size_t aes_key = 32, gcm_nonce = 12, gcm_tag = 16;
constexpr std::size_t max_plain = 1u << 30;  // EVP counts in int

const EVP_CIPHER* sm4_ctr() {
  static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
  ensure(cipher != nullptr, "this OpenSSL has no SM4-CTR");
  return cipher;
}
const EVP_CIPHER* aes_gcm() {
  static EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  ensure(cipher != nullptr, "this OpenSSL has no AES-256-GCM");
  return cipher;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

EVP_CIPHER_CTX* thread_cipher() {
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context{EVP_CIPHER_CTX_new()};
  if (!context) throw std::bad_alloc{};
  return context.get();
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text, std::size_t at) {
  return reinterpret_cast<unsigned char*>(text.data()) + at;
}

std::string version_byte(Sealing sealing) { return {static_cast<char>(sealing)}; }

// CTR is its own inverse; the same call seals and opens. Writes plain.size() bytes to `out`.
void run_sm4(std::string_view key, std::string_view nonce, std::string_view in, unsigned char* out) {
  EVP_CIPHER_CTX* context = thread_cipher();
  int written = 0;
  ensure(EVP_EncryptInit_ex2(context, sm4_ctr(), bytes_of(key), bytes_of(nonce), nullptr) == 1, "sm4 init");
  ensure(EVP_EncryptUpdate(context, out, &written, bytes_of(in), static_cast<int>(in.size())) == 1, "sm4 update");
  ensure(static_cast<std::size_t>(written) == in.size(), "sm4 length");
}

// The lengths of all parts are fixed by the version byte and the context's length, so no two inputs give one message.
Digest sm4_tag(std::string_view key, std::string_view sealed_head, std::string_view context) {
  std::string message;
  message.reserve(8 + context.size() + sealed_head.size());
  for (int shift = 56; shift >= 0; shift -= 8) message += static_cast<char>(context.size() >> shift & 0xff);
  message += context;
  message += sealed_head;  // version, nonce, ciphertext
  return hmac_sm3(key, message);
}

std::string seal_sm4(std::string_view key, std::string_view nonce, std::string_view plain, std::string_view context) {
  std::string sealed = version_byte(Sealing::sm4_hmac_sm3);
  sealed += nonce;
  const std::size_t start = sealed.size();
  sealed.resize(start + plain.size());
  if (!plain.empty()) run_sm4(key.substr(0, sm4_key), nonce, plain, bytes_of(sealed, start));
  sealed += sm4_tag(key.substr(sm4_key), sealed, context).view();
  return sealed;
}

std::optional<std::string> open_sm4(std::string_view key, std::string_view sealed, std::string_view context) {
  if (key.size() != sm4_key + mac_key || sealed.size() < 1 + sm4_nonce + mac_tag) return std::nullopt;
  const std::string_view head = sealed.substr(0, sealed.size() - mac_tag);
  const Digest tag = sm4_tag(key.substr(sm4_key), head, context);
  if (CRYPTO_memcmp(tag.bytes.data(), sealed.data() + head.size(), mac_tag) != 0) return std::nullopt;
  std::string plain(head.size() - 1 - sm4_nonce, '\0');
  if (!plain.empty())
    run_sm4(key.substr(0, sm4_key), head.substr(1, sm4_nonce), head.substr(1 + sm4_nonce), bytes_of(plain, 0));
  return plain;
}

std::string seal_gcm(std::string_view key, std::string_view nonce, std::string_view plain, std::string_view context) {
  std::string sealed = version_byte(Sealing::aes256_gcm);
  const std::string aad = sealed + std::string{context};
  sealed += nonce;
  const std::size_t start = sealed.size();
  sealed.resize(start + plain.size() + gcm_tag);
  EVP_CIPHER_CTX* cipher = thread_cipher();
  int written = 0;
  bool fine = EVP_EncryptInit_ex2(cipher, aes_gcm(), bytes_of(key), bytes_of(nonce), nullptr) == 1;
  fine = fine && EVP_EncryptUpdate(cipher, nullptr, &written, bytes_of(aad), static_cast<int>(aad.size())) == 1;
  fine = fine && EVP_EncryptUpdate(cipher, bytes_of(sealed, start), &written, bytes_of(plain),
                                   static_cast<int>(plain.size())) == 1;
  fine = fine && EVP_EncryptFinal_ex(cipher, bytes_of(sealed, start + plain.size()), &written) == 1;
  fine =
      fine && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, gcm_tag, bytes_of(sealed, start + plain.size())) == 1;
  ensure(fine, "gcm seal");
  return sealed;
}

std::optional<std::string> open_gcm(std::string_view key, std::string_view sealed, std::string_view context) {
  if (key.size() != aes_key || sealed.size() < 1 + gcm_nonce + gcm_tag) return std::nullopt;
  const std::string aad = std::string{sealed.substr(0, 1)} + std::string{context};
  const std::string_view nonce = sealed.substr(1, gcm_nonce);
  const std::string_view body = sealed.substr(1 + gcm_nonce, sealed.size() - 1 - gcm_nonce - gcm_tag);
  std::string tag{sealed.substr(sealed.size() - gcm_tag)};
  std::string plain(body.size() + 16, '\0');  // room that Final may touch
  EVP_CIPHER_CTX* cipher = thread_cipher();
  int written = 0;
  bool fine = EVP_DecryptInit_ex2(cipher, aes_gcm(), bytes_of(key), bytes_of(nonce), nullptr) == 1;
  fine = fine && EVP_DecryptUpdate(cipher, nullptr, &written, bytes_of(aad), static_cast<int>(aad.size())) == 1;
  fine = fine &&
         EVP_DecryptUpdate(cipher, bytes_of(plain, 0), &written, bytes_of(body), static_cast<int>(body.size())) == 1;
  fine = fine && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, gcm_tag, bytes_of(tag, 0)) == 1;
  if (!fine || EVP_DecryptFinal_ex(cipher, bytes_of(plain, body.size()), &written) != 1) return std::nullopt;
  plain.resize(body.size());
  return plain;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  ensure(RAND_bytes(bytes_of(bytes, 0), static_cast<int>(count)) == 1, "the system's random generator failed");
  return bytes;
}

std::string new_key(Sealing sealing) {
  return random_bytes(sealing == Sealing::sm4_hmac_sm3 ? sm4_key + mac_key : aes_key);
}

std::string seal_with_nonce(Sealing sealing, std::string_view key, std::string_view nonce, std::string_view plain,
                            std::string_view context) {
  ensure(plain.size() <= max_plain && context.size() <= max_plain, "seal: too long");
  if (sealing == Sealing::sm4_hmac_sm3) {
    ensure(key.size() == sm4_key + mac_key && nonce.size() == sm4_nonce, "seal: SM4 needs a 48-byte key");
    return seal_sm4(key, nonce, plain, context);
  }
  ensure(key.size() == aes_key && nonce.size() == gcm_nonce, "seal: AES needs a 32-byte key");
  return seal_gcm(key, nonce, plain, context);
}

std::string seal(Sealing sealing, std::string_view key, std::string_view plain, std::string_view context) {
  const std::size_t nonce = sealing == Sealing::sm4_hmac_sm3 ? sm4_nonce : gcm_nonce;
  return seal_with_nonce(sealing, key, random_bytes(nonce), plain, context);
}

std::optional<std::string> open(std::string_view key, std::string_view sealed, std::string_view context) {
  if (sealed.empty() || sealed.size() > max_plain || context.size() > max_plain) return std::nullopt;
  if (sealed[0] == static_cast<char>(Sealing::sm4_hmac_sm3)) return open_sm4(key, sealed, context);
  if (sealed[0] == static_cast<char>(Sealing::aes256_gcm)) return open_gcm(key, sealed, context);
  return std::nullopt;
}

}  // namespace hallbook::crypto
