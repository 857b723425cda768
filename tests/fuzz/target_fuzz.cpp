// Printed targets, dates, quantities, amounts and JSON: every reader of base/ on one input.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/date.h"
#include "base/json.h"
#include "base/money_math.h"
#include "base/period.h"
#include "base/quantity.h"
#include "base/target.h"
#include "base/text.h"

using namespace hallbook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto bar = text.find('|');
  const Target target =
      parse_target(text.substr(0, bar), bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1));
  if (target.kind != TargetKind::number && target.message.en.empty()) std::abort();
  if (const auto date = parse_date(text); date && parse_iso_date(iso(*date)) != *date) std::abort();
  (void)parse_time_of_day(text);
  if (const auto period = parse_period(text); period && parse_period(period_name(*period)) != *period) std::abort();
  if (const auto quantity = parse_quantity(text, 2); quantity && parse_quantity(to_string(*quantity), 2) != *quantity)
    std::abort();
  if (const auto money = parse_yuan(text); money && parse_yuan(to_yuan(*money)) != *money) std::abort();
  if (const auto json = Json::parse(text); json && Json::parse(json->canonical()) != *json) std::abort();
  if (const auto utf8 = gb18030_to_utf8(text); utf8 && !is_utf8(*utf8)) std::abort();
  if (check_text(text, 100).has_value() && !is_utf8(text)) std::abort();
  return 0;
}
