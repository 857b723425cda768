#pragma once
// The running service behind a server: routes, guard, pages, health, metrics, live events. Needs no socket, so that tests
// ask it directly. Source: docs/rules/api.md, R-API-61 to R-API-63.
#include <atomic>
#include <memory>

#include "app/house.h"
#include "app/serve_config.h"
#include "identity/gateway.h"
#include "platform/http/assets.h"
#include "platform/http/router.h"
#include "service/rating_desk.h"

namespace hallbook::app {

/// Gives live events to the server while there is one.
class LiveEvents {
 public:
  using Publish = std::function<void(const std::string& event, const std::string& data, const std::string& topic)>;
  void connect(Publish publish);
  void disconnect();
  void tell(const std::string& event, const Json& data, const std::string& topic);

 private:
  std::mutex mutex_;
  Publish publish_;
};

class Service {
 public:
  /// `data`, `clock` and the service live longer than the server; the service shorter than `data`.
  Service(journal::DataDir& data, const Options& options, const ServeConfig& config, const Clock& clock,
          identity::GateSettings settings);

  http::BodyPlan plan(const http::Request& head) const;
  http::Response answer(const http::Request& request);
  /// The server stops: a verification ends at its next step.
  void stop() { house_.verifications.stop(); }
  LiveEvents& events() { return *events_; }
  identity::Gate& gate() { return *gate_; }
  void show_figures_of(std::function<http::ServerFigures()> figures) { figures_ = std::move(figures); }

 private:
  http::Response api(const http::Request& request);
  http::Response metrics(const http::Request& request);
  http::Response page(const http::Request& request) const;
  Date today(const identity::Unit& unit, Instant at) const;
  void follow_commits();

  journal::DataDir& data_;
  std::shared_ptr<LiveEvents> events_ = std::make_shared<LiveEvents>();
  House house_;
  std::map<std::int64_t, Date> sample_days_;  // last day of the sample year, by unit
  std::unique_ptr<identity::Gate> gate_;
  std::unique_ptr<service::RatingDesk> rating_desk_;
  std::vector<identity::Route> routes_;
  http::Router router_;
  std::vector<std::string> asset_bytes_;  // of a folder; what `assets_` points into
  std::vector<http::Asset> assets_;
  std::function<http::ServerFigures()> figures_;
  Instant started_at_;
};

}  // namespace hallbook::app
