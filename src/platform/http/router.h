#pragma once
// Which route answers: path patterns are compiled once into a tree of segments, then method and path give the number of
// the row and the {names} of its path. Pure. Rules R-HTTP-04, R-HTTP-05.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"

namespace hallbook::http {

class Router {
 public:
  Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  /// `pattern` is "/registers/{name}/entries"; a {name} takes one whole segment, a fixed segment wins over it. Routes are
  /// numbered from 0 in the order of their adding. Ensure: the pattern is well formed and not there yet.
  void add(Method method, std::string_view pattern);

  struct Match {
    enum class Kind { found, no_path, no_method } kind = Kind::no_path;
    std::size_t route = 0;  // when found
    std::map<std::string, std::string, std::less<>> params;
    std::vector<Method> allowed;  // of a known path, in the order of Method; HEAD wherever GET is
  };
  /// `path` as Target has it: decoded, one leading '/'. HEAD is answered by the GET route.
  Match match(Method method, std::string_view path) const;
  std::size_t size() const { return routes_; }

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::size_t routes_ = 0;
};

/// "GET, HEAD, POST": the value of Allow.
std::string allow_header(const std::vector<Method>& methods);
/// 404 or 405 (with Allow) of a match that found nothing.
Response unmatched(const Router::Match& match, Lang lang);

}  // namespace hallbook::http
