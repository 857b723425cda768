#include "app/verification_jobs.h"

#include <fmt/format.h>

#include "platform/log/log.h"

namespace hallbook::app {
namespace {

constexpr std::size_t kept_results = 8;
/// Steps closer than this tell nobody.
constexpr std::chrono::milliseconds tell_interval{200};

std::uint64_t ms_since(std::chrono::steady_clock::time_point begin) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count());
}

std::unexpected<Refusal> busy() {
  return refuse(RefusalCode::conflict, {"正在做另一次核验，一次只做一个；请等它做完再来",
                                        "another verification is running, one at a time; ask again when it is done"});
}

Refusal stopped() {
  return {RefusalCode::unavailable, {"服务停止，核验没有做完", "the server stopped before it was done"}, {}, {}};
}

Refusal ended_by(const std::exception& fault) {
  const auto* of_database = dynamic_cast<const db::Fault*>(&fault);
  if (of_database != nullptr && of_database->kind == db::Fault::Kind::disk_full)
    return {RefusalCode::unavailable,
            {"磁盘满了，核验没有做完；写下的临时文件已删", "the disk is full, it was not done; what it wrote is gone"},
            {},
            {}};
  return {
      RefusalCode::unavailable, {"核验时出了故障，详见日志", "a fault ended the verification; see the log"}, {}, {}};
}

/// Does what runs give this asker what he wants, in his own unit?
bool joins(const VerificationOrder& order, const VerificationOrder& running) {
  return running.unit == order.unit && running.pack.empty() && order.pack.empty() &&
         (running.rebuild || !order.rebuild);
}

/// An uploaded pack is called as the person called it, wherever the server put it.
Refusal told_by_name(Refusal refusal, const VerificationOrder& order) {
  const std::string path = order.pack.string();
  for (std::string* text : {&refusal.message.zh, &refusal.message.en, &refusal.where})
    for (std::size_t at = 0; (at = text->find(path, at)) != std::string::npos; at += order.file.size())
      text->replace(at, path.size(), order.file);
  return refusal;
}

}  // namespace

VerificationJobs::VerificationJobs(const Options& options) : options_{options} {
  std::error_code ignored;
  std::filesystem::remove_all(scratch(), ignored);
}

VerificationJobs::~VerificationJobs() { stop(); }

void VerificationJobs::stop() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  thread_.request_stop();
}

VerificationState* VerificationJobs::state_of(const std::string& id) {
  const auto found = std::ranges::find(states_, id, &VerificationState::id);
  return found == states_.end() ? nullptr : &*found;
}

Result<std::string> VerificationJobs::start(const VerificationOrder& order) {
  const std::lock_guard lock{mutex_};
  if (!states_.empty() && states_.back().running) {
    const auto& running = states_.back();
    if (joins(order, running.order)) return running.id;
    return busy();
  }
  if (stopping_) return std::unexpected{stopped()};
  if (thread_.joinable()) thread_.join();  // it has ended: nothing runs
  if (states_.size() >= kept_results) states_.erase(states_.begin());
  VerificationState state;
  state.id = fmt::format("v{}", ++number_);
  state.order = order;
  states_.push_back(state);
  thread_ = std::jthread{[this, id = state.id, order](std::stop_token stop) { run(std::move(stop), id, order); }};
  return state.id;
}

std::optional<VerificationState> VerificationJobs::find(UnitId unit, const std::string& id) const {
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(states_, id, &VerificationState::id);
  if (found == states_.end() || found->order.unit != unit) return std::nullopt;
  return *found;
}

Result<> VerificationJobs::check(const VerificationOrder& order, journal::Report& report,
                                 std::optional<PackSummary>& pack, const journal::Progress& step) const {
  if (order.pack.empty()) return verify_all(options_, {order.rebuild, "", scratch()}, report, step);
  auto summary = check_pack(order.pack, report, scratch(), step);
  if (!summary) return std::unexpected{told_by_name(summary.error(), order)};
  pack = *std::move(summary);
  return {};
}

void VerificationJobs::run(std::stop_token stop, std::string id, VerificationOrder order) {
  const auto begin = std::chrono::steady_clock::now();
  auto told = begin - tell_interval;
  VerificationState seen;
  const auto step = [&](std::string_view name, std::uint64_t done, std::uint64_t total) {
    if (stop.stop_requested()) throw Stopped{};
    {
      const std::lock_guard lock{mutex_};
      auto* state = state_of(id);
      state->step = name;
      state->done = done;
      state->total = total;
      seen = *state;
    }
    if (const auto now_at = std::chrono::steady_clock::now(); tell_ && now_at - told >= tell_interval) {
      told = now_at;
      tell_(seen);
    }
  };
  journal::Report report;
  std::optional<PackSummary> pack;
  std::optional<Refusal> refused;
  try {
    if (auto done = check(order, report, pack, step); !done) refused = done.error();
  } catch (const Stopped&) {
    refused = stopped();
  } catch (const std::exception& fault) {
    log::error("verification {}: {}", id, fault.what());
    refused = ended_by(fault);
  }
  std::error_code ignored;
  if (!order.pack.empty()) std::filesystem::remove(order.pack, ignored);
  {
    const std::lock_guard lock{mutex_};
    auto* state = state_of(id);
    state->report = std::move(report);
    state->refused = std::move(refused);
    state->pack = std::move(pack);
    state->ms = ms_since(begin);
    state->running = false;
    seen = *state;
  }
  if (tell_) tell_(seen);
}

}  // namespace hallbook::app
