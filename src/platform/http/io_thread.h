#pragma once
// One thread with its own io_context, its own acceptor on the shared port (SO_REUSEPORT) and its own connections: nothing
// between threads but the worker pool, the counters of Shared and who looks for a place. Included by server.cpp alone.
#include <sys/socket.h>
#include <unistd.h>

#include <list>
#include <thread>

#include "platform/http/connection.h"
#include "platform/log/log.h"

namespace hallbook::http {

class IoThread;
using IoThreads = std::vector<std::unique_ptr<IoThread>>;

/// A connection that found its places taken, on its way round the threads. Only the descriptor travels: a socket
/// belongs to one context.
struct Newcomer {
  Newcomer(IoThread& at, int socket, const tcp::endpoint& from, std::string whose, Admission::Entry why)
      : home{at}, descriptor{socket}, peer{from}, group{std::move(whose)}, full{why} {}
  ~Newcomer() {
    if (descriptor >= 0) ::close(descriptor);
  }
  Newcomer(const Newcomer&) = delete;
  Newcomer& operator=(const Newcomer&) = delete;

  IoThread& home;
  int descriptor;  // -1: at home again
  const tcp::endpoint peer;
  const std::string group;
  const Admission::Entry full;
};

class IoThread {
 public:
  /// `all` outlives its members and is whole before one of them starts.
  IoThread(Shared& shared, const IoThreads& all) : shared_{shared}, all_{all}, acceptor_{context_} {}
  ~IoThread() { join(); }

  /// Throws boost::system::system_error. Port 0 takes any free one.
  std::uint16_t bind(const net::ip::address& address, std::uint16_t port);
  void start();
  void post_stop_gently();
  void post_close();
  void post_publish(std::shared_ptr<const std::string> text, std::string topic);
  void join() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  using Connections = std::list<std::shared_ptr<Connection>>;

  Task<> accept_all();
  Task<> serve(Connections::iterator place);
  Task<> tick();
  Task<> pause(std::chrono::milliseconds time);
  void admit(Socket socket, const tcp::endpoint& peer);
  void let_in(Socket socket, const std::string& local, std::string address, const std::string& group);
  bool make_room(const std::string& group, Admission::Entry full);
  void ask_the_others(const std::shared_ptr<Newcomer>& newcomer);
  void look_for_room(const std::shared_ptr<Newcomer>& newcomer);
  void come_home(Newcomer& newcomer);
  IoThread& next();
  void run();

  Shared& shared_;
  const IoThreads& all_;
  DateText dates_;
  Connections connections_;  // oldest first
  net::io_context context_{1};
  Acceptor acceptor_;
  bool ticking_ = false;
  Ticks::time_point warned_{};  // of missing descriptors, last
  std::jthread thread_;
};

inline std::string text_of(net::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
  return address.to_string();
}

inline std::uint16_t IoThread::bind(const net::ip::address& address, std::uint16_t port) {
  const tcp::endpoint endpoint{address, port};
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Acceptor::reuse_address{true});
  const int yes = 1;
  ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
  acceptor_.bind(endpoint);
  acceptor_.listen(4096);
  return acceptor_.local_endpoint().port();
}

inline void IoThread::start() {
  net::co_spawn(context_, accept_all(), net::detached);
  thread_ = std::jthread{[this] { run(); }};
}

inline void IoThread::run() {
  const auto guard = net::make_work_guard(context_);
  while (!context_.stopped()) {
    try {
      context_.run();
    } catch (const std::exception& fault) {
      log::error("http: {}", fault.what());
    }
  }
}

inline Task<> IoThread::pause(std::chrono::milliseconds time) {
  Timer timer{context_};
  timer.expires_after(time);
  error_code ignored;
  co_await timer.async_wait(net::redirect_error(awaiting, ignored));
}

inline Task<> IoThread::accept_all() {
  while (!shared_.stopping) {
    Socket socket{context_};
    tcp::endpoint peer;
    error_code ec;
    co_await acceptor_.async_accept(socket, peer, net::redirect_error(awaiting, ec));
    if (!acceptor_.is_open()) co_return;
    if (!ec) {
      admit(std::move(socket), peer);
    } else if (ec != net::error::connection_aborted) {
      // R-HTTP-16: no descriptor is left. Trying at once again would only burn the processor that closes others.
      if (const auto now = Ticks::now(); now - warned_ > std::chrono::minutes{1}) {
        warned_ = now;
        log::warning("http: accept: {}", ec.message());
      }
      const bool room = make_room({}, Admission::Entry::all_full);
      if (!room && &next() != this)
        net::post(next().context_, [&other = next()] { (void)other.make_room({}, Admission::Entry::all_full); });
      co_await pause(std::chrono::milliseconds{room ? 1 : 20});
    }
  }
}

/// R-HTTP-16: of those that send nothing, the oldest makes room: of the same address, or of any when all is full.
inline bool IoThread::make_room(const std::string& group, Admission::Entry full) {
  for (const auto& connection : connections_) {
    if (full == Admission::Entry::address_full && connection->group() != group) continue;
    if (!connection->waits_for_a_head()) continue;
    connection->close();
    return true;
  }
  return false;
}

inline IoThread& IoThread::next() {
  const auto me = std::ranges::find(all_, this, &std::unique_ptr<IoThread>::get);
  return std::next(me) == all_.end() ? *all_.front() : **std::next(me);
}

/// R-HTTP-16: the one that makes room may be another thread's.
inline void IoThread::ask_the_others(const std::shared_ptr<Newcomer>& newcomer) {
  IoThread& other = next();
  if (&other == &newcomer->home) {
    ++shared_.refused;  // all were asked; its last owner closes it
    return;
  }
  net::post(other.context_, [&other, newcomer] { other.look_for_room(newcomer); });
}

inline void IoThread::look_for_room(const std::shared_ptr<Newcomer>& newcomer) {
  if (!make_room(newcomer->group, newcomer->full)) return ask_the_others(newcomer);
  shared_.admission.enter_for_another(newcomer->group);
  net::post(newcomer->home.context_, [newcomer] { newcomer->home.come_home(*newcomer); });
}

inline void IoThread::come_home(Newcomer& newcomer) {
  Socket socket{context_};
  error_code ec;
  socket.assign(newcomer.peer.protocol(), newcomer.descriptor, ec);
  if (!ec) newcomer.descriptor = -1;
  const auto local = ec ? tcp::endpoint{} : socket.local_endpoint(ec);
  if (ec || shared_.stopping) return shared_.admission.leave(newcomer.group);
  let_in(std::move(socket), text_of(local.address()), text_of(newcomer.peer.address()), newcomer.group);
}

inline void IoThread::admit(Socket socket, const tcp::endpoint& peer) {
  error_code ec;
  const auto local = socket.local_endpoint(ec);
  if (ec) return;  // gone already
  ++shared_.connections;
  std::string address = text_of(peer.address());
  const std::string group = address == shared_.options.proxy ? std::string{} : Admission::group_of(address);
  if (const auto entry = shared_.admission.enter(group); entry != Admission::Entry::entered) {
    if (!make_room(group, entry)) {
      const int descriptor = socket.release(ec);
      if (!ec) ask_the_others(std::make_shared<Newcomer>(*this, descriptor, peer, group, entry));
      return;
    }
    shared_.admission.enter_for_another(group);
  }
  let_in(std::move(socket), text_of(local.address()), std::move(address), group);
}

/// Its place is counted.
inline void IoThread::let_in(Socket socket, const std::string& local, std::string address, const std::string& group) {
  connections_.push_back(
      std::make_shared<Connection>(shared_, dates_, std::move(socket), local, std::move(address), group));
  net::co_spawn(context_, serve(std::prev(connections_.end())), [](std::exception_ptr fault) {
    if (!fault) return;
    try {
      std::rethrow_exception(fault);
    } catch (const std::exception& error) {
      log::error("http: connection: {}", error.what());
    }
  });
  if (!std::exchange(ticking_, true)) net::co_spawn(context_, tick(), net::detached);
}

inline Task<> IoThread::serve(Connections::iterator place) {
  struct Leaving {
    IoThread& thread;
    Connections::iterator place;
    ~Leaving() {
      thread.shared_.admission.leave((*place)->group());
      thread.connections_.erase(place);
    }
  };
  const Leaving leaving{*this, place};
  co_await (*place)->serve();
}

/// Looks at every deadline ten times a second, while there is a connection.
inline Task<> IoThread::tick() {
  while (!connections_.empty()) {
    co_await pause(std::chrono::milliseconds{100});
    const auto now = Ticks::now();
    for (const auto& connection : connections_) connection->tick(now);
  }
  ticking_ = false;
}

inline void IoThread::post_stop_gently() {
  net::post(context_, [this] {
    error_code ignored;
    acceptor_.close(ignored);
    for (const auto& connection : connections_) connection->stop_gently();
  });
}

inline void IoThread::post_close() {
  net::post(context_, [this] {
    for (const auto& connection : connections_) connection->close();
  });
}

inline void IoThread::post_publish(std::shared_ptr<const std::string> text, std::string topic) {
  net::post(context_, [this, text = std::move(text), topic = std::move(topic)] {
    for (const auto& connection : connections_) connection->publish(*text, topic);
  });
}

}  // namespace hallbook::http
