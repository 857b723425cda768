// The evaluation for a terminal. Calm: seven rows, a total, what is open, in plain words.
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "indicators/evaluation.h"
#include "indicators/print.h"

namespace hallbook::indicators {

namespace {

using Cells = std::array<std::string, 7>;
constexpr std::array<bool, 7> to_the_right{true, false, true, true, true, false, false};

Text status_words(Status status) {
  switch (status) {
    case Status::complete: return {"完整", "complete"};
    case Status::incomplete: return {"未完整", "incomplete"};
    case Status::stale: return {"久未登记", "stale"};
    case Status::declared: return {"自报", "declared"};
  }
  return {};
}

Cells header(Lang lang) {
  return lang == Lang::zh ? Cells{"", "指标", "指标值", "实际值", "得分/权重", "达标", "状态与凭据"}
                          : Cells{"", "Indicator", "Target", "Actual", "Score/weight", "Met", "Status and receipt"};
}

std::string points(const std::optional<Rational>& score, const Rational& weight) {
  return fmt::format("{} / {}", score ? score->rounded(2) : "—", weight.rounded(2));
}

std::string receipt_words(const IndicatorResult& result, Lang lang) {
  std::string text = status_words(result.status).in(lang);
  if (!result.receipt) return text;
  const auto& receipt = *result.receipt;
  if (!receipt.adds_up) return text + (lang == Lang::zh ? "，明细不符！" : ", rows do NOT add up!");
  return fmt::format("{}{}{} {} {}", text, lang == Lang::zh ? "，" : ", ",
                     grouped(Rational{static_cast<std::int64_t>(receipt.rows)}, 0), lang == Lang::zh ? "行" : "rows",
                     receipt.digest.hex().substr(0, 8));
}

Cells row_cells(const IndicatorResult& result, Lang lang) {
  const bool zh = lang == Lang::zh;
  const std::string met = !result.met ? "—" : *result.met ? (zh ? "是" : "yes") : (zh ? "否" : "no");
  return {fmt::format("{}", result.row.no),
          result.row.name,
          target_printed(result),
          result.value_printed.empty() ? "—" : result.value_printed,
          points(result.score, result.weight),
          met,
          receipt_words(result, lang)};
}

std::string yuan_words(Money amount, Lang lang) {
  return grouped(Rational{amount.fen(), 100}, 2) + (lang == Lang::zh ? "元" : " yuan");
}

/// Budget, executed and rate stand where an indicator has target and value.
Cells execution_cells(const ExecutionRow& row, Lang lang) {
  const bool zh = lang == Lang::zh;
  Cells cells{
      "", zh ? "预算执行率" : "Budget execution", "", "—", points(row.score, row.weight), "—", row.status.in(lang)};
  if (!row.money) return cells;
  cells[2] = yuan_words(row.money->total.adjusted, lang);
  cells[3] = yuan_words(row.money->total.executed, lang);
  if (row.rate) cells[5] = (*row.rate * Rational{100}).rounded(2) + "%";
  if (row.receipt)
    cells[6] += fmt::format(
        "{}{}{} {}", zh ? "，" : ", ", row.receipt->rows, zh ? "笔支付" : " payments",
        row.receipt->adds_up ? row.receipt->digest.hex().substr(0, 8) : (zh ? "明细不符！" : "do NOT add up!"));
  return cells;
}

std::vector<Cells> all_cells(const Evaluation& evaluation, Lang lang) {
  std::vector<Cells> rows{header(lang)};
  for (const auto& result : evaluation.indicators) rows.push_back(row_cells(result, lang));
  const bool zh = lang == Lang::zh;
  rows.push_back(execution_cells(evaluation.execution, lang));
  rows.push_back({"", zh ? "合计" : "Total", "", "", points(evaluation.total_score, evaluation.total_weight), "",
                  evaluation.grade ? (zh ? "等级 " : "grade ") + *evaluation.grade : (zh ? "等级待定" : "grade open")});
  return rows;
}

std::string drawn(const std::vector<Cells>& rows) {
  std::array<std::size_t, 7> widths{};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  std::size_t total = 2 * (widths.size() - 1);
  for (const auto width : widths) total += width;
  std::string rule;
  for (std::size_t i = 0; i < total; ++i) rule += "─";
  std::string text;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < rows[r].size(); ++i)
      line += padded(rows[r][i], widths[i], to_the_right[i]) + (i + 1 < rows[r].size() ? "  " : "");
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
    if (r == 0 || r + 3 == rows.size()) text += rule + "\n";
  }
  return text;
}

std::string heading(const Evaluation& evaluation, Lang lang) {
  const auto& project = evaluation.project;
  const bool zh = lang == Lang::zh;
  return fmt::format("{}{}　{} {}\n{}{}　{}{}\n\n", evaluation.sample ? (zh ? "【示例】" : "[SAMPLE 示例] ") : "",
                     project.unit_name, project.year, project.name, zh ? "截至 " : "As of ", iso(evaluation.as_of),
                     zh ? "账本第 " : "journal ",
                     zh ? fmt::format("{} 条，链头 {}", evaluation.head.seq, evaluation.head.root.hex().substr(0, 8))
                        : fmt::format("{}, root {}", evaluation.head.seq, evaluation.head.root.hex().substr(0, 8)));
}

/// Only what is not plain: a reason behind a status, a score below full.
std::string reasons(const Evaluation& evaluation, Lang lang) {
  std::string text;
  for (const auto& result : evaluation.indicators) {
    if (result.score && *result.score != result.weight)
      text += fmt::format("  {}  {}\n", result.row.no, result.derivation.in(lang));
    if (!result.status_reason.zh.empty())
      text += fmt::format("  {}  {}\n", result.row.no, result.status_reason.in(lang));
  }
  return text.empty() ? text : (lang == Lang::zh ? "说明\n" : "Notes\n") + text + "\n";
}

/// R-EVA-15, rounded only here.
std::string unit_cost_lines(const Evaluation& evaluation, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (const auto& cost : evaluation.execution.unit_costs)
    text +=
        fmt::format(fmt::runtime(zh ? "  {}  {}：{} ÷ {}{} = 每{} {} 元\n" : "  {}  {}: {} / {} {} = per {} {} yuan\n"),
                    cost.indicator, cost.name, yuan_words(cost.executed, lang), grouped(cost.count, 0), cost.unit,
                    cost.unit, cost.cost.rounded(2));
  return text.empty() ? text : (zh ? "每件花了多少钱\n" : "What one piece cost\n") + text + "\n";
}

/// R-EVA-40, R-EVA-42: what persons wrote, beside what was computed.
std::string written(const Evaluation& evaluation, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (const auto& words : evaluation.words) {
    const auto* place = place_named(words.place);
    if (place == nullptr) continue;
    text += fmt::format("  {}  {}{}{}{}  ({}, {})\n", words.indicator == 0 ? "·" : std::to_string(words.indicator),
                        place->title.in(lang), zh ? "：" : ": ", words.text,
                        words.reason.empty() ? "" : (zh ? "，理由：" : ", because ") + words.reason, words.by,
                        iso(hall_date(words.at)));
  }
  if (evaluation.own_total && evaluation.total_score)
    text += fmt::format(fmt::runtime(zh ? "  合计  自评 {}，计算 {}\n" : "  total  own {}, computed {}\n"),
                        evaluation.own_total->rounded(2), evaluation.total_score->rounded(2));
  return text.empty() ? text : (zh ? "填写的话\n" : "Written by persons\n") + text + "\n";
}

std::string first_sentence(const std::string& text) {
  auto end = text.size();
  for (const std::string_view stop : {"。", "；", ". ", "; "})
    if (const auto at = text.find(stop); at != std::string::npos) end = std::min(end, at);
  return text.substr(0, end);
}

std::string settled_words(const Evaluation& evaluation, const dossier::Finding& finding, Lang lang) {
  const bool zh = lang == Lang::zh;
  const auto* decision = evaluation.project.decision(finding.code, finding.indicator);
  if (!decision) return finding.needs_decision ? (zh ? "（待裁定）" : " (to be decided)") : "";
  std::string chosen = decision->chosen;
  for (const auto& option : evaluation.project.options(finding.code, finding.indicator))
    if (option.id == decision->chosen) chosen = option.title.in(lang);
  if (chosen == "noted") chosen = zh ? "已知悉" : "noted";
  return zh ? fmt::format(" → {}{}", decision->proposed ? "提议：" : "已定：", chosen)
            : fmt::format(" -> {}{}", decision->proposed ? "proposed: " : "decided: ", chosen);
}

std::string findings(const Evaluation& evaluation, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (std::size_t i = evaluation.document_findings; i < evaluation.findings.size(); ++i)
    text += fmt::format("  · {}\n", evaluation.findings[i].message.in(lang));
  if (!text.empty()) text = (zh ? "要处理的\n" : "To attend to\n") + text + "\n";
  if (evaluation.document_findings == 0) return text;
  text += zh ? "文件里的疑义和裁定（全文：hallbook project check）\n"
             : "Doubts in the document and how they are settled (in full: hallbook project check)\n";
  for (std::size_t i = 0; i < evaluation.document_findings; ++i) {
    const auto& finding = evaluation.findings[i];
    if (!finding.needs_decision) continue;
    text +=
        fmt::format("  · {}{}\n", first_sentence(finding.message.in(lang)), settled_words(evaluation, finding, lang));
  }
  return text;
}

}  // namespace

std::string target_printed(const IndicatorResult& result) {
  const auto& target = result.row.target;
  if (target.kind != TargetKind::number) return result.row.value_cell;
  return fmt::format("{}{}", printed_sign(result.plan.op.value_or(target.op)), in_document_unit(target.value, target));
}

std::string to_table(const Evaluation& evaluation, Lang lang) {
  return heading(evaluation, lang) + drawn(all_cells(evaluation, lang)) + evaluation.grade_note.in(lang) +
         (lang == Lang::zh ? "。\n\n" : ".\n\n") + reasons(evaluation, lang) + unit_cost_lines(evaluation, lang) +
         written(evaluation, lang) + findings(evaluation, lang);
}

}  // namespace hallbook::indicators
