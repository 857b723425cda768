#include "app/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/pages.h"
#include "app/routes.h"
#include "dossier/projects.h"
#include "journal/lines.h"
#include "platform/http/fields.h"
#include "registers/file_events.h"

namespace hallbook::app {
namespace {

constexpr std::string_view api_root = "/api/v1";

std::string_view below_api(std::string_view path) {
  if (!path.starts_with(api_root)) return {};
  path.remove_prefix(api_root.size());
  return path.starts_with('/') ? path : std::string_view{};
}

bool is_loopback(std::string_view remote) { return remote.starts_with("127.") || remote == "::1"; }

http::Response plain(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("content-type", "text/plain; charset=utf-8");
  response.headers.emplace_back("cache-control", "no-store");
  response.body = std::move(text);
  return response;
}

constexpr std::int64_t most_lines_told = 64;

/// What a commit wrote, as pages hear of it: the newest line's place, and of which kinds and registers the new lines are.
/// More than are told one by one count as of every kind: "*".
Json head_event(db::ReadTx& tx, const identity::Unit& unit, std::int64_t before, std::int64_t seq) {
  std::set<std::string> kinds, registers;
  journal::LineFilter filter;
  filter.limit = static_cast<std::size_t>(std::min(seq - before, most_lines_told));
  for (const auto& line : journal::newest_lines(tx, unit.id, filter)) {
    kinds.insert(line.kind);
    if (registers::tells_of_reading(line.kind)) continue;  // nothing in the register is new
    const Json body = Json::parse(line.body).value_or(Json{Json::Object{}});
    if (const Json* name = body.find("register"); name != nullptr && name->is_string())
      registers.insert(name->string());
  }
  if (seq - before > most_lines_told) {
    kinds.insert("*");
    registers.insert("*");
  }
  const auto list = [](const std::set<std::string>& names) {
    Json items = Json::Array{};
    for (const auto& name : names) items.push_back(name);
    return items;
  };
  return Json::Object{{"unit", unit.code}, {"seq", seq}, {"kinds", list(kinds)}, {"registers", list(registers)}};
}

}  // namespace

void LiveEvents::connect(Publish publish) {
  const std::lock_guard lock{mutex_};
  publish_ = std::move(publish);
}

void LiveEvents::disconnect() {
  const std::lock_guard lock{mutex_};
  publish_ = {};
}

void LiveEvents::tell(const std::string& event, const Json& data, const std::string& topic) {
  const std::lock_guard lock{mutex_};
  if (publish_) publish_(event, data.canonical(), topic);
}

Service::Service(journal::DataDir& data, const Options& options, const ServeConfig& config, const Clock& clock,
                 identity::GateSettings settings)
    : data_{data}, house_{options}, routes_{all_routes()}, started_at_{clock.now()} {
  house_.settings = settings_of(config);
  house_.verifications.tell([events = events_](const VerificationState& state) {
    events->tell("verification",
                 Json::Object{{"id", state.id},
                              {"state", state.running ? "running" : "done"},
                              {"part", state.step},
                              {"done", static_cast<std::int64_t>(state.done)},
                              {"total", static_cast<std::int64_t>(state.total)}},
                 state.order.topic);
  });
  {
    auto tx = data_.read();
    for (const auto& unit : identity::units(tx))
      if (unit.sample)
        if (const auto project = dossier::find_project(tx, unit.id, ""))
          sample_days_[unit.id.value] = project->period.last;
  }
  identity::GateHooks hooks;
  hooks.today = [this](const identity::Unit& unit, Instant at) { return today(unit, at); };
  hooks.house = &house_;
  gate_ = std::make_unique<identity::Gate>(data_, clock, std::move(settings), std::move(hooks));
  rating_desk_ = std::make_unique<service::RatingDesk>(data_, clock, [this](const identity::Unit& unit, Instant at) {
    return std::min(today(unit, at), hall_date(at));
  });
  for (const auto& route : routes_) router_.add(route.method, route.path);
  assets_ = config.web_root.empty() ? embedded_pages() : load_pages(config.web_root, asset_bytes_);
  follow_commits();
}

Date Service::today(const identity::Unit& unit, Instant at) const {
  const auto sample = sample_days_.find(unit.id.value);
  return sample == sample_days_.end() ? hall_date(at) : sample->second;
}

// R-API-62: after each commit, one event for every unit whose journal grew.
void Service::follow_commits() {
  auto known = std::make_shared<std::map<std::int64_t, std::int64_t>>();
  {
    auto tx = data_.read();
    *known = journal::last_seqs(tx);
  }
  data_.database().after_commit([events = events_, known](db::ReadTx& tx) {
    auto now_at = journal::last_seqs(tx);
    for (const auto& [unit, seq] : now_at) {
      const auto before = known->find(unit);
      if (before != known->end() && before->second == seq) continue;
      const auto found = identity::find_unit(tx, UnitId{unit});
      const auto from = before == known->end() ? 0 : before->second;
      if (found) events->tell("head", head_event(tx, *found, from, seq), found->code);
    }
    *known = std::move(now_at);
  });
}

http::BodyPlan Service::plan(const http::Request& head) const {
  if (head.path.starts_with(service::rating_root)) return {service::most_rating_bytes, false};
  const auto path = below_api(head.path);
  if (path.empty()) return {};
  const auto match = router_.match(head.method, path);
  if (match.kind != http::Router::Match::Kind::found) return {1024 * 1024, false};  // read it, to answer 404 or 405
  const auto& route = routes_[match.route];
  if (route.upload_bytes > 0) return {route.upload_bytes, true};
  return {1024 * 1024, false};
}

http::Response Service::answer(const http::Request& request) {
  if (request.path == "/healthz") {
    if (!is_loopback(request.remote)) return plain(200, "ok\n");
    auto tx = data_.read();
    return plain(200, fmt::format("ok {}\n", journal::last_seqs(tx).size()));
  }
  if (request.path == "/metrics") return metrics(request);
  if (request.path == "/api" || request.path.starts_with("/api/")) return api(request);
  if (request.path.starts_with(service::rating_root)) return rating_desk_->answer(request);
  return page(request);
}

http::Response Service::api(const http::Request& request) {
  const Lang lang = http::accepted_language(request.header("accept-language"));
  const auto path = below_api(request.path);
  const auto match = router_.match(request.method, path.empty() ? "/" : path);
  if (match.kind != http::Router::Match::Kind::found) return http::unmatched(match, lang);
  http::Request routed = request;
  for (const auto& [name, value] : match.params) routed.params[name] = value;
  return identity::serve_route(routes_[match.route], routed, *gate_);
}

http::Response Service::page(const http::Request& request) const {
  if (request.method == http::Method::get || request.method == http::Method::head)
    if (auto found = http::Assets{assets_}.answer(request)) return std::move(*found);
  return plain(404, "404\n");
}

// R-API-63: for who runs the machine, or asks from it.
http::Response Service::metrics(const http::Request& request) {
  if (!is_loopback(request.remote)) return plain(403, "from this machine only\n");
  const auto figures = figures_ ? figures_() : http::ServerFigures{};
  std::string text;
  const auto put = [&](std::string_view name, std::string_view type, std::uint64_t value) {
    text += fmt::format("# TYPE hallbook_{0} {1}\nhallbook_{0} {2}\n", name, type, value);
  };
  put("requests_total", "counter", figures.requests);
  put("refused_total", "counter", figures.refused);
  put("connections_total", "counter", figures.connections);
  put("open_connections", "gauge", figures.open_connections);
  put("event_streams", "gauge", figures.event_streams);
  put("bytes_sent_total", "counter", figures.bytes_sent);
  auto tx = data_.read();
  text += "# TYPE hallbook_journal_seq gauge\n";
  for (const auto& [unit, seq] : journal::last_seqs(tx))
    text += fmt::format("hallbook_journal_seq{{unit=\"{}\"}} {}\n", unit, seq);
  text += fmt::format("# TYPE hallbook_started_at_seconds gauge\nhallbook_started_at_seconds {}\n",
                      std::chrono::duration_cast<std::chrono::seconds>(started_at_.time_since_epoch()).count());
  http::Response response = plain(200, std::move(text));
  response.headers.front().second = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace hallbook::app
