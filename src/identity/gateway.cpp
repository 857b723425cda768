#include "identity/gateway.h"

#include <fmt/format.h>

#include <thread>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/identity_api.h"
#include "identity/sign_in.h"
#include "identity/user_ops.h"
#include "platform/http/origin.h"
#include "platform/log/log.h"

namespace hallbook::identity {
namespace {

using http::Response;

constexpr std::size_t max_key = 128;
constexpr std::string_view guard_actor = "sign-in";  // acts at the door, for nobody

bool is_unsafe(http::Method method) { return method != http::Method::get && method != http::Method::head; }

Response not_signed_in(Lang lang) { return http::problem(401, "not_signed_in", {"请先登录", "Sign in first."}, lang); }

/// R-IDN-42: what a form of another page can send is refused before anything is looked at.
std::optional<Response> wrong_content_type(const Route& route, const http::Request& request, Lang lang) {
  if (!is_unsafe(request.method) || route.upload_bytes > 0) return std::nullopt;
  if (request.body.empty() && request.header("content-type").empty()) return std::nullopt;
  const std::string type = lower_case(request.header("content-type"));
  if (type == "application/json" || type.starts_with("application/json;")) return std::nullopt;
  return http::problem(415,
                       {RefusalCode::invalid,
                        {"请求内容要用 application/json", "send the body as application/json"},
                        "content-type",
                        {}},
                       lang);
}

std::optional<Response> wrong_key(const http::Request& request, Lang lang) {
  const std::string_view key = request.header("idempotency-key");
  const bool printable = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7F; });
  if (key.size() <= max_key && printable) return std::nullopt;
  return http::problem(
      {RefusalCode::invalid,
       {"Idempotency-Key 最多 128 个可见的 ASCII 字符", "an Idempotency-Key has at most 128 visible ASCII characters"},
       "idempotency-key",
       {}},
      lang);
}

void number_problem(Response& response, std::uint64_t number) {
  if (response.status < 400 || response.headers.empty() ||
      response.headers.front().second != "application/problem+json")
    return;
  auto body = Json::parse(response.body);
  if (!body || body->find("request") != nullptr) return;
  (*body)["request"] = static_cast<std::int64_t>(number);
  response.body = body->canonical();
}

/// One request on its way through the checks.
class Guard {
 public:
  Guard(const Route& route, const http::Request& request, Gate& gate)
      : route_{route},
        request_{request},
        gate_{gate},
        lang_{http::accepted_language(request.header("accept-language"))},
        at_{gate.clock.now()} {}

  Response answer() {
    const auto secret = bearer_secret(request_);  // a cookie that comes with it is not looked at
    if (secret) {
      person_ = gate_.tokens.find(*secret, at_);
      if (!person_) return wrong_token();
      if (is_for_people()) return denied("token", not_by_token());
    } else if (const auto token = session_cookie(request_)) {
      person_ = gate_.sessions.find(token_digest(*token), at_, gate_.tick(), is_active());
    }
    if (!secret && person_ && !same_client(person_->session, request_.remote, request_.header("user-agent"))) {
      end_stolen();
      if (route_.permission != Permission::anyone) return elsewhere();
    }
    if (!http::same_origin(request_)) return denied("origin", other_origin());
    if (auto wrong = wrong_content_type(route_, request_, lang_)) return *wrong;
    if (auto wrong = wrong_key(request_, lang_)) return *wrong;
    if (!person_ && route_.permission != Permission::anyone) return stranger();
    if (person_) {
      if (auto pending = pending_duty(); pending && route_.permission != Permission::anyone) return *pending;
      if (!choose_unit()) return denied("unit", no_unit());
    }
    if (!allowed()) return denied("permission", not_allowed());
    return handle();
  }

 private:
  static Refusal other_origin() {
    return {RefusalCode::not_allowed,
            {"请求来自别的网页，已拒绝。请在厅簿自己的页面里操作。",
             "The request came from another site's page and was refused. Use Hallbook's own pages."},
            {},
            {}};
  }
  Refusal no_unit() const {
    const std::string code = quote(request_.query_or("unit"));
    return {RefusalCode::not_found,
            {fmt::format("没有单位“{}”", code), fmt::format("there is no unit “{}”", code)},
            "unit",
            {}};
  }
  Refusal not_allowed() const {
    return {RefusalCode::not_allowed,
            {fmt::format("您的职责不能“{}”（{}）。需要的话请找管理员。", route_.summary.zh,
                         permission_name(route_.permission)),
             fmt::format("Your role may not do this: {} ({}). Ask an administrator if you need it.", route_.summary.en,
                         permission_name(route_.permission))},
            {},
            {}};
  }

  Refusal not_by_token() const {
    return {RefusalCode::not_allowed,
            {fmt::format("令牌不能“{}”，要本人登录后在页面上办。", route_.summary.zh),
             fmt::format("A token may not do this: {}. A person does it, signed in.", route_.summary.en)},
            {},
            {}};
  }

  /// R-IDN-65: a token makes no tokens, changes no password, and does nothing that a person answers for by name.
  bool is_for_people() const {
    const bool of_the_door = route_.path.starts_with("/session") || route_.path.starts_with("/tokens");
    return of_the_door || !may_by_token(route_.permission);
  }

  /// An open page that follows changes by itself says so, or keeps a stream open: else nobody's session would ever grow
  /// idle on a busy day (R-IDN-32).
  bool is_active() const {
    const bool stream = route_.gives == "EventStream";
    return !route_.passive && !stream && request_.header("hallbook-background").empty();
  }

  bool allowed() const {
    if (route_.permission == Permission::anyone || route_.permission == Permission::signed_in) return true;
    return may(roles_, route_.permission);
  }

  /// R-IDN-45: until the password is changed and an administrator's second factor is set, only that can be done.
  std::optional<Response> pending_duty() const {
    const bool about_session = route_.path == "/session" || route_.path == "/session/password";
    const SessionDuties duties = duties_of(gate_.settings, *person_, *gate_.sessions.units(), at_);
    // A password grows old because it may be guessed or overseen; a token has its own end, and goes with the password.
    if (duties.change_password && !about_session && person_->token.empty())
      return http::problem(403, "password_change_needed", {"请先改密码，再做别的", "Change your password first."},
                           lang_);
    if (duties.set_second_factor && !about_session && route_.path != "/session/second-factor")
      return http::problem(403, "second_factor_needed",
                           {"管理员要先设好动态口令", "An administrator sets up a second factor first."}, lang_);
    return std::nullopt;
  }

  bool choose_unit() {
    const auto units = gate_.sessions.units();
    const auto chosen = unit_for(*person_, request_.query_or("unit"), *units);
    if (!chosen) return route_.permission == Permission::anyone;
    unit_ = *chosen;
    roles_ = roles_in(unit_.id, person_->grants, *units);
    return true;
  }

  /// R-IDN-51. Asking who one is denies nobody anything: every page begins with it.
  Response stranger() {
    if (route_.path != "/session") record_denial("no_session");
    return not_signed_in(lang_);
  }

  /// R-IDN-64. Wrong, over and ended are one answer: whoever holds it learns nothing of whose it was.
  Response wrong_token() {
    record_denial("token");
    Response response = http::problem(
        401, "token_not_valid",
        {"Authorization 里的令牌无效、已到期或已结束。请在“程序令牌”页换一个新的。",
         "The token in Authorization is not valid, expired or ended. Issue a new one on the page “Tokens”."},
        lang_);
    response.headers.emplace_back("www-authenticate", "Bearer error=\"invalid_token\"");
    return response;
  }

  /// Every denial is journaled (C26).
  Response denied(std::string_view reason, const Refusal& refusal) {
    record_denial(reason);
    if (reason == "unit") count_miss();
    return http::problem(refusal, lang_);
  }

  /// R-IDN-37: a cookie that turns up in another browser or network was copied. The session ends for whoever holds it; what
  /// needs no session goes on without one, so that its owner can sign in again.
  void end_stolen() {
    record_denial("elsewhere");
    [[maybe_unused]] const auto ended = gate_.data.write([&](journal::Books& books) {
      return end_sessions(books, {person_->user.unit, {std::string{guard_actor}}, at_, {}}, person_->user.name,
                          person_->session.id, "elsewhere");
    });  // two requests at once: the other one ended it
    person_.reset();
  }
  Response elsewhere() const {
    Response response =
        http::problem(401, "not_signed_in",
                      {"登录之后换了浏览器或网络，为防冒用，这次登录已结束。请重新登录，填了没存的还在。",
                       "The browser or the network changed after signing in. In case somebody copied the session, it "
                       "was ended. Sign in "
                       "again; what was typed is kept."},
                      lang_);
    response.headers.emplace_back("set-cookie", set_session_cookie({}, request_.secure));
    return response;
  }

  /// Of a stranger not what he called: it may hold anything.
  AccessDenied denial(std::string_view reason) const {
    return {.name = person_ ? person_->user.name : "",
            .method = std::string{http::method_name(request_.method)},
            .path = std::string{route_.path},
            .called = person_ ? quote(request_.path) : "",
            .permission = std::string{permission_name(route_.permission)},
            .reason = std::string{reason},
            .remote = request_.remote,
            .times = 1};
  }
  UnitId concerned() const { return unit_.id.value != 0 ? unit_.id : person_->user.unit; }

  void record_denial(std::string_view reason) {
    if (person_) return gate_.denials.record(concerned(), denial(reason), at_, gate_.tick());
    if (const auto units = gate_.sessions.units(); !units->empty())
      gate_.denials.stranger(units->front().id, denial(reason), at_, gate_.tick());
  }

  std::string by_what() const {
    return person_->token.empty() ? person_->session.id : std::string{token_mark} + person_->token;
  }

  /// R-IDN-50: who asks for one number after the other is looking for what he may not see.
  void count_miss() {
    if (person_ && route_.path.contains('{')) gate_.denials.miss(concerned(), denial("misses"), at_, gate_.tick());
  }

  Response handle() {
    Context context{gate_.data,
                    unit_,
                    std::nullopt,
                    lang_,
                    at_,
                    gate_.today(unit_, at_),
                    std::string{request_.header("idempotency-key")},
                    &gate_,
                    gate_.hooks.house};
    if (person_) context.who = SignedIn{person_->user.name, person_->user.display_name, roles_, by_what()};
    auto made = route_.handler(request_, context);
    Response response = made ? std::move(*made) : http::problem(made.error(), lang_);
    if (response.status == 404) count_miss();
    if (response.status == 403) record_denial("rule");  // a rule of the handler's own, such as "not oneself"
    const bool says = std::ranges::any_of(response.headers, [](const auto& h) { return h.first == "cache-control"; });
    if (!says) response.headers.emplace_back("cache-control", "no-store");
    return response;
  }

  const Route& route_;
  const http::Request& request_;
  Gate& gate_;
  const Lang lang_;
  const Instant at_;
  std::shared_ptr<const Person> person_;
  Unit unit_;
  std::vector<Role> roles_;
};

Response fault_answer(const db::Fault& fault, std::uint64_t number, Lang lang) {
  log::error("request {}: database: {}", number, fault.what());
  const bool full = fault.kind == db::Fault::Kind::disk_full;
  const bool later = full || fault.kind == db::Fault::Kind::io || fault.kind == db::Fault::Kind::busy;
  if (!later)
    return http::problem(500, "internal",
                         {fmt::format("出错了，已记入运行日志（请求 {}）", number),
                          fmt::format("Something went wrong; it is in the log (request {}).", number)},
                         lang);
  Response response =
      full ? http::problem(507, "unavailable",
                           {"磁盘已满，没有保存。请信息技术人员清出空间后再试。",
                            "The disk is full; nothing was saved. Ask IT to make room, then try again."},
                           lang)
           : http::problem(503, "unavailable",
                           {"磁盘读写出错，没有保存。请稍后再试；如果一直这样，请找信息技术人员。",
                            "The disk failed; nothing was saved. Try again soon; if it goes on, ask IT."},
                           lang);
  response.headers.emplace_back("retry-after", full ? "60" : "2");
  return response;
}

Response guarded(const Route& route, const http::Request& request, Gate& gate, std::uint64_t number) {
  const Lang lang = http::accepted_language(request.header("accept-language"));
  try {
    return Guard{route, request, gate}.answer();
  } catch (const db::Fault& fault) {
    return fault_answer(fault, number, lang);
  } catch (const std::exception& fault) {
    log::error("request {}: {} {}: {}", number, http::method_name(request.method), route.path, fault.what());
    return http::problem(500, "internal",
                         {fmt::format("出错了，已记入运行日志（请求 {}）", number),
                          fmt::format("Something went wrong; it is in the log (request {}).", number)},
                         lang);
  }
}

}  // namespace

Gate::Gate(journal::DataDir& data_dir, const Clock& the_clock, GateSettings the_settings, GateHooks the_hooks)
    : data{data_dir},
      clock{the_clock},
      settings{std::move(the_settings)},
      hooks{std::move(the_hooks)},
      hasher{settings.hashes_at_once > 0 ? settings.hashes_at_once
                                         : std::max<std::size_t>(1, std::thread::hardware_concurrency()),
             settings.hashes_waiting, settings.cost},
      limiter{settings.sign_in},
      sessions{data_dir, settings.sessions},
      tokens{data_dir, sessions.changes()},
      denials{data_dir} {}

Gate::~Gate() {
  try {
    denials.flush(clock.now(), tick(), true);
  } catch (const std::exception& fault) {
    log::error("denied attempts that were only counted are not in the journal: {}", fault.what());
  }
}

std::chrono::milliseconds Gate::tick() const {
  if (hooks.ticks) return hooks.ticks();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Date Gate::today(const Unit& unit, Instant at) const { return hooks.today ? hooks.today(unit, at) : hall_date(at); }

Response serve_route(const Route& route, const http::Request& request, Gate& gate) noexcept try {
  const std::uint64_t number = ++gate.requests;
  Response response = guarded(route, request, gate, number);
  number_problem(response, number);
  return response;
} catch (...) {
  // Only out of memory while a refusal is being written gets here; the guard is the last one who can answer.
  Response response;
  response.status = 500;
  return response;
}

}  // namespace hallbook::identity
