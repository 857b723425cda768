#pragma once
// Waits for the end of a verification as an open page does: for this folder's tests.
#include <condition_variable>
#include <mutex>
#include <set>

#include "app/service.h"

namespace hallbook::app {

class VerificationEnd {
 public:
  explicit VerificationEnd(Service& service) : service_{service} {
    service_.events().connect([this](const std::string& event, const std::string& text, const std::string& topic) {
      if (event != "verification") return;
      const std::lock_guard lock{mutex_};
      topics_.insert(topic);
      done_ = done_ || text.find("\"done\",") != std::string::npos;
      ended_.notify_all();
    });
  }
  VerificationEnd(const VerificationEnd&) = delete;
  ~VerificationEnd() { service_.events().disconnect(); }

  void wait() {
    std::unique_lock lock{mutex_};
    ensure(ended_.wait_for(lock, std::chrono::seconds{300}, [&] { return done_; }), "the verification does not end");
  }
  void again() {
    const std::lock_guard lock{mutex_};
    done_ = false;
  }
  std::set<std::string> topics() {
    const std::lock_guard lock{mutex_};
    return topics_;
  }

 private:
  Service& service_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::set<std::string> topics_;
  bool done_ = false;
};

}  // namespace hallbook::app
