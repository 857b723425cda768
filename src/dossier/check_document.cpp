#include <fmt/format.h>

#include "base/money_math.h"
#include "base/org_code.h"
#include "base/text.h"
#include "dossier/checks.h"
#include "dossier/facts.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

/// R-DOS-10.
void check_code(const Project& project, Findings& findings) {
  if (project.unit_code.empty())
    add_finding(findings, "unit_code_missing", 0, "项目实施单位",
                {"没有写组织机构代码；没有它，别的账簿无法确认是同一单位。请补上 18 位统一社会信用代码。",
                 "No organisation code is stated; without it no other book can tell that this is the same unit. Add "
                 "the 18-character code."});
  else if (!is_org_code(project.unit_code))
    add_finding(
        findings, "unit_code_invalid", 0, "项目实施单位 组织机构代码",
        {fmt::format("组织机构代码 {} 的校验位不对（GB 32100），多半抄错了一个字符；请与单位证书核对。",
                     project.unit_code),
         fmt::format(
             "The organisation code {} fails its check character (GB 32100): most likely one character is miscopied. "
             "Compare it with the unit's certificate.",
             project.unit_code)});
}

/// R-DOS-11, with the period below.
void check_amount(const Project& project, Findings& findings) {
  if (project.amount) return;
  const auto amounts = amounts_in(project.funds_text);
  std::string printed;
  for (const auto& amount : amounts) printed += (printed.empty() ? "" : "、") + amount.printed;
  if (amounts.empty())
    add_finding(findings, "amount_missing", 0, "资金安排情况",
                {"没有找到用“元”写明的安排金额；执行率要用它。请在“资金安排情况”写明，例如“全年安排资金420000元”。",
                 "No granted amount in 元 was found; the execution rate needs it. State it under 资金安排情况, e.g. "
                 "全年安排资金420000元."},
                true);
  else
    add_finding(
        findings, "amount_unclear", 0, "资金安排情况",
        {fmt::format("写了 {}，看不出哪个是项目总额（或超出可表示的范围）；程序不猜。请写明“合计”或“全年安排资金”。",
                     printed),
         fmt::format(
             "The text names {} and does not say which is the whole (or one is beyond range); nothing is guessed. "
             "Mark the whole with 合计 or 全年安排资金.",
             printed)},
        true);
}

void check_period(const Project& project, Findings& findings) {
  if (project.year == 0) {
    add_finding(
        findings, "year_missing", 0, "标题",
        {"没有找到预算年度；没有年度就没有评价期间。请在标题或实施计划中写明，例如“2026年1月1日至2026年12月31日”。",
         "No budget year was found; without it there is no period to evaluate. State it in the title or the plan."},
        true);
    return;
  }
  if (!project.period_stated)
    add_finding(
        findings, "period_missing", 0, "项目实施计划",
        {fmt::format("没有写明起止日期，按 {} 年全年计算；如不是全年，请在实施计划中写明起止日期。", project.year),
         fmt::format("No first and last day are stated; the whole year {} is taken. If that is wrong, state the days "
                     "in the plan.",
                     project.year)});
  else if (static_cast<int>(project.period.first.year()) != project.year ||
           static_cast<int>(project.period.last.year()) != project.year)
    add_finding(
        findings, "year_differs", 0, "项目实施计划",
        {fmt::format("标题是 {} 年，实施期间却是 {}；自评按哪个期间取数会得出不同结果。请核对。", project.year,
                     period_name(project.period)),
         fmt::format(
             "The title says {}, the period is {}: the figures differ with the one taken. Check which is meant.",
             project.year, period_name(project.period))},
        true);
}

/// Words that stand in every text of this trade and tie nothing to anything; `mark` stands in their place.
std::string without_common_words(std::string text, const Project& project, std::string_view mark) {
  std::vector<std::string> common{"政务服务大厅", "政务服务", "政务大厅", "服务大厅", "服务中心",
                                  "办事群众",     "群众办事", "人民群众", "企业群众", "工作开展",
                                  "保障",         "提升",     "进一步",   "项目"};
  if (!project.unit_name.empty()) common.insert(common.begin(), project.unit_name);
  for (const auto& word : common)
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
      text.replace(at, word.size(), mark);
  return text;
}

/// "1.甲。2.乙。" into its numbered parts; a goal without numbers is one part.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts{""};
  const std::string half = to_half_width(text);
  int next = 1;
  for (std::size_t at = 0; at < half.size(); ++at) {
    const std::string number = std::to_string(next);
    const std::string_view rest = std::string_view{half}.substr(at);
    const bool starts = at == 0 || !(half[at - 1] >= '0' && half[at - 1] <= '9');
    const std::string_view behind = rest.substr(std::min(number.size(), rest.size()));
    const bool point = behind.starts_with(".") && !(behind.size() > 1 && behind[1] >= '0' && behind[1] <= '9');
    if (starts && rest.starts_with(number) && (point || behind.starts_with("、"))) {
      if (!trim(parts.back()).empty()) parts.emplace_back();
      ++next;
    }
    parts.back() += half[at];
  }
  return parts;
}

}  // namespace

void check_unit_and_money(const Project& project, Findings& findings) {
  check_code(project, findings);
  check_amount(project, findings);
  check_period(project, findings);
}

/// R-DOS-12: a part of a goal that shares no word of four characters with any indicator is measured by none.
void check_goals(const Project& project, Findings& findings) {
  constexpr std::size_t word = 4;
  if (project.goals.empty()) {
    add_finding(findings, "no_goals", 0, "绩效目标表",
                {"没有总体目标或年度目标；自评表要填“预期目标”和“实际完成情况”。请补写年度目标。",
                 "There is neither an overall nor an annual goal; the self-evaluation form asks for the goal and what "
                 "came of it. Add the annual goal."});
    return;
  }
  std::size_t all = 0;
  std::vector<std::string> unmeasured;
  for (const auto& goal : project.goals) {
    for (const auto& part : parts_of(goal.text)) {
      ++all;
      const std::string words = without_common_words(part, project, "\x01");
      const bool measured = std::ranges::any_of(project.indicators, [&](const IndicatorRow& row) {
        const std::string about =
            without_common_words(to_half_width(row.name + "\x02" + row.content_cell), project, "\x02");
        return count_characters(longest_shared(words, about)) >= word;
      });
      if (!measured) unmeasured.push_back(first_characters(trim(part), 18));
    }
  }
  if (unmeasured.empty() || project.indicators.empty()) return;
  std::string printed;
  for (const auto& part : unmeasured) printed += fmt::format("{}“{}…”", printed.empty() ? "" : "、", part);
  add_finding(
      findings, "goals_without_indicator", 0, "绩效目标",
      {fmt::format("目标的 {} 个部分中有 {} "
                   "个没有对应的指标：{}"
                   "。年底只能用文字说明，得不到分数；请用台账（培训、导服、巡检、品牌活动等）留下佐证，或增设指标。",
                   all, unmeasured.size(), printed),
       fmt::format(
           "{} of the {} parts of the goals have no indicator: {}. At year end they can only be described, not scored; "
           "keep evidence in registers (training, guides, rounds, brand events), or add indicators.",
           unmeasured.size(), all, printed)});
}

}  // namespace hallbook::dossier
