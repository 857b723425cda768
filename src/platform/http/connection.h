#pragma once
// One connection: reads a message, asks the application, answers, and again. All of it on one thread, but for the
// handler. Nothing here sets a timer: the thread looks at `deadline` ten times a second (IoThread::tick), so that a
// deadline is one store and a client that drips bytes cannot move it. Included by server.cpp alone.
#include <memory>
#include <optional>
#include <string>

#include "platform/http/event_stream.h"
#include "platform/http/head_scan.h"
#include "platform/http/message_parser.h"
#include "platform/http/response_head.h"
#include "platform/http/shared.h"
#include "platform/http/wire.h"

namespace hallbook::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  enum class Phase { idle, head, body, working, answering, streaming, lingering, closed };

  Connection(Shared& shared, DateText& dates, Socket socket, std::string local, std::string peer, std::string group)
      : shared_{shared},
        dates_{dates},
        wire_{std::move(socket), shared.tls ? &*shared.tls : nullptr},
        local_{std::move(local)},
        peer_{std::move(peer)},
        group_{std::move(group)} {}

  Task<> serve();

  // Called by the thread between two steps of serve().
  void tick(Ticks::time_point now);
  void stop_gently();  // ends what waits, lets run what runs
  void close() {
    phase_ = Phase::closed;
    if (events_) events_->end();
    wire_.close();
  }
  void publish(const std::string& text, const std::string& topic);
  bool waits_for_a_head() const { return phase_ == Phase::idle || phase_ == Phase::head; }
  const std::string& group() const { return group_; }

 private:
  enum class Next { go_on, close };

  Task<Next> serve_one();
  Task<bool> read_head(MessageParser& parser);  // these three: false when parser.status says why not, or 0: gone
  Task<bool> read_body(MessageParser& parser);
  Task<bool> read_more(std::size_t bytes, MessageParser& parser);  // false: refused or gone
  bool understand(MessageParser& parser);
  bool plan_body(MessageParser& parser);
  void believe_proxy(Request& request) const;
  Task<Next> answer(MessageParser& parser);
  Task<Next> send(const Response& response, const MessageParser& parser, bool close);
  Task<Next> send_file(const Response& response, const MessageParser& parser, bool close);
  Task<Next> stream(const Response& response);
  void watch_for_the_end();
  Task<> linger();
  Task<> write(std::string_view bytes, error_code& ec);
  static bool no(MessageParser& parser, int status, Text why) {
    parser.status = status;
    parser.why = std::move(why);
    return false;
  }
  void set_deadline(std::chrono::milliseconds from_now) { deadline_ = Ticks::now() + from_now; }
  void no_deadline() { deadline_ = Ticks::time_point::max(); }
  const Limits& limits() const { return shared_.options.limits; }

  Shared& shared_;
  DateText& dates_;
  Wire wire_;
  const std::string local_, peer_, group_;
  beast::flat_buffer buffer_;
  Phase phase_ = Phase::idle;
  bool first_ = true, timed_out_ = false;
  Ticks::time_point deadline_ = Ticks::time_point::max();
  std::optional<EventStream> events_;
};

}  // namespace hallbook::http
