#include "identity/denials.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "identity/sign_in_limit.h"
#include "platform/log/log.h"

namespace hallbook::identity {
namespace {

constexpr std::chrono::seconds told_every{60};
constexpr std::size_t misses_to_alarm = 20;
constexpr std::chrono::hours misses_within{1};
/// More minutes than this are not kept apart: who comes from a new network each time shares one.
constexpr std::size_t most_minutes = 500;
constexpr std::string_view door_actor = "sign-in";  // acts for nobody

std::int64_t& times_of(std::variant<AccessDenied, SignInRefused>& line) {
  return std::visit([](auto& one) -> std::int64_t& { return one.times; }, line);
}

std::string words_of(const AccessDenied& denied) { return denied.method + " " + denied.path; }
std::string words_of(const SignInRefused&) { return "sign-in"; }

}  // namespace

void Denials::record(UnitId unit, const AccessDenied& denied, Instant at, Ticks now) {
  count(fmt::format("person {} {} {} {}", denied.name, denied.method, denied.path, denied.reason), "", unit, denied, at,
        now);
}

void Denials::stranger(UnitId unit, const AccessDenied& denied, Instant at, Ticks now) {
  count("stranger " + network_of(denied.remote), "", unit, denied, at, now);
}

void Denials::refused_sign_in(UnitId unit, const SignInRefused& refused, Instant at, Ticks now) {
  const std::string minute = "door " + network_of(refused.remote);
  if (refused.wait_s == 0) return count(minute, refused.name, unit, refused, at, now);
  {
    const std::lock_guard lock{mutex_};
    counted_.erase(minute + " " + refused.name);  // its number is that of all wrong tries in a row
  }
  write(unit, refused, at);
}

void Denials::count(std::string minute, std::string_view who, UnitId unit, Line line, Instant at, Ticks now) {
  std::vector<Counted> due;
  {
    const std::lock_guard lock{mutex_};
    if (told_.size() >= most_minutes && !told_.contains(minute)) {
      forget(now);
      if (told_.size() >= most_minutes) minute = "others";
    }
    const auto [told, fresh] = told_.try_emplace(minute, now);
    const auto [found, is_new] =
        counted_.try_emplace(fmt::format("{} {}", minute, who), Counted{minute, unit, line, 0});
    Counted& counted = found->second;
    counted.unit = unit;
    counted.last = line;
    if (!fresh && now - told->second < told_every) {
      ++counted.untold;
      return;
    }
    times_of(line) = 1 + std::exchange(counted.untold, 0);
    due = take_due(now, false);
    told->second = now;
  }
  tell(std::move(due), at);
  write(unit, line, at);
}

std::vector<Denials::Counted> Denials::take_due(Ticks now, bool all) {
  std::vector<Counted> due;
  for (auto& [key, counted] : counted_)
    if (counted.untold > 0 && (all || now - told_.at(counted.minute) >= told_every)) {
      due.push_back(counted);
      counted.untold = 0;
    }
  for (const Counted& counted : due) told_.at(counted.minute) = now;
  return due;
}

void Denials::forget(Ticks now) {
  std::erase_if(counted_, [&](const auto& one) {
    return one.second.untold == 0 && now - told_.at(one.second.minute) >= told_every;
  });
  std::set<std::string_view> needed;
  for (const auto& [key, counted] : counted_) needed.insert(counted.minute);
  std::erase_if(told_, [&](const auto& one) { return !needed.contains(one.first) && now - one.second >= told_every; });
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
    due = take_due(now, all);
  }
  tell(std::move(due), at);
}

void Denials::tell(std::vector<Counted> due, Instant at) {
  for (Counted& counted : due) {
    times_of(counted.last) = counted.untold;
    write(counted.unit, counted.last, at);
  }
}

void Denials::write(UnitId unit, const Line& line, Instant at) {
  const auto* denied = std::get_if<AccessDenied>(&line);
  const std::string actor{denied != nullptr && !denied->name.empty() ? "user:" + denied->name
                                                                     : std::string{door_actor}};
  try {
    data_.write([&](journal::Books& books) {
      std::visit([&](const auto& event) { journal::append(books, unit, {actor}, at, event); }, line);
    });
  } catch (const db::Fault& fault) {
    log::error("denied but not journaled: {}: {}", std::visit([](const auto& event) { return words_of(event); }, line),
               fault.what());
  }
}

}  // namespace hallbook::identity
