// Any bytes as a request's target, and as the head of a message in two pieces: what comes out is one decoded path that
// climbs nowhere, and the scan finds the same end however the bytes came.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "platform/http/head_scan.h"
#include "platform/http/origin.h"
#include "platform/http/router.h"
#include "platform/http/target.h"

namespace {

using namespace hallbook;
using namespace hallbook::http;

void must(bool holds) {
  if (!holds) __builtin_trap();
}

void check_target(std::string_view bytes, const Router& router) {
  const auto target = parse_target(bytes);
  if (!target) {
    must(!target.error().message.zh.empty() && !target.error().message.en.empty());
    return;
  }
  must(bytes.size() <= max_target_bytes && target->path.starts_with('/') && is_utf8(target->path));
  must(!target->path.contains("//") && !(target->path + "/").contains("/../") && !(target->path + "/").contains("/./"));
  must(std::ranges::none_of(target->path,
                            [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '\\'; }));
  must(target->query.size() <= max_query_names);
  for (const auto& [name, value] : target->query) must(!name.empty() && is_utf8(value) && !value.contains('\0'));
  const auto match = router.match(Method::get, target->path);
  for (const auto& [name, value] : match.params) must(!value.empty() && !value.contains('/'));
}

void check_scan(std::string_view bytes) {
  HeadScan whole, pieces;
  const auto state = whole.look(bytes);
  const auto first = pieces.look(bytes.substr(0, bytes.size() / 2));
  const auto second = first == HeadScan::State::more ? pieces.look(bytes) : first;
  must(state == second);
  if (state != HeadScan::State::done) return;
  must(whole.size() == pieces.size() && whole.size() <= bytes.size());
  const std::string_view head = bytes.substr(0, whole.size());
  must(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") == head.size() - 4);
  must(!head.contains("\r\n ") && !head.contains("\r\n\t") && !head.contains('\0'));
  must(std::ranges::count(head, '\n') == std::ranges::count(head, '\r'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const Router router = [] {
    Router routes;
    routes.add(Method::get, "/registers/{name}/entries/{id}");
    routes.add(Method::get, "/registers/water/{id}");
    routes.add(Method::get, "/");
    return routes;
  }();
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  check_target(bytes, router);
  check_scan(bytes);
  const std::string name = host_name(bytes);
  must(name.find_first_of("/@ \r\n") == std::string::npos);
  static_cast<void>(accepted_language(bytes));
  return 0;
}
