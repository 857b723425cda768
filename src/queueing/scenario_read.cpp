// Reads docs/guide/scenarios.md: hall, demand, target. Layouts: layout_read.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "queueing/fields.h"
#include "queueing/layout_read.h"
#include "queueing/limits.h"
#include "queueing/scenario.h"

namespace hallbook::queueing {
namespace {

constexpr double huge = 1e15;
constexpr Range share_range{0, 1};

Law read_law(const Value& value, const std::string& path, bool patience, Problem& problem) {
  Fields fields{value, path, problem};
  const std::vector<std::string_view> names{"none", "deterministic", "exponential", "lognormal", "empirical"};
  Law law;
  law.kind = static_cast<LawKind>(fields.choice("law", names));
  const double most = patience ? limits::patience_min : limits::handling_min;
  if (law.kind == LawKind::empirical)
    law.quantiles_min = fields.numbers("quantiles_min", {0, most});
  else if (law.kind != LawKind::none)
    law.mean_min = fields.number("mean_min", {0, most, true});
  if (law.kind == LawKind::lognormal) law.cv = fields.number("cv", {0, limits::cv, true});
  fields.done();
  return law;
}

/// Position of a named thing, or a problem that lists the names.
template <class Things, class Name>
int named(const Things& things, Name name, const std::string& id, const std::string& path, Problem& problem) {
  const auto found = std::ranges::find(things, id, name);
  if (found != std::ranges::end(things)) return static_cast<int>(found - std::ranges::begin(things));
  note(problem, path, fmt::format("没有“{}”", id), fmt::format("there is no '{}'", id));
  return 0;
}

std::string text_of(const Value& value, const std::string& path, Problem& problem) {
  if (value.is_string()) return value.string();
  note(problem, path, "这里应是文字", "a text is needed here");
  return {};
}

int item_named(const Hall& hall, const std::string& id, const std::string& path, Problem& problem) {
  return named(hall.items, &Item::id, id, path, problem);
}

void read_items(Fields& fields, Hall& hall, const Law& patience) {
  Problem& problem = fields.problem();
  const Value::Array& items = fields.array("items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    Fields item{items[i], fmt::format("{}[{}]", fields.path("items"), i), problem};
    Item read;
    read.id = item.text("id");
    if (std::ranges::find(hall.items, read.id, &Item::id) != hall.items.end())
      note(problem, item.path("id"), fmt::format("事项“{}”重复", read.id),
           fmt::format("item '{}' stands twice", read.id));
    read.zone = named(hall.zones, std::identity{}, item.text("zone", hall.zones.empty() ? "" : hall.zones.front()),
                      item.path("zone"), problem);
    read.family = item.text("family", "");
    if (const Value* law = item.find("handling"))
      read.handling = read_law(*law, item.path("handling"), false, problem);
    else
      note(problem, item.path("handling"), "缺少办理时间分布", "the law of handling times is missing");
    const Value* own = item.find("patience");
    read.patience = own != nullptr ? read_law(*own, item.path("patience"), true, problem) : patience;
    item.find("legs");  // read when all items are known
    item.done();
    hall.items.push_back(std::move(read));
  }
  for (std::size_t i = 0; i < items.size() && !problem; ++i) {
    const Value* legs = items[i].find("legs");
    if (legs == nullptr) continue;
    Fields item{items[i], fmt::format("{}[{}]", fields.path("items"), i), problem};
    for (const Value& value : item.array("legs")) {
      Fields leg{value, item.path("legs"), problem};
      const int next = item_named(hall, leg.text("item"), leg.path("item"), problem);
      hall.items[i].legs.push_back(
          {next, leg.number("probability", share_range), leg.number("delay_min", {0, limits::day_min}, 0.0)});
      leg.done();
    }
  }
}

Hall read_hall(const Value& value, Problem& problem) {
  Fields fields{value, "hall", problem};
  Hall hall;
  hall.id = fields.text("id", "");
  hall.name = fields.text("name", "");
  hall.opens_at = fields.text("opens_at", "09:00");
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string& at = hall.opens_at;
  if (at.size() != 5 || at[2] != ':' || !digit(at[0]) || !digit(at[1]) || !digit(at[3]) || !digit(at[4]))
    note(problem, "hall.opens_at", "时刻请写成 09:00", "write a time of day as 09:00");
  hall.close_min = fields.number("close_min", {0, limits::day_min, true}, 480);
  for (const Value& zone : fields.array("zones")) hall.zones.push_back(text_of(zone, "hall.zones", problem));
  if (hall.zones.empty()) hall.zones.emplace_back("A");
  if (hall.zones.size() > limits::zones) note(problem, "hall.zones", "分区过多", "too many zones");
  const Value* patience = fields.find("patience");
  read_items(fields, hall, patience != nullptr ? read_law(*patience, "hall.patience", true, problem) : Law{});
  fields.done();
  return hall;
}

/// {"A1": 0.2, …}; items that are not named get 0. `path` names the object.
std::vector<double> by_item(const Value& value, const std::string& path, const Hall& hall, Range range,
                            Problem& problem) {
  std::vector<double> numbers(hall.items.size(), 0);
  if (!value.is_object()) {
    note(problem, path, "这里应是按事项的对象", "an object by item is needed here");
    return numbers;
  }
  for (const auto& [id, number] : value.object()) {
    const std::string where = path + "." + id;
    const std::size_t item = static_cast<std::size_t>(item_named(hall, id, where, problem));
    if (!problem) numbers[item] = number_in(number, range, where, problem);
  }
  return numbers;
}

void check_sum(const std::vector<double>& shares, const std::string& path, Problem& problem) {
  double sum = 0;
  for (const double share : shares) sum += share;
  if (!(sum > 0.999 && sum < 1.001))
    note(problem, path, fmt::format("份额合计应为 1，现在是 {}", sum),
         fmt::format("the shares must sum to 1, not {}", sum));
}

/// Total × item share × profile, with the tickets before opening as slots of their own.
void read_product(Fields& fields, const Hall& hall, double slot_min, Demand& demand) {
  Problem& problem = fields.problem();
  const double total = fields.number("tickets_per_day", {0, limits::tickets_per_day, true});
  std::vector<double> profile = fields.numbers("profile", {0, huge});
  const std::size_t slots = static_cast<std::size_t>(std::max(1.0, hall.close_min / slot_min + 1e-9));
  if (!fields.has("profile")) profile.assign(slots, 1.0 / static_cast<double>(slots));
  std::vector<double> shares(hall.items.size(), 1.0 / static_cast<double>(std::max<std::size_t>(1, hall.items.size())));
  if (const Value* value = fields.find("item_shares"))
    shares = by_item(*value, fields.path("item_shares"), hall, share_range, problem);
  double before = 0, before_min = 0;
  if (const Value* value = fields.find("before_opening")) {
    Fields early{*value, fields.path("before_opening"), problem};
    before = early.number("share", share_range);
    before_min = early.number("minutes", {0, limits::before_min, true});
    early.done();
  }
  if (problem) return;
  check_sum(profile, fields.path("profile"), problem);
  check_sum(shares, fields.path("item_shares"), problem);
  if (before > 0) demand.edges_min.push_back(-before_min);
  for (std::size_t slot = 0; slot <= profile.size(); ++slot)
    demand.edges_min.push_back(std::min(hall.close_min, slot_min * static_cast<double>(slot)));
  if (profile.size() != slots)
    note(problem, fields.path("profile"), fmt::format("应有 {} 个时段", slots),
         fmt::format("{} slots are needed", slots));
  for (const double share : shares) {
    auto& row = demand.rates.emplace_back();
    if (before > 0) row.push_back(total * share * before);
    for (const double part : profile) row.push_back(total * share * (1 - before) * part);
  }
}

void read_rates(Fields& fields, const Hall& hall, double slot_min, Demand& demand) {
  Problem& problem = fields.problem();
  const Value& rates = *fields.find("rates");
  demand.edges_min = fields.numbers("edges_min", {-limits::before_min, limits::day_min});
  demand.rates.resize(hall.items.size());
  if (!rates.is_object())
    return note(problem, "demand.rates", "这里应是按事项的对象", "an object by item is needed here");
  std::size_t slots = 0;
  for (const auto& [id, row] : rates.object()) {
    const std::string path = "demand.rates." + id;
    const std::size_t item = static_cast<std::size_t>(item_named(hall, id, path, problem));
    if (!row.is_array()) note(problem, path, "这里应是数组 [ … ]", "an array [ … ] is needed here");
    if (problem) return;
    for (const Value& rate : row.array())
      demand.rates[item].push_back(number_in(rate, {0, limits::tickets_per_day}, path, problem));
    slots = std::max(slots, row.array().size());
  }
  for (auto& row : demand.rates)
    if (row.empty()) row.assign(slots, 0);
  if (demand.edges_min.empty())
    for (std::size_t slot = 0; slot <= slots; ++slot)
      demand.edges_min.push_back(std::min(hall.close_min, slot_min * static_cast<double>(slot)));
}

/// "priority": 0.06, or {"priority": 0.06, "aged": 0.1}, or {"priority": {"A1": 0.1}}: shares of the higher levels.
void read_levels(Fields& fields, const Hall& hall, const Policy& policy, Demand& demand) {
  Problem& problem = fields.problem();
  demand.level_shares.assign(hall.items.size(), std::vector<double>(policy.levels.size(), 0));
  for (auto& shares : demand.level_shares) shares[0] = 1;
  const Value* value = fields.find("level_shares");
  if (value == nullptr) return;
  if (!value->is_object())
    return note(problem, "demand.level_shares", "这里应是按级别的对象", "an object by level is needed here");
  for (const auto& [name, share] : value->object()) {
    const std::string path = "demand.level_shares." + name;
    const std::size_t level = static_cast<std::size_t>(named(policy.levels, &Level::name, name, path, problem));
    if (problem) return;
    std::vector<double> shares(hall.items.size(), 0);
    if (share.is_object())
      shares = by_item(share, path, hall, share_range, problem);
    else
      shares.assign(hall.items.size(), number_in(share, share_range, path, problem));
    if (level == 0)
      return note(problem, path, "普通号取其余份额，不必写", "the normal level takes what is left; leave it out");
    for (std::size_t item = 0; item < shares.size(); ++item) {
      demand.level_shares[item][level] = shares[item];
      demand.level_shares[item][0] -= shares[item];
    }
  }
}

Appointments read_appointments(const Value& value, const Hall& hall, Problem& problem) {
  Fields fields{value, "demand.appointments", problem};
  Appointments slots;
  slots.every_min = fields.number("every_min", {1, limits::day_min});
  slots.from_min = fields.number("from_min", {-limits::before_min, limits::day_min}, 0);
  slots.to_min = fields.number("to_min", {0, limits::day_min}, hall.close_min);
  slots.per_slot = fields.whole("per_slot", 1, 1000);
  slots.show_probability = fields.number("show_probability", share_range, 1);
  slots.offset_mean_min = fields.number("offset_mean_min", {-120, 120}, 0);
  slots.offset_sd_min = fields.number("offset_sd_min", {0, 120}, 0);
  slots.early_min = fields.number("early_min", {0, limits::day_min}, 10);
  slots.late_min = fields.number("late_min", {0, limits::day_min}, 10);
  const Value* shares = fields.find("item_shares");
  slots.item_shares.assign(hall.items.size(), 1.0 / static_cast<double>(std::max<std::size_t>(1, hall.items.size())));
  if (shares != nullptr)
    slots.item_shares = by_item(*shares, "demand.appointments.item_shares", hall, share_range, problem);
  fields.done();
  return slots;
}

Demand read_demand(const Value& value, const Hall& hall, const Policy& policy, Problem& problem) {
  Fields fields{value, "demand", problem};
  Demand demand;
  const double slot_min = fields.number("slot_min", {1, limits::day_min}, 30);
  if (fields.has("rates"))
    read_rates(fields, hall, slot_min, demand);
  else
    read_product(fields, hall, slot_min, demand);
  read_levels(fields, hall, policy, demand);
  demand.day_factor_cv = fields.number("day_factor_cv", {0, 2}, 0);
  demand.weekday_factors = fields.numbers("weekday_factors", {0, 10, true});
  demand.no_show = fields.number("no_show", {0, 0.99}, 0);
  demand.no_show_min = fields.number("no_show_min", {0, 60, true}, 0.5);
  if (const Value* slots = fields.find("appointments")) demand.appointments = read_appointments(*slots, hall, problem);
  fields.done();
  return demand;
}

Target read_target(const Value& value, Problem& problem) {
  Fields fields{value, "target", problem};
  Target target;
  target.share = fields.number("share", {0, 0.9999, true}, target.share);
  target.threshold_min = fields.number("threshold_min", {0, limits::day_min, true}, target.threshold_min);
  target.per = static_cast<Per>(fields.choice("per", {"day", "half_hour", "zone"}, 0));
  target.abandoned = static_cast<Abandoned>(fields.choice("abandoned", {"left_out", "late_is_failure"}, 0));
  fields.done();
  return target;
}

const Value nothing_given{Value::Object{}};

}  // namespace

Result<Scenario> read_scenario(std::string_view json) {
  const auto value = Value::parse(json);
  if (!value) return std::unexpected{value.error()};
  Problem problem;
  Fields fields{*value, "", problem};
  Scenario scenario;
  scenario.name = fields.text("name", "");
  if (const Value* text = fields.find("note")) scenario.note = text_of(*text, "note", problem);
  scenario.days_per_year = fields.whole("days_per_year", 1, 366, 250);
  const auto part = [&](std::string_view key) -> const Value& {
    const Value* found = fields.find(key);
    if (found == nullptr) note(problem, std::string{key}, "缺少这一项，请补上", "this key is missing; add it");
    return found == nullptr ? nothing_given : *found;
  };
  const Value& hall = part("hall");
  const Value& demand = part("demand");
  const Value& layout = part("layout");
  if (!problem) scenario.hall = read_hall(hall, problem);
  if (!problem) scenario.layout = layout_from(layout, "layout", scenario.hall, nullptr, problem);
  if (!problem) scenario.demand = read_demand(demand, scenario.hall, scenario.layout.policy, problem);
  if (const Value* target = fields.find("target")) scenario.target = read_target(*target, problem);
  fields.done();
  if (problem) return std::unexpected{*problem};
  if (auto checked = check(scenario); !checked) return std::unexpected{checked.error()};
  return scenario;
}

}  // namespace hallbook::queueing
