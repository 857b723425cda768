#pragma once
// How long somebody must wait after wrong passwords: per account and per address (R-IDN-20 to R-IDN-22). Kept in memory;
// a server that starts again begins anew, and nobody but its owner can start it.
#include <map>
#include <mutex>
#include <string>

#include "base/date.h"

namespace hallbook::identity {

struct SignInLimits {
  int free_failures = 5;  // the fifth begins a delay
  int lock_failures = 10;
  // An address may stand for a whole hall behind one router: its thresholds are settings of their own.
  int address_free_failures = 5;
  int address_lock_failures = 10;
  std::chrono::seconds first_delay{5};  // doubles with each failure
  std::chrono::seconds lock{15 * 60};  // also: after so long without a failure the count begins anew
  std::size_t most_keys = 20'000;  // remembered names and addresses; those with the fewest failures go first
};

/// A machine's own address says nothing about who asks: behind a proxy on the same machine it is everybody's.
bool is_loopback(std::string_view remote);

/// Delay after `failures` wrong tries: 0 below five, then 5, 10, 20, 40, 80 s, from ten on 15 min.
std::chrono::seconds sign_in_delay(const SignInLimits& limits, int failures, bool address = false);

/// IPv4 as it is, IPv6 by its network of 64 bits: one machine has as many addresses there as it likes.
std::string network_of(std::string_view remote);

class SignInLimiter {
 public:
  using Ticks = std::chrono::milliseconds;
  explicit SignInLimiter(SignInLimits limits = {}) : limits_{limits} {}

  /// What one wrong try led to, for the answer and for the journal.
  struct Refused {
    int failures = 0;  // of the account
    int left = 0;  // tries before the account must wait
    std::chrono::seconds wait{0};
    int address_failures = 0;
    std::chrono::seconds address_wait{0};
  };

  /// The time still to wait before `name` may be tried from `remote`; 0: now. Counts the try as begun: at most as many
  /// at once as there are free failures left, so that ten guesses sent together count as ten.
  std::chrono::seconds begin(const std::string& name, std::string_view remote, Ticks now);
  Refused failed(const std::string& name, std::string_view remote, Ticks now);
  /// The right password: forgets the account's failures and takes them off the address. Returns how many there were.
  int succeeded(const std::string& name, std::string_view remote, Ticks now);
  /// The try ended without an answer (busy, fault, second factor asked for).
  void left(const std::string& name);
  /// Seconds that the account must wait now, from anywhere; for the list of people.
  std::chrono::seconds waiting(const std::string& name, Ticks now);
  void forget(const std::string& name);  // an administrator unlocked the account

 private:
  struct Count {
    int failures = 0;
    int running = 0;
    Ticks last{0};
    Ticks until{0};
    std::string from;  // the network of all failures, "*" when there were several
  };
  Count& count_of(const std::string& key, Ticks now);
  void make_room(Ticks now);

  const SignInLimits limits_;
  std::mutex mutex_;
  std::map<std::string, Count> counts_;  // "n:wang", "a:10.0.0.7"
};

}  // namespace hallbook::identity
