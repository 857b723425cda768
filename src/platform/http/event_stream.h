#pragma once
// The unsent events of one open stream. Lives on its connection's thread. Included by server.cpp alone. Rule R-HTTP-18.
#include <string>

#include "platform/http/beast.h"

namespace hallbook::http {

class EventStream {
 public:
  EventStream(const Executor& executor, std::string topic, std::size_t most_bytes)
      : timer_{executor}, topic_{std::move(topic)}, most_bytes_{most_bytes} {}

  /// false: the reader is too slow, and is to be dropped.
  bool add(const std::string& text, const std::string& topic) {
    if (!topic.empty() && !topic_.empty() && topic != topic_) return true;
    if (unsent_.size() + text.size() > most_bytes_) return false;
    unsent_ += text;
    timer_.cancel();
    return true;
  }
  void end() {
    ended_ = true;
    timer_.cancel();
  }
  bool ended() const { return ended_; }

  /// All that waits to be sent; "" when the stream ended.
  Task<std::string> next() {
    while (unsent_.empty() && !ended_) {
      timer_.expires_at(Ticks::time_point::max());
      error_code woken;
      co_await timer_.async_wait(net::redirect_error(awaiting, woken));
    }
    if (ended_) co_return std::string{};
    co_return std::exchange(unsent_, {});
  }

  Ticks::time_point begun = Ticks::now(), sent = begun;

 private:
  Timer timer_;
  std::string topic_, unsent_;
  std::size_t most_bytes_;
  bool ended_ = false;
};

}  // namespace hallbook::http
