#include "service/rating_desk.h"

#include <fmt/format.h>

#include "base/text.h"
#include "identity/sign_in_limit.h"
#include "platform/http/target.h"
#include "registers/registers.h"
#include "service/rating_code.h"
#include "service/rating_page.h"

namespace hallbook::service {
namespace {

using http::Request;
using http::Response;
using Form = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view register_name = "ratings";
constexpr std::size_t most_text = 500;

Response html(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers.emplace_back("content-type", "text/html; charset=utf-8");
  response.headers.emplace_back("cache-control", "no-store");
  // Stricter than the house's own: no script at all.
  response.headers.emplace_back("content-security-policy",
                                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                                "frame-ancestors 'none'");
  response.body = std::move(body);
  return response;
}

Lang lang_of(const Request& request) {
  const auto asked = request.query_or("lang");
  if (asked == "en" || asked == "zh") return asked == "en" ? Lang::en : Lang::zh;
  return http::accepted_language(request.header("accept-language"));
}

Response unknown_code(const Request& request) {
  return html(404, rating_page::sentence(lang_of(request), {"这个评价码不对，请扫窗口上的码。",
                                                            "This is no rating code; scan the one at the window."}));
}

/// A form's body; nullopt when it is none, or has a name twice.
std::optional<Form> read_form(const Request& request) {
  if (!request.header("content-type").starts_with("application/x-www-form-urlencoded")) return std::nullopt;
  Form form;
  for (const auto& part : split(request.body, '&')) {
    const auto cut = std::min(part.find('='), part.size());
    const auto name = http::percent_decoded(std::string_view{part}.substr(0, cut), true);
    const auto value = http::percent_decoded(std::string_view{part}.substr(std::min(cut + 1, part.size())), true);
    if (!name || !value || !is_utf8(*value) || !form.emplace(*name, *value).second) return std::nullopt;
  }
  return form;
}

std::string_view field_of(const Form& form, std::string_view name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string_view{} : std::string_view{found->second};
}

rating_page::Choice choice_in(const Form& form) {
  rating_page::Choice choice;
  const auto level = field_of(form, "level");
  if (level.size() == 1 && level[0] >= '1' && level[0] <= '5') choice.level = level[0] - '0';
  for (std::size_t i = 0; i < choice.reasons.size(); ++i)
    choice.reasons[i] = !field_of(form, fmt::format("r{}", i + 1)).empty();
  for (const char letter : trim(field_of(form, "text")))
    if (letter != '\r') choice.text += letter;
  return choice;
}

/// R-SRV-24: what is missing or will not do; nothing when it may be sent.
std::optional<Text> problem_of(const rating_page::Choice& choice) {
  if (choice.level == 0) return Text{"请先选一项：满意还是不满意", "Choose one first: satisfied or not"};
  if (!choice.bad()) return std::nullopt;
  if (const auto sound = check_text(choice.text, most_text, true); !sound) return sound.error().message;
  if (choice.text.empty() && std::ranges::none_of(choice.reasons, [](bool given) { return given; }))
    return Text{"请选一项原因，或写一句", "Choose a reason, or write a few words"};
  return std::nullopt;
}

Result<> put_value(const registers::Definition& definition, registers::Values& values, std::string_view name,
                   std::string_view text) {
  const auto* field = definition.field(name);
  if (field == nullptr || text.empty()) return {};
  auto value = registers::parse_value(*field, text);
  if (!value) return std::unexpected{value.error()};
  values[definition.index(name)] = *std::move(value);
  return {};
}

/// A row of the register, through its own verbs. The number of the form is the key: sent twice, stored once (R-SRV-22).
Result<> record_rating(journal::Books& books, const registers::Acting& acting, const RatingPlace& place, Date day,
                       const rating_page::Choice& choice, const std::string& number) {
  const auto definition = registers::find_register(books.tx, acting.unit, register_name);
  if (!definition) return std::unexpected{definition.error()};
  std::string why;
  for (std::size_t i = 0; choice.bad() && i < choice.reasons.size(); ++i)
    if (choice.reasons[i]) why += (why.empty() ? "" : "、") + std::string{rating_page::why_words[i].value};
  registers::Values values(definition->fields.size());
  const std::pair<std::string_view, std::string> given[] = {
      {"rated_on", iso(day)},
      {"case_no", number},
      {"window", place.window},
      {"channel", "3"},
      {"level", std::string{rating_page::levels[static_cast<std::size_t>(choice.level - 1)].value}},
      {"reasons", why},
      {"text", choice.bad() ? choice.text : ""},
      {"round", "首评"}};
  for (const auto& [name, text] : given)
    if (auto put = put_value(*definition, values, name, text); !put) return put;
  registers::fill_defaults(*definition, values);
  const auto closed = registers::closed_until(books.tx, acting.unit, register_name);
  const auto stored =
      registers::record(books, acting, *definition, values, closed && day <= *closed ? "群众扫码评价" : "");
  const bool again = !stored && stored.error().code == RefusalCode::conflict && !stored.error().field.empty();
  if (!stored && !again) return std::unexpected{stored.error()};
  return {};
}

}  // namespace

RatingDesk::RatingDesk(journal::DataDir& data, const Clock& clock, Today today, RatingLimit limit)
    : data_{data}, clock_{clock}, today_{std::move(today)}, limit_{limit} {}

Response RatingDesk::answer(const Request& request) {
  const auto token = std::string_view{request.path}.substr(rating_root.size());
  if (token == "style.css") {
    Response response;
    response.headers.emplace_back("content-type", "text/css; charset=utf-8");
    response.headers.emplace_back("cache-control", "no-cache");
    response.body = rating_page::style();
    return response;
  }
  if (request.method == http::Method::get || request.method == http::Method::head) return show(request, token);
  if (request.method == http::Method::post) return take(request, token);
  return html(405, rating_page::sentence(lang_of(request), {"请扫窗口上的码", "Scan the code at the window"}));
}

Response RatingDesk::show(const Request& request, std::string_view token) {
  const auto key = rating_key(data_.keys());
  const auto place = key ? read_rating_token(*key, token) : std::nullopt;
  if (!place) return unknown_code(request);
  auto tx = data_.read();
  const auto unit = identity::find_unit(tx, place->unit);
  if (!unit) return unknown_code(request);
  return html(200,
              rating_page::form({unit->name, place->window, std::string{token}, form_seal(*key, token, clock_.now()),
                                 lang_of(request), request.query_or("big") == "1"},
                                {}, ""));
}

// R-SRV-23
bool RatingDesk::too_many(std::string_view remote, Instant at) {
  if (identity::is_loopback(remote)) return false;
  const std::lock_guard lock{mutex_};
  if (sent_.size() > limit_.most_networks) sent_.clear();
  auto& times = sent_[identity::network_of(remote)];
  while (!times.empty() && times.front() + limit_.span < at) times.pop_front();
  if (times.size() >= limit_.most) return true;
  times.push_back(at);
  return false;
}

Response RatingDesk::take(const Request& request, std::string_view token) {
  const Instant at = clock_.now();
  const Lang lang = lang_of(request);
  const auto key = rating_key(data_.keys());
  const auto place = key ? read_rating_token(*key, token) : std::nullopt;
  if (!place) return unknown_code(request);
  const auto unit = [&] {
    auto tx = data_.read();
    return identity::find_unit(tx, place->unit);
  }();
  const auto form = read_form(request);
  const auto site = request.header("sec-fetch-site");
  const auto number = form ? read_form_seal(*key, token, field_of(*form, "once"), at) : std::nullopt;
  rating_page::Facts facts{unit ? unit->name : "",     place->window, std::string{token},
                           form_seal(*key, token, at), lang,          request.query_or("big") == "1"};
  if (!unit || !form || (!site.empty() && site != "same-origin"))
    return html(
        400, rating_page::sentence(lang, {"没有收到评价，请重新扫码。", "Nothing was received; scan the code again."}));
  auto choice = choice_in(*form);
  if (!number)  // R-SRV-22
    return html(422, rating_page::form(
                         facts, choice,
                         Text{"页面放久了，请再点一次提交", "The page was open too long; press send again"}.in(lang)));
  if (const auto problem = problem_of(choice)) {
    facts.seal = std::string{field_of(*form, "once")};
    return html(422, rating_page::form(facts, choice, problem->in(lang)));
  }
  if (too_many(request.remote, at))
    return html(429, rating_page::sentence(lang, {"这里刚才评价太多，请过十分钟再试。",
                                                  "Too many ratings from here just now; try again in ten minutes."}));
  const std::string receipt = "QR-" + *number;
  const auto stored = data_.write([&](journal::Books& books) {
    return record_rating(books, {unit->id, {"citizen:qr"}, at, &data_.keys()}, *place, today_(*unit, at), choice,
                         receipt);
  });
  if (!stored) return html(422, rating_page::form(facts, choice, stored.error().message.in(lang)));
  return html(200, rating_page::thanks(facts, choice, receipt));
}

}  // namespace hallbook::service
