#include "app/identity_pending.h"

namespace hallbook::app {
namespace {
Result<http::Response> pending(const http::Request&, identity::Context&) {
  return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"});
}
}  // namespace

std::span<const identity::Route> identity_routes_pending() {
  using http::Method;
  using enum identity::Permission;
  static const identity::Route routes[] = {
      {Method::post, "/session", anyone, pending, {"登录", "sign in"}, "SignIn", "Session"},
      {Method::get, "/session", signed_in, pending, {"现在是谁", "who is signed in"}, "", "Session"},
      {Method::del, "/session", signed_in, pending, {"退出", "sign out"}},
      {Method::post, "/session/password", signed_in, pending, {"改密码", "change the password"}, "PasswordChange", ""},
      {Method::post, "/session/second-factor", signed_in, pending, {"第二道验证", "set up the second factor"}, "SecondFactorStep", "SecondFactor"},
      {Method::get, "/sessions", signed_in, pending, {"我的登录", "my sessions"}, "", "OpenSessions"},
      {Method::del, "/sessions/{id}", signed_in, pending, {"结束一个登录", "end a session"}},
      {Method::get, "/users", user_read, pending, {"用户", "users"}, "", "Users"},
      {Method::get, "/users/{name}", user_read, pending, {"一个用户", "one user"}, "", "User"},
      {Method::post, "/users", user_manage, pending, {"新增用户", "add a user"}, "NewUser", "UserMade"},
      {Method::post, "/users/{name}/roles", user_manage, pending, {"改职责", "change roles"}, "RolesChange", "User"},
      {Method::post, "/users/{name}/close", user_manage, pending, {"停用", "close a user"}, "Reason", "User"},
      {Method::post, "/users/{name}/reset-password", user_manage, pending, {"重置密码", "reset the password"}, "Nothing", "FirstPassword"},
      {Method::post, "/users/{name}/unlock", user_manage, pending, {"解锁", "unlock"}, "Nothing", "User"},
      {Method::post, "/users/{name}/reset-second-factor", user_manage, pending, {"重置第二道验证", "reset the second factor"}, "Nothing", "User"},
      {Method::get, "/users/{name}/sessions", user_read, pending, {"一个用户的登录", "sessions of a user"}, "", "OpenSessions"},
      {Method::del, "/users/{name}/sessions", user_manage, pending, {"结束一个用户的登录", "end the sessions of a user"}},
      {Method::get, "/roles", signed_in, pending, {"职责和权限", "roles and permissions"}, "", "Roles"},
      {Method::get, "/units", signed_in, pending, {"单位", "units"}, "", "Units"},
  };
  return routes;
}

}  // namespace hallbook::app
