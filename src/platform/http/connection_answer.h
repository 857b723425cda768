#pragma once
// How a connection answers. Included by server.cpp alone. Rules R-HTTP-17 to R-HTTP-19.
#include <sys/socket.h>

#include <atomic>
#include <fstream>
#include <new>

#include "platform/http/connection.h"
#include "platform/log/log.h"

namespace hallbook::http {

inline Text busy_text() { return {"服务器正忙,请稍后再试", "the server is busy; try again in a moment"}; }

inline std::string_view code_of_status(int status) {
  if (status == 413 || status == 414 || status == 431) return "over_limit";
  if (status == 503 || status == 507) return "unavailable";
  return "invalid";
}

inline Response refusal(int status, const Text& why, const Request& request) {
  Response response =
      problem(status, code_of_status(status), why, accepted_language(request.header("accept-language")));
  if (status == 503) response.headers.emplace_back("retry-after", "2");
  return response;
}

/// R-HTTP-19, trust.md F22, F26: what a handler throws reaches the log with a number, the client only the number.
inline Response answer_guarded(const Application& application, const Request& request) {
  try {
    Response response = application.answer(request);
    check_headers(response);
    return response;
  } catch (const std::bad_alloc&) {
    return refusal(503, busy_text(), request);
  } catch (const std::exception& fault) {
    static std::atomic<std::uint64_t> faults = 0;
    const std::string number = std::to_string(++faults);
    log::error("http: fault {} in {} {}: {}", number, method_name(request.method), request.path, fault.what());
    return problem(500, "internal",
                   {"系统内部错误,请把编号 " + number + " 告诉管理员",
                    "an internal error; tell the administrator its number, " + number},
                   accepted_language(request.header("accept-language")));
  }
}

inline Task<> Connection::write(std::string_view bytes, error_code& ec) {
  co_await wire_.write(bytes, ec);
  if (!ec) shared_.bytes_sent.fetch_add(bytes.size(), std::memory_order_relaxed);
}

inline Task<Connection::Next> Connection::serve_one() {
  MessageParser parser{shared_.admission};
  const bool head = co_await read_head(parser);
  const bool whole = head && co_await read_body(parser);
  first_ = false;
  if (whole) co_return co_await answer(parser);
  if (parser.status == 0) co_return Next::close;
  ++shared_.refused;
  if (parser.why.zh.empty()) parser.why = {"请求不是有效的 HTTP", "the request is not valid HTTP"};
  const Response response = refusal(parser.status, parser.why, parser.request);
  co_return co_await send(response, parser, true);
}

inline Task<Connection::Next> Connection::answer(MessageParser& parser) {
  phase_ = Phase::working;
  no_deadline();
  Response response;
  if (shared_.workers.reserve()) {
    auto work = [&] { response = answer_guarded(shared_.application, parser.request); };
    co_await on_worker(shared_.workers, work);
    shared_.requests.fetch_add(1, std::memory_order_relaxed);
  } else {  // R-HTTP-17
    response = refusal(503, busy_text(), parser.request);
    ++shared_.refused;
  }
  if (response.events && parser.request.method == Method::get) co_return co_await stream(response);
  const bool close = !parser.keep_alive() || shared_.stopping;
  if (!response.file.empty()) co_return co_await send_file(response, parser, close);
  co_return co_await send(response, parser, close);
}

/// Removes the file of an answer when it is sent, or when it is not.
struct FileEnd {
  const Response& response;
  ~FileEnd() {
    std::error_code gone;
    if (response.delete_file) std::filesystem::remove(response.file, gone);
  }
};

inline Task<Connection::Next> Connection::send(const Response& response, const MessageParser& parser, bool close) {
  phase_ = Phase::answering;
  const std::size_t length = response.body.size();
  deadline_ = Ticks::now() + limits().body_deadline + std::chrono::seconds{length / step_bytes};
  const bool no_body = response.status == 204 || response.status == 304;
  std::string bytes = response_head(response, {.length = no_body ? std::nullopt : std::optional{length},
                                               .close = close,
                                               .http_1_0 = parser.version == 10,
                                               .secure = parser.request.secure,
                                               .date = dates_.now()});
  const bool silent = no_body || parser.request.method == Method::head;
  const bool one_piece = length <= step_bytes;  // one packet for a small answer
  if (!silent && one_piece) bytes += response.body;
  error_code ec;
  co_await write(bytes, ec);
  if (!ec && !silent && !one_piece) co_await write(response.body, ec);
  co_return ec || close ? Next::close : Next::go_on;
}

inline Task<Connection::Next> Connection::send_file(const Response& response, const MessageParser& parser, bool close) {
  const FileEnd end{response};
  phase_ = Phase::answering;
  std::ifstream file{response.file, std::ios::binary | std::ios::ate};
  if (!file) {
    log::error("http: the file of an answer is gone: {}", response.file.string());
    const Response gone = problem(500, "internal", {"文件已不存在", "the file is gone"},
                                  accepted_language(parser.request.header("accept-language")));
    co_return co_await send(gone, parser, true);
  }
  const auto length = static_cast<std::uint64_t>(file.tellg());
  file.seekg(0);
  deadline_ = Ticks::now() + limits().body_deadline + std::chrono::seconds{length / step_bytes};
  std::string bytes = response_head(response, {.length = length,
                                               .close = close,
                                               .http_1_0 = parser.version == 10,
                                               .secure = parser.request.secure,
                                               .date = dates_.now()});
  error_code ec;
  co_await write(bytes, ec);
  if (parser.request.method == Method::head) co_return ec || close ? Next::close : Next::go_on;
  for (std::uint64_t sent = 0; !ec && sent < length; sent += bytes.size()) {
    bytes.resize(std::min<std::uint64_t>(step_bytes, length - sent));
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
      co_return Next::close;  // cut short meanwhile
    co_await write(bytes, ec);
  }
  co_return ec || close ? Next::close : Next::go_on;
}

/// R-HTTP-18. Ends by closing: no length, no chunks, nothing a proxy would have to keep.
inline Task<Connection::Next> Connection::stream(const Response& response) {
  phase_ = Phase::answering;
  set_deadline(limits().head_deadline);
  Response head = response;
  head.headers.emplace_back("content-type", "text/event-stream");
  head.headers.emplace_back("x-accel-buffering", "no");
  std::string bytes = response_head(
      head, {.length = {}, .close = true, .http_1_0 = false, .secure = wire_.secure(), .date = dates_.now()});
  bytes += "retry: 3000\n\n";
  error_code ec;
  events_.emplace(wire_.socket().get_executor(), response.topic, limits().event_queue_bytes);
  phase_ = Phase::streaming;
  ++shared_.streams;
  watch_for_the_end();
  if (shared_.stopping) events_->end();
  while (!ec && !events_->ended()) {
    set_deadline(limits().head_deadline);  // of this write
    co_await write(bytes, ec);
    no_deadline();
    events_->sent = Ticks::now();
    if (!ec) bytes = co_await events_->next();
  }
  --shared_.streams;
  co_return Next::close;
}

/// A reader that goes away is noticed at once, not at the next event.
inline void Connection::watch_for_the_end() {
  wire_.socket().async_wait(Socket::wait_read, [self = shared_from_this()](error_code ec) {
    char byte = 0;
    if (!ec && ::recv(self->wire_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0 && self->events_)
      self->events_->end();
  });
}

/// Reads what the client still sends, for a moment: closing at once would throw the answer away that it has not read yet.
inline Task<> Connection::linger() {
  phase_ = Phase::lingering;
  set_deadline(std::chrono::seconds{2});
  error_code ec;
  co_await wire_.end(ec);
  std::string waste(16 * 1024, '\0');
  while (!ec) co_await wire_.read_raw(net::buffer(waste), ec);
}

inline Task<> Connection::serve() {
  error_code ec;
  wire_.socket().set_option(tcp::no_delay{true}, ec);
  set_deadline(limits().head_deadline);
  if (wire_.secure()) co_await wire_.handshake(ec);
  if (wire_.secure() && ec) co_return;
  while (true) {
    const Next next = co_await serve_one();
    if (next == Next::close) break;
    if (buffer_.size() == 0 && buffer_.capacity() > limits().head_bytes) buffer_.shrink_to_fit();
  }
  co_await linger();
  close();
}

inline void Connection::tick(Ticks::time_point now) {
  if (phase_ == Phase::streaming) {
    if (now - events_->begun > limits().event_stream) events_->end();
    if (now - events_->sent > limits().event_comment) {
      events_->sent = now;
      if (!events_->add(":\n\n", {})) close();
    }
  }
  if (now < deadline_) return;
  if ((phase_ == Phase::head || phase_ == Phase::body) && !timed_out_) {
    timed_out_ = true;  // read_more answers 408
    set_deadline(std::chrono::seconds{2});
    error_code ignored;
    wire_.socket().cancel(ignored);
  } else {
    close();
  }
}

inline void Connection::stop_gently() {
  if (waits_for_a_head()) close();
  if (phase_ == Phase::streaming) events_->end();
}

inline void Connection::publish(const std::string& text, const std::string& topic) {
  if (phase_ == Phase::streaming && !events_->add(text, topic)) close();
}

}  // namespace hallbook::http
