#include "platform/http/message.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::http {
namespace {

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

std::string lowered(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// "q=0.85" of a language's parameters in thousandths; 1000 without one, 0 for what cannot be read.
int weight_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string_view number = without_blanks(parameters.substr(at + 2));
  if (number.empty() || number.size() > 5 || (number[0] != '0' && number[0] != '1')) return 0;
  if (number[0] == '1') return 1000;
  int weight = 0, scale = 100;
  for (const char byte : number.substr(std::min<std::size_t>(number.size(), 2))) {
    if (!is_digit(byte)) return 0;
    weight += (byte - '0') * scale;
    scale /= 10;
  }
  return weight;
}

Response problem_of(int status, std::string_view code, const Refusal& refusal, Lang lang) {
  Json body = Json::Object{};
  body["type"] = "urn:hallbook:problem:" + std::string{code};
  body["title"] = status_words(status);
  body["status"] = status;
  body["code"] = code;
  body["message"] = refusal.message.in(lang);
  body["field"] = refusal.field;
  body["where"] = refusal.where;
  Response response = json_response(status, body);
  response.headers.front().second = "application/problem+json";
  return response;
}

}  // namespace

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
  }
  return "";
}

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view{} : found->second;
}

std::string_view Request::param(std::string_view name) const {
  const auto found = params.find(name);
  ensure(found != params.end(), "Request::param: not in the route's path");
  return found->second;
}

std::string_view Request::query_or(std::string_view name, std::string_view otherwise) const {
  const auto found = query.find(name);
  return found == query.end() ? otherwise : std::string_view{found->second};
}

// R-HTTP-12: JSON is called JSON, and is an object.
Result<Json> Request::json() const {
  const std::string_view type = header("content-type");
  const auto end = type.find(';');
  const std::string media = lowered(without_blanks(type.substr(0, end)));
  const std::string parameters = end == std::string_view::npos ? "" : lowered(without_blanks(type.substr(end + 1)));
  if (media != "application/json" || (!parameters.empty() && parameters != "charset=utf-8"))
    return refuse(RefusalCode::invalid,
                  {"请求内容的类型是" + quote(type.empty() ? "(无)" : type) + ",应为 application/json",
                   "the body's content type is " + quote(type.empty() ? "(none)" : type) + "; send application/json"},
                  "content-type");
  auto value = Json::parse(body);
  if (value && !value->is_object())
    return refuse(RefusalCode::invalid, {"请求内容应为一个 JSON 对象", "the body must be one JSON object"});
  return value;
}

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.headers.emplace_back("content-type", "application/json");
  response.body = body.canonical();
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

int status_of(RefusalCode code) {
  switch (code) {
    case RefusalCode::not_found: return 404;
    case RefusalCode::not_allowed: return 403;
    case RefusalCode::invalid: return 422;
    case RefusalCode::wrong_state:
    case RefusalCode::conflict:
    case RefusalCode::over_limit: return 409;
    case RefusalCode::unavailable: return 503;
  }
  return 500;
}

Response problem(const Refusal& refusal, Lang lang) { return problem(status_of(refusal.code), refusal, lang); }

Response problem(int status, const Refusal& refusal, Lang lang) {
  return problem_of(status, code_name(refusal.code), refusal, lang);
}

Response problem(int status, std::string_view code, const Text& message, Lang lang) {
  return problem_of(status, code, Refusal{.code = {}, .message = message, .field = {}, .where = {}}, lang);
}

Lang accepted_language(std::string_view header) {
  Lang best = Lang::zh;
  int best_weight = 0;
  for (const std::string& part : split(header, ',')) {
    const auto end = part.find(';');
    const std::string name = lowered(without_blanks(std::string_view{part}.substr(0, end)));
    const int weight = end == std::string::npos ? 1000 : weight_of(std::string_view{part}.substr(end + 1));
    const bool zh = name == "zh" || name.starts_with("zh-");
    const bool en = name == "en" || name.starts_with("en-");
    if ((!zh && !en) || weight <= best_weight) continue;
    best = zh ? Lang::zh : Lang::en;
    best_weight = weight;
  }
  return best;
}

std::string_view status_words(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

}  // namespace hallbook::http
