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
  std::chrono::milliseconds body_deadline{
      60'000};  // of a body, and of an answer; each gets 1 s per 64 KiB moved on top
  std::chrono::milliseconds event_comment{15'000};  // a comment line keeps an event stream open
  std::chrono::milliseconds event_stream{
      600'000};  // then it ends; the page opens it again and is asked who it is again
  std::size_t event_queue_bytes = 256 * 1024;  // unsent bytes of a slow reader, who is dropped beyond
  std::size_t connections = 4'000;
  std::size_t connections_per_address = 2'000;  // per /64 of IPv6; the oldest that sends nothing makes room
  std::uint64_t bodies_bytes = 256u << 20;  // of all bodies in memory together
  std::size_t workers = 4;
  std::size_t queue = 2'048;  // requests waiting for a worker
  std::chrono::milliseconds queue_wait{2'000};  // of the first in the queue: beyond, 503 for new ones
};

/// What happens with a body, decided when only the head was read.
struct BodyPlan {
  std::uint64_t max_bytes = 0;  // 0: a body is refused (413)
  bool to_file = false;  // stream to a file in ServerOptions::upload_folder
};

struct Application {
  std::function<BodyPlan(const Request& head)> plan;  // on an io thread: quick; only for requests with a body
  std::function<Response(const Request&)> answer;  // on a worker thread; what it throws becomes 500, out of memory 503
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  std::vector<std::string> hosts;  // allowed Host names besides the address that took the connection; "*" = any
  std::filesystem::path certificate, private_key;  // PEM; both empty = plain HTTP
  std::filesystem::path upload_folder;
  std::string proxy;  // address of a proxy in front, whose X-Forwarded-For and -Proto are believed; "" = none
  std::size_t io_threads = 0;  // 0 = one per processor
  Limits limits;
};

/// Figures for /metrics.
struct ServerFigures {
  std::uint64_t requests = 0;  // that were answered by the application
  std::uint64_t refused = 0;  // that the server answered itself, and connections it did not take
  std::uint64_t connections = 0, open_connections = 0, event_streams = 0, bytes_sent = 0;
};

class Server {
 public:
  /// Binds and starts to answer. Refuses (unavailable) an address that cannot be bound, a certificate that cannot be read.
  static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Application application);
  virtual ~Server() = default;  // stop()s
  virtual std::uint16_t port() const = 0;
  /// Sends one event to every open stream of `topic`, and to those that take every topic (Response::topic); topic "" goes
  /// to all. From any thread, never waits for a reader. `event` is a word, `data` may have several lines.
  virtual void publish(const std::string& event, const std::string& data, const std::string& topic = {}) = 0;
  /// Stops accepting, lets running requests finish for at most `grace`, then closes. Idempotent.
  virtual void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{5'000}) = 0;
  virtual ServerFigures figures() const = 0;
};

}  // namespace hallbook::http
