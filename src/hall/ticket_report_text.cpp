// The same report for people, in zh and en.
#include <fmt/format.h>

#include "base/text.h"
#include "hall/ticket_report.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t most_items = 15;

/// Pads to columns of a terminal, on which a Chinese character takes two.
std::string padded(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    used += bytes >= 3 && text.substr(at, 3) != "–" ? 2 : 1;
    at += bytes;
  }
  return std::string{text} + std::string(columns > used ? columns - used : 1, ' ');
}

std::string waits_text(const TicketReport& report, bool zh, Lang lang) {
  std::string text = zh ? "\n等候（分钟）\n  " : "\nWaits (minutes)\n  ";
  text += padded(zh ? "口径" : "variant", 30);
  for (const char* head : {zh ? "人次" : "waits", zh ? "平均" : "mean", zh ? "中位" : "median", "p90", ">15", ">30"})
    text += padded(head, 9);
  text += zh ? "最差半小时\n" : "worst half-hour\n";
  for (const WaitFigures& one : report.waits.variants) {
    text += "  " + padded(variant_title(one.variant).in(lang), 30);
    if (!one.available) {
      text += zh ? "对照文件没有写明午休\n" : "the mapping names no lunch break\n";
      continue;
    }
    for (const auto& cell : {std::to_string(one.waits), figure(one.mean_min, 2), figure(one.median_min, 2),
                             figure(one.p90_min), percent(one.over_15), percent(one.over_30)})
      text += padded(cell, 9);
    const HalfHour& worst = one.half_hours[one.worst];
    text += fmt::format("{} ({})\n", clock_text(worst.from), percent(worst.over_15));
  }
  text += fmt::format(fmt::runtime(zh ? "  {} 人取号，{} 未等到离开（{}），{} 过号（{}）\n"
                                      : "  {} citizens, {} left unserved ({}), {} passed ({})\n"),
                      report.waits.tickets, report.waits.abandoned, percent(report.waits.abandoned_share),
                      report.waits.no_show, percent(report.waits.no_show_share));
  return text;
}

std::string items_text(const TicketReport& report, bool zh) {
  std::string text = zh ? "\n业务\n  " : "\nItems\n  ";
  text += padded(zh ? "业务" : "item", 30);
  for (const char* head :
       {zh ? "人次" : "tickets", zh ? "平均等候" : "mean wait", "p90", ">15", zh ? "平均办理" : "handling"})
    text += padded(head, 11);
  text += "\n";
  for (std::size_t at = 0; at < report.waits.items.size() && at < most_items; ++at) {
    const ItemFigures& item = report.waits.items[at];
    text += "  " + padded(first_characters(report.records.items.name(item.item), 14), 30);
    for (const auto& cell : {std::to_string(item.tickets), figure(item.mean_wait_min, 2), figure(item.p90_min),
                             percent(item.over_15), figure(item.mean_handling_min, 2)})
      text += padded(cell, 11);
    text += "\n";
  }
  if (report.waits.items.size() > most_items)
    text += fmt::format(fmt::runtime(zh ? "  另有 {} 项，见 --json\n" : "  and {} more, see --json\n"),
                        report.waits.items.size() - most_items);
  return text;
}

std::string windows_text(const TicketReport& report, bool zh) {
  std::string text = zh ? "\n窗口（在岗由叫号推断）\n" : "\nWindows (staffing inferred from the calls)\n";
  for (std::size_t at = 0; at < report.waits.windows.size(); ++at) {
    const WindowFigures& window = report.waits.windows[at];
    const std::string& name = report.records.windows.name(window.window);
    text += fmt::format(fmt::runtime(zh ? "  窗口 {}：办理 {}，忙 {} 小时，平均 {} 分钟"
                                        : "  window {}: {} served, {} h busy, mean {} min"),
                        name, window.served, figure(window.busy_hours, 0), figure(window.mean_handling_min));
    if (at < report.presence.windows.size())
      text += fmt::format(fmt::runtime(zh ? "；公布时间中 {} 未开" : "; closed {} of the published hours"),
                          percent(1 - report.presence.windows[at].present_share, 0));
    text += "\n";
  }
  return text;
}

}  // namespace

std::string to_text(const RepairReport& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text = fmt::format(fmt::runtime(zh ? "读到 {} 行，使用 {} 行\n" : "{} rows read, {} used\n"),
                                 report.rows_read, report.rows_used);
  for (std::size_t at = 0; at < defects; ++at) {
    const DefectCount& found = report.found[at];
    if (found.rows == 0) continue;
    std::string rows;
    for (const std::uint32_t row : found.examples) rows += fmt::format("{}{}", rows.empty() ? "" : ", ", row);
    text += fmt::format(fmt::runtime(zh ? "  {:>7} 行  {}（如第 {} 行）\n" : "  {:>7} rows  {} (e.g. row {})\n"),
                        found.rows, defect_title(static_cast<Defect>(at)).in(lang), rows);
  }
  if (!report.ends_recorded)
    text += zh ? "  没有结束时间列：办理时长由下一次叫号推断\n"
               : "  no column of ends: handling is told by the next call\n";
  for (std::size_t at = 0; at < std::min<std::size_t>(3, report.bad_cells.size()); ++at)
    text += fmt::format(fmt::runtime(zh ? "  第 {} 行「{}」读不出“{}”\n" : "  row {}, {}: cannot read “{}”\n"),
                        report.bad_cells[at].row, report.bad_cells[at].heading, report.bad_cells[at].text);
  return text;
}

std::string to_text(const TicketReport& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  const Records& records = report.records;
  std::string text = fmt::format(
      fmt::runtime(zh ? "{} {}：{} 至 {}，{} 天，开放 {}-{}{}\n" : "{} {}: {} to {}, {} days, open {}-{}{}\n"),
      report.name, report.format, iso(date_of(records.tickets.front().day)), iso(date_of(records.tickets.back().day)),
      records.days.size(), clock_text(records.hours.from), clock_text(records.hours.to),
      records.hours_learned ? (zh ? "（由记录推断）" : " (learned from the records)") : "");
  text += to_text(records.report, lang);
  for (const auto& heading : report.unused)
    text += fmt::format(fmt::runtime(zh ? "  未用的列：{}\n" : "  column not used: {}\n"), heading);
  return text + waits_text(report, zh, lang) + items_text(report, zh) + windows_text(report, zh);
}

}  // namespace hallbook::hall
