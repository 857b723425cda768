// hall simulate, hall compare: a scenario file in, figures with intervals out.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "app/command_line.h"
#include "app/hall_commands.h"
#include "app/hall_own_days.h"
#include "app/terminal.h"
#include "queueing/evaluate.h"

namespace hallbook::app {
namespace {

using namespace queueing;

struct SimulateArguments {
  std::string scenario;
  std::vector<std::string> layouts;
  int years = 1;
  std::uint64_t seed = 1;
  int threads = 1;
  bool precise = false;
  double seconds = 0;
  TicketSource records;  // none: drawn days only
};

std::string minutes(const Estimate& estimate) {
  if (!std::isfinite(estimate.low)) return fmt::format("{:.2f}", estimate.value);
  return fmt::format("{:.2f} ({:.2f}–{:.2f})", estimate.value, std::max(0.0, estimate.low), estimate.high);
}

std::string percent(const Estimate& estimate) {
  if (!std::isfinite(estimate.low)) return fmt::format("{:.2f} %", 100 * estimate.value);
  return fmt::format("{:.2f} % ({:.2f}–{:.2f})", 100 * estimate.value, 100 * estimate.low, 100 * estimate.high);
}

Text verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::met: return {"达标", "meets the target"};
    case Verdict::missed: return {"不达标", "misses the target"};
    case Verdict::unsure: return {"尚不能确定", "cannot be told yet"};
  }
  throw std::logic_error{"verdict_text: unknown Verdict"};
}

Text target_text(const Target& target) {
  Text per{"按日", "over the day"};
  if (target.per == Per::half_hour) per = {"每个半小时", "in every half-hour"};
  if (target.per == Per::zone) per = {"每个区", "in every zone"};
  return {fmt::format("{:g}% 在 {:g} 分钟内叫到，{}", 100 * target.share, target.threshold_min, per.zh),
          fmt::format("{:g} % called within {:g} min, {}", 100 * target.share, target.threshold_min, per.en)};
}

void add_figures(Table& table, const Report& report, Lang lang) {
  const auto row = [&](Text name, std::string value) { table.add({name.in(lang), std::move(value)}); };
  row({"平均等候（分钟）", "mean wait (min)"}, minutes(report.mean_wait_min));
  row({"15 分钟内叫到", "called within 15 min"}, percent(report.share_within_15));
  row({"15 分钟内叫到，超时离开也算未达", "called within 15 min, late leavers counted"},
      percent(report.share_within_15_of_all));
  row({"30 分钟内叫到", "called within 30 min"}, percent(report.share_within_30));
  row({"等候离开", "left while waiting"}, percent(report.abandoned_share));
  row({"九成等候不超过（分钟）", "nine in ten wait at most (min)"}, minutes(report.p90_min));
  row({"最后一人办完在关门后（分钟）", "last citizen done after closing (min)"}, minutes(report.overtime_min));
  row({"每年等候超限人数", "citizens a year beyond the threshold"}, fmt::format("{:.0f}", report.late_per_year.value));
  row({"窗口办理占比", "windows busy"}, fmt::format("{:.1f} %", 100 * report.busy_share));
  for (const LevelFigures& level : report.levels)
    row({fmt::format("平均等候，{}", level.name), fmt::format("mean wait, {}", level.name)},
        minutes(level.mean_wait_min));
  if (report.no_show_share > 0) row({"过号", "no-show"}, fmt::format("{:.2f} %", 100 * report.no_show_share));
  if (report.unserved_share > 0)
    row({"无人办理", "never served"}, fmt::format("{:.2f} %", 100 * report.unserved_share));
}

std::string worst_line(const Report& report, Lang lang) {
  if (report.worst_half_hour < 0) return {};
  const Cell& cell = report.half_hours[static_cast<std::size_t>(report.worst_half_hour)];
  const Text text{fmt::format("最差半小时 {}：{} 在界限内，平均等候 {} 分钟（{}）\n", cell.label,
                              percent(cell.share_within), minutes(cell.mean_wait_min), verdict_text(cell.verdict).zh),
                  fmt::format("worst half-hour {}: {} in time, mean wait {} min ({})\n", cell.label,
                              percent(cell.share_within), minutes(cell.mean_wait_min), verdict_text(cell.verdict).en)};
  return text.in(lang);
}

std::string report_text(const Scenario& scenario, const Report& report, Lang lang) {
  const Text head{fmt::format("{}，布局 {}：{} 天，{} 个号（95% 区间）\n", scenario.name, report.layout, report.days,
                              report.tickets),
                  fmt::format("{}, layout {}: {} days, {} tickets (95 % intervals)\n", scenario.name, report.layout,
                              report.days, report.tickets)};
  const Text verdict{
      fmt::format("目标“{}”：{}\n", target_text(report.target).zh, verdict_text(report.verdict).zh),
      fmt::format("target \"{}\": {}\n", target_text(report.target).en, verdict_text(report.verdict).en)};
  Table figures{{{"指标", "figure"}, {"值", "value"}}};
  add_figures(figures, report, lang);
  Table slots{{{"半小时", "half-hour"},
               {"每日取号", "tickets a day"},
               {"平均等候", "mean wait"},
               {"界限内", "in time"},
               {"判断", "verdict"}}};
  for (const Cell& cell : report.half_hours)
    slots.add({cell.label, fmt::format("{:.1f}", cell.tickets_per_day), minutes(cell.mean_wait_min),
               percent(cell.share_within), verdict_text(cell.verdict).in(lang)});
  return head.in(lang) + verdict.in(lang) + worst_line(report, lang) + figures.text(lang) + slots.text(lang);
}

std::string sure(const Estimate& estimate, Lang lang) {
  const bool certain = estimate.low > 0 || estimate.high < 0;
  return (certain ? Text{"确定", "sure"} : Text{"不确定", "unsure"}).in(lang);
}

std::string comparison_text(const Comparison& comparison, Lang lang) {
  Table layouts{
      {{"布局", "layout"}, {"平均等候", "mean wait"}, {"界限内", "in time"}, {"离开", "left"}, {"目标", "target"}}};
  for (const Report& report : comparison.reports)
    layouts.add({report.layout, minutes(report.mean_wait_min), percent(report.share_within),
                 percent(report.abandoned_share), verdict_text(report.verdict).in(lang)});
  Table changes{{{"改变", "change"},
                 {"平均等候差（分钟）", "mean wait (min)"},
                 {"", ""},
                 {"界限内差（百分点）", "in time (points)"},
                 {"每年超限人数差", "late a year"}}};
  for (const Difference& of : comparison.differences) {
    const auto signed_interval = [](const Estimate& e, double factor, int digits) {
      return fmt::format("{:+.{}f} ({:+.{}f}…{:+.{}f})", factor * e.value, digits, factor * e.low, digits,
                         factor * e.high, digits);
    };
    changes.add({of.base + " → " + of.other, signed_interval(of.mean_wait_min, 1, 3), sure(of.mean_wait_min, lang),
                 signed_interval(of.share_within, 100, 2), signed_interval(of.late_per_year, 1, 0)});
  }
  return layouts.text(lang) + (comparison.differences.empty() ? "" : changes.text(lang));
}

Budget budget_of(const SimulateArguments& arguments, const Scenario& scenario, ProgressBar& bar) {
  Budget budget = fixed_days(arguments.years * scenario.days_per_year, arguments.threads);
  if (arguments.precise) {
    const Budget sequential;
    budget.min_days = std::min(budget.max_days, scenario.days_per_year);
    budget.half_width_min = sequential.half_width_min;
    budget.half_width_share = sequential.half_width_share;
  }
  budget.seconds = arguments.seconds;
  budget.cancel = &interrupted();
  const auto started = std::chrono::steady_clock::now();
  budget.elapsed_s = [started] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  budget.progress = [&bar](int done, int total) {
    bar.show(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(total));
  };
  return budget;
}

Result<Scenario> scenario_in(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return std::unexpected{text.error()};
  auto scenario = read_scenario(*text);
  if (!scenario) scenario.error().where = path;
  return scenario;
}

Result<std::vector<Layout>> layouts_in(const SimulateArguments& arguments, const Scenario& scenario) {
  std::vector<Layout> layouts{scenario.layout};
  for (const std::string& path : arguments.layouts) {
    const auto text = read_file(path);
    if (!text) return std::unexpected{text.error()};
    auto layout = read_layout(*text, scenario.hall, scenario.layout);
    if (layout)
      if (const auto fits = check(*layout, scenario); !fits) layout = std::unexpected{fits.error()};
    if (!layout) {
      layout.error().where = path;
      return std::unexpected{layout.error()};
    }
    if (layout->name.empty()) layout->name = std::filesystem::path{path}.stem().string();
    layouts.push_back(std::move(*layout));
  }
  return layouts;
}

Result<int> run(const Options& options, const SimulateArguments& arguments, bool comparing) {
  if (!(arguments.seconds >= 0))
    return refuse(RefusalCode::invalid, {"时间预算不能为负", "the time budget cannot be negative"}, "seconds");
  const auto scenario = scenario_in(arguments.scenario);
  if (!scenario) return std::unexpected{scenario.error()};
  const auto layouts = layouts_in(arguments, *scenario);
  if (!layouts) return std::unexpected{layouts.error()};
  const auto own_days = named_own_days(options, arguments.records, *scenario);
  if (!own_days) return std::unexpected{own_days.error()};
  ProgressBar bar{Text{"仿真", "simulating"}.in(options.lang)};
  const Interruptible interruptible;
  const Budget budget = budget_of(arguments, *scenario, bar);
  const auto comparison = compare(*scenario, *layouts, scenario->target, budget, arguments.seed);
  bar.clear();
  if (!comparison) return std::unexpected{comparison.error()};
  OwnDaysAnswer own = on_own_days(*own_days, *scenario, *layouts, options.lang);
  const Report& first = comparison->reports.front();
  Value value = comparing ? to_value(*comparison, *scenario) : to_value(first, *scenario);
  if (!comparing) {
    value["years"] = arguments.years;
    value["seed"] = static_cast<std::int64_t>(arguments.seed);
  }
  if (!own.json.is_null()) value["own_days"] = std::move(own.json);
  print(options, value,
        (comparing ? comparison_text(*comparison, options.lang) : report_text(*scenario, first, options.lang)) +
            own.text);
  return exit_fine;
}

void add_arguments(Command& command, SimulateArguments& arguments) {
  command.add_option("SCENARIO", arguments.scenario, "scenario file (docs/guide/scenarios.md) / 情景文件")->required();
  command.add_option("--years", arguments.years, "years to simulate, at most / 仿真年数")
      ->between(1, 1000)
      ->capture_default_str();
  command.add_option("--seed", arguments.seed, "the same seed gives the same citizens / 随机种子")
      ->capture_default_str();
  command.add_option("--threads", arguments.threads, "threads; the result is the same / 线程数")
      ->between(1, 256)
      ->capture_default_str();
  command.add_flag("--precise", arguments.precise, "stop when ±0.25 min and ±0.3 points are reached / 达到精度即停");
  command.add_option("--seconds", arguments.seconds, "time budget, 0 = none / 时间预算（秒）");
  add_own_days_options(command, arguments.records);
}

}  // namespace

void add_hall_simulation(Command& hall, Cli cli) {
  auto arguments = std::make_shared<SimulateArguments>();
  const auto finish = [cli](const Result<int>& exit) {
    cli.exit = exit ? *exit : print_refusal(cli.options, exit.error());
  };
  auto* simulate = hall.add_subcommand("simulate", "waits of a hall under its layout / 仿真一个大厅的等候");
  add_arguments(*simulate, *arguments);
  simulate->callback([cli, arguments, finish] { finish(run(cli.options, *arguments, false)); });
  auto* against = hall.add_subcommand("compare", "layouts on the same citizens / 同一批办事人下比较布局");
  add_arguments(*against, *arguments);
  against->add_option("LAYOUT", arguments->layouts, "layout files, compared with the scenario's own / 布局文件")
      ->required();
  against->callback([cli, arguments, finish] { finish(run(cli.options, *arguments, true)); });
}

}  // namespace hallbook::app
