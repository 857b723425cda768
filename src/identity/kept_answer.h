#pragma once
// Context::write in two parts, for a write whose transaction is another function's: an import. R-IDN-47.
#include "identity/access.h"

namespace hallbook::identity {

/// What was answered before under the request's Idempotency-Key, or the refusal of a key of another request; nullopt without
/// a key or when it is new.
std::optional<http::Response> kept_answer(const Context& context, const http::Request& request);
/// Keeps the answer in the transaction of the write. Refuses (conflict) when the key was taken meanwhile: then nothing is
/// written, and kept_answer() knows more.
Result<> keep_answer(const Context& context, journal::Books& books, const http::Request& request,
                     const http::Response& answer);

}  // namespace hallbook::identity
