#include "app/hall_own_days.h"

#include <fmt/format.h>

#include <cmath>

#include "app/command_line.h"
#include "app/terminal.h"
#include "hall/records.h"

namespace hallbook::app {
namespace {

std::string range_words(const hall::Range& range, double factor, int places, bool sign) {
  const auto number = [&](double value) {
    return sign ? fmt::format("{:+.{}f}", factor * value, places) : fmt::format("{:.{}f}", factor * value, places);
  };
  if (std::isnan(range.low)) return number(range.value);
  return fmt::format("{} ({}…{})", number(range.value), number(range.low), number(range.high));
}

std::string own_days_text(const hall::OwnDays& own, std::span<const hall::OwnFigures> figures, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text = fmt::format(
      fmt::runtime(zh ? "\n本厅 {} 天实际来人（{} 个号）在各布局下重演；括号内为数据误差（按天重抽样，95%）：\n"
                      : "\nthe hall's own {} days ({} tickets) under the layouts; in brackets the data error "
                        "(resampled days, 95 %):\n"),
      own.days.size(), own.tickets);
  Table table{{{"布局", "layout"},
               {"平均等候", "mean wait"},
               {"时限内（%）", "in time (%)"},
               {"离开（%）", "left (%)"},
               {"超时人数", "late"}}};
  for (const hall::OwnFigures& of : figures) {
    table.add({of.layout, range_words(of.mean_wait_min, 1, 2, false), range_words(of.share_within, 100, 2, false),
               range_words(of.abandoned_share, 100, 2, false), range_words(of.late, 1, 0, false)});
    if (&of != &figures.front())
      table.add({fmt::format("  {} → {}", figures.front().layout, of.layout), range_words(of.wait_change, 1, 2, true),
                 range_words(of.share_change, 100, 2, true), range_words(of.abandoned_change, 100, 2, true),
                 range_words(of.late_change, 1, 0, true)});
  }
  text += table.text(lang);
  if (own.left_out > 0)
    text += fmt::format(fmt::runtime(zh ? "{} 个号的业务不明或不在方案里，未计入\n"
                                        : "{} tickets have no item of the scenario and are left out\n"),
                        own.left_out);
  if (figures.front().resamples == 0)
    text += zh ? "天数太少：不知道别的日子会差多少\n" : "too few days: how other days would differ is not known\n";
  return text;
}

}  // namespace

void add_own_days_options(Command& command, TicketSource& source) {
  command.add_option("--records", source.file, "tickets: also replay the hall's own days / 同时重演本厅实际日子");
  command.add_option("--map", source.map, "mapping file of the tickets / 取号记录的对照文件");
  command.add_option("--from", source.from, "first day of the tickets / 起");
  command.add_option("--to", source.to, "last day of the tickets / 止");
  command.add_option("--today", source.today, "tickets after this day are wrong; default: today / 今天");
}

Result<hall::OwnDays> named_own_days(const Options& options, const TicketSource& source,
                                     const queueing::Scenario& scenario) {
  if (source.file.empty()) return hall::OwnDays{};
  auto input = read_tickets(options, source);
  if (!input) return std::unexpected{input.error()};
  const auto records = hall::repair(std::move(input->raw), input->map, input->today);
  if (!records) return std::unexpected{records.error()};
  return hall::own_days(*records, scenario);
}

OwnDaysAnswer on_own_days(const hall::OwnDays& own, const queueing::Scenario& scenario,
                          std::span<const queueing::Layout> layouts, Lang lang) {
  if (own.days.empty()) return {};
  const auto figures = hall::own_figures(scenario, layouts, own);
  return {to_value(own, figures), own_days_text(own, figures, lang)};
}

}  // namespace hallbook::app
