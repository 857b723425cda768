#include "platform/http/workers.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ensure.h"

namespace hallbook::http {
namespace {
using Clock = std::chrono::steady_clock;
}  // namespace

struct Workers::Impl {
  struct Waiting {
    Clock::time_point since;
    Task task, then;
  };
  const std::size_t most;  // running and waiting
  const std::chrono::milliseconds longest_wait;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Waiting> waiting;
  std::size_t taken = 0, idle = 0;  // taken: reserved, waiting or running
  bool waking = false;  // one was called and has not come yet
  bool ending = false;
  std::vector<std::jthread> threads;

  /// Whether an idle worker is to be called: one at a time, who calls the next when there is more. Calling all at once
  /// costs a context switch each for work that the first has done before the last is there.
  bool call_one() {
    if (waiting.empty() || idle == 0 || waking) return false;
    return waking = true;
  }

  void work() {
    std::unique_lock lock{mutex};
    while (true) {
      while (waiting.empty() && !ending) {
        ++idle;
        wake.wait(lock);
        --idle;
        waking = false;
      }
      if (waiting.empty()) return;
      {
        Waiting next = std::move(waiting.front());
        waiting.pop_front();
        const bool call = call_one();
        lock.unlock();
        if (call) wake.notify_one();
        next.task();
        lock.lock();
        --taken;
        lock.unlock();
        if (next.then) next.then();
      }  // what they hold dies here, not under the lock
      lock.lock();
    }
  }
};

Workers::Workers(std::size_t threads, std::size_t queue, std::chrono::milliseconds longest_wait)
    : impl_{new Impl{.most = threads + queue,
                     .longest_wait = longest_wait,
                     .mutex = {},
                     .wake = {},
                     .waiting = {},
                     .threads = {}}} {
  ensure(threads > 0, "Workers: at least one thread");
  for (std::size_t i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->work(); });
}

Workers::~Workers() { end(); }

void Workers::end() {
  {
    const std::scoped_lock lock{impl_->mutex};
    impl_->ending = true;
  }
  impl_->wake.notify_all();
  impl_->threads.clear();  // joins
}

bool Workers::reserve() {
  const std::scoped_lock lock{impl_->mutex};
  if (impl_->ending || impl_->taken >= impl_->most) return false;
  if (!impl_->waiting.empty() && Clock::now() - impl_->waiting.front().since > impl_->longest_wait) return false;
  ++impl_->taken;
  return true;
}

void Workers::run(Task task, Task then) {
  bool wake = false;
  {
    const std::scoped_lock lock{impl_->mutex};
    impl_->waiting.push_back({Clock::now(), std::move(task), std::move(then)});
    wake = impl_->call_one();
  }
  if (wake) impl_->wake.notify_one();
}

}  // namespace hallbook::http
