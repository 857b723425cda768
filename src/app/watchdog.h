#pragma once
// The end that a stop must have: when what it watches has not ended in time, `cut` is called. Source: R-API-64.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace hallbook::app {

class Watchdog {
 public:
  Watchdog(std::chrono::milliseconds longest, std::function<void()> cut)
      : thread_{[longest, cut = std::move(cut)](const std::stop_token& ended) {
          std::mutex mutex;
          std::condition_variable_any wake;
          std::unique_lock lock{mutex};
          wake.wait_for(lock, ended, longest, [] { return false; });
          if (!ended.stop_requested()) cut();
        }} {}

 private:
  std::jthread thread_;  // its end asks it to stop, and waits
};

}  // namespace hallbook::app
