#pragma once
// A sample hall with every shipped definition, the founding project, some entries and a person per role, behind a Service
// that is asked without a socket: for this folder's tests.
#include "app/service.h"
#include "app/shipped.h"
#include "base/embedded.h"
#include "base/ensure.h"
#include "dossier/projects.h"
#include "identity/user_ops.h"
#include "journal/journal_fixture.h"

namespace hallbook::app {

inline constexpr std::string_view fixture_password = "Chun-tian-26";

struct TestHouse : journal::TestHall {
  TestHouse() : data{open()} {
    unit = found("11530121MB198972XH", "示例政务大厅", true);
    fill();
    for (int i = 0; i < identity::role_count; ++i) add_person(static_cast<identity::Role>(i));
    options.data = folder();
    service = std::make_unique<Service>(*data, options, config, clock, settings());
  }

  static identity::GateSettings settings() {
    identity::GateSettings settings;
    settings.cost = {64, 1};  // what is done with passwords is identity's test
    settings.hashes_at_once = 2;
    return settings;
  }

  identity::Unit found(const std::string& code, const std::string& name, bool sample) {
    return data
        ->write([&](journal::Books& books) {
          return identity::found_unit(books, {"cli:test"}, clock.now(), {{}, {}, code, name, sample});
        })
        .value();
  }
  registers::Acting acting() const { return {unit.id, {"cli:test"}, clock.now(), &data->keys()}; }

  void fill() {
    const auto shipped_file = [](std::string_view ending) {
      return embedded_files("definitions/projects/2026-window-service-fund" + std::string{ending}).front().text;
    };
    const auto done = data->write([&](journal::Books& books) -> Result<> {
      if (auto adopted = adopt_shipped(books, acting()); !adopted) return adopted;
      const auto project = dossier::import_project(books, unit.id, {"cli:test"}, clock.now(), shipped_file(".txt"),
                                                   shipped_file(".toml"));
      if (!project) return std::unexpected{project.error()};
      return {};
    });
    ensure(done.has_value(), done ? "" : done.error().message.en);
    for (const auto* day : {"2026-01-05", "2026-02-03", "2026-02-04"})
      record("mailing", {{"sent_on", day},
                         {"document", "证照原件"},
                         {"recipient", "张三"},
                         {"phone", "13812345678"},
                         {"address", "呈贡区某路 1 号"},
                         {"waybill", std::string{"SF"} + day},
                         {"fee", "12.00"}});
    record("supplies",
           {{"moved_on", "2026-01-05"}, {"item", "A4纸"}, {"unit", "包"}, {"action", "入库"}, {"amount", "40"}});
  }

  void record(std::string_view name, const std::map<std::string, std::string>& given) {
    const auto definition = [&] {
      auto tx = data->read();
      return registers::find_register(tx, unit.id, name).value();
    }();
    registers::Values values(definition.fields.size());
    for (const auto& [field, text] : given)
      values[definition.index(field)] = registers::parse_value(*definition.field(field), text).value();
    const auto done =
        data->write([&](journal::Books& books) { return registers::record(books, acting(), definition, values); });
    ensure(done.has_value(), done ? "" : done.error().message.en);
  }

  void add_person(identity::Role role) {
    static const std::string phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
    const auto added = data->write([&](journal::Books& books) {
      const std::string name{identity::role_name(role)};
      return identity::add_user(books, {unit.id, {"cli:test"}, clock.now(), {}}, {name, name + " 某", {role}}, phc,
                                false);
    });
    ensure(added.has_value(), added ? "" : added.error().message.en);
  }

  /// A request as a page of this server makes it.
  static http::Request request(http::Method method, const std::string& address, const Json& body = {}) {
    http::Request made;
    made.method = method;
    const auto question = address.find('?');
    made.path = "/api/v1" + address.substr(0, question);
    if (question != std::string::npos)
      for (std::string_view rest = std::string_view{address}.substr(question + 1); !rest.empty();) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        const auto equals = std::min(pair.find('='), pair.size());
        made.query[std::string{pair.substr(0, equals)}] = pair.substr(std::min(equals + 1, pair.size()));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    made.headers = {{"host", "hall.test"}, {"accept-language", "en"}};
    made.remote = "10.0.0.7";
    if (method != http::Method::get) {
      made.headers["origin"] = "http://hall.test";
      made.headers["content-type"] = "application/json";
      if (!body.is_null()) made.body = body.canonical();
    }
    return made;
  }
  http::Response send(std::string_view who, http::Request made) {
    if (!who.empty()) made.headers.try_emplace("cookie", cookie_of(std::string{who}));
    return service->answer(made);
  }
  http::Response get(std::string_view who, const std::string& address) {
    return send(who, request(http::Method::get, address));
  }
  http::Response post(std::string_view who, const std::string& address, const Json& body) {
    return send(who, request(http::Method::post, address, body));
  }
  const std::string& cookie_of(const std::string& who) {
    if (const auto known = cookies.find(who); known != cookies.end()) return known->second;
    const auto answer = service->answer(
        request(http::Method::post, "/session", Json::Object{{"name", who}, {"password", fixture_password}}));
    ensure(answer.status == 200, "sign-in of the fixture: " + answer.body);
    for (const auto& [name, value] : answer.headers)
      if (name == "set-cookie") cookies[who] = value.substr(0, value.find(';'));
    return cookies[who];
  }
  static Json body_of(const http::Response& response) { return Json::parse(response.body).value_or(Json{}); }

  FixedClock clock{journal::at_ms(1'789'000'000'000)};  // 2026-09-10
  std::unique_ptr<journal::DataDir> data;
  identity::Unit unit;
  Options options;
  ServeConfig config;
  std::unique_ptr<Service> service;
  std::map<std::string, std::string> cookies;
};

}  // namespace hallbook::app
