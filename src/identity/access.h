#pragma once
// What every handler gets, and a row of the route table. A handler is a plain function: HTTP in, JSON out, no rules, no
// SQL. `serve_route` (the guard) finds out who asks, checks the permission for the unit, journals a denial, and turns
// refusals and faults into answers; a handler never sees a request that it may not answer.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "identity/role.h"
#include "identity/unit.h"
#include "journal/data_dir.h"
#include "platform/http/message.h"

namespace hallbook::app {
struct House;  // app/house.h: what the operations of app/ share
}

namespace hallbook::identity {

struct Gate;  // gateway.h: what one server holds

/// The person behind a request.
struct SignedIn {
  std::string name;  // user name, unique in the data directory
  std::string display_name;
  std::vector<Role> roles;  // in Context::unit, inherited from units above it
  std::string session;  // public id of the session, or of the token that a program asks with ("token:3f2a9c1b0d4e")
};

struct Context {
  journal::DataDir& data;
  Unit unit;  // the unit that ?unit= names, else the person's own
  std::optional<SignedIn> who;  // nullopt only on routes for `anyone`
  Lang lang = Lang::zh;
  Instant at;
  Date today;  // the hall's day of `at`; for sample data the last day of its year
  std::string idempotency_key;  // "" when none was sent
  Gate* gate = nullptr;  // only identity/ looks into it; nullptr in tests that build a Context by hand
  app::House* house = nullptr;  // only app/ looks into it

  journal::Actor actor() const;  // "user:wang"; of a program in that name "user:wang token:3f2a9c1b0d4e"
  bool may(Permission permission) const;
  /// One write with its answer. `job` runs on the writer thread; a refusal or a status of 400 and above rolls back. With an
  /// Idempotency-Key the answer is kept for 7 days in the same transaction, bound to the user and the request's digest: the
  /// same key and request gives the same answer again, another request under that key is refused (conflict).
  http::Response write(const http::Request& request, const std::function<Result<http::Response>(journal::Books&)>& job);
};

using Handler = Result<http::Response> (*)(const http::Request&, Context&);

/// One operation. `path` is below /api/v1: "/registers/{name}/entries". `takes` and `gives` name schemas of
/// src/app/api_schemas.json ("" = no body). Without a permission a row does not compile.
struct Route {
  http::Method method;
  std::string_view path;
  Permission permission;
  Handler handler;
  Text summary;
  std::string_view takes = "";
  std::string_view gives = "";
  std::string_view query = "";  // names of query parameters, separated by spaces
  std::uint64_t upload_bytes = 0;  // not 0: a raw PUT body is streamed to a file
  bool passive = false;  // asked by an open page on its own: keeps no session from growing idle (R-IDN-32)
};

}  // namespace hallbook::identity
