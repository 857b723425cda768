#include "hall/ticket_map.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include "base/toml.h"

#include <sstream>

#include "base/json.h"
#include "base/text.h"

namespace hallbook::hall {
namespace {

std::unexpected<Refusal> wrong(std::string key, std::string zh, std::string en) {
  Text message{fmt::format("对照文件“{}”{}", key, zh), fmt::format("mapping file, \"{}\" {}", key, en)};
  return refuse(RefusalCode::invalid, std::move(message), std::move(key));
}

/// The same tree as a JSON file gives: the rest does not know which of both it was. A number with a fraction becomes
/// null, which no key takes.
Json to_json(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    Json::Object members;
    for (const auto& [key, value] : *table) members.emplace(std::string{key.str()}, to_json(value));
    return members;
  }
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return whole->get();
  if (const auto* yes = node.as_boolean()) return yes->get();
  if (const auto* date = node.as_date()) {
    std::ostringstream out;
    out << date->get();
    return out.str();
  }
  return {};
}

Result<Json> parse_tree(std::string_view text) {
  if (const auto body = trim(text); body.starts_with('{')) return Json::parse(body);
  const auto read = read_toml(text);
  if (read) return to_json(*read);
  const auto& [what, line, column] = read.error();
  return refuse(RefusalCode::invalid,
                {fmt::format("对照文件第 {} 行不是有效的 TOML：{}", line, what),
                 fmt::format("mapping file, line {} is not valid TOML: {}", line, what)},
                "map", fmt::format("{}", line));
}

/// The members of `tree`, each of a known name.
Result<> check_keys(const Json& tree, const std::string& place, std::initializer_list<std::string_view> known) {
  if (!tree.is_object()) return wrong(place, "应是一组键", "must be a table of keys");
  for (const auto& [key, value] : tree.object()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const std::string full = place.empty() ? key : place + "." + key;
    return wrong(full, fmt::format("不是已知的键；可用：{}", fmt::join(known, " ")),
                 fmt::format("is no known key; known: {}", fmt::join(known, " ")));
  }
  return {};
}

/// A short text under `key`; "" when absent.
Result<std::string> text_of(const Json& tree, const std::string& place, std::string_view key) {
  const Json* value = tree.find(key);
  if (!value) return std::string{};
  const std::string full = fmt::format("{}.{}", place, key);
  if (!value->is_string()) return wrong(full, "应写成文字（加引号）", "must be text in quotes");
  if (!check_text(value->string(), 120))
    return wrong(full, "过长或含控制字符", "is too long or holds control characters");
  return value->string();
}

Result<> read_columns(const Json& tree, TicketMap& map) {
  if (!tree.is_object()) return wrong("columns", "应是 列名 = 字段", "must hold HEADING = field");
  for (const auto& [heading, field] : tree.object()) {
    if (!field.is_string()) return wrong("columns." + heading, "应写成文字（加引号）", "must be text in quotes");
    map.columns[heading] = field.string();
  }
  return {};
}

Result<> read_values(const Json& tree, TicketMap& map) {
  if (auto fine = check_keys(tree, "values", {"priority", "channel", "outcome"}); !fine) return fine;
  for (const auto& [field, codings] : tree.object()) {
    if (!codings.is_object()) return wrong("values." + field, "应是 原文 = 选项", "must hold TEXT = choice");
    for (const auto& [text, choice] : codings.object()) {
      if (!choice.is_string())
        return wrong("values." + field + "." + text, "应写成文字（加引号）", "must be text in quotes");
      map.columns[field + ":" + text] = choice.string();
    }
  }
  return {};
}

Result<std::optional<ClockSpan>> span_of(const Json& hall, std::string_view key) {
  const auto text = text_of(hall, "hall", key);
  if (!text) return std::unexpected{text.error()};
  if (text->empty()) return std::optional<ClockSpan>{};
  const auto span = parse_clock_span(*text);
  if (!span)
    return wrong(fmt::format("hall.{}", key), fmt::format("“{}”应写成 09:00-17:00，后者晚于前者", quote(*text)),
                 fmt::format("“{}” must be written 09:00-17:00, the second after the first", quote(*text)));
  return span;
}

Result<std::optional<Date>> date_of_key(const Json& hall, std::string_view key) {
  const auto text = text_of(hall, "hall", key);
  if (!text) return std::unexpected{text.error()};
  if (text->empty()) return std::optional<Date>{};
  const auto date = parse_date(*text);
  if (!date)
    return wrong(fmt::format("hall.{}", key), fmt::format("“{}”不是日期，如 2026-01-01", quote(*text)),
                 fmt::format("“{}” is no day such as 2026-01-01", quote(*text)));
  return date;
}

Result<> read_cap(const Json& hall, TicketMap& map) {
  const Json* cap = hall.find("service_cap_min");
  if (!cap) return {};
  if (!cap->is_int() || cap->integer() < 1 || cap->integer() > 1440)
    return wrong("hall.service_cap_min", "应是 1 到 1440 的整数分钟", "must be whole minutes, 1 to 1440");
  map.service_cap_min = static_cast<double>(cap->integer());
  return {};
}

Result<> read_times(const Json& hall, TicketMap& map) {
  const auto text = text_of(hall, "hall", "times");
  if (!text) return std::unexpected{text.error()};
  if (text->empty() || *text == "auto") return {};
  if (*text != "clock" && *text != "seconds")
    return wrong("hall.times", fmt::format("“{}”应是 auto、clock 或 seconds", quote(*text)),
                 fmt::format("“{}” must be auto, clock or seconds", quote(*text)));
  map.time_form = *text == "clock" ? TimeForm::clock : TimeForm::seconds;
  return {};
}

Result<> read_hall(const Json& hall, TicketMap& map) {
  if (auto fine = check_keys(hall, "hall", {"name", "hours", "lunch", "service_cap_min", "first", "last", "times"});
      !fine)
    return fine;
  if (auto fine = read_cap(hall, map); !fine) return fine;
  if (auto fine = read_times(hall, map); !fine) return fine;
  auto name = text_of(hall, "hall", "name");
  auto hours = span_of(hall, "hours");
  auto lunch = span_of(hall, "lunch");
  auto first = date_of_key(hall, "first");
  auto last = date_of_key(hall, "last");
  if (!name) return std::unexpected{name.error()};
  if (!hours) return std::unexpected{hours.error()};
  if (!lunch) return std::unexpected{lunch.error()};
  if (!first) return std::unexpected{first.error()};
  if (!last) return std::unexpected{last.error()};
  if (*hours && *lunch && ((*lunch)->from < (*hours)->from || (*lunch)->to > (*hours)->to))
    return wrong("hall.lunch", "不在开放时间之内", "does not lie inside the opening hours");
  if (*first && *last && **last < **first) return wrong("hall.last", "早于 hall.first", "lies before hall.first");
  map.name = *name, map.hours = *hours, map.lunch = *lunch, map.first_on = *first, map.last_on = *last;
  return {};
}

Result<> read_windows(const Json& tree, TicketMap& map) {
  if (!tree.is_object()) return wrong("windows", "应是 [windows.窗口号]", "must hold [windows.NAME]");
  for (const auto& [name, about] : tree.object()) {
    const std::string place = "windows." + name;
    if (auto fine = check_keys(about, place, {"zone", "kind"}); !fine) return fine;
    const auto zone = text_of(about, place, "zone");
    const auto kind = text_of(about, place, "kind");
    if (!zone) return std::unexpected{zone.error()};
    if (!kind) return std::unexpected{kind.error()};
    if (!kind->empty() && *kind != "specialised" && *kind != "comprehensive")
      return wrong(place + ".kind", fmt::format("“{}”应是 specialised 或 comprehensive", quote(*kind)),
                   fmt::format("“{}” must be specialised or comprehensive", quote(*kind)));
    map.windows[name] = {*zone, kind->empty()              ? WindowRole::learned
                                : *kind == "comprehensive" ? WindowRole::comprehensive
                                                           : WindowRole::specialised};
  }
  return {};
}

Result<> read_items(const Json& tree, TicketMap& map) {
  if (!tree.is_object()) return wrong("items", "应是 [items.\"业务名称\"]", "must hold [items.\"NAME\"]");
  for (const auto& [name, about] : tree.object()) {
    const std::string place = "items." + name;
    if (auto fine = check_keys(about, place, {"zone", "family"}); !fine) return fine;
    const auto zone = text_of(about, place, "zone");
    const auto family = text_of(about, place, "family");
    if (!zone) return std::unexpected{zone.error()};
    if (!family) return std::unexpected{family.error()};
    map.items[name] = {*zone, *family};
  }
  return {};
}

}  // namespace

std::optional<ClockSpan> parse_clock_span(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_time_of_day(trim(text.substr(0, dash)));
  const std::string_view end = trim(text.substr(dash + 1));
  constexpr std::int32_t day_end_s = 86'400;
  const auto to = end == "24:00" ? std::optional{day_end_s} : parse_time_of_day(end);
  if (!from || !to || *from >= *to) return std::nullopt;
  return ClockSpan{*from, *to};
}

Result<TicketMap> read_ticket_map(std::string_view text) {
  const auto tree = parse_tree(text);
  if (!tree) return std::unexpected{tree.error()};
  if (auto fine = check_keys(*tree, "", {"columns", "values", "hall", "windows", "items"}); !fine)
    return std::unexpected{fine.error()};
  TicketMap map;
  using Reader = Result<> (*)(const Json&, TicketMap&);
  const std::pair<std::string_view, Reader> parts[] = {{"columns", read_columns},
                                                       {"values", read_values},
                                                       {"hall", read_hall},
                                                       {"windows", read_windows},
                                                       {"items", read_items}};
  for (const auto& [key, read] : parts)
    if (const Json* part = tree->find(key))
      if (auto fine = read(*part, map); !fine) return std::unexpected{fine.error()};
  return map;
}

}  // namespace hallbook::hall
