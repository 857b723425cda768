#pragma once
// Fields of event bodies: what apply() reads was written by us, so a field that does not read is our mistake.
#include "base/ensure.h"
#include "base/json.h"
#include "funds/accounts.h"

namespace hallbook::funds {

inline Date event_day(const Json& body, std::string_view name) {
  const auto day = parse_iso_date(body.at(name).string());
  ensure(day.has_value(), "a day in a journal line does not read");
  return *day;
}
inline Money event_fen(const Json& body, std::string_view name) { return Money::from_fen(body.at(name).integer()); }
inline LineKey event_line(const Json& body) { return {body.at("project").string(), body.at("line").string()}; }

}  // namespace hallbook::funds
