// What is wrong with the table as a whole. Rules R-DOS-13 to R-DOS-16.
#include <fmt/format.h>

#include "base/text.h"
#include "dossier/checks.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : std::string{between}) + word;
  return text;
}

/// R-DOS-13: the kinds that the national form expects among the indicators.
void check_kinds(const Project& project, Findings& findings) {
  struct Kind {
    std::string_view zh, en;
  };
  static constexpr Kind kinds[] = {{"质量", "quality"}, {"时效", "timeliness"}, {"成本", "cost"}};
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const auto& kind : kinds) {
    const bool held = std::ranges::any_of(project.indicators, [&](const IndicatorRow& row) {
      return row.level1.contains(kind.zh) || row.level2.contains(kind.zh);
    });
    if (held) continue;
    zh.emplace_back(kind.zh);
    en.emplace_back(kind.en);
  }
  if (zh.empty()) return;
  add_finding(findings, "missing_kinds", 0, "项目绩效目标表 二级指标",
              {fmt::format("没有{}"
                           "指标；审核绩效目标时通常要求数量、质量、时效、成本都有，只有数量说明不了做得好不好、快不快"
                           "、省不省。下次编报请补上。",
                           joined(zh, "、")),
               fmt::format("There is no {} indicator; reviewers expect quantity, quality, timeliness and cost: "
                           "quantity alone does not say how well, "
                           "how fast or how cheaply. Add them when the next table is drawn up.",
                           joined(en, ", no "))});
}

void check_weights(const Project& project, Findings& findings) {
  const auto has_weight = [](const IndicatorRow& row) {
    return !row.weight_cell.empty() && !is_filler(row.weight_cell);
  };
  const auto with = std::ranges::count_if(project.indicators, has_weight);
  if (with == 0) {
    add_finding(findings, "no_weights", 0, "项目绩效目标表",
                {"表中没有权重（分值）；没有权重就算不出总分。请选定分值方案（例如 "
                 "产出50、效益30、满意度10、预算执行率10），并决定组内如何分配。",
                 "The table has no weights; without them there is no total score. Choose a scheme (e.g. output 50, "
                 "effect 30, satisfaction 10, "
                 "execution 10) and how a group's points are spread."},
                true);
    return;
  }
  Rational sum;
  for (const auto& row : project.indicators) {
    std::string printed = plain(row.weight_cell);
    if (printed.ends_with('%')) printed.pop_back();
    if (printed.ends_with("分")) printed.resize(printed.size() - std::string_view{"分"}.size());
    const auto weight = Rational::parse(printed);
    if (weight && *weight > Rational{0})
      sum = sum + *weight;
    else
      add_finding(findings, "weight_missing", row.no, "权重",
                  {fmt::format("权重“{}”读不出大于 0 的数；这一项就没有分数。请填写分值。", row.weight_cell),
                   fmt::format("The weight “{}” is no number above 0, so the row has no score. State its points.",
                               row.weight_cell)},
                  true);
  }
  if (sum == Rational{100} || sum == Rational{90}) return;  // with and without the execution row's 10
  add_finding(
      findings, "weights_do_not_sum", 0, "项目绩效目标表 权重",
      {fmt::format("权重合计 {}，既不是 100 也不是 90（另有预算执行率 10）；总分会失真。请核对各项分值。", sum.exact()),
       fmt::format("The weights add up to {}, neither 100 nor 90 (beside 10 for execution): the total would be off. "
                   "Check each weight.",
                   sum.exact())},
      true);
}

void check_cells(const Project& project, Findings& findings) {
  if (project.filler_cells > 0)
    add_finding(findings, "filler", 0, "项目绩效目标表",
                {fmt::format("表中有 {} 个单元格填的是“空”“/”之类的占位；它们不是数据，程序按空白读。下次填报请留空。",
                             project.filler_cells),
                 fmt::format("{} cells of the table hold fillers such as 空 or /; they are no data and are read as "
                             "empty. Leave them blank next time.",
                             project.filler_cells)});
  if (!project.loose_cells.empty())
    add_finding(
        findings, "cells_not_read", 0, "项目绩效目标表",
        {fmt::format("有 {} 个单元格没有读进任何指标，例如“{}”；原文已保留，但它们不参加计算。请检查表格是否错行。",
                     project.loose_cells.size(), first_characters(project.loose_cells.front(), 30)),
         fmt::format(
             "{} cells belong to no indicator, e.g. “{}”; the text keeps them, but nothing is computed from them. "
             "Check whether the table's rows have slipped.",
             project.loose_cells.size(), first_characters(project.loose_cells.front(), 30))});
}

void check_empty_levels(const Project& project, Findings& findings) {
  for (const auto& level : project.level2) {
    if (std::ranges::any_of(project.indicators, [&](const IndicatorRow& row) { return row.level2 == level; })) continue;
    add_finding(
        findings, "level_without_indicators", 0, "项目绩效目标表 二级指标",
        {fmt::format("“{}”下面没有任何指标；它的分值无处可放。请补上指标或删去这一行。", level),
         fmt::format("There is no indicator under {}: its points have no place. Add one, or drop the line.", level)});
  }
}

void check_repeated(const Project& project, Findings& findings) {
  for (std::size_t i = 0; i < project.indicators.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (plain(project.indicators[i].name) == plain(project.indicators[k].name)) {
        add_finding(
            findings, "repeated_indicator", project.indicators[i].no, "三级指标",
            {fmt::format("与指标 {} 同名“{}”；同一结果会算两次分。请确认是否重复填报。", project.indicators[k].no,
                         project.indicators[i].name),
             fmt::format(
                 "The same name as indicator {}: one result would score twice. Check whether the row is a repetition.",
                 project.indicators[k].no)});
        break;
      }
}

}  // namespace

void check_table(const Project& project, Findings& findings) {
  if (project.indicators.empty()) {
    add_finding(findings, "no_indicators", 0, "项目绩效目标表",
                {"没有读到任何指标；没有指标就没有自评。请确认文本里有含“三级指标”表头的绩效目标表，且没有丢失表格。",
                 "No indicator was read, and without one there is nothing to evaluate. Check that the text holds the "
                 "table headed 三级指标."},
                true);
    return;
  }
  check_weights(project, findings);
  check_kinds(project, findings);
  check_empty_levels(project, findings);
  check_repeated(project, findings);
  check_cells(project, findings);
}

}  // namespace hallbook::dossier
