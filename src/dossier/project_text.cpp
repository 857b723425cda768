#include "dossier/project_text.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

std::string_view pick(Lang lang, std::string_view zh, std::string_view en) { return lang == Lang::zh ? zh : en; }

std::string padded(std::string_view text, std::size_t width) {
  std::string out{text};
  const std::size_t shown = display_width(text);
  if (shown < width) out.append(width - shown, ' ');
  return out;
}

void put_field(std::string& out, Lang lang, std::string_view zh, std::string_view en, std::string_view value) {
  if (value.empty()) return;
  constexpr std::size_t label_width = 14;
  std::string lines{value};
  for (std::size_t at = lines.find('\n'); at != std::string::npos; at = lines.find('\n', at + label_width))
    lines.replace(at, 1, "\n" + std::string(label_width, ' '));
  out += padded(pick(lang, zh, en), label_width) + lines + "\n";
}

void put_decisions(std::string& out, const Project& project, Lang lang) {
  if (project.decisions.empty()) return;
  out += fmt::format("\n{}\n", pick(lang, "决定", "Decisions"));
  for (const auto& decision : project.decisions) {
    std::string title = decision.chosen;
    for (const auto& option : project.options(decision.finding, decision.indicator))
      if (option.id == decision.chosen) title = fmt::format("{}（{}）", option.title.in(lang), option.id);
    const std::string place =
        decision.indicator == 0 ? std::string{pick(lang, "全文", "whole")} : fmt::format("#{}", decision.indicator);
    out += fmt::format("  {} {} {}\n", padded(place, 5), padded(decision.finding, 30), title);
    out += fmt::format("        {}{}{}\n", decision.by,
                       decision.proposed ? pick(lang, "（待单位确认）", " (not yet confirmed)") : "",
                       decision.reason.empty() ? "" : std::string{pick(lang, "：", ": ")} + decision.reason);
  }
}

void put_indicators(std::string& out, const Project& project, Lang lang) {
  out += fmt::format("\n{}\n", pick(lang, "指标", "Indicators"));
  for (const auto& row : project.indicators) {
    const std::string unit = row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell;
    out += fmt::format("  {} {} {}{}{}\n", padded(std::to_string(row.no), 2), padded(row.name, 34),
                       padded(row.operator_cell, 3), row.value_cell, unit);
    out += fmt::format("     {} / {} · {} · {}\n", row.level1, row.level2, row.label_cell, row.source_cell);
    const IndicatorPlan plan = project.settled(row.no);
    if (!plan.formula.empty()) out += fmt::format("     {} {}\n", pick(lang, "算法", "formula"), plan.formula);
    if (!plan.rule.empty()) out += fmt::format("     {} {}\n", pick(lang, "计分", "rule"), plan.rule);
    if (!plan.note.in(lang).empty()) out += fmt::format("     {} {}\n", pick(lang, "说明", "note"), plan.note.in(lang));
    if (plan.formula.empty())
      out += fmt::format("     {}\n", pick(lang, "还没有算法：这一项的值是“不完整”，请给项目计划",
                                           "no formula yet: its value is incomplete; give the project a plan"));
  }
}

}  // namespace

std::string project_text(const Project& project, Lang lang) {
  std::string out;
  if (!project.sample.empty()) out += fmt::format("【{}】\n", project.sample);
  put_field(out, lang, "项目", "project", project.name);
  put_field(out, lang, "编码", "code", project.code);
  put_field(out, lang, "版本", "version", project.version == 0 ? "" : std::to_string(project.version));
  put_field(out, lang, "年度", "year", std::to_string(project.year));
  if (project.year != 0)
    put_field(out, lang, "实施期间", "period",
              fmt::format("{} … {}", iso(project.period.first), iso(project.period.last)));
  put_field(out, lang, "单位", "unit", project.unit_name);
  put_field(out, lang, "机构代码", "unit code", project.unit_code);
  put_field(out, lang, "经费来源", "funding", project.funding);
  put_field(out, lang, "安排资金", "amount",
            project.amount ? fmt::format("{} {}", to_yuan(*project.amount), pick(lang, "元", "yuan"))
                           : std::string{pick(lang, "未写明", "not stated")});
  std::string numbers;
  for (const auto& number : project.document_numbers) numbers += (numbers.empty() ? "" : "、") + number;
  put_field(out, lang, "依据文号", "legal basis", numbers);
  put_field(out, lang, "分值方案", "scheme", project.settled_scheme());
  for (const auto& goal : project.goals) out += fmt::format("\n{}\n  {}\n", goal.title, goal.text);
  put_indicators(out, project, lang);
  put_decisions(out, project, lang);
  for (const auto& section : project.sections)
    if (!section.known && !section.heading.empty())
      out += fmt::format(
          "\n{}\n  {}\n",
          pick(lang, "原文另有一节（照录，不参加计算）：", "another section of the text (kept, not computed):"),
          section.heading);
  return out;
}

std::string findings_text(const Project& project, const std::vector<Finding>& findings, Lang lang) {
  if (findings.empty()) return std::string{pick(lang, "没有发现问题。\n", "Nothing doubtful was found.\n")};
  std::string out;
  for (const auto& finding : findings) {
    out += fmt::format("{} {}  [{}]\n  {}\n", finding.needs_decision ? "?" : "·", finding.where, finding.code,
                       finding.message.in(lang));
    const Decision* decision = project.decision(finding.code, finding.indicator);
    for (const auto& option : project.options(finding.code, finding.indicator)) {
      const bool chosen = decision != nullptr && decision->chosen == option.id;
      out += fmt::format("    {} {} {}{}\n", chosen ? "●" : "○", padded(option.id, 22), option.title.in(lang),
                         chosen && decision->proposed ? pick(lang, "（提议）", " (proposed)") : "");
    }
    if (decision == nullptr && finding.needs_decision)
      out += fmt::format("    {}\n", pick(lang, "尚未决定", "not yet decided"));
    if (decision != nullptr && decision->chosen == "noted")
      out += fmt::format("    {} {}\n", pick(lang, "已知悉：", "noted by"), decision->by);
  }
  return out;
}

}  // namespace hallbook::dossier
