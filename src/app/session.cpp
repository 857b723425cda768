#include "app/session.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/text.h"

namespace hallbook::app {

registers::Acting Session::acting() const { return {unit.id, cli_actor(), now(), &data->keys()}; }

Result<identity::Unit> pick_unit(db::ReadTx& tx, const std::string& code) {
  const auto units = identity::units(tx);
  if (units.empty())
    return refuse(RefusalCode::not_found, {"数据目录里还没有单位。请先运行 hallbook init。",
                                           "The data directory holds no unit yet. Run hallbook init first."});
  if (code.empty() && units.size() == 1) return units.front();
  std::string known;
  for (const auto& unit : units) {
    if (unit.code == code) return unit;
    if (known.size() < 300) known += fmt::format("{}{} {}", known.empty() ? "" : ", ", unit.code, unit.name);
  }
  if (code.empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("数据目录里有 {} 个单位，请用 --unit 指明一个：{}", units.size(), known),
                   fmt::format("The data directory holds {} units; name one with --unit: {}", units.size(), known)},
                  "unit");
  return refuse(RefusalCode::not_found,
                {fmt::format("没有单位 {}。已有：{}", quote(code), known),
                 fmt::format("No unit {}. There are: {}", quote(code), known)},
                "unit");
}

Result<Session> open_session(const Options& options, journal::Mode mode) {
  auto data = journal::DataDir::open(options.data, mode);
  if (!data) return std::unexpected{data.error()};
  auto tx = (*data)->read();
  auto unit = pick_unit(tx, options.unit_code);
  if (!unit) return std::unexpected{unit.error()};
  return Session{std::move(*data), std::move(*unit)};
}

journal::Actor cli_actor() {
  const passwd* user = getpwuid(geteuid());
  return {fmt::format("cli:{}", user != nullptr ? user->pw_name : std::to_string(geteuid()))};
}

Instant now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string sentence(const Refusal& refusal, Lang lang) {
  const std::string& message = refusal.message.in(lang);
  const std::string_view named = std::string_view{refusal.where}.substr(0, refusal.where.find(':'));
  if (message.contains(named)) return message;  // "nowhere: nowhere is …" reads badly; "" is always contained
  return fmt::format("{}: {}", refusal.where, message);
}

Json to_json(const Refusal& refusal, Lang lang) {
  return Json::Object{{"code", code_name(refusal.code)},
                      {"field", refusal.field},
                      {"message", refusal.message.in(lang)},
                      {"where", refusal.where}};
}

int print_refusal(const Options& options, const Refusal& refusal) {
  fmt::print(stderr, "hallbook: {}\n", sentence(refusal, options.lang));
  if (options.json) fmt::print("{}", Json{Json::Object{{"error", to_json(refusal, options.lang)}}}.pretty());
  return exit_refused;
}

void print(const Options& options, const Json& json, std::string_view text) {
  if (options.json)
    fmt::print("{}", json.pretty());
  else
    fmt::print("{}", text);
}

Lang lang_from_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view{value}.starts_with("zh") ? Lang::zh : Lang::en;
  }
  return Lang::en;
}

}  // namespace hallbook::app
