#pragma once
// What all threads of one server share. Included by server.cpp alone.
#include <atomic>

#include "platform/http/admission.h"
#include "platform/http/beast.h"
#include "platform/http/server.h"
#include "platform/http/workers.h"

namespace hallbook::http {

struct Shared {
  Shared(const ServerOptions& given, Application app)
      : options{given},
        application{std::move(app)},
        admission{given.limits.connections, given.limits.connections_per_address, given.limits.bodies_bytes},
        workers{given.limits.workers, given.limits.queue, given.limits.queue_wait} {}

  const ServerOptions options;
  const Application application;
  Admission admission;
  Workers workers;
  std::optional<net::ssl::context> tls;
  std::atomic<bool> stopping = false;
  std::atomic<std::uint64_t> requests = 0, refused = 0, connections = 0, streams = 0, bytes_sent = 0;
};

/// Gives `work` to a worker thread and comes back to this one when it is done. The place must be reserved.
template <class Work>
Task<> on_worker(Workers& workers, Work& work) {
  const auto give = [&workers, &work](auto handler) {
    workers.run([&work] { work(); }, [handler = std::move(handler)]() mutable { net::post(std::move(handler)); });
  };
  co_await net::async_initiate<const net::use_awaitable_t<Executor>, void()>(give, awaiting);
}

}  // namespace hallbook::http
