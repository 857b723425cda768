#include "base/ensure.h"
#include "hall/records.h"

namespace hallbook::hall {

std::string_view defect_name(Defect defect) {
  static constexpr std::string_view names[] = {
      "unreadable_day",      "no_times",        "outside_period", "future",          "other_year",
      "duplicate",           "invalid",         "rounded",        "midnight",        "call_before_ticket",
      "negative_service",    "zero_service",    "missing_end",    "forgotten_click", "missing_ticket_time",
      "joined_leg",          "unreadable_cell", "unknown_item",   "unknown_window",  "served_without_window",
      "served_without_call", "before_opening",  "after_closing",  "no_show"};
  static_assert(std::size(names) == defects);
  return names[static_cast<std::size_t>(defect)];
}

bool leaves_out(Defect defect) { return defect <= Defect::invalid; }

Text defect_title(Defect defect) {
  switch (defect) {
    case Defect::unreadable_day: return {"日期读不出：不计", "no readable day: left out"};
    case Defect::no_times: return {"没有取号也没有叫号时间：不计", "neither ticket time nor call: left out"};
    case Defect::outside_period: return {"不在所选期间：不计", "outside the chosen period: left out"};
    case Defect::future: return {"日期在今天之后：不计", "after today: left out"};
    case Defect::other_year: return {"年份与其他记录相差太远：不计", "a year far from all others: left out"};
    case Defect::duplicate: return {"重复的记录：只计一次", "the same ticket again: counted once"};
    case Defect::invalid: return {"作废或测试：不计", "void or test: left out"};
    case Defect::rounded:
      return {"时间只记到整分：在该单位内均匀还原", "times cut to whole units: un-rounded inside the unit"};
    case Defect::midnight: return {"跨过零点：算作次日", "past midnight: moved to the day after"};
    case Defect::call_before_ticket:
      return {"叫号早于取号：两分钟内算作没有等候，更多则等候未知",
              "called before the ticket: no wait up to 2 min, else unknown"};
    case Defect::negative_service: return {"结束早于开始：结束时间另行推断", "ended before it began: end inferred"};
    case Defect::zero_service: return {"办理时间为零：不计入办理时长", "handled in no time: not counted as handling"};
    case Defect::missing_end:
      return {"没有结束时间：按该窗口下一次叫号推断", "no end: inferred from the window's next call"};
    case Defect::forgotten_click:
      return {"结束过晚（忘记点击）：结束时间另行推断", "ended far too late (forgotten click): end inferred"};
    case Defect::missing_ticket_time: return {"没有取号时间：等候未知", "no ticket time: wait unknown"};
    case Defect::joined_leg: return {"同一人的后续环节：与前一环节相连", "a later leg of the same citizen: joined"};
    case Defect::unreadable_cell: return {"有单元格读不出：当作空白", "a cell could not be read: taken as empty"};
    case Defect::unknown_item: return {"业务不明：按比例分给已知业务", "unknown item: shared out over the known ones"};
    case Defect::unknown_window:
      return {"窗口不在对照文件里：当作没有窗口", "window not in the mapping: as without one"};
    case Defect::served_without_window: return {"已办理但没有窗口", "served, but no window said"};
    case Defect::served_without_call:
      return {"已办理但没有时间：只计到达", "served, but no time said: counts as an arrival"};
    case Defect::before_opening: return {"开门前取号", "ticket drawn before opening"};
    case Defect::after_closing: return {"关门后取号", "ticket drawn after closing"};
    case Defect::no_show: return {"叫号未到（过号）", "not there when called"};
  }
  broken_invariant("defect_title: unknown defect", std::source_location::current());
}

}  // namespace hallbook::hall
