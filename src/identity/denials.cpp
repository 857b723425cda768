#include "identity/denials.h"

#include <fmt/format.h>

#include "platform/log/log.h"

namespace hallbook::identity {
namespace {

constexpr std::chrono::seconds told_every{60};
constexpr std::size_t misses_to_alarm = 20;
constexpr std::chrono::hours misses_within{1};

}  // namespace

void Denials::record(UnitId unit, const AccessDenied& denied, Instant at, Ticks now) {
  AccessDenied line = denied;
  {
    const std::lock_guard lock{mutex_};
    const auto [found, fresh] =
        counted_.try_emplace(fmt::format("{} {} {} {}", denied.name, denied.method, denied.path, denied.reason));
    Counted& counted = found->second;
    if (!fresh && now - counted.told < told_every) {
      counted.unit = unit;
      counted.last = denied;
      ++counted.untold;
      return;
    }
    line.times = 1 + counted.untold;
    counted = {unit, denied, 0, now};
  }
  flush(at, now, false);
  write(unit, line, at);
}

void Denials::miss(UnitId unit, AccessDenied missed, Instant at, Ticks now) {
  {
    const std::lock_guard lock{mutex_};
    auto& times = misses_[missed.name];
    while (!times.empty() && now - times.front() >= misses_within) times.pop_front();
    times.push_back(now);
    if (times.size() < misses_to_alarm) return;
    times.clear();
  }
  missed.reason = "misses";
  missed.times = misses_to_alarm;
  log::warning("{} asked for {} things that are not there within an hour, last {} {} from {}", missed.name,
               misses_to_alarm, missed.method, missed.path, missed.remote);
  write(unit, missed, at);
}

void Denials::flush(Instant at, Ticks now, bool all) {
  std::vector<Counted> due;
  {
    const std::lock_guard lock{mutex_};
    for (auto& [key, counted] : counted_)
      if (counted.untold > 0 && (all || now - counted.told >= told_every)) {
        due.push_back(counted);
        counted.untold = 0;
        counted.told = now;
      }
  }
  for (Counted& counted : due) {
    counted.last.times = counted.untold;
    write(counted.unit, counted.last, at);
  }
}

void Denials::write(UnitId unit, const AccessDenied& denied, Instant at) {
  try {
    data_.write([&](journal::Books& books) { journal::append(books, unit, {"user:" + denied.name}, at, denied); });
  } catch (const db::Fault& fault) {
    log::error("denied but not journaled: {} {} {}: {}", denied.name, denied.method, denied.path, fault.what());
  }
}

}  // namespace hallbook::identity
