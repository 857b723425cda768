#pragma once
// Boost.Asio and Boost.Beast, for server.cpp alone: they cost a minute of compiling, so every other file sees plain structs.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <chrono>

namespace hallbook::http {

namespace net = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using net::ip::tcp;

// One executor by name instead of any_io_executor: nothing is looked up at run time.
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;
using Acceptor = net::basic_socket_acceptor<tcp, Executor>;
using Timer =
    net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T = void>
using Task = net::awaitable<T, Executor>;
inline constexpr net::use_awaitable_t<Executor> awaiting;

using Ticks = std::chrono::steady_clock;
inline constexpr std::size_t step_bytes = 64 * 1024;  // of bodies and files at a time

}  // namespace hallbook::http
