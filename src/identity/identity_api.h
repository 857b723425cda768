#pragma once
// What the handlers of this folder share. Private to identity/; the routes come out through identity_routes().
#include "identity/sign_in.h"

namespace hallbook::identity {

std::span<const Route> session_routes();
std::span<const Route> user_routes();
std::span<const Route> token_routes();

Json unit_json(const Unit& unit);  // {code, name, sample}
/// Units in which the person has a role, each with the code of the one above it when that is among them (R-IDN-43).
Json units_of_person(const std::vector<Grant>& grants, const std::vector<Unit>& all);
std::string utc_iso(Instant at);  // "2026-09-17T08:00:00.000Z"
Json sessions_json(db::ReadTx& tx, Gate& gate, std::string_view user, std::string_view current, Instant at);
/// A text of the body. Refuses (invalid, field): absent (unless `optional`: then ""), no text, too long.
Result<std::string> text_field(const Json& body, std::string_view name, std::size_t max_characters,
                               bool optional = false);
Result<std::vector<std::string>> texts_field(const Json& body, std::string_view name, std::size_t most);
std::string lower_case(std::string_view ascii);
/// A 401 or 429 with what the page counts down.
http::Response refused_sign_in(const SignInOutcome& outcome, Lang lang);

}  // namespace hallbook::identity
