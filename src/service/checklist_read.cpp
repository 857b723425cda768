// Reading a checklist's text.
#include <fmt/format.h>

#include <set>

#include "base/date.h"
#include "base/quantity.h"
#include "base/text.h"
#include "base/toml.h"
#include "platform/crypto/hash.h"
#include "service/checklist.h"

namespace hallbook::service {
namespace {

constexpr std::size_t most_list_name = 40, most_list_text = 120, most_items = 200;
constexpr int most_limit = 60, most_base = 1000, half_point = 5;

/// Takes the keys of one table by name; what nobody took is an unknown key. Remembers the first refusal.
class TableTaker {
 public:
  TableTaker(const toml::table& table, std::string_view what) : table_{table}, what_{what} {}

  bool has(std::string_view key) const { return table_.contains(key); }

  std::string name_of(std::string_view key) {
    auto name = required<std::string>(key);
    const auto plain = [](char letter) {
      return (letter >= 'a' && letter <= 'z') || is_digit(letter) || letter == '_';
    };
    if (refusal_) return name;
    if (name.empty() || name.size() > most_list_name || !std::ranges::all_of(name, plain))
      wrong(key, {"名称只用小写字母、数字和下划线", "a name has lower-case letters, digits and _ only"});
    return name;
  }
  Text title_of(std::string_view key) {
    taken_.insert(std::string{key});
    const auto* inner = table_[key].as_table();
    if (inner == nullptr)
      return wrong(key, {"要写成 { zh = \"…\", en = \"…\" }", "write it as { zh = \"…\", en = \"…\" }"}), Text{};
    TableTaker both{*inner, what_};
    Text text{both.words("zh"), both.words("en")};
    keep(both.done());
    return text;
  }
  std::string words(std::string_view key) {
    auto text = required<std::string>(key);
    if (refusal_) return text;
    if (const auto sound = check_text(text, most_list_text); !sound)
      wrong(key, sound.error().message);
    else if (trim(text).empty())
      wrong(key, {"不能空", "must not be empty"});
    return text;
  }
  int number(std::string_view key, int least, int most) {
    const auto value = required<std::int64_t>(key);
    if (!refusal_ && (value < least || value > most))
      wrong(key,
            {fmt::format("要在 {} 到 {} 之间", least, most), fmt::format("must lie between {} and {}", least, most)});
    return refusal_ ? least : static_cast<int>(value);
  }
  bool flag(std::string_view key, bool otherwise) { return has(key) ? required<bool>(key) : otherwise; }
  /// R-SRV-02: "0.5" to "5" in half points, as tenths.
  int points(std::string_view key) {
    const auto text = required<std::string>(key);
    if (refusal_) return 0;
    const auto read = parse_quantity(text, 1);
    const auto value = read ? read->at_scale(1).units() : 0;
    if (value < half_point || value > 5 * tenths || value % half_point != 0)
      wrong(key, {"分值是 \"0.5\" 到 \"5\"，半分一档", "points are \"0.5\" to \"5\" in half points"});
    return static_cast<int>(value);
  }
  int clock(std::string_view key) {
    const auto text = required<std::string>(key);
    const auto seconds = parse_time_of_day(text);
    if (!refusal_ && (!seconds || *seconds % 60 != 0)) wrong(key, {"时间写成 09:30", "a time is written 09:30"});
    return seconds ? *seconds / 60 : 0;
  }
  std::vector<std::string> window_names(std::string_view key) {
    std::vector<std::string> found;
    taken_.insert(std::string{key});
    const auto* array = table_[key].as_array();
    if (array == nullptr) return found;
    for (const auto& one : *array) {
      const auto name = one.value<std::string>();
      if (!name || name->empty() || !check_text(*name, most_list_name) ||
          std::ranges::find(found, *name) != found.end())
        return wrong(key, {"窗口号要是不重复的文字", "windows are texts, each once"}), found;
      found.push_back(*name);
    }
    return found;
  }
  std::vector<const toml::table*> tables(std::string_view key) {
    std::vector<const toml::table*> found;
    taken_.insert(std::string{key});
    const auto* array = table_[key].as_array();
    if (array == nullptr) return found;
    for (const auto& one : *array)
      if (const auto* inner = one.as_table(); inner != nullptr)
        found.push_back(inner);
      else
        wrong(key, {"里面要是表", "holds tables"});
    return found;
  }
  void wrong(std::string_view key, const Text& why) {
    if (refusal_) return;
    const auto* node = table_.get(key);
    const auto line = node != nullptr ? node->source().begin.line : table_.source().begin.line;
    refusal_ = Refusal{RefusalCode::invalid,
                       {fmt::format("第 {} 行，{} 的 {}：{}", line, what_, key, why.zh),
                        fmt::format("line {}, {} of {}: {}", line, key, what_, why.en)},
                       std::string{key},
                       std::to_string(line)};
  }
  void keep(const Result<>& result) {
    if (!result && !refusal_) refusal_ = result.error();
  }
  Result<> done() {
    for (const auto& [key, value] : table_)
      if (!taken_.contains(std::string{key.str()})) wrong(key.str(), {"没有这个键", "there is no such key"});
    if (refusal_) return std::unexpected{*refusal_};
    return {};
  }

 private:
  template <class Value>
  Value required(std::string_view key) {
    taken_.insert(std::string{key});
    const auto value = table_[key].value_exact<Value>();
    if (!value) wrong(key, {"缺少，或类型不对", "missing, or of another type"});
    return value.value_or(Value{});
  }

  const toml::table& table_;
  std::string what_;
  std::set<std::string> taken_;
  std::optional<Refusal> refusal_;
};

Turn read_turn(const toml::table& table, TableTaker& whole) {
  TableTaker taker{table, "turn"};
  Turn turn{taker.name_of("name"), taker.title_of("title"), taker.clock("from"), taker.clock("until")};
  if (turn.from >= turn.until) taker.wrong("until", {"要晚于 from", "must be later than from"});
  whole.keep(taker.done());
  return turn;
}

CheckGroup read_group(const toml::table& table, TableTaker& whole) {
  TableTaker taker{table, "group"};
  CheckGroup group{taker.name_of("name"), taker.title_of("title")};
  whole.keep(taker.done());
  return group;
}

Kind read_kind(const toml::table& table, TableTaker& whole) {
  TableTaker taker{table, "kinds"};
  Kind kind{taker.name_of("name"), {taker.words("zh"), taker.words("en")}};
  whole.keep(taker.done());
  return kind;
}

std::optional<Level> level_in(std::string_view name) {
  for (const Level level : {Level::minor, Level::serious, Level::grave})
    if (level_name(level) == name) return level;
  return std::nullopt;
}

CheckItem read_item(const toml::table& table, const Checklist& list, TableTaker& whole) {
  TableTaker taker{table, "item"};
  CheckItem item;
  item.group = taker.name_of("group");
  item.name = taker.name_of("name");
  item.title = taker.title_of("title");
  item.rule = taker.title_of("rule");
  const auto level = level_in(taker.words("level"));
  if (!level) taker.wrong("level", {"是 minor、serious 或 grave", "is minor, serious or grave"});
  item.level = level.value_or(Level::minor);
  item.points = taker.points("points");
  item.limit_workdays =
      taker.has("limit_workdays") ? taker.number("limit_workdays", 1, most_limit) : list.limit_workdays;
  item.windows = taker.flag("windows", true);
  for (const auto* inner : taker.tables("kinds")) {
    auto kind = read_kind(*inner, taker);
    if (item.kind(kind.name) != nullptr) taker.wrong("kinds", {"名称重复", "a name stands twice"});
    item.kinds.push_back(std::move(kind));
  }
  if (std::ranges::find(list.groups, item.group, &CheckGroup::name) == list.groups.end())
    taker.wrong("group", {"没有这个组", "there is no such group"});
  if (list.item(item.name) != nullptr) taker.wrong("name", {"名称重复", "the name stands twice"});
  whole.keep(taker.done());
  return item;
}

void read_parts(TableTaker& taker, Checklist& list) {
  for (const auto* inner : taker.tables("turn")) {
    auto turn = read_turn(*inner, taker);
    if (list.turn(turn.name) != nullptr) taker.wrong("turn", {"名称重复", "a name stands twice"});
    list.turns.push_back(std::move(turn));
  }
  for (const auto* inner : taker.tables("group")) {
    auto group = read_group(*inner, taker);
    if (std::ranges::find(list.groups, group.name, &CheckGroup::name) != list.groups.end())
      taker.wrong("group", {"名称重复", "a name stands twice"});
    list.groups.push_back(std::move(group));
  }
  for (const auto* inner : taker.tables("item")) list.items.push_back(read_item(*inner, list, taker));
  if (list.turns.empty()) taker.wrong("turn", {"至少一轮", "at least one round a day"});
  if (list.items.empty() || list.items.size() > most_items)
    taker.wrong("item", {fmt::format("1 到 {} 项", most_items), fmt::format("1 to {} items", most_items)});
  for (const auto& window : list.spare)
    if (std::ranges::find(list.windows, window) == list.windows.end())
      taker.wrong("spare", {"备用窗口要在 windows 里", "a spare window is one of the windows"});
}

}  // namespace

// R-SRV-01
Result<Checklist> read_checklist(std::string_view text) {
  const auto table = read_toml(text);
  if (!table)
    return refuse(RefusalCode::invalid,
                  {fmt::format("第 {} 行：清单不是有效的 TOML：{}", table.error().line, table.error().message),
                   fmt::format("line {}: the checklist is no TOML: {}", table.error().line, table.error().message)},
                  {}, std::to_string(table.error().line));
  TableTaker taker{*table, "checklist"};
  Checklist list;
  list.digest = crypto::sm3(text);
  list.name = taker.name_of("name");
  list.title = taker.title_of("title");
  list.base = taker.number("base", 1, most_base) * tenths;
  if (taker.has("floor")) list.floor = taker.number("floor", 0, most_base) * tenths;
  if (list.floor && *list.floor >= list.base) taker.wrong("floor", {"要小于 base", "must be less than base"});
  list.corrected_deducts = taker.flag("corrected_deducts", true);
  list.limit_workdays = taker.number("limit_workdays", 1, most_limit);
  list.windows = taker.window_names("windows");
  list.spare = taker.window_names("spare");
  read_parts(taker, list);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  return list;
}

}  // namespace hallbook::service
