#include "base/result.h"

#include "base/ensure.h"

namespace hallbook {

std::string_view code_name(RefusalCode code) {
  switch (code) {
    case RefusalCode::not_found: return "not_found";
    case RefusalCode::not_allowed: return "not_allowed";
    case RefusalCode::invalid: return "invalid";
    case RefusalCode::wrong_state: return "wrong_state";
    case RefusalCode::conflict: return "conflict";
    case RefusalCode::over_limit: return "over_limit";
    case RefusalCode::unavailable: return "unavailable";
  }
  throw BrokenInvariant{"code_name: unknown RefusalCode"};
}

}  // namespace hallbook
