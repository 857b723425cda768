#include <fmt/format.h>

#include "base/money_math.h"
#include "dossier/disclosure.h"

namespace hallbook::dossier {
namespace {

/// Cells each on a line behind a TAB, an empty line behind the row: the grid of the published texts.
void put_row(std::string& out, std::initializer_list<std::string_view> cells) {
  for (const std::string_view cell : cells) {
    out += '\t';
    out += cell;
    out += '\n';
  }
  out += '\n';
}

void put_part(std::string& out, std::string_view heading, std::string_view text) {
  if (!text.empty()) out += fmt::format("{}\n\n{}\n\n", heading, text);
}

void put_unit(std::string& out, const Project& project) {
  out += "项目实施单位\n\n";
  const std::pair<std::string_view, const std::string*> labels[] = {
      {"单位名称", &project.unit_name},   {"组织机构代码", &project.unit_code}, {"地址", &project.address},
      {"联系电话", &project.phone},       {"法人代表", &project.legal_person},  {"经费来源", &project.funding},
      {"单位概况", &project.unit_profile}};
  for (const auto& [label, value] : labels)
    if (!value->empty()) out += fmt::format("{}：{}\n", label, *value);
  out += '\n';
}

void put_table(std::string& out, const Project& project) {
  out += "项目绩效目标表\n\n";
  for (std::size_t i = 0; i < project.goals.size(); ++i)
    put_row(out, {i == 0 ? "项目目标" : "", project.goals[i].title, project.goals[i].text});
  put_row(out, {"绩效指标", "评（扣）分标准", "指标内容", "绩效指标值设定依据及数据来源", "权重"});
  put_row(out, {"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性", "", "", "", ""});
  std::string_view level1;
  std::string_view level2;
  for (const auto& row : project.indicators) {
    if (row.level1 != level1) {
      put_row(out, {row.level1, "", "", "", "", "", "", "", "", "", ""});
      level2 = {};
    }
    if (row.level2 != level2) put_row(out, {"", row.level2, "", "", "", "", "", "", "", "", ""});
    level1 = row.level1;
    level2 = row.level2;
    put_row(out, {"", "", row.name, row.operator_cell, row.value_cell, row.unit_cell, row.label_cell, row.rule_cell,
                  row.content_cell, row.source_cell, row.weight_cell});
  }
}

}  // namespace

/// R-DOS-07: what was read goes out as it came, character by character; only a project made by hand is laid out anew.
std::string write_disclosure(const Project& project) {
  if (!project.document.empty()) return project.document;
  std::string out = fmt::format("{}\n\n{}年{}项目\n\n", project.unit_name, project.year, project.name);
  put_part(out, "项目名称", project.name);
  put_part(out, "立项依据", project.legal_basis);
  put_unit(out, project);
  put_part(out, "项目基本概况", project.overview);
  put_part(out, "项目实施内容", project.content);
  std::string funds = project.funds_text;
  if (funds.empty() && project.amount) funds = fmt::format("全年安排资金{}元。", to_yuan(*project.amount));
  put_part(out, "资金安排情况", funds);
  put_part(out, "项目实施计划", project.plan_text);
  put_part(out, "项目实施成效", project.effects);
  for (const auto& section : project.sections) {
    if (section.known || section.heading.empty()) continue;
    out += section.heading + "\n\n";
    for (const auto& paragraph : section.paragraphs) out += paragraph + "\n";
    out += '\n';
  }
  put_table(out, project);
  return out;
}

}  // namespace hallbook::dossier
