#include "app/hall_plan_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/terminal.h"

namespace hallbook::app {
namespace {

using namespace queueing;

std::string percent(double share) { return fmt::format("{:.2f} %", 100 * share); }

std::string percent(const ShareSeen& seen) {
  return fmt::format("{:.2f} % ({:.2f}–{:.2f})", 100 * seen.share, 100 * (seen.share - 1.96 * seen.error),
                     100 * std::min(1.0, seen.share + 1.96 * seen.error));
}

Text verdict_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::met: return {"达标", "meets the target"};
    case Verdict::missed: return {"不达标", "misses the target"};
    case Verdict::unsure: return {"尚不能确定", "cannot be told"};
  }
  return {"", ""};
}

std::string yes(bool is, Lang lang) {
  return is ? (lang == Lang::zh ? "是" : "yes") : (lang == Lang::zh ? "否" : "no");
}

/// Names that the library gives in English only.
std::string local(const std::string& name, Lang lang) {
  if (lang == Lang::en) return name;
  std::string text = name;
  for (const auto& [en, zh] :
       {std::pair{"comprehensive", "综合"}, {"tidal", "潮汐"}, {"demand", "人流"}, {"absent: ", "少一人："}}) {
    const std::size_t at = text.find(en);
    if (at != std::string::npos) text.replace(at, std::string_view{en}.size(), zh);
  }
  return text;
}

std::string move_words(const RankedMove& move, Lang lang) {
  const std::string from = local(move.from, lang), to = local(move.to, lang);
  const bool zh = lang == Lang::zh;
  switch (move.kind) {
    case MoveKind::remove: return fmt::format(fmt::runtime(zh ? "{} 少一个窗口" : "one window less in {}"), from);
    case MoveKind::add: return fmt::format(fmt::runtime(zh ? "{} 多一个窗口" : "one window more in {}"), to);
    case MoveKind::regroup: return from + " → " + to;
    case MoveKind::shift: return fmt::format("{}: {}", from, to);
  }
  return {};
}

std::string cell_words(const Cell& cell) {
  if (cell.tickets_per_day < 0.005) return "-";
  return fmt::format("{:.1f}/{:.0f}%/{:.0f}{}", cell.mean_wait_min.value, 100 * cell.share_within.value, cell.p95_min,
                     cell.few ? "?" : "");
}

void add_heat_rows(Table& table, const Scenario& scenario, const Report& report) {
  const std::size_t zones = scenario.hall.zones.size();
  for (const Cell& half_hour : report.half_hours) {
    std::vector<std::string> row{clock_label(scenario.hall, 30.0 * half_hour.half_hour), cell_words(half_hour)};
    for (std::size_t zone = 0; zone < zones; ++zone) {
      const auto cell = std::ranges::find_if(report.cells, [&](const Cell& one) {
        return one.half_hour == half_hour.half_hour && one.zone == static_cast<int>(zone);
      });
      row.push_back(cell == report.cells.end() ? "-" : cell_words(*cell));
    }
    table.add(std::move(row));
  }
}

std::string heat_table(const Scenario& scenario, const Report& report, Lang lang) {
  std::vector<Text> head{{"半小时", "half-hour"}, {"全厅", "hall"}};
  for (const std::string& zone : scenario.hall.zones) head.push_back({zone, zone});
  Table table{std::move(head)};
  add_heat_rows(table, scenario, report);
  return table.text(lang);
}

}  // namespace

std::string verdict_text(const Report& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text = fmt::format(fmt::runtime(zh ? "{}：{:g} 分钟内叫到 {}，平均等候 {:.2f} 分钟\n"
                                                 : "{0}: {2} called within {1:g} min, mean wait {3:.2f} min\n"),
                                 verdict_words(report.verdict).in(lang), report.target.threshold_min,
                                 percent(report.share_within.value), report.mean_wait_min.value);
  std::string missed;
  for (const Cell& cell : report.half_hours)
    if (cell.verdict == Verdict::missed)
      missed += fmt::format(" {} {:.0f} %", cell.label, 100 * cell.share_within.value);
  if (!missed.empty()) text += (zh ? "低于目标的半小时：" : "half-hours below the target:") + missed + "\n";
  return text;
}

std::optional<Text> more_leave(const Report& now, const Report& proposed) {
  const double before = now.abandoned_share.value, after = proposed.abandoned_share.value;
  if (!(after > before + 0.01)) return std::nullopt;
  return Text{
      fmt::format("注意：等候中离开的人由 {:.1f} % 增到 {:.1f} %；目标比例{}，单看达标会掩盖这一点", 100 * before,
                  100 * after,
                  now.target.abandoned == Abandoned::left_out ? "只计已办理者" : "只把超时后离开的计为未达"),
      fmt::format("mind: {:.1f} % instead of {:.1f} % leave while waiting; the target counts {}, so that meeting "
                  "it alone hides this",
                  100 * after, 100 * before,
                  now.target.abandoned == Abandoned::left_out ? "the served only" : "only those who leave late")};
}

std::string heat_text(const Scenario& scenario, const Report& now, const Report* other, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text =
      zh ? "\n等候热力图（平均分钟/时限内/95%分位），现状：\n" : "\nwaits (mean min/in time/95th percentile), now:\n";
  text += heat_table(scenario, now, lang);
  if (other == nullptr) return text;
  text += zh ? "\n建议方案：\n" : "\nproposed:\n";
  return text + heat_table(scenario, *other, lang);
}

std::string plan_text(const SearchResult& result, Lang lang) {
  const bool zh = lang == Lang::zh;
  Table table{{{"", ""}, {"窗口", "windows"}, {"窗口小时/日", "window-hours a day"}, {"费用", "cost"}}};
  const auto row = [&](const Text& name, const WindowPlan& plan) {
    table.add({name.in(lang), std::to_string(windows_in(plan)), fmt::format("{:.2f}", window_hours(result.space, plan)),
               fmt::format("{:.2f}", cost_of(result.space, plan))});
  };
  row({"现状", "now"}, result.now);
  row({"起点（MOL+Erlang A）", "start (MOL + Erlang A)"}, result.start);
  row({"建议", "proposed"}, result.best);
  std::string text = table.text(lang);
  const Certificate& certificate = result.certificate;
  text +=
      fmt::format(fmt::runtime(zh ? "{}：新样本 {} 天，最差部分 {}，单侧下限 {}（第 {} 次）\n"
                                  : "{}: {} fresh days, worst part {}, one-sided lower limit {} (attempt {})\n"),
                  certificate.met ? (zh ? "已认证达标" : "certified") : (zh ? "未能认证" : "not certified"),
                  certificate.days, percent(certificate.worst), percent(certificate.worst_low), certificate.attempt);
  text += fmt::format(fmt::runtime(zh ? "少于 {} 个窗口不可能达标（即使全部综合、不午休）\n"
                                      : "fewer than {} windows cannot meet it, even comprehensive and without lunch\n"),
                      result.bounds.windows_least);
  if (result.stopped != Stopped::precise)
    text += zh ? "时间用尽或被取消：以上是目前最好的方案\n" : "stopped early: this is the best so far\n";
  Table roster{{{"组", "group"}, {"班次（午休）", "roster (break)"}, {"窗口", "windows"}}};
  for (std::size_t g = 0; g < result.space.groups.size(); ++g)
    for (std::size_t s = 0; s < result.space.shifts.size(); ++s)
      if (result.best.count[g][s] > 0)
        roster.add({local(result.space.groups[g].name, lang), result.space.shifts[s].name,
                    std::to_string(result.best.count[g][s])});
  return text + "\n" + roster.text(lang);
}

std::string moves_text(const MoveTable& table, std::size_t most, Lang lang) {
  Table text{{{"调整", "move"},
              {"平均等候", "mean wait"},
              {"时限内（百分点）", "in time (points)"},
              {"每年超时人数", "late a year"},
              {"达标", "meets"},
              {"确定", "sure"}}};
  std::size_t shown = 0;
  for (const RankedMove& move : table.moves) {
    if (shown++ == most) break;
    text.add(
        {move_words(move, lang),
         fmt::format("{:.2f} → {:.2f}", table.base.mean_wait_min, table.base.mean_wait_min + move.mean_wait_min.value),
         fmt::format("{:+.2f} ±{:.2f}", 100 * move.share_within.value, 196 * move.share_within.error),
         fmt::format("{:+.0f} ±{:.0f}", move.late_per_year.value, 1.96 * move.late_per_year.error),
         yes(move.meets, lang), yes(move.sure, lang)});
  }
  return text.text(lang);
}

std::string price_text(const MoveTable& table, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (const auto& [kind, name] :
       {std::pair{MoveKind::add, Text{"多一个窗口（最好处）", "one window more, at its best"}},
        {MoveKind::remove, Text{"少一个窗口（最轻处）", "one window less, where it hurts least"}}}) {
    const auto best = std::ranges::find(table.moves, kind, &RankedMove::kind);  // sorted: the best comes first
    if (best == table.moves.end()) continue;
    text += fmt::format(fmt::runtime(zh ? "{}：{}，平均等候 {:.2f} 分钟，时限内 {}，每年超时 {:+.0f} 人，{}\n"
                                        : "{}: {}, mean wait {:.2f} min, {} in time, {:+.0f} late a year, {}\n"),
                        name.in(lang), local(kind == MoveKind::add ? best->to : best->from, lang),
                        table.base.mean_wait_min + best->mean_wait_min.value,
                        percent(table.base.all.share + best->share_within.value), best->late_per_year.value,
                        verdict_words(best->meets ? Verdict::met : Verdict::missed).in(lang));
  }
  return text;
}

std::string what_ifs_text(const WhatIfs& what_ifs, Lang lang) {
  const bool zh = lang == Lang::zh;
  Table table{{{"如果", "if"},
               {"窗口", "windows"},
               {"平均等候", "mean wait"},
               {"时限内", "in time"},
               {"最差部分", "worst part"},
               {"达标", "meets"}}};
  const auto row = [&](const std::string& name, const WhatIf& one) {
    table.add({name, std::to_string(one.windows), fmt::format("{:.2f}", one.mean_wait_min), percent(one.all),
               percent(one.worst), yes(one.meets, lang)});
  };
  for (const WhatIf& one : what_ifs.demand) row(local(one.what, lang), one);
  for (const WhatIf& one : what_ifs.absence) row(local(one.what, lang), one);
  const OneWindow& window = what_ifs.one_window;
  row(zh ? "没有综合窗口" : "no comprehensive window", window.none);
  row(zh ? "按方案" : "as planned", window.now);
  row(zh ? "一窗通办（全部综合，同速）" : "all windows comprehensive, equal speed", window.all);
  return table.text(lang) +
         fmt::format(fmt::runtime(zh ? "一窗通办的办理时长最多可慢到 {:.2f} 倍，再慢就不如本方案\n"
                                     : "all comprehensive stays better up to a handling {:.2f} times as long\n"),
                     window.break_even_factor);
}

std::string required_text(const Requirement& need, const OnDuty& duty, const Hall& hall, Lang lang) {
  std::vector<Text> head{
      {"半小时", "half-hour"}, {"负荷", "load"}, {"需要", "required"}, {"开放", "open"}, {"其中综合", "comprehensive"}};
  for (const std::string& zone : hall.zones) head.push_back({zone + " 需要/专窗", zone + " required/own"});
  Table table{std::move(head)};
  for (std::size_t h = 0; h < need.loads.size(); ++h) {
    std::vector<std::string> row{clock_label(hall, need.loads[h].from_min),
                                 fmt::format("{:.1f}", need.loads[h].max_load), std::to_string(need.all[h]),
                                 fmt::format("{}{}", duty.all[h], duty.all[h] < need.all[h] ? " !" : ""),
                                 std::to_string(duty.comprehensive[h])};
    for (std::size_t zone = 0; zone < hall.zones.size(); ++zone)
      row.push_back(fmt::format("{}/{}", need.zones[h][zone], duty.zones[h][zone]));
    table.add(std::move(row));
  }
  return table.text(lang);
}

}  // namespace hallbook::app
