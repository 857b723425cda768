#pragma once
// Bytes in and out of one connection, plain or through TLS. Included by server.cpp alone.
#include <optional>
#include <string_view>

#include "platform/http/beast.h"

namespace hallbook::http {

class Wire {
 public:
  Wire(Socket socket, net::ssl::context* tls) : socket_{std::move(socket)} {
    if (tls != nullptr) tls_.emplace(socket_, *tls);
  }

  bool secure() const { return tls_.has_value(); }
  Socket& socket() { return socket_; }

  Task<> handshake(error_code& ec) {
    co_await tls_->async_handshake(net::ssl::stream_base::server, net::redirect_error(awaiting, ec));
  }

  Task<std::size_t> read(net::mutable_buffer into, error_code& ec) {
    if (tls_) co_return co_await tls_->async_read_some(into, net::redirect_error(awaiting, ec));
    co_return co_await socket_.async_read_some(into, net::redirect_error(awaiting, ec));
  }

  Task<> write(std::string_view bytes, error_code& ec) {
    while (!bytes.empty()) {
      const net::const_buffer rest{bytes.data(), bytes.size()};
      std::size_t sent = 0;
      if (tls_)
        sent = co_await tls_->async_write_some(rest, net::redirect_error(awaiting, ec));
      else
        sent = co_await socket_.async_write_some(rest, net::redirect_error(awaiting, ec));
      if (ec) co_return;
      bytes.remove_prefix(sent);
    }
  }

  /// Says that nothing more comes; the client may still read what is on its way.
  Task<> end(error_code& ec) {
    if (tls_) co_await tls_->async_shutdown(net::redirect_error(awaiting, ec));
    socket_.shutdown(Socket::shutdown_send, ec);
  }

  /// What still comes, undeciphered: only to be thrown away.
  Task<std::size_t> read_raw(net::mutable_buffer into, error_code& ec) {
    co_return co_await socket_.async_read_some(into, net::redirect_error(awaiting, ec));
  }

  void close() {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  Socket socket_;
  std::optional<net::ssl::stream<Socket&>> tls_;
};

}  // namespace hallbook::http
