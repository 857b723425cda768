// What a handler may do with its Context: ask for a right, write once.
#include <fmt/format.h>

#include <fstream>

#include "base/ensure.h"
#include "identity/kept_answer.h"
#include "identity/session_store.h"
#include "identity/token.h"
#include "identity/user.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {
namespace {

constexpr std::chrono::days answers_kept{8};  // trust C10 wants at least 7

void add_part(crypto::Hasher& hasher, std::string_view part) {
  hasher.add(fmt::format("{}:", part.size()));
  hasher.add(part);
}

/// Over everything that says what is asked for: two requests with one key are the same only when this is.
Digest digest_of(const http::Request& request, UnitId unit) {
  crypto::Hasher hasher;
  for (const std::string_view part :
       {http::method_name(request.method), std::string_view{request.path}, request.header("content-type"),
        request.header("if-match"), std::string_view{request.body}})
    add_part(hasher, part);
  add_part(hasher, std::to_string(unit.value));
  for (const auto& [name, value] : request.query) {
    if (name == "unit") continue;  // above, as the unit that it led to: named or by default, it is the same request
    add_part(hasher, name);
    add_part(hasher, value);
  }
  if (!request.upload.empty()) {
    std::ifstream file{request.upload, std::ios::binary};
    std::string block(64 * 1024, '\0');
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
      hasher.add({block.data(), static_cast<std::size_t>(file.gcount())});
  }
  return hasher.finish();
}

std::unexpected<Refusal> other_request_under_key() {
  return refuse(RefusalCode::conflict,
                {"这个 Idempotency-Key 已用于另一个请求，请为新的请求换一个",
                 "this Idempotency-Key belongs to another "
                 "request already; take a new one"},
                "idempotency-key");
}

}  // namespace

journal::Actor Context::actor() const {
  if (!who) return {"anonymous"};
  return {"user:" + who->name + (is_program(*who) ? " " + who->session : "")};
}

bool Context::may(Permission permission) const {
  if (permission == Permission::anyone) return true;
  if (who && is_program(*who) && !may_by_token(permission)) return false;
  return who && identity::may(who->roles, permission);
}

std::optional<http::Response> kept_answer(const Context& context, const http::Request& request) {
  if (context.idempotency_key.empty() || !context.who) return std::nullopt;
  auto tx = context.data.read();
  auto kept = session_store::answer(tx, context.who->name, context.idempotency_key);
  if (!kept) return std::nullopt;
  if (kept->request != digest_of(request, context.unit.id))
    return http::problem(other_request_under_key().error(), context.lang);
  kept->response.headers.emplace_back("idempotency-replayed", "true");
  return std::move(kept->response);
}

Result<> keep_answer(const Context& context, journal::Books& books, const http::Request& request,
                     const http::Response& answer) {
  if (context.idempotency_key.empty() || !context.who) return {};
  if (session_store::answer(books.tx, context.who->name, context.idempotency_key)) return other_request_under_key();
  session_store::remove_old_answers(books.tx, context.at - answers_kept);
  session_store::keep_answer(books.tx, context.who->name, context.idempotency_key,
                             {digest_of(request, context.unit.id), answer}, context.at);
  return {};
}

http::Response Context::write(const http::Request& request,
                              const std::function<Result<http::Response>(journal::Books&)>& job) {
  const bool keyed = !idempotency_key.empty() && who.has_value();
  const Digest digest = keyed ? digest_of(request, unit.id) : Digest{};
  std::optional<http::Response> answer;
  const auto done = data.write([&](journal::Books& books) -> Result<> {
    if (keyed) {
      if (auto kept = session_store::answer(books.tx, who->name, idempotency_key)) {
        if (kept->request != digest) return other_request_under_key();
        answer = std::move(kept->response);
        answer->headers.emplace_back("idempotency-replayed", "true");
        return {};
      }
    }
    auto made = job(books);
    if (!made) return std::unexpected{made.error()};
    ensure(made->file.empty() && !made->events, "a write answers with a body");
    answer = std::move(*made);
    if (answer->status >= 400) return refuse(RefusalCode::conflict, {});  // rolls back; `answer` says why
    if (keyed) {
      session_store::remove_old_answers(books.tx, at - answers_kept);
      session_store::keep_answer(books.tx, who->name, idempotency_key, {digest, *answer}, at);
    }
    return {};
  });
  if (answer) return std::move(*answer);
  return http::problem(done.error(), lang);
}

}  // namespace hallbook::identity
