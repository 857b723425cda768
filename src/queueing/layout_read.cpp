#include "queueing/layout_read.h"

#include <fmt/format.h>

#include <algorithm>

#include "queueing/limits.h"

namespace hallbook::queueing {
namespace {

constexpr Range time_range{-limits::before_min, limits::day_min};
constexpr int most_alike = 2000;

const std::vector<std::string_view> kinds{"specialised", "comprehensive", "tidal"};
const std::vector<std::string_view> break_kinds{"finish_first_fixed", "finish_first_full", "interrupt",
                                                "capacity_drop"};

class Reading {
 public:
  Reading(const Hall& hall, Problem& problem) : hall_{hall}, problem_{problem} {}

  std::vector<Break> breaks(const Value& value, const std::string& path) {
    std::vector<Break> read;
    if (!value.is_array()) note(problem_, path, "这里应是数组 [ … ]", "an array [ … ] is needed here");
    if (problem_) return read;
    for (const Value& one : value.array()) {
      Fields fields{one, path, problem_};
      const double from = fields.number("from_min", time_range);
      const double to = fields.number("to_min", time_range);
      read.push_back({from, to, static_cast<BreakKind>(fields.choice("kind", break_kinds, 0))});
      fields.done();
    }
    return read;
  }

  std::vector<Open> open(const Value& value, const std::string& path) {
    std::vector<Open> read;
    if (!value.is_array()) note(problem_, path, "这里应是 [[开始, 结束], …]", "[[from, to], …] is needed here");
    if (problem_) return read;
    for (const Value& one : value.array()) {
      if (!one.is_array() || one.array().size() != 2) {
        note(problem_, path, "这里应是 [[开始, 结束], …]", "[[from, to], …] is needed here");
        return read;
      }
      const double to = number_in(one.array()[1], time_range, path, problem_);
      // Open until closing is open until everybody is served.
      read.push_back({number_in(one.array()[0], time_range, path, problem_),
                      to >= hall_.close_min ? std::numeric_limits<double>::infinity() : to});
    }
    return read;
  }

  /// A list of item ids, "all", or nothing given: the items of the zone, or all for comprehensive and tidal windows.
  std::vector<int> items(const Value* value, const std::string& path, WindowKind kind, int zone) {
    std::vector<int> read;
    const bool all =
        value != nullptr ? value->is_string() && value->string() == "all" : kind != WindowKind::specialised;
    if (value == nullptr || all) {
      for (int item = 0; item < static_cast<int>(hall_.items.size()); ++item)
        if (all || hall_.items[static_cast<std::size_t>(item)].zone == zone) read.push_back(item);
      return read;
    }
    if (!value->is_array())
      note(problem_, path, "这里应是事项数组或 \"all\"", "an array of items or \"all\" is needed here");
    if (problem_) return read;
    for (const Value& id : value->array()) {
      const auto found = id.is_string() ? std::ranges::find(hall_.items, id.string(), &Item::id) : hall_.items.end();
      if (found == hall_.items.end()) {
        const std::string name = id.is_string() ? id.string() : "?";
        note(problem_, path, fmt::format("没有事项“{}”", name), fmt::format("there is no item '{}'", name));
        return read;
      }
      read.push_back(static_cast<int>(found - hall_.items.begin()));
    }
    std::ranges::sort(read);
    read.erase(std::unique(read.begin(), read.end()), read.end());
    return read;
  }

  int zone(Fields& fields) {
    const std::string name = fields.text("zone", "");
    if (name.empty()) return -1;
    const auto found = std::ranges::find(hall_.zones, name);
    if (found != hall_.zones.end()) return static_cast<int>(found - hall_.zones.begin());
    note(problem_, fields.path("zone"), fmt::format("没有“{}”区", name), fmt::format("there is no zone '{}'", name));
    return -1;
  }

  /// One entry: a window, or `count` alike, whose ids are numbered.
  void windows(const Value& value, const std::string& path, const std::vector<std::vector<Break>>& shifts,
               std::vector<Window>& out) {
    Fields fields{value, path, problem_};
    Window window;
    window.id = fields.text("id");
    window.kind = static_cast<WindowKind>(fields.choice("kind", kinds, 0));
    window.zone = zone(fields);
    if (window.kind == WindowKind::specialised && window.zone < 0 && !fields.has("items"))
      note(problem_, path, "专窗要写区或事项", "a specialised window needs a zone or items");
    window.items = items(fields.find("items"), fields.path("items"), window.kind, window.zone);
    window.handling_factor = fields.number("handling_factor", {limits::factor_low, limits::factor_high}, 1);
    if (const Value* factors = fields.find("family_factors"); factors != nullptr && factors->is_object())
      for (const auto& [family, factor] : factors->object())
        window.family_factors.push_back({family, number_in(factor, {limits::factor_low, limits::factor_high},
                                                           fields.path("family_factors"), problem_)});
    else if (factors != nullptr)
      note(problem_, fields.path("family_factors"), "这里应是按事项大类的对象", "an object by family is needed here");
    window.staff_group = fields.text("staff_group", "");
    if (const Value* hours = fields.find("open")) window.open = open(*hours, fields.path("open"));
    const Value* own = fields.find("breaks");
    if (own != nullptr) window.breaks = breaks(*own, fields.path("breaks"));
    const bool many = fields.has("count");
    const int count = fields.whole("count", 0, most_alike, 1);
    fields.done();
    for (int i = 0; i < count && !problem_; ++i) {
      if (own == nullptr && !shifts.empty()) window.breaks = shifts[out.size() % shifts.size()];
      out.push_back(window);
      if (many) out.back().id += std::to_string(i + 1);
    }
  }

  Policy policy(const Value& value, const std::string& path) {
    Fields fields{value, path, problem_};
    Policy read;
    const Value::Array& levels = fields.array("levels");
    if (fields.has("levels")) read.levels.clear();
    for (const Value& level : levels)
      read.levels.push_back(this->level(level, fields.path("levels"), read.levels.empty()));
    for (const Value& rule : fields.array("reserves")) {
      Fields reserve{rule, fields.path("reserves"), problem_};
      Reserve& made = read.reserves.emplace_back();
      made.kind = static_cast<WindowKind>(reserve.choice("kind", kinds, 1));
      const int of_zone = zone(reserve);
      made.items = items(reserve.find("items"), reserve.path("items"),
                         of_zone < 0 ? WindowKind::comprehensive : WindowKind::specialised, of_zone);
      made.min_wait_min = reserve.number("min_wait_min", {0, limits::day_min, true});
      reserve.done();
    }
    if (const Value* tide = fields.find("tidal")) {
      Fields tidal{*tide, fields.path("tidal"), problem_};
      read.tidal.open_above = tidal.whole("open_above", 0, 100'000, read.tidal.open_above);
      read.tidal.for_min = tidal.number("for_min", {0, limits::day_min}, read.tidal.for_min);
      read.tidal.close_at = tidal.whole("close_at", 0, 100'000, read.tidal.close_at);
      read.tidal.stay_min = tidal.number("stay_min", {0, limits::day_min}, read.tidal.stay_min);
      tidal.done();
    }
    read.appointment_level = fields.whole("appointment_level", 0, 3, 0);
    fields.done();
    return read;
  }

 private:
  /// "priority" (always first), or {"name": "aged", "ahead_min": 20}. The first one is the normal ticket.
  Level level(const Value& value, const std::string& path, bool normal) {
    if (value.is_string()) return {value.string(), normal ? 0 : std::numeric_limits<double>::infinity()};
    Fields fields{value, path, problem_};
    Level read{fields.text("name"), 0};
    const double otherwise = normal ? 0 : std::numeric_limits<double>::infinity();
    read.ahead_min = fields.number("ahead_min", {0, limits::day_min}, otherwise);
    fields.done();
    return read;
  }

  const Hall& hall_;
  Problem& problem_;
};

}  // namespace

Layout layout_from(const Value& value, const std::string& path, const Hall& hall, const Layout* base,
                   Problem& problem) {
  Fields fields{value, path, problem};
  Reading reading{hall, problem};
  Layout layout;
  layout.name = fields.text("name", "");
  layout.closes_for_break = fields.flag("closes_for_break", base != nullptr && base->closes_for_break);
  std::vector<std::vector<Break>> shifts;
  for (const Value& shift : fields.array("break_shifts"))
    shifts.push_back(reading.breaks(shift, fields.path("break_shifts")));
  const Value::Array& windows = fields.array("windows");
  if (!fields.has("windows")) note(problem, fields.path("windows"), "缺少窗口", "the windows are missing");
  for (std::size_t i = 0; i < windows.size() && !problem; ++i)
    reading.windows(windows[i], fmt::format("{}[{}]", fields.path("windows"), i), shifts, layout.windows);
  if (layout.windows.size() > limits::windows)
    note(problem, fields.path("windows"), "窗口不能超过 2000 个", "more than 2000 windows");
  if (const Value* policy = fields.find("policy"))
    layout.policy = reading.policy(*policy, fields.path("policy"));
  else if (base != nullptr)
    layout.policy = base->policy;
  fields.done();
  return layout;
}

Result<Layout> read_layout(std::string_view json, const Hall& hall, const Layout& base) {
  const auto value = Value::parse(json);
  if (!value) return std::unexpected{value.error()};
  Problem problem;
  // A whole scenario will do as well: its layout is taken.
  const Value* inside = value->find("layout");
  Layout layout =
      layout_from(inside != nullptr ? *inside : *value, inside != nullptr ? "layout" : "", hall, &base, problem);
  if (problem) return std::unexpected{*problem};
  return layout;
}

}  // namespace hallbook::queueing
