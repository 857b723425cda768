#pragma once
// Requests and responses as handlers see them: plain structs, no Beast. What the wire looks like is server.cpp's matter.
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace hallbook::http {

enum class Method { get, head, post, put, patch, del };
std::string_view method_name(Method method);  // "GET" … "DELETE"

/// One whole request. Names of headers are lower case; a header that came twice was refused before.
struct Request {
  Method method = Method::get;
  std::string path;  // percent-decoded, UTF-8, without query; begins with '/'
  std::map<std::string, std::string, std::less<>> query;  // decoded; a name that came twice was refused
  std::map<std::string, std::string, std::less<>> params;  // {name} of the route's path, filled by the router
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;  // "" when it was streamed to a file
  std::filesystem::path upload;  // the streamed body; deleted after the answer unless moved away
  std::uint64_t upload_bytes = 0;
  std::string remote;  // address of the client: "127.0.0.1"
  bool secure = false;  // came over TLS

  std::string_view header(std::string_view name) const;  // "" when absent
  std::string_view param(std::string_view name) const;  // ensure: in the route's path
  std::string_view query_or(std::string_view name, std::string_view otherwise = {}) const;
  /// The body as a JSON object. Refuses (invalid) another content type than application/json, and what Json::parse refuses.
  Result<Json> json() const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // content-length and date are added by the server
  std::string body;
  std::filesystem::path file;  // sent instead of `body` when not empty
  bool delete_file = false;  // after it was sent
  bool events = false;  // becomes a stream of server-sent events (server.h, publish)
  std::string topic;  // of a stream: gets the events of this topic and those of none; "" = every event
};

Response json_response(int status, const Json& body);
inline Response ok(const Json& body) { return json_response(200, body); }
inline Response created(const Json& body) { return json_response(201, body); }
Response no_content();

/// The status of a refusal: not_found 404, not_allowed 403, invalid 422, wrong_state and conflict and over_limit 409,
/// unavailable 503.
int status_of(RefusalCode code);
/// application/problem+json {type, title, status, code, message, field, where}; `message` in `lang`, ready to be shown.
Response problem(const Refusal& refusal, Lang lang);
Response problem(int status, const Refusal& refusal, Lang lang);
/// The same with a machine name that no RefusalCode has: not_signed_in (401), too_many (429), internal (500).
Response problem(int status, std::string_view code, const Text& message, Lang lang);
/// "Not Found": the standard's words for a status, "" for one that the server never sends.
std::string_view status_words(int status);

/// zh or en of an Accept-Language header; zh when it says neither.
Lang accepted_language(std::string_view header);

}  // namespace hallbook::http
