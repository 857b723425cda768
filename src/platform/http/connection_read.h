#pragma once
// How a connection reads a message. Included by server.cpp alone. Rules R-HTTP-13 to R-HTTP-15.
#include "platform/http/connection.h"
#include "platform/http/origin.h"
#include "platform/http/target.h"

namespace hallbook::http {

inline std::optional<Method> method_named(std::string_view name) {
  for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del})
    if (name == method_name(method)) return method;
  return std::nullopt;
}

inline bool is_continue(std::string_view expect) {
  return beast::iequals({expect.data(), expect.size()}, "100-continue");
}

inline Task<bool> Connection::read_more(std::size_t bytes, MessageParser& parser) {
  error_code ec;
  const std::size_t read = co_await wire_.read(buffer_.prepare(bytes), ec);
  if (!ec) {
    buffer_.commit(read);
    co_return true;
  }
  if (timed_out_) co_return no(parser, 408, {"请求没有在限定时间内送达", "the request did not arrive in time"});
  co_return no(parser, 0, {});
}

/// R-HTTP-15: the deadline of a head runs from its first byte, that of a fresh connection from its beginning.
inline Task<bool> Connection::read_head(MessageParser& parser) {
  HeadScan scan;
  phase_ = Phase::idle;
  set_deadline(first_ ? limits().head_deadline : limits().keep_alive);
  while (true) {
    const std::string_view bytes{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
    if (phase_ == Phase::idle && !bytes.empty()) {
      phase_ = Phase::head;
      if (!first_) set_deadline(limits().head_deadline);
    }
    const auto state = scan.look(bytes.substr(0, limits().head_bytes));
    if (state == HeadScan::State::done) break;
    if (state == HeadScan::State::bad)
      co_return no(parser, 400, {"请求不是有效的 HTTP", "the request is not valid HTTP"});
    if (bytes.size() >= limits().head_bytes)
      co_return no(parser, 431, {"请求首部过大", "the head of the request is too large"});
    if (shared_.stopping && bytes.empty()) co_return no(parser, 0, {});
    const bool more = co_await read_more(4096, parser);
    if (!more) co_return false;
  }
  error_code ec;
  const std::size_t size = scan.size();
  const std::size_t taken = parser.put(net::const_buffer{buffer_.data().data(), size}, ec);
  buffer_.consume(taken);
  if (ec == beast::http::error::bad_version)
    co_return no(parser, 505, {"只支持 HTTP/1.1", "this server speaks HTTP/1.1"});
  co_return !ec && taken == size && understand(parser);
}

inline bool Connection::understand(MessageParser& parser) {
  Request& request = parser.request;
  request.remote = peer_;
  request.secure = wire_.secure();
  if (parser.version != 10 && parser.version != 11)
    return no(parser, 505, {"只支持 HTTP/1.1", "this server speaks HTTP/1.1"});
  const auto method = method_named(parser.method);
  if (!method) return no(parser, 501, {"不支持该请求方法", "this server does not take that method"});
  request.method = *method;
  auto target = parse_target(parser.target);
  if (!target) return no(parser, target.error().code == RefusalCode::over_limit ? 414 : 400, target.error().message);
  const std::string_view host = request.header("host");
  if (host.empty() || (!target->authority.empty() && target->authority != host))
    return no(parser, 400, {"缺少 Host 首部", "the Host header is missing or is not that of the target"});
  if (!host_allowed(host, local_, shared_.options.hosts))
    return no(parser, 421,
              {"本服务器不以此主机名提供服务,请管理员把它加入配置的 hosts",
               "this server does not answer to that host name; the administrator may add it to hosts"});
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const std::string_view expect = request.header("expect");
  if (!expect.empty() && !is_continue(expect))
    return no(parser, 417, {"不支持该 Expect 首部", "the only expectation taken is 100-continue"});
  believe_proxy(request);
  return true;
}

/// R-HTTP-23: what a client says about another address is believed only from the proxy that the configuration names.
inline void Connection::believe_proxy(Request& request) const {
  if (!shared_.options.proxy.empty() && peer_ == shared_.options.proxy) {
    const std::string_view list = request.header("x-forwarded-for");
    const std::string_view last = trim(list.substr(list.rfind(',') + 1));
    error_code ec;
    const auto address = net::ip::make_address(std::string{last}, ec);
    if (!ec) request.remote = address.to_string();
    request.secure = request.header("x-forwarded-proto") == "https";
  }
  std::erase_if(request.headers, [](const auto& header) {
    return header.first == "forwarded" || header.first.starts_with("x-forwarded-") || header.first == "x-real-ip";
  });
}

/// R-HTTP-14: the application says how large a body may be before a byte of it is read.
inline bool Connection::plan_body(MessageParser& parser) {
  const std::uint64_t length = parser.content_length().value_or(0);
  const BodyPlan plan = shared_.application.plan(parser.request);
  if (plan.max_bytes == 0) return no(parser, 413, {"此操作不接受请求内容", "this operation takes no body"});
  if (length > plan.max_bytes) return no(parser, 413, {"请求内容过大", "the body is larger than this operation takes"});
  if (plan.to_file)
    parser.upload_folder = shared_.options.upload_folder;
  else if (!parser.reserve(length))
    return no(parser, 503, {"服务器正忙,请稍后再试", "the server is busy; try again in a moment"});
  parser.body_limit(plan.max_bytes);
  return true;
}

inline Task<bool> Connection::read_body(MessageParser& parser) {
  if (parser.is_done()) co_return true;
  if (!plan_body(parser)) co_return false;
  phase_ = Phase::body;
  const auto begun = Ticks::now();
  error_code ec;
  if (buffer_.size() == 0 && !parser.request.header("expect").empty() && parser.version == 11)
    co_await write("HTTP/1.1 100 Continue\r\n\r\n", ec);
  while (!parser.is_done()) {
    // One deadline for the whole body, but a large one may take a second per 64 KiB that did come.
    deadline_ = begun + limits().body_deadline + std::chrono::seconds{parser.received() / step_bytes};
    const std::size_t taken = parser.put(buffer_.data(), ec);
    buffer_.consume(taken);
    if (ec == beast::http::error::need_more) {
      if (buffer_.size() > step_bytes) co_return no(parser, 400, {"分块编码有误", "a chunk's head is too long"});
    } else if (ec == beast::http::error::body_limit) {
      co_return no(parser, 413, {"请求内容过大", "the body is larger than this operation takes"});
    } else if (ec) {
      co_return false;
    } else if (taken > 0) {
      continue;
    }
    const bool more = co_await read_more(step_bytes, parser);
    if (!more) co_return false;
  }
  if (!parser.finish_file()) co_return no(parser, 507, {"磁盘空间不足", "there is no room on the disk for the file"});
  co_return true;
}

}  // namespace hallbook::http
