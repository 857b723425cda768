#pragma once
// The peer of http_bench: the smallest HTTP server that Boost.Beast makes, as its own examples have it. One io_context per
// thread, SO_REUSEPORT, a coroutine per connection; the answer is made on the io thread. No routes, no limits but a
// deadline, no policy headers: what a request costs at least.
#include <sys/socket.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace hallbook::bench {

class BareBeast {
 public:
  /// `answer_of` is called once in each thread and makes what is called for each request.
  BareBeast(std::size_t threads, const std::function<std::function<std::string()>()>& answer_of) {
    for (std::size_t i = 0; i < threads; ++i) {
      contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
      auto acceptor = std::make_shared<tcp::acceptor>(*contexts_.back());
      const tcp::endpoint endpoint{boost::asio::ip::address_v4::loopback(), port_};
      const int yes = 1;
      acceptor->open(endpoint.protocol());
      ::setsockopt(acceptor->native_handle(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
      acceptor->bind(endpoint);
      acceptor->listen(4096);
      port_ = acceptor->local_endpoint().port();
      threads_.emplace_back([context = contexts_.back().get(), acceptor, answer_of] {
        const auto answer = answer_of();
        boost::asio::co_spawn(*context, accept(acceptor, answer), boost::asio::detached);
        context->run();
      });
    }
  }
  ~BareBeast() {
    for (const auto& context : contexts_) context->stop();
  }
  std::uint16_t port() const { return port_; }

 private:
  using Answer = std::function<std::string()>;
  using tcp = boost::asio::ip::tcp;
  static constexpr auto& waits = boost::asio::use_awaitable;

  static boost::asio::awaitable<void> accept(std::shared_ptr<tcp::acceptor> acceptor, const Answer& answer) {
    while (true) {
      boost::beast::tcp_stream stream{co_await acceptor->async_accept(waits)};
      boost::asio::co_spawn(acceptor->get_executor(), serve(std::move(stream), answer), boost::asio::detached);
    }
  }

  static boost::asio::awaitable<void> serve(boost::beast::tcp_stream stream, const Answer& answer) {
    namespace http = boost::beast::http;
    boost::beast::flat_buffer buffer;
    stream.socket().set_option(tcp::no_delay{true});
    try {
      while (true) {
        stream.expires_after(std::chrono::seconds{30});
        http::request<http::string_body> request;
        co_await http::async_read(stream, buffer, request, waits);
        http::response<http::string_body> response{http::status::ok, request.version()};
        response.set(http::field::content_type, "application/json");
        response.keep_alive(request.keep_alive());
        response.body() = answer();
        response.prepare_payload();
        co_await http::async_write(stream, response, waits);
        if (!request.keep_alive()) break;
      }
    } catch (const boost::system::system_error&) {  // the client went away
    }
  }

  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;
  std::vector<std::jthread> threads_;
};

}  // namespace hallbook::bench
