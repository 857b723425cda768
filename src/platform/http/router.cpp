#include "platform/http/router.h"

#include <algorithm>
#include <optional>

#include "base/ensure.h"

namespace hallbook::http {
namespace {

/// Cuts the first segment off "/a/b" and leaves "/b".
std::string_view next_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  std::unique_ptr<Node> any;  // {name}
  struct Row {
    Method method;
    std::size_t route;
    std::vector<std::string> names;  // of the {…} on the way, in order
  };
  std::vector<Row> rows;

  /// The deepest node for `path`; fixed segments first, so that /users/me wins over /users/{name} wherever both stand.
  const Node* find(std::string_view path, std::vector<std::string_view>& values) const {
    if (path.empty()) return rows.empty() ? nullptr : this;
    std::string_view rest = path;
    const std::string_view segment = next_segment(rest);
    if (const auto next = fixed.find(segment); next != fixed.end())
      if (const Node* found = next->second->find(rest, values)) return found;
    if (!any || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const Node* found = any->find(rest, values)) return found;
    values.pop_back();
    return nullptr;
  }
};

Router::Router() : root_{std::make_unique<Node>()} {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern) {
  ensure(pattern.starts_with('/') && !pattern.contains("//"), "Router::add: pattern");
  ensure(method != Method::head, "Router::add: HEAD is answered by GET");
  Node* node = root_.get();
  std::vector<std::string> names;
  for (std::string_view rest = pattern; !rest.empty();) {
    const std::string_view segment = next_segment(rest);
    if (segment.starts_with('{')) {
      ensure(segment.size() > 2 && segment.ends_with('}'), "Router::add: a {name} takes a whole segment");
      names.emplace_back(segment.substr(1, segment.size() - 2));
      ensure(std::ranges::count(names, names.back()) == 1, "Router::add: a name stands twice in a pattern");
      if (!node->any) node->any = std::make_unique<Node>();
      node = node->any.get();
    } else {
      ensure(segment.find_first_of("{}") == std::string_view::npos, "Router::add: a {name} takes a whole segment");
      auto& next = node->fixed[std::string{segment}];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
  }
  ensure(std::ranges::none_of(node->rows, [&](const auto& row) { return row.method == method; }),
         "Router::add: method and path stand there already");
  node->rows.push_back({method, routes_++, std::move(names)});
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  std::vector<std::string_view> values;
  const Node* node = root_->find(path, values);
  if (node == nullptr) return match;
  const Method asked = method == Method::head ? Method::get : method;
  for (const auto& row : node->rows) {
    if (row.method != asked) continue;
    match.kind = Match::Kind::found;
    match.route = row.route;
    for (std::size_t i = 0; i < values.size(); ++i) match.params.emplace(row.names[i], values[i]);
    return match;
  }
  match.kind = Match::Kind::no_method;
  for (const auto& row : node->rows) {
    match.allowed.push_back(row.method);
    if (row.method == Method::get) match.allowed.push_back(Method::head);
  }
  std::ranges::sort(match.allowed);
  return match;
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string text;
  for (const Method method : methods) {
    if (!text.empty()) text += ", ";
    text += method_name(method);
  }
  return text;
}

Response unmatched(const Router::Match& match, Lang lang) {
  if (match.kind == Router::Match::Kind::no_method) {
    const std::string allowed = allow_header(match.allowed);
    Response response = problem(
        405, "not_allowed",
        {"此地址不支持该方法,可用:" + allowed, "this address does not take the method; it takes " + allowed}, lang);
    response.headers.emplace_back("allow", allowed);
    return response;
  }
  return problem({RefusalCode::not_found, {"没有这个地址", "there is no such address"}, {}, {}}, lang);
}

}  // namespace hallbook::http
