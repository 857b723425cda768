#include "platform/http/admission.h"

#include <arpa/inet.h>

#include <algorithm>

namespace hallbook::http {

Admission::Entry Admission::enter(const std::string& group) {
  const std::scoped_lock lock{mutex_};
  const auto found = open_of_.find(group);
  if (!group.empty() && found != open_of_.end() && found->second >= per_address_) return Entry::address_full;
  if (open_ >= connections_) return Entry::all_full;
  ++open_of_[group];
  ++open_;
  return Entry::entered;
}

void Admission::enter_for_another(const std::string& group) {
  const std::scoped_lock lock{mutex_};
  ++open_of_[group];
  ++open_;
}

void Admission::leave(const std::string& group) {
  const std::scoped_lock lock{mutex_};
  if (--open_ == 0) empty_.notify_all();
  const auto found = open_of_.find(group);
  if (--found->second == 0) open_of_.erase(found);
}

std::size_t Admission::open() const {
  const std::scoped_lock lock{mutex_};
  return open_;
}

bool Admission::wait_until_empty(std::chrono::milliseconds longest) {
  std::unique_lock lock{mutex_};
  return empty_.wait_for(lock, longest, [&] { return open_ == 0; });
}

bool Admission::take_bytes(std::uint64_t bytes) {
  std::uint64_t before = taken_bytes_.load();
  do {
    if (bytes > body_bytes_ || before > body_bytes_ - bytes) return false;
  } while (!taken_bytes_.compare_exchange_weak(before, before + bytes));
  return true;
}

std::string Admission::group_of(std::string_view address) {
  if (address.starts_with("::ffff:")) address.remove_prefix(7);
  in6_addr bytes{};
  if (!address.contains(':') ||
      inet_pton(AF_INET6, std::string{address.substr(0, address.find('%'))}.c_str(), &bytes) != 1)
    return std::string{address};
  std::fill(bytes.s6_addr + 8, bytes.s6_addr + 16, std::uint8_t{0});
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, &bytes, text, sizeof text);
  return text;
}

}  // namespace hallbook::http
