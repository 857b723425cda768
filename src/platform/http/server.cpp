#include "platform/http/server.h"

#include <sys/resource.h>

#include <condition_variable>
#include <mutex>

#include "platform/http/connection_answer.h"
#include "platform/http/connection_read.h"
#include "platform/http/event_text.h"
#include "platform/http/io_thread.h"

namespace hallbook::http {
namespace {

/// Lets the process open as many files as it may: Debian gives 1,024 at first, and each connection is one. Leaves 128 to
/// the database and the rest (trust.md F23).
std::size_t raise_descriptors(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  const rlim_t wanted = connections + 512;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  return std::min<std::size_t>(connections, limit.rlim_cur > 256 ? limit.rlim_cur - 128 : limit.rlim_cur / 2);
}

/// R-HTTP-20: TLS 1.2 and 1.3 only. Throws boost::system::system_error.
net::ssl::context tls_context(const ServerOptions& options) {
  net::ssl::context context{net::ssl::context::tls_server};
  context.set_options(net::ssl::context::no_sslv2 | net::ssl::context::no_sslv3 | net::ssl::context::no_tlsv1 |
                      net::ssl::context::no_tlsv1_1 | net::ssl::context::no_compression | SSL_OP_NO_RENEGOTIATION |
                      SSL_OP_CIPHER_SERVER_PREFERENCE);
  // A key with a pass phrase must not ask for it on the terminal of a service.
  context.set_password_callback([](std::size_t, net::ssl::context::password_purpose) { return std::string{}; });
  context.use_certificate_chain_file(options.certificate.string());
  context.use_private_key_file(options.private_key.string(), net::ssl::context::pem);
  return context;
}

class BeastServer final : public Server {
 public:
  BeastServer(const ServerOptions& options, Application application) : shared_{options, std::move(application)} {}
  ~BeastServer() override { stop(std::chrono::milliseconds{5'000}); }

  Result<> begin() {
    const ServerOptions& options = shared_.options;
    error_code ec;
    const auto address = net::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, ec);
    if (ec)
      return refuse(RefusalCode::unavailable,
                    {"“" + options.address + "”不是一个地址", "“" + options.address + "” is not an address"}, "listen");
    try {
      if (!options.certificate.empty()) shared_.tls.emplace(tls_context(options));
    } catch (const boost::system::system_error& fault) {
      return refuse(RefusalCode::unavailable,
                    {std::string{"证书或私钥无法使用:"} + fault.what(),
                     std::string{"the certificate or its key cannot be used: "} + fault.what()},
                    "certificate", options.certificate.string());
    }
    try {
      listen(address);
    } catch (const boost::system::system_error& fault) {
      const std::string where = options.address + ":" + std::to_string(options.port);
      return refuse(RefusalCode::unavailable,
                    {"无法监听 " + where + ":" + fault.code().message(),
                     "cannot listen on " + where + ": " + fault.code().message()},
                    "listen", where);
    }
    for (const auto& thread : threads_) thread->start();
    return {};
  }

  std::uint16_t port() const override { return port_; }

  void publish(const std::string& event, const std::string& data, const std::string& topic) override {
    const auto text = std::make_shared<const std::string>(event_text(event, data));
    for (const auto& thread : threads_) thread->post_publish(text, topic);
  }

  // R-HTTP-22.
  void stop(std::chrono::milliseconds grace) override {
    const std::scoped_lock lock{stopping_};
    if (shared_.stopping.exchange(true)) return;
    for (const auto& thread : threads_) thread->post_stop_gently();
    if (!shared_.admission.wait_until_empty(grace))
      for (const auto& thread : threads_) thread->post_close();
    shared_.workers.end();  // a handler is never cut in the middle
    for (const auto& thread : threads_) thread->join();
  }

  ServerFigures figures() const override {
    return {.requests = shared_.requests,
            .refused = shared_.refused,
            .connections = shared_.connections,
            .open_connections = shared_.admission.open(),
            .event_streams = shared_.streams,
            .bytes_sent = shared_.bytes_sent};
  }

 private:
  void listen(const net::ip::address& address) {
    {
      // SO_REUSEPORT would let a second program share the port unseen; this one asks without it.
      net::io_context context;
      Acceptor probe{context};
      probe.open(address.is_v6() ? tcp::v6() : tcp::v4());
      probe.set_option(Acceptor::reuse_address{true});
      probe.bind({address, shared_.options.port});
    }
    const std::size_t count = shared_.options.io_threads != 0 ? shared_.options.io_threads
                                                              : std::max(1u, std::thread::hardware_concurrency());
    port_ = shared_.options.port;
    for (std::size_t i = 0; i < count; ++i) {
      threads_.push_back(std::make_unique<IoThread>(shared_, threads_));
      port_ = threads_.back()->bind(address, port_);
    }
  }

  Shared shared_;
  std::mutex stopping_;
  IoThreads threads_;
  std::uint16_t port_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Application application) {
  ServerOptions able = options;
  able.limits.connections = raise_descriptors(options.limits.connections);
  auto server = std::make_unique<BeastServer>(able, std::move(application));
  if (const auto begun = server->begin(); !begun) return std::unexpected{begun.error()};
  return server;
}

}  // namespace hallbook::http
