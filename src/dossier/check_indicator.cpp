// What is doubtful in one indicator's target and meaning. Rules R-DOS-17 to R-DOS-19, R-DOS-21 to R-DOS-27.
#include <fmt/format.h>

#include "base/text.h"
#include "dossier/checks.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

bool is_cap(const IndicatorRow& row) {
  return row.target.op == Operator::at_most || row.target.op == Operator::less_than;
}

bool is_time_unit(std::string_view unit) { return has_any(unit, {"天", "日", "小时", "分钟", "秒", "月", "年", "周"}); }

/// A number of things: no ratio, no money, no time.
bool counts_things(const Target& target) {
  return target.kind == TargetKind::number && target.unit != "ratio" && target.unit != "元" &&
         !is_time_unit(target.unit);
}

bool spans_a_year(const Project& project) {
  return project.year != 0 && days_between(project.period.first, project.period.last) > 300;
}

/// R-DOS-18: 月消耗量, 每月 …, 桶/月; a stated mean (月均) or maximum (最高月) needs no question, and 9月, 3个月 are dates and spans.
bool speaks_of_a_month(const IndicatorRow& row) {
  const std::string text = plain(row.name + "\x01" + row.content_cell + "\x01" + row.unit_cell);
  if (has_any(text, {"月均", "平均每月", "月平均", "最高月", "每个月均", "任一月"})) return false;
  if (has_any(text, {"每月", "每个月", "按月", "逐月", "/月", "月度"})) return true;
  const std::string name = plain(row.name);
  const auto all = characters(name);
  static constexpr std::string_view dates = "0123456789一二三四五六七八九十个几本上下岁";
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    if (all[i] != "月" || dates.contains(all[i - 1]) || has_any(all[i + 1], {"底", "初", "末", "份", "日", "前", "内"}))
      continue;
    return true;
  }
  return false;
}

bool states_a_period(const IndicatorRow& row) {
  const std::string text = plain(row.name + "\x01" + row.content_cell + "\x01" + row.rule_cell + "\x01" +
                                 row.value_cell + "\x01" + row.unit_cell);
  return has_any(text, {"年", "月", "季", "周", "每日", "每天", "日均", "期内", "期间", "全程", "累计", "总"});
}

/// R-DOS-19: the thing that a cap limits is one of those that the project says it exists to give.
std::string service_given(const Project& project, const IndicatorRow& row) {
  const std::string name = plain(row.name);
  if (has_any(name, {"消耗", "耗用", "能耗", "用量", "用水", "用电", "用油", "用纸",   "成本", "费用",
                     "支出", "经费", "投诉", "差评", "事故", "故障", "违",   "退",     "超期", "失误",
                     "差错", "等候", "等待", "材料", "环节", "积压", "逾期", "不满意", "重复"}))
    return "";
  for (const auto* text : {&project.overview, &project.content, &project.effects, &project.legal_basis}) {
    const std::string shared = longest_shared(plain(*text), name);
    if (count_characters(shared) >= 3 && !has_any(shared, {"政务服务", "服务大厅"})) return shared;
  }
  return "";
}

void check_month(const Project& project, const IndicatorRow& row, Findings& findings) {
  if (row.target.kind != TargetKind::number || !spans_a_year(project) || !speaks_of_a_month(row)) return;
  const std::string target = std::string{symbol(row.target.op)} + row.value_cell +
                             (row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell);
  if (is_cap(row))
    add_finding(findings, "monthly_cap_in_annual_table", row.no, "三级指标、指标值",
                {fmt::format("这是按月的上限（{}"
                             "），却放在年度表里：是每个月都不超过、只看最多的那个月，还是十二个月平均？结果会不同。请"
                             "选定一种，并记下谁定的。",
                             target),
                 fmt::format("A monthly cap ({}) in an annual table: must every month keep it, is the worst month "
                             "meant, or the mean of the months? "
                             "The results differ. Choose one and record who chose it.",
                             target)},
                true);
  else
    add_finding(
        findings, "monthly_target_in_annual_table", row.no, "三级指标、指标值",
        {fmt::format("这是按月的目标（{}"
                     "），却放在年度表里：是每个月都要达到、只看最低的那个月，还是月平均？结果会不同。请选定一种。",
                     target),
         fmt::format("A monthly target ({}) in an annual table: must every month reach it, is the lowest month meant, "
                     "or the mean? "
                     "The results differ. Choose one.",
                     target)},
        true);
}

void check_cap(const Project& project, const IndicatorRow& row, Findings& findings) {
  if (!is_cap(row) || !counts_things(row.target)) return;
  if (!states_a_period(row))
    add_finding(
        findings, "no_period", row.no, "指标内容",
        {fmt::format("上限 {}{} "
                     "没有写明期间：是全年合计、每季度还是每月？按不同期间，同样的数据有的达标有的不达标。请选定期间。",
                     row.value_cell, row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell),
         "The cap states no period: the whole year, each quarter or each month? The same data meets one and breaks the "
         "other. Choose the period."},
        true);
  if (const std::string service = service_given(project, row); !service.empty())
    add_finding(findings, "cap_on_service", row.no, "指标性质",
                {fmt::format("“{}"
                             "”正是本项目要提供的服务，指标却给它设上限：服务做得越多，得分越低。请确认本意（控制浪费？"
                             "保障数量？）；在改表之前按原文计算。",
                             service),
                 fmt::format("“{}” is a service that this project exists to give, yet the indicator caps it: the more "
                             "is given, the lower the score. "
                             "Confirm what is meant (less waste, or enough service?); until the table is changed it is "
                             "computed as printed.",
                             service)},
                true);
}

bool is_rate(const std::string& piece) {
  const std::string key = plain(piece);
  return count_characters(key) >= 3 && (key.ends_with("率") || key.ends_with("比") || key.ends_with("比例") ||
                                        key.ends_with("占比") || key.ends_with("比重"));
}

/// R-DOS-22, R-DOS-23: one number from several rates or several sources, and nothing says how they make one.
void check_parts(const IndicatorRow& row, Findings& findings) {
  if (row.target.kind != TargetKind::number) return;
  const std::string all = plain(row.name + row.content_cell + row.rule_cell + row.source_cell);
  if (has_any(all, {"加权", "权重", "平均", "均值", "均不低于", "均达", "分别", "较低者", "占比各"})) return;
  std::vector<std::string> rates;
  for (const auto* cell : {&row.source_cell, &row.content_cell, &row.name}) {
    if (rates.size() > 1) break;
    rates.clear();
    for (auto& piece : listed(*cell))
      if (is_rate(piece)) rates.push_back(piece);
  }
  if (row.target.unit == "ratio" && rates.size() > 1) {
    add_finding(
        findings, "rates_not_combined", row.no, "数据来源",
        {fmt::format("写了 {} 个比率（{} "
                     "等），目标却只有一个数，没有说怎样合成一个值：取平均、取较低的，还是都要达到？请选定一种。",
                     rates.size(), rates.back()),
         fmt::format("{} rates are named ({} among them) but one target, and nothing says how they make one value: the "
                     "mean, the lower one, "
                     "or each? Choose one.",
                     rates.size(), rates.back())},
        true);
    return;
  }
  std::size_t sources = 0;
  for (const auto& piece : listed(row.source_cell))
    if (has_any(piece,
                {"系统", "窗口", "热线", "平台", "台账", "问卷", "调查", "测评", "回访", "统计表", "报表", "12345"}))
      ++sources;
  const bool measured = row.target.unit == "ratio" || row.target.unit == "分";
  if (measured && sources > 1)
    add_finding(findings, "sources_not_weighted", row.no, "数据来源",
                {fmt::format("列了 {} "
                             "个数据来源，没有写各占多少：合并全部答复一起算，还是分来源加权，还是只用其中一个？结果会"
                             "不同。请选定一种。",
                             sources),
                 fmt::format("{} sources are listed without weights: pool all answers, weight each source, or use one "
                             "of them? The results differ. "
                             "Choose one.",
                             sources)},
                true);
}

void check_source(const IndicatorRow& row, Findings& findings) {
  const std::string measured = plain(row.name + "\x01" + row.content_cell);
  const bool spending = has_any(row.source_cell, {"支出", "支付", "报销", "付款", "发票", "花费"});
  const bool savings = has_any(measured, {"节约", "节省", "减免", "增收", "收益", "降低成本"});
  const bool things = counts_things(row.target) && !has_any(measured, {"支出", "费", "金额", "资金"});
  if (spending && savings)
    add_finding(
        findings, "source_differs", row.no, "数据来源",
        {fmt::format("指标要的是为群众节约的金额，来源却写“{}"
                     "”——那是单位自己花的钱，是另一个量；花得多不等于群众省得多。请按数量×单价计算，并记下单价依据。",
                     row.source_cell),
         fmt::format("The indicator asks what citizens saved; the source is “{}”, the unit's own spending, another "
                     "quantity. Compute quantity × price "
                     "and record where the price comes from.",
                     row.source_cell)},
        true);
  else if (spending && things)
    add_finding(findings, "source_differs", row.no, "数据来源",
                {fmt::format("指标按“{}”计数，来源却是金额“{}”；金额换算不出数量。请改用登记数量的台账。",
                             row.target.printed_unit, row.source_cell),
                 fmt::format("The indicator counts {} but its source is an amount of money (“{}”), which gives no "
                             "count. Use a register that counts.",
                             row.target.printed_unit, row.source_cell)},
                true);
}

void check_label(const IndicatorRow& row, Findings& findings) {
  if (row.label_cell.contains("定性") && row.target.kind == TargetKind::number)
    add_finding(
        findings, "number_called_qualitative", row.no, "指标属性",
        {fmt::format(
             "标为“{}”，目标却是数字 {}{}：定性由人在档位内打分，定量按公式算分，两者分数不同。请确认按数字计算。",
             row.label_cell, row.value_cell, row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell),
         "Labelled qualitative (定性), but the target is a number: a qualitative row is judged by a person within "
         "bands, a number is computed. "
         "Confirm that it is computed."},
        true);
  if (row.label_cell.contains("定量") && row.target.kind == TargetKind::text)
    add_finding(findings, "text_called_quantitative", row.no, "指标属性",
                {fmt::format("标为“{}”，目标却是文字“{}”，无法计算。请给出数字，或改为定性并写明档位。", row.label_cell,
                             row.value_cell),
                 fmt::format("Labelled quantitative (定量), but the target “{}” is words and cannot be computed. Give "
                             "a number, or call it qualitative with bands.",
                             row.value_cell)},
                true);
}

}  // namespace

void check_target(const Project& project, const IndicatorRow& row, Findings& findings) {
  const Target& target = row.target;
  if (!target.finding.empty()) {
    const std::string_view dotted = target.finding;
    const std::string_view kind = dotted.substr(dotted.find('.') + 1);  // "target.scale_in_value"
    const std::string code = kind == "text" ? "text_target" : kind == "filler" ? "filler_target" : std::string{kind};
    add_finding(findings, code, row.no, "指标值", target.message, target.kind != TargetKind::number);
  } else if (target.kind != TargetKind::number) {
    add_finding(findings, "target_missing", row.no, "指标值",
                {"没有可以计算的指标值；这一项无法评价。请补上性质、数值和单位。",
                 "There is no target to compute with. State operator, value and unit."},
                true);
  }
  if (target.kind != TargetKind::number) return;
  if (target.unit == "ratio" && target.value > Rational{1} && !has_any(row.name, {"增长", "提高", "增幅", "完成"}))
    add_finding(findings, "percent_over_100", row.no, "指标值",
                {fmt::format("目标 {}{} 超过 100%，比率做不到。请核对数字和单位。", row.value_cell,
                             row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell),
                 "The target is above 100 %, which a share cannot reach. Check number and unit."},
                true);
  if (project.amount && target.unit == "元" && is_cap(row) && target.value > Rational{project.amount->fen(), 100})
    add_finding(findings, "cost_cap_above_budget", row.no, "指标值",
                {fmt::format("成本上限 {}{} 高于项目安排资金 {} 元，永远不会突破，没有约束力。请核对。", row.value_cell,
                             row.value_cell.contains(row.unit_cell) ? "" : row.unit_cell,
                             Rational{project.amount->fen(), 100}.exact()),
                 "The cost cap is above the project's own money and can never be broken. Check it."});
  check_month(project, row, findings);
}

void check_meaning(const Project& project, const IndicatorRow& row, Findings& findings) {
  check_cap(project, row, findings);
  check_label(row, findings);
  check_parts(row, findings);
  check_source(row, findings);
}

}  // namespace hallbook::dossier
