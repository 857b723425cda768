#include "indicators/scheme.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "indicators/print.h"
#include "indicators/toml_reading.h"

namespace hallbook::indicators {

namespace {

using toml_reading::Table;

Result<> only(const Table& table, std::initializer_list<std::string_view> known) {
  for (const auto& key : table.keys())
    if (std::ranges::find(known, key) == known.end()) return table.refuse_key(key, {"不认识的键", "unknown key"});
  return {};
}

Result<Rational> points(const Table& table, std::string_view key) {
  const auto value = Rational::parse(table.text(key));
  if (!value || *value < Rational{0} || *value > Rational{100})
    return table.refuse_key(
        key, {"须是 0 到 100 的数，写成文字，如 \"12.5\"", "must be a number from 0 to 100, as text: \"12.5\""});
  return *value;
}

Result<SchemeGroup> read_group(const Table& row) {
  if (const auto fine = only(row, {"level1", "points", "spread", "shares"}); !fine)
    return std::unexpected{fine.error()};
  SchemeGroup group;
  group.level1 = row.text("level1");
  if (group.level1.empty()) return row.refuse_key("level1", {"缺少一级指标名", "a group needs its level-1 name"});
  const auto given = points(row, "points");
  if (!given) return std::unexpected{given.error()};
  group.points = *given;
  const auto spread = row.text("spread");
  if (spread == "equal") return group;
  if (spread != "given") return row.refuse_key("spread", {"须是 equal 或 given", "must be equal or given"});
  for (const auto& shares : row.tables("shares"))
    for (const auto& key : shares.keys()) {
      const auto share = points(shares, key);
      if (!share) return std::unexpected{share.error()};
      const auto no = Rational::parse(key);
      if (!no || !no->is_whole() || !no->to_int64() || *no < Rational{1} || *no > Rational{1000})
        return shares.refuse_key(key, {"须是指标序号", "must be an indicator number"});
      group.shares[static_cast<int>(*no->to_int64())] = *share;
    }
  if (group.shares.empty())
    return row.refuse_key("shares", {"spread = given 须写各指标的份额", "spread = given needs shares"});
  return group;
}

Result<std::vector<Grade>> read_grades(const Table& file) {
  std::vector<Grade> grades;
  for (const auto& row : file.tables("grade")) {
    if (const auto fine = only(row, {"name", "en", "from"}); !fine) return std::unexpected{fine.error()};
    const auto from = points(row, "from");
    if (!from) return std::unexpected{from.error()};
    if (!grades.empty() && *from >= grades.back().from)
      return row.refuse_key("from", {"等次须从高到低", "grades must go from the top down"});
    const auto zh = row.text("name");
    const auto en = row.text("en");
    grades.push_back({{zh, en.empty() ? zh : en}, *from});
  }
  if (grades.empty() || !grades.back().from.is_zero())
    return file.refuse_key("grade", {"最低一等须从 0 起", "the lowest grade must start from 0"});
  return grades;
}

/// R-SCH-06: the bands of domain §5, when the scheme has none of its own.
std::vector<Band> usual_bands() {
  return {{{"达成预期指标", "reached"}, Rational{80}},
          {{"部分达成并具有一定效果", "partly reached, with some effect"}, Rational{60}},
          {{"未达成且效果较差", "not reached, with little effect"}, Rational{0}}};
}

Result<std::vector<Band>> read_bands(const Table& file) {
  std::vector<Band> bands;
  for (const auto& row : file.tables("band")) {
    if (const auto fine = only(row, {"name", "en", "from"}); !fine) return std::unexpected{fine.error()};
    const auto from = points(row, "from");
    if (!from) return std::unexpected{from.error()};
    if (*from >= (bands.empty() ? Rational{100} : bands.back().from))
      return row.refuse_key("from", {"档位须从高到低，都在 100 以下", "bands must go from the top down, below 100"});
    const auto zh = row.text("name");
    const auto en = row.text("en");
    bands.push_back({{zh, en.empty() ? zh : en}, *from});
  }
  if (bands.empty()) return usual_bands();
  if (!bands.back().from.is_zero())
    return file.refuse_key("band", {"最低一档须从 0 起", "the lowest band must start from 0"});
  return bands;
}

const SchemeGroup* group_of(const Scheme& scheme, const std::string& level1) {
  for (const auto& group : scheme.groups)
    if (level1.starts_with(group.level1)) return &group;
  return nullptr;
}

/// Rows of one group that have no weight of their own share what the others leave.
Result<> spread_group(const SchemeGroup& group, const std::vector<const WeightedRow*>& rows,
                      std::map<int, Rational>& weights) {
  Rational left = group.points;
  Rational shares;
  const auto share_of = [&](const WeightedRow& row) {
    if (group.shares.empty()) return Rational{1};
    const auto found = group.shares.find(row.no);
    return found == group.shares.end() ? Rational{0} : found->second;
  };
  for (const auto* row : rows) {
    if (row->own)
      left = left - *row->own;
    else
      shares = shares + share_of(*row);
  }
  if (left < Rational{0})
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”各指标权重之和超过 {} 分；请改权重或方案", group.level1, readable(group.points)),
                   fmt::format("the weights of \"{}\" sum to more than {}; change them or the scheme", group.level1,
                               readable(group.points))},
                  "weight");
  for (const auto* row : rows) {
    if (row->own)
      weights[row->no] = *row->own;
    else
      weights[row->no] = shares.is_zero() ? Rational{0} : left * share_of(*row) / shares;
  }
  return {};
}

}  // namespace

Rational Scheme::total() const {
  Rational sum = execution;
  for (const auto& group : groups) sum = sum + group.points;
  return sum;
}

// R-SCH-01, R-SCH-02
Result<Scheme> parse_scheme(std::string_view toml) {
  const auto file = toml_reading::parse(toml);
  if (!file) return std::unexpected{file.error()};
  if (const auto fine = only(*file, {"name", "title", "execution", "empty_group", "not_applicable", "group", "grade",
                                     "band", "fewest_answers"});
      !fine)
    return std::unexpected{fine.error()};
  Scheme scheme;
  scheme.name = file->text("name");
  scheme.title = file->words("title");
  const auto execution = points(*file, "execution");
  if (!execution) return std::unexpected{execution.error()};
  scheme.execution = *execution;
  for (const auto& [key, no] : {std::pair{"empty_group", "leave"}, std::pair{"not_applicable", "refuse"}}) {
    const auto value = file->text(key);
    if (value != "rescale" && value != no)
      return file->refuse_key(key, {fmt::format("须是 {} 或 rescale", no), fmt::format("must be {} or rescale", no)});
  }
  scheme.rescale_empty_groups = file->text("empty_group") == "rescale";
  scheme.rescale_not_applicable = file->text("not_applicable") == "rescale";
  for (const auto& row : file->tables("group")) {
    auto group = read_group(row);
    if (!group) return std::unexpected{group.error()};
    scheme.groups.push_back(std::move(*group));
  }
  if (scheme.total() != Rational{100})
    return file->refuse_key("group",
                            {fmt::format("各组加执行率是 {} 分，须是 100", readable(scheme.total())),
                             fmt::format("the groups and execution sum to {}, not 100", readable(scheme.total()))});
  auto grades = read_grades(*file);
  if (!grades) return std::unexpected{grades.error()};
  scheme.grades = std::move(*grades);
  if (const auto text = file->text("fewest_answers"); !text.empty()) {
    const auto fewest = Rational::parse(text);
    if (!fewest || !fewest->is_whole() || *fewest < Rational{0} || *fewest > Rational{100'000})
      return file->refuse_key("fewest_answers", {"须是 0 到 100000 的整数，写成文字，如 \"30\"",
                                                 "must be a whole number from 0 to 100000, as text: \"30\""});
    scheme.fewest_answers = *fewest;
  }
  auto bands = read_bands(*file);
  if (!bands) return std::unexpected{bands.error()};
  scheme.bands = std::move(*bands);
  return scheme;
}

// R-SCH-03, R-SCH-04
Result<Spread> spread_points(const Scheme& scheme, const std::vector<WeightedRow>& rows) {
  Spread spread;
  Rational grown;  // points that someone has
  bool dropped = false;
  std::map<const SchemeGroup*, std::vector<const WeightedRow*>> members;
  for (const auto& row : rows) {
    if (!row.applies) {
      if (!scheme.rescale_not_applicable)
        return refuse(RefusalCode::not_allowed,
                      {fmt::format("方案 {} 不允许指标不适用（指标 {}）", scheme.name, row.no),
                       fmt::format("scheme {} allows no row to be not applicable (indicator {})", scheme.name, row.no)},
                      "scheme");
      dropped = true;
    }
    if (const auto* group = group_of(scheme, row.level1))
      members[group].push_back(&row);
    else {
      spread.without_group.push_back(row.no);
      spread.weights[row.no] = row.own.value_or(Rational{0});
    }
  }
  for (const auto& group : scheme.groups) {
    if (const auto fine = spread_group(group, members[&group], spread.weights); !fine)
      return std::unexpected{fine.error()};
    if (members[&group].empty()) spread.empty_groups.push_back(group.level1);
  }
  for (const auto& row : rows)
    if (!row.applies) spread.weights.erase(row.no);
  for (const auto& group : scheme.groups)
    for (const auto* row : members[&group])
      if (row->applies) grown = grown + spread.weights[row->no];
  Rational wanted = scheme.total() - scheme.execution;
  for (const auto& group : scheme.groups)
    if (members[&group].empty() && !scheme.rescale_empty_groups) wanted = wanted - group.points;
  const bool rescale = dropped || (scheme.rescale_empty_groups && !spread.empty_groups.empty());
  if (rescale && !grown.is_zero())
    for (auto& [no, weight] : spread.weights) weight = weight * wanted / grown;
  return spread;
}

// R-SCH-05: half-open from the top, on the exact points.
const Grade& grade_of(const Scheme& scheme, const Rational& got, const Rational& out_of) {
  ensure(!scheme.grades.empty() && !out_of.is_zero(), "grade_of: no grades or no points");
  const auto of_100 = got * Rational{100} / out_of;
  for (const auto& grade : scheme.grades)
    if (of_100 >= grade.from) return grade;
  return scheme.grades.back();
}

// R-SCH-06: half-open from the top, as the grades.
const Band& band_of(const std::vector<Band>& bands, const Rational& percent) {
  ensure(!bands.empty(), "band_of: no bands");
  for (const auto& band : bands)
    if (percent >= band.from) return band;
  return bands.back();
}

}  // namespace hallbook::indicators
