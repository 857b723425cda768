#include "indicators/long_goals.h"

#include <fmt/format.h>

#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

constexpr int most_years = 10;

using CellsByName = std::map<std::string, GoalCell>;

std::string text_in(const Json& json, std::string_view key) {
  const Json* value = json.find(key);
  return value != nullptr && value->is_string() ? value->string() : std::string{};
}

/// What a frozen evaluation says, byte for byte.
CellsByName frozen_cells(const Frozen& frozen) {
  CellsByName cells;
  const auto content = Json::parse(frozen.bytes);
  if (!content) return cells;
  for (const auto& one : content->at("indicators").array()) {
    const Json* met = one.find("met");
    cells[text_in(one, "name")] = {text_in(one, "target_printed"), text_in(one, "value_printed"),
                                   met == nullptr || met->is_null() ? std::nullopt : std::optional{met->boolean()}};
  }
  return cells;
}

CellsByName cells_so_far(db::ReadTx& tx, UnitId unit, const dossier::Project& project, Date today) {
  CellsByName cells;
  const auto evaluator = Evaluator::load(tx, unit, project.code);
  if (!evaluator || today < project.period.first) return cells;
  for (const auto& result : evaluator->evaluate(tx, std::min(today, project.period.last)).indicators)
    cells[result.row.name] = {target_printed(result), result.value_printed, result.met};
  return cells;
}

class LongGoalReader {
 public:
  LongGoalReader(db::ReadTx& tx, const journal::EvidenceStore& evidence, UnitId unit, const dossier::Project& project,
                 Date today)
      : tx_{tx}, evidence_{evidence}, unit_{unit}, project_{project}, today_{today} {
    for (const auto& code : dossier::project_codes(tx, unit)) {
      auto other = dossier::find_project(tx, unit, code);
      if (other && other->name == project.name) projects_.push_back(std::move(*other));
    }
  }

  LongGoal read(const dossier::Goal& goal, int from, int to) {
    LongGoal read{goal.title, goal.text, {}, {}};
    for (int year = from; year <= std::min(to, from + most_years - 1); ++year) add_year(read, year);
    for (auto& row : read.rows) row.cells.resize(read.years.size());
    return read;
  }

 private:
  void add_year(LongGoal& goal, int year) {
    const auto found = std::ranges::find(projects_, year, &dossier::Project::year);
    goal.years.push_back({year, found == projects_.end() ? "" : found->code, 0});
    if (found == projects_.end()) return;
    const auto kept = all_frozen(tx_, unit_, found->code);
    CellsByName cells;
    if (const auto last = std::ranges::max_element(kept, {}, &Frozen::version); last != kept.end()) {
      goal.years.back().frozen = last->version;
      if (const auto whole = find_frozen(tx_, evidence_, unit_, found->code, last->version))
        cells = frozen_cells(*whole);
    } else {
      cells = cells_so_far(tx_, unit_, *found, today_);
    }
    for (const auto& indicator : found->indicators) {  // in the order of the document
      auto row = std::ranges::find(goal.rows, indicator.name, &GoalRow::name);
      if (row == goal.rows.end()) row = goal.rows.insert(row, {indicator.name, {}, 0});
      row->cells.resize(goal.years.size());
      row->cells.back() = cells[indicator.name];
      row->years_met += row->cells.back().met.value_or(false) ? 1 : 0;
    }
  }

  db::ReadTx& tx_;
  const journal::EvidenceStore& evidence_;
  UnitId unit_;
  const dossier::Project& project_;
  Date today_;
  std::vector<dossier::Project> projects_;
};

std::string mark_of(const GoalCell& cell) { return !cell.met ? "" : *cell.met ? " ✓" : " ✕"; }

Json cell_json(const GoalCell& cell) {
  return Json::Object{{"target", cell.target}, {"value", cell.value}, {"met", cell.met ? Json{*cell.met} : Json{}}};
}

}  // namespace

std::optional<std::pair<int, int>> years_of_goal(std::string_view title) {
  std::vector<int> years;
  int number = 0, digits = 0;
  const auto finish = [&] {
    if (digits == 4 && number >= 2000 && number <= 2100) years.push_back(number);
    number = digits = 0;
  };
  for (const char letter : title) {
    if (letter < '0' || letter > '9')
      finish();
    else if (++digits <= 4)
      number = number * 10 + (letter - '0');
  }
  finish();
  if (years.size() < 2 || years.front() >= years.back()) return std::nullopt;
  return std::pair{years.front(), years.back()};
}

std::vector<LongGoal> long_goals(db::ReadTx& tx, const journal::EvidenceStore& evidence, UnitId unit,
                                 const dossier::Project& project, Date today) {
  std::vector<LongGoal> found;
  LongGoalReader reader{tx, evidence, unit, project, today};
  for (const auto& goal : project.goals)
    if (const auto years = years_of_goal(goal.title)) found.push_back(reader.read(goal, years->first, years->second));
  return found;
}

Json long_goals_json(const std::vector<LongGoal>& goals) {
  Json list = Json::Array{};
  for (const auto& goal : goals) {
    Json::Array years, rows;
    for (const auto& year : goal.years)
      years.push_back(Json::Object{{"year", year.year}, {"project", year.project}, {"frozen", year.frozen}});
    for (const auto& row : goal.rows) {
      Json cells = Json::Array{};
      for (const auto& cell : row.cells) cells.push_back(cell_json(cell));
      rows.push_back(Json::Object{{"name", row.name}, {"cells", std::move(cells)}, {"years_met", row.years_met}});
    }
    list.push_back(Json::Object{
        {"title", goal.title}, {"text", goal.text}, {"years", std::move(years)}, {"rows", std::move(rows)}});
  }
  return Json::Object{{"items", std::move(list)}};
}

std::string long_goals_text(const std::vector<LongGoal>& goals, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (goals.empty()) return zh ? "文件里没有跨年的目标。\n" : "The document has no goal over several years.\n";
  std::string text;
  for (const auto& goal : goals) {
    text += fmt::format("{}\n  {}\n", goal.title, goal.text);
    for (std::size_t i = 0; i < goal.years.size(); ++i) {
      const auto& year = goal.years[i];
      const std::string state = year.project.empty() ? (zh ? "还没有项目" : "no project yet")
                                : year.frozen > 0
                                    ? fmt::format(fmt::runtime(zh ? "封存第 {} 版" : "frozen, version {}"), year.frozen)
                                    : std::string{zh ? "到目前" : "so far"};
      text += fmt::format("  {}  {}\n", year.year, state);
      if (year.project.empty()) continue;
      for (const auto& row : goal.rows)
        text += fmt::format("    {}  {}{}\n", row.name, row.cells[i].value.empty() ? "—" : row.cells[i].value,
                            mark_of(row.cells[i]));
    }
  }
  return text;
}

}  // namespace hallbook::indicators
