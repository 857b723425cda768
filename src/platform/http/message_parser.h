#pragma once
// Beast's parser, made to fill a Request and to refuse what Beast is lenient about. Included by server.cpp alone.
// Rules R-HTTP-06, R-HTTP-07, R-HTTP-13, R-HTTP-14.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "platform/http/admission.h"
#include "platform/http/beast.h"
#include "platform/http/body_file.h"
#include "platform/http/server.h"

namespace hallbook::http {

inline constexpr std::size_t max_headers = 100;

class MessageParser : public beast::http::basic_parser<true> {
 public:
  explicit MessageParser(Admission& admission) : admission_{admission} {
    header_limit(static_cast<std::uint32_t>(-1));  // counted before it is parsed
    body_limit(boost::none);  // set when the route is known
  }
  ~MessageParser() override { admission_.give_bytes(taken_); }

  Request request;
  std::string method, target;
  int version = 0;  // 11 = HTTP/1.1
  std::string upload_folder;  // not "": the body goes to a file there
  int status = 400;  // of the refusal, when `put` said no
  Text why;  // "" when Beast itself could not read it
  std::uint64_t received() const { return received_; }

  bool reserve(std::uint64_t bytes) {
    if (!admission_.take_bytes(bytes)) return false;
    taken_ += bytes;
    return true;
  }
  /// Ends the file of an upload; false: the disk did not take it.
  bool finish_file() {
    if (!file_.is_open()) return true;
    request.upload_bytes = received_;
    return file_.close();
  }

 private:
  void no(error_code& ec, int code, Text text) {
    status = code;
    why = std::move(text);
    ec = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb, beast::string_view name, beast::string_view where, int http_version,
                       error_code& ec) override {
    method = name;
    target = where;
    version = http_version;
    ec = {};
  }
  void on_response_impl(int, beast::string_view, int, error_code&) override {}

  void on_field_impl(beast::http::field, beast::string_view raw_name, beast::string_view raw_value,
                     error_code& ec) override {
    ec = {};
    if (headers_done_) return no(ec, 400, {"不接受分块正文之后的首部", "headers behind a chunked body are not taken"});
    if (request.headers.size() == max_headers)
      return no(ec, 431, {"请求首部过多", "the request has more than 100 headers"});
    std::string name{raw_name}, value{raw_value};
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    // R-HTTP-07: lengths that two readers could take for two different ones.
    const bool digits = !value.empty() && value.size() <= 18 && std::ranges::all_of(value, hallbook::is_digit);
    if (name == "content-length" && !digits)
      return no(ec, 400, {"Content-Length 有误", "Content-Length is not one number"});
    if (name == "transfer-encoding" && value != "chunked")
      return no(ec, 501, {"Transfer-Encoding 只支持 chunked", "the only Transfer-Encoding taken is chunked"});
    if (name == "transfer-encoding" && version < 11)
      return no(ec, 400, {"HTTP/1.0 没有 Transfer-Encoding", "HTTP/1.0 has no Transfer-Encoding"});
    if (!is_utf8(value))  // a cookie of another system on this host: harmless, and never into a log or JSON as it is
      for (char& byte : value)
        if (static_cast<unsigned char>(byte) >= 0x80) byte = '?';
    if (!request.headers.emplace(name, std::move(value)).second)
      no(ec, 400, {"首部 " + name + " 出现了两次", "the header " + name + " stands there twice"});
  }
  void on_header_impl(error_code& ec) override {
    headers_done_ = true;
    ec = {};
  }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code& ec) override {
    ec = {};
    if (upload_folder.empty()) return;
    if (!file_.open(upload_folder)) return no(ec, 507, no_room());
    request.upload = file_.path();
  }
  std::size_t on_body_impl(beast::string_view bytes, error_code& ec) override { return take(bytes, ec); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view extension, error_code& ec) override {
    ec = {};
    if (!extension.empty()) no(ec, 400, {"不接受分块扩展", "chunk extensions are not taken"});
  }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, error_code& ec) override {
    if (upload_folder.empty() && !reserve(bytes.size())) {
      no(ec, 503, {"服务器正忙,请稍后再试", "the server is busy; try again in a moment"});
      return 0;
    }
    return take(bytes, ec);
  }
  void on_finish_impl(error_code& ec) override { ec = {}; }

  static Text no_room() { return {"磁盘空间不足,无法接收文件", "there is no room on the disk for the file"}; }

  std::size_t take(beast::string_view bytes, error_code& ec) {
    ec = {};
    received_ += bytes.size();
    if (upload_folder.empty())
      request.body.append(bytes.data(), bytes.size());
    else if (!file_.write({bytes.data(), bytes.size()}))
      no(ec, 507, no_room());
    return bytes.size();
  }

  Admission& admission_;
  BodyFile file_;
  std::uint64_t taken_ = 0, received_ = 0;
  bool headers_done_ = false;
};

}  // namespace hallbook::http
