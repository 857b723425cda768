#pragma once
// For tests: a certificate made on the spot, and a client that speaks TLS.
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>

#include "platform/http/http_fixture.h"

namespace hallbook::http {

/// Writes hall.pem and hall.key; the key under a pass phrase when one is given.
inline ServerOptions with_certificate(const std::string& phrase = {}) {
  ServerOptions options;
  const auto folder = std::filesystem::path{testing::TempDir()};
  options.certificate = folder / "hall.pem";
  options.private_key = folder / "hall.key";
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  const std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), X509_free};
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  const auto write = [](const std::filesystem::path& file, auto&& put) {
    std::FILE* out = std::fopen(file.c_str(), "wb");
    ASSERT_NE(out, nullptr);
    put(out);
    std::fclose(out);
  };
  write(options.certificate, [&](std::FILE* out) { PEM_write_X509(out, certificate.get()); });
  write(options.private_key, [&](std::FILE* out) {
    PEM_write_PrivateKey(out, key.get(), phrase.empty() ? nullptr : EVP_aes_256_cbc(), nullptr, 0, nullptr,
                         const_cast<char*>(phrase.empty() ? nullptr : phrase.c_str()));
  });
  return options;
}

struct TlsClient {
  TlsClient(std::uint16_t port, int newest) : tcp{port}, context{SSL_CTX_new(TLS_client_method())}, ssl{} {
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, newest);
    SSL_CTX_set_security_level(context, 0);  // so that an old version is refused by the server, not by this client
    ssl = SSL_new(context);
    SSL_set_fd(ssl, tcp.socket());
    shaken = SSL_connect(ssl) == 1;
  }
  ~TlsClient() {
    SSL_free(ssl);
    SSL_CTX_free(context);
  }
  std::string ask(const std::string& bytes) {
    if (SSL_write(ssl, bytes.data(), static_cast<int>(bytes.size())) <= 0) return {};
    std::string got(100'000, '\0');
    std::size_t size = 0;
    for (int read = 1; read > 0 && size < got.size(); size += static_cast<std::size_t>(std::max(read, 0)))
      read = SSL_read(ssl, got.data() + size, static_cast<int>(got.size() - size));
    got.resize(size);
    return got;
  }

  Client tcp;
  SSL_CTX* context;
  SSL* ssl;
  bool shaken = false;
};

}  // namespace hallbook::http
