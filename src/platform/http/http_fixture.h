#pragma once
// For tests: a server on a free port and clients that send any bytes they like.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "platform/http/server.h"

namespace hallbook::http {

/// One TCP connection. Every wait ends after ten seconds at the latest.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  int socket() const { return socket_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }

  /// One more piece into `got`; false at the end, or when nothing came in time.
  bool read_some(int wait_ms = 10'000) {
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    char bytes[65536];
    if (::poll(&wait, 1, wait_ms) <= 0) return false;
    const auto read = ::recv(socket_, bytes, sizeof bytes, 0);
    if (read <= 0) {
      ended = true;
      return false;
    }
    got.append(bytes, static_cast<std::size_t>(read));
    return true;
  }
  bool read_until(std::string_view text) {
    while (!got.contains(text))
      if (!read_some()) return false;
    return true;
  }
  /// All until the server closes; "" stays when it closed without a word.
  std::string read_all() {
    while (read_some()) {
    }
    return std::exchange(got, {});
  }
  /// One whole answer with its body by Content-Length ("" when the connection ended before).
  std::string read_answer(bool has_body = true) {
    if (!read_until("\r\n\r\n")) return {};
    std::size_t size = got.find("\r\n\r\n") + 4;
    const std::size_t length = got.find("content-length: ");
    if (has_body && length < size) size += std::stoul(got.substr(length + 16));
    while (got.size() < size)
      if (!read_some()) return {};
    std::string answer = got.substr(0, size);
    got.erase(0, size);
    return answer;
  }

  std::string got;
  bool ended = false;

 private:
  int socket_;
  bool connected_ = false;
};

inline std::string get(std::string_view target, std::string_view more = {}) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{more} + "\r\n";
}
inline int status_in(const std::string& answer) { return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3)); }
inline std::string body_in(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

/// A server whose answers tell what it understood: {"method","path","body"}. /upload takes files, /none takes no body.
struct Running {
  explicit Running(ServerOptions options = {}, std::function<Response(const Request&)> answer = echo) {
    options.port = 0;
    options.io_threads = 2;
    if (options.upload_folder.empty()) options.upload_folder = testing::TempDir();
    auto started = Server::start(options, {.plan = plan, .answer = std::move(answer)});
    EXPECT_TRUE(started) << (started ? "" : started.error().message.en);
    server = std::move(*started);
  }
  std::uint16_t port() const { return server->port(); }
  int status(const std::string& bytes) const {
    Client client{port()};
    client.send(bytes);
    return status_in(client.read_answer());
  }

  static BodyPlan plan(const Request& head) {
    if (head.path == "/none") return {};
    return {.max_bytes = head.path == "/upload" ? 64u << 20 : 100'000u, .to_file = head.path == "/upload"};
  }
  static Response echo(const Request& request) {
    Json body;
    body["method"] = method_name(request.method);
    body["path"] = request.path;
    body["body"] = request.body;
    body["bytes"] = static_cast<std::int64_t>(request.upload_bytes);
    body["remote"] = request.remote;
    return ok(body);
  }

  std::unique_ptr<Server> server;
};

}  // namespace hallbook::http
