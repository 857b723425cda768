#pragma once
// A data directory with two units and a person per role, a clock that is set by hand, and a browser that keeps its
// cookie: for this folder's tests.
#include "base/ensure.h"
#include "identity/gateway.h"
#include "identity/user_ops.h"
#include "journal/journal_fixture.h"
#include "platform/http/router.h"

namespace hallbook::identity {

inline constexpr std::string_view test_password = "Chun-tian-26";

/// Cheap hashes: the tests look at what is done with them, not at their cost.
inline GateSettings test_settings() {
  GateSettings settings;
  settings.cost = {64, 1};
  settings.hashes_at_once = 2;
  settings.hashes_waiting = 64;
  return settings;
}

struct TestGate : journal::TestHall {
  explicit TestGate(GateSettings settings = test_settings())
      : data{open()}, gate{*data, clock, std::move(settings), {{}, [this] { return ticks; }}} {
    root = found("HALL", "市大厅", {}, false);
    branch = found("BRANCH", "分厅", root.id, false);
    other = found("OTHER", "别厅", {}, false);
    for (int i = 0; i < role_count; ++i) {
      const Role role = static_cast<Role>(i);
      add(std::string{role_name(role)}, root.id, {role});
    }
  }

  Unit found(const std::string& code, const std::string& name, UnitId parent, bool sample) {
    return data
        ->write([&](journal::Books& books) {
          return found_unit(books, {"cli:test"}, clock.now(), {{}, parent, code, name, sample});
        })
        .value();
  }
  Acting acting(UnitId unit, std::string by = {}) const { return {unit, {"cli:test"}, clock.now(), std::move(by)}; }

  User add(const std::string& name, UnitId unit, std::vector<Role> roles, bool must_change = false) {
    const auto phc = gate.hasher.hash(test_password).value();
    const auto added = data->write([&](journal::Books& books) {
      return add_user(books, acting(unit), {name, name + " 某", std::move(roles)}, phc, must_change);
    });
    ensure(added.has_value(), added ? "" : added.error().message.en);
    return *added;
  }
  void grant(const std::string& name, UnitId unit, std::vector<Role> roles) {
    const auto done = data->write([&](journal::Books& books) { return grant_roles(books, acting(unit), name, roles); });
    ensure(done.has_value(), done ? "" : done.error().message.en);
  }
  /// Time goes on for both clocks.
  void pass(std::chrono::milliseconds time) {
    clock.at_ += time;
    ticks += time;
  }
  std::vector<Json> events(std::string_view kind, UnitId unit) {
    std::vector<Json> found;
    auto tx = data->read();
    journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
      if (line.kind == kind) found.push_back(*Json::parse(line.body));
    });
    return found;
  }

  FixedClock clock{journal::at_ms(1'789'000'000'000)};  // 2026-09-10
  std::chrono::milliseconds ticks{1'000'000};
  std::unique_ptr<journal::DataDir> data;
  Gate gate;
  Unit root, branch, other;
};

/// One browser: keeps the cookie, names its origin, speaks JSON.
class Browser {
 public:
  explicit Browser(Gate& gate, std::span<const Route> routes = identity_routes()) : gate_{gate}, routes_{routes} {
    for (const Route& route : routes) router_.add(route.method, route.path);
  }

  http::Response send(http::Request request) {
    const auto match = router_.match(request.method, request.path);
    ensure(match.kind == http::Router::Match::Kind::found, "no such route: " + request.path);
    for (const auto& [name, value] : match.params) request.params[name] = value;
    if (!cookie.empty()) request.headers.try_emplace("cookie", cookie);
    request.remote = remote;
    http::Response response = serve_route(routes_[match.route], request, gate_);
    for (const auto& [name, value] : response.headers)
      if (name == "set-cookie") cookie = value.substr(0, value.find(';'));
    return response;
  }
  static http::Request request(http::Method method, std::string path, const Json& body = {}) {
    http::Request made;
    made.method = method;
    const auto question = path.find("?unit=");
    if (question != std::string::npos) made.query["unit"] = path.substr(question + 6);
    made.path = path.substr(0, question);
    made.headers = {{"host", "hall.test"}, {"accept-language", "en"}};
    if (method != http::Method::get) {
      made.headers["origin"] = "http://hall.test";
      made.headers["content-type"] = "application/json";
      if (!body.is_null()) made.body = body.canonical();
    }
    return made;
  }
  http::Response get(std::string path) { return send(request(http::Method::get, std::move(path))); }
  http::Response del(std::string path) { return send(request(http::Method::del, std::move(path))); }
  http::Response post(std::string path, const Json& body = Json::Object{}) {
    return send(request(http::Method::post, std::move(path), body));
  }
  http::Response sign_in(std::string_view name, std::string_view password = test_password, std::string_view code = {}) {
    return post("/session", Json::Object{{"name", name}, {"password", password}, {"code", code}});
  }

  std::string cookie;
  std::string remote = "10.0.0.7";

 private:
  Gate& gate_;
  std::span<const Route> routes_;
  http::Router router_;
};

inline std::string code_of(const http::Response& response) {
  const auto body = Json::parse(response.body);
  return body && body->find("code") != nullptr ? body->at("code").string() : "";
}
inline Json body_of(const http::Response& response) { return Json::parse(response.body).value(); }

}  // namespace hallbook::identity
