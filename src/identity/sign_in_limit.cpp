#include "identity/sign_in_limit.h"

#include "base/text.h"

namespace hallbook::identity {

using std::chrono::seconds;

bool is_loopback(std::string_view remote) {
  return remote.starts_with("127.") || remote == "::1" || remote.starts_with("::ffff:127.");
}

seconds sign_in_delay(const SignInLimits& limits, int failures, bool address) {
  const int free = address ? limits.address_free_failures : limits.free_failures;
  if (failures < free) return seconds{0};
  if (failures >= (address ? limits.address_lock_failures : limits.lock_failures)) return limits.lock;
  return std::min(limits.lock, limits.first_delay * (1 << std::min(failures - free, 20)));
}

std::string network_of(std::string_view remote) {
  if (remote.find(':') == std::string_view::npos) return std::string{remote};
  if (const auto dot = remote.find('.'); dot != std::string_view::npos)  // ::ffff:10.0.0.7
    return std::string{remote.substr(remote.rfind(':') + 1)};
  const auto gap = remote.find("::");
  std::string network;
  int groups = 0;
  for (const std::string& group : split(remote.substr(0, gap), ':')) {
    if (group.empty() || groups == 4) break;
    network += group + ":";
    ++groups;
  }
  // Zeros that "::" left out; written out they would be the same network, so they are named the same.
  for (; groups < 4; ++groups) network += "0:";
  return network + ":/64";
}

SignInLimiter::Count& SignInLimiter::count_of(const std::string& key, Ticks now) {
  if (counts_.size() >= limits_.most_keys && !counts_.contains(key)) make_room(now);
  Count& count = counts_[key];
  if (count.failures > 0 && now - count.last >= limits_.lock && now >= count.until) {
    const int running = count.running;
    count = {};
    count.running = running;
  }
  return count;
}

void SignInLimiter::make_room(Ticks now) {
  std::erase_if(counts_, [&](const auto& entry) {
    return entry.second.running == 0 && now - entry.second.last >= limits_.lock && now >= entry.second.until;
  });
  while (counts_.size() >= limits_.most_keys) {
    const auto weakest = std::ranges::min_element(
        counts_, {}, [](const auto& entry) { return std::pair{entry.second.failures, entry.second.last}; });
    counts_.erase(weakest);
  }
}

seconds SignInLimiter::begin(const std::string& name, std::string_view remote, Ticks now) {
  const std::lock_guard lock{mutex_};
  // The address first: making room for one may drop another.
  const Ticks address_until = is_loopback(remote) ? Ticks{0} : count_of("a:" + network_of(remote), now).until;
  Count& account = count_of("n:" + name, now);
  const Ticks until = std::max(account.until, address_until);
  if (now < until) return std::chrono::ceil<seconds>(until - now);
  const int at_once = std::max(1, limits_.free_failures - account.failures);
  if (account.running >= at_once) return seconds{1};
  ++account.running;
  return seconds{0};
}

SignInLimiter::Refused SignInLimiter::failed(const std::string& name, std::string_view remote, Ticks now) {
  const std::lock_guard lock{mutex_};
  const std::string network = network_of(remote);
  const auto add = [&](Count& count, bool address) {
    ++count.failures;
    count.last = now;
    const seconds delay = sign_in_delay(limits_, count.failures, address);
    if (delay > seconds{0}) count.until = now + delay;
    count.from = count.from.empty() || count.from == network ? network : "*";
    return delay;
  };
  Refused refused;
  {
    Count& account = count_of("n:" + name, now);
    if (account.running > 0) --account.running;
    refused.wait = add(account, false);
    refused.failures = account.failures;
    refused.left = std::max(0, limits_.free_failures - account.failures);
  }
  if (is_loopback(remote)) return refused;
  Count& address = count_of("a:" + network, now);
  refused.address_wait = add(address, true);
  refused.address_failures = address.failures;
  return refused;
}

int SignInLimiter::succeeded(const std::string& name, std::string_view remote, Ticks now) {
  const std::lock_guard lock{mutex_};
  const Count account = count_of("n:" + name, now);
  const std::string network = network_of(remote);
  if (account.from == network) {
    Count& address = count_of("a:" + network, now);
    address.failures = std::max(0, address.failures - account.failures);
  }
  if (account.running > 1) {
    counts_["n:" + name] = {};
    counts_["n:" + name].running = account.running - 1;
  } else {
    counts_.erase("n:" + name);
  }
  return account.failures;
}

void SignInLimiter::left(const std::string& name) {
  const std::lock_guard lock{mutex_};
  if (const auto found = counts_.find("n:" + name); found != counts_.end() && found->second.running > 0)
    --found->second.running;
}

seconds SignInLimiter::waiting(const std::string& name, Ticks now) {
  const std::lock_guard lock{mutex_};
  const auto found = counts_.find("n:" + name);
  if (found == counts_.end() || now >= found->second.until) return seconds{0};
  return std::chrono::ceil<seconds>(found->second.until - now);
}

void SignInLimiter::forget(const std::string& name) {
  const std::lock_guard lock{mutex_};
  counts_.erase("n:" + name);
}

}  // namespace hallbook::identity
