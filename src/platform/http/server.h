#pragma once
// The HTTP/1.1 server: Boost.Beast with coroutines behind these structs (all of Beast in server.cpp alone). One io thread
// with its own acceptor per processor, handlers on a bounded pool of worker threads (503 with Retry-After when it is
// full), one deadline per message and never per read, caps on headers, bodies, connections in all and per address.
// Source: stack.md section 1; trust.md C19 to C22; docs/rules/http.md.
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "platform/http/message.h"

namespace hallbook::http {

struct Limits {
  std::size_t head_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1024 * 1024;  // of bodies kept in memory
  std::chrono::milliseconds head_deadline{
      15'000};  // from the first byte of a message (and of an idle connection: keep_alive)
  std::chrono::milliseconds keep_alive{60'000};
  std::chrono::milliseconds body_deadline{60'000};  // of a body in memory; an upload gets 1 s per 64 KiB on top
  std::size_t connections = 4'000;
  std::size_t connections_per_address = 1'000;
  std::size_t workers = 4;
  std::size_t queue = 512;  // requests waiting for a worker
};

/// What happens with a body, decided when only the head was read.
struct BodyPlan {
  std::uint64_t max_bytes = 0;  // 0: a body is refused (413)
  bool to_file = false;  // stream to a file in ServerOptions::upload_folder
};

struct Application {
  std::function<BodyPlan(const Request& head)> plan;  // on an io thread: quick, must not throw
  std::function<Response(const Request&)> answer;  // on a worker thread; must not throw
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  std::vector<std::string> hosts;  // allowed Host names besides the address itself; "*" = any
  std::filesystem::path certificate, private_key;  // PEM; both empty = plain HTTP
  std::filesystem::path upload_folder;
  std::size_t io_threads = 0;  // 0 = one per processor
  Limits limits;
};

/// Figures for /metrics.
struct ServerFigures {
  std::uint64_t requests = 0, refused = 0, connections = 0, open_connections = 0, event_streams = 0, bytes_sent = 0;
};

class Server {
 public:
  /// Binds and starts to answer. Refuses (unavailable) an address that cannot be bound, a certificate that cannot be read.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Application application);
  virtual ~Server() = default;  // stop()s
  virtual std::uint16_t port() const = 0;
  /// Sends one event to every open stream whose request passed `wants` (nullptr = all). From any thread, never blocks.
  virtual void publish(const std::string& event, const std::string& data) = 0;
  /// Stops accepting, lets running requests finish for at most `grace`, then closes. Idempotent.
  virtual void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{5'000}) = 0;
  virtual ServerFigures figures() const = 0;
};

}  // namespace hallbook::http
