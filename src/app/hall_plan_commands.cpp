// hall plan, hall moves, hall required: the cheapest layout that meets the target, and what surrounds it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

#include "app/command_line.h"
#include "app/hall_commands.h"
#include "app/hall_cover_cbc.h"
#include "app/hall_own_days.h"
#include "app/hall_plan_text.h"
#include "app/terminal.h"
#include "queueing/evaluate.h"

namespace hallbook::app {
namespace {

using namespace queueing;

struct PlanArguments {
  std::string scenario, per, abandoned, solver = "built-in", layout_out;
  std::optional<double> share, threshold;
  double seconds = 30, comprehensive_cost = 1.15;
  int windows_most = 0, threads = 1, years = 1;
  std::uint64_t seed = 1;
  bool part_day = false;
  TicketSource records;
};

std::unexpected<Refusal> wrong(const char* field, const char* zh, const char* en) {
  return refuse(RefusalCode::invalid, {zh, en}, field);
}

/// The scenario with the target that the options ask for.
Result<Scenario> scenario_of(const PlanArguments& given) {
  const auto text = read_file(given.scenario);
  if (!text) return std::unexpected{text.error()};
  auto scenario = read_scenario(*text);
  if (!scenario) {
    scenario.error().where = given.scenario;
    return scenario;
  }
  if (given.share) scenario->target.share = *given.share;
  if (given.threshold) scenario->target.threshold_min = *given.threshold;
  for (const Per per : {Per::day, Per::half_hour, Per::zone})
    if (given.per == per_name(per)) scenario->target.per = per;
  for (const Abandoned of : {Abandoned::left_out, Abandoned::late_is_failure})
    if (given.abandoned == abandoned_name(of)) scenario->target.abandoned = of;
  if (!(scenario->target.share > 0 && scenario->target.share < 1))
    return wrong("share", "目标比例应大于 0 且小于 1", "the share must be above 0 and below 1");
  if (!(scenario->target.threshold_min >= 0 && scenario->target.threshold_min <= 600))
    return wrong("threshold", "等候界限应在 0 到 600 分钟之间", "the threshold must be 0 to 600 minutes");
  if (!(given.seconds > 0)) return wrong("seconds", "时间预算应大于 0 秒", "the time budget must be above 0 seconds");
  if (!(given.comprehensive_cost >= 0.1 && given.comprehensive_cost <= 10))
    return wrong("comprehensive-cost", "综合窗口的费用应为 0.1 到 10 倍", "a comprehensive window must cost 0.1 to 10");
  return scenario;
}

SearchOptions options_of(const PlanArguments& given, ProgressBar& bar) {
  SearchOptions options;
  options.cost.comprehensive = given.comprehensive_cost;
  options.part_day = given.part_day ? PartDay::offered : PartDay::as_in_use;
  options.windows_most = given.windows_most;
  options.seed = given.seed;
  options.threads = given.threads;
  options.seconds = given.seconds;
  options.cancel = &interrupted();
  if (given.solver == "cbc") options.cover = cover_by_cbc;
  const auto started = std::chrono::steady_clock::now();
  const auto elapsed = [started] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  options.elapsed_s = elapsed;
  options.progress = [&bar, elapsed, seconds = given.seconds](const std::string&, int) {
    bar.show(static_cast<std::uint64_t>(1000 * std::min(elapsed(), seconds)),
             static_cast<std::uint64_t>(1000 * seconds));
  };
  return options;
}

/// Days that the search has not seen: heat maps of the chosen layout are not flattered by its choice. As many as the
/// certificate looked at, and its own when there is one, so that report and certificate cannot differ.
struct FreshDays {
  std::uint64_t seed = 0;
  int days = 0;
};
FreshDays fresh_days(const SearchResult& result, const PlanArguments& given, int days_per_year) {
  constexpr std::uint64_t report_seed = 0xD1B54A32D192ED03u;
  if (result.certificate.days > 0) return {result.certificate.seed, result.certificate.days};
  return {given.seed + report_seed, 2 * days_per_year};
}

/// All that is known when the search has ended.
struct PlanAnswer {
  const Scenario& scenario;
  const SearchResult& result;
  const Comparison& reports;  // now, proposed
  const MoveTable& moves;
  const WhatIfs& what_ifs;
  const OnDuty& duty;
  OwnDaysAnswer own;
};

Value plan_value(const PlanAnswer& answer, Lang lang) {
  const Report &now = answer.reports.reports[0], &proposed = answer.reports.reports[1];
  Value value = to_value(answer.result), warnings{Value::Array{}};
  if (const auto warning = more_leave(now, proposed)) warnings.push_back(warning->in(lang));
  value["warnings"] = std::move(warnings);
  value["report_now"] = to_value(now, answer.scenario);
  value["report_proposed"] = to_value(proposed, answer.scenario);
  value["required"] = required_value(answer.result.requirement, answer.duty, answer.scenario.hall);
  value["moves"] = to_value(answer.moves);
  value["what_if"] = to_value(answer.what_ifs);
  if (!answer.own.json.is_null()) value["own_days"] = answer.own.json;
  return value;
}

std::string plan_words(const PlanAnswer& answer, Lang lang) {
  const Report &now = answer.reports.reports[0], &proposed = answer.reports.reports[1];
  std::string text = Text{"现状  ", "now       "}.in(lang) + verdict_text(now, lang);
  text += Text{"建议  ", "proposed  "}.in(lang) + verdict_text(proposed, lang);
  if (const auto warning = more_leave(now, proposed)) text += warning->in(lang) + "\n";
  text += "\n" + plan_text(answer.result, lang) + answer.own.text + "\n" + price_text(answer.moves, lang) + "\n";
  text += moves_text(answer.moves, 12, lang) + "\n" + what_ifs_text(answer.what_ifs, lang) + "\n";
  text += required_text(answer.result.requirement, answer.duty, answer.scenario.hall, lang);
  return text + heat_text(answer.scenario, now, &proposed, lang);
}

Result<int> plan(const Options& options, const PlanArguments& given) {
  const auto scenario = scenario_of(given);
  if (!scenario) return std::unexpected{scenario.error()};
  const auto own_days = named_own_days(options, given.records, *scenario);
  if (!own_days) return std::unexpected{own_days.error()};
  ProgressBar bar{Text{"搜索布局", "searching layouts"}.in(options.lang)};
  const SearchOptions search_options = options_of(given, bar);
  const auto result = [&] {
    const Interruptible interruptible;
    return search(*scenario, scenario->target, search_options);
  }();
  bar.clear();
  if (!result) return std::unexpected{result.error()};
  Layout proposed = layout_of(result->space, result->best, "proposed");
  const std::array layouts{scenario->layout, proposed};
  const FreshDays fresh = fresh_days(*result, given, scenario->days_per_year);
  const auto reports = compare(*scenario, layouts, scenario->target, fixed_days(fresh.days, given.threads), fresh.seed);
  if (!reports) return std::unexpected{reports.error()};
  OwnDaysAnswer own = on_own_days(*own_days, *scenario, layouts, options.lang);
  Judge judge{*scenario, scenario->target, fresh.seed, given.threads};
  const int days = scenario->days_per_year;
  const MoveTable moves = ranked_moves(judge, result->space, result->best, days);
  const WhatIfs what_ifs_seen = what_ifs(judge, result->space, result->best, fresh.seed, given.threads, days);
  const OnDuty duty = duty_of(result->space, result->best, scenario->hall);
  const std::string layout_json = write_layout(proposed, scenario->hall);
  if (!given.layout_out.empty() && !(std::ofstream{given.layout_out, std::ios::binary} << layout_json))
    return refuse(RefusalCode::unavailable, {"写不了布局文件", "cannot write the layout file"}, "layout",
                  given.layout_out);
  const PlanAnswer answer{*scenario, *result, *reports, moves, what_ifs_seen, duty, std::move(own)};
  Value value = plan_value(answer, options.lang);
  value["layout"] = Value::parse(layout_json).value_or(Value{});
  print(options, value, plan_words(answer, options.lang));
  return result->certificate.met ? exit_fine : exit_refused;
}

Result<int> moves(const Options& options, const PlanArguments& given) {
  const auto scenario = scenario_of(given);
  if (!scenario) return std::unexpected{scenario.error()};
  const LayoutSpace space = layout_space(*scenario, {.comprehensive = given.comprehensive_cost}, PartDay::as_in_use);
  Judge judge{*scenario, scenario->target, given.seed, given.threads};
  const MoveTable table =
      ranked_moves(judge, space, plan_of(space, scenario->layout), given.years * scenario->days_per_year);
  print(options, to_value(table),
        price_text(table, options.lang) + "\n" + moves_text(table, table.moves.size(), options.lang));
  return exit_fine;
}

Result<int> required(const Options& options, const PlanArguments& given) {
  const auto scenario = scenario_of(given);
  if (!scenario) return std::unexpected{scenario.error()};
  const LayoutSpace space = layout_space(*scenario, {}, PartDay::as_in_use);
  const Requirement need = requirement_of(*scenario, scenario->target);
  const OnDuty duty = duty_of(space, plan_of(space, scenario->layout), scenario->hall);
  print(options, required_value(need, duty, scenario->hall), required_text(need, duty, scenario->hall, options.lang));
  return exit_fine;
}

void add_arguments(Command& command, PlanArguments& given) {
  command.add_option("SCENARIO", given.scenario, "scenario file (docs/guide/scenarios.md) / 情景文件")->required();
  command.add_option("--share", given.share, "target share, e.g. 0.95 / 目标比例");
  command.add_option("--threshold", given.threshold, "target wait in minutes / 等候界限（分钟）");
  command.add_option("--per", given.per, "target over: day, half_hour, zone / 目标口径")
      ->one_of({"day", "half_hour", "zone"});
  command
      .add_option("--abandoned", given.abandoned, "who left after the threshold: left_out, late_is_failure / 离开者")
      ->one_of({"left_out", "late_is_failure"});
  command.add_option("--seed", given.seed, "the same seed gives the same citizens / 随机种子")->capture_default_str();
  command.add_option("--threads", given.threads, "threads; the result is the same / 线程数")
      ->between(1, 256)
      ->capture_default_str();
  command
      .add_option("--comprehensive-cost", given.comprehensive_cost,
                  "cost of a comprehensive window-hour / 综合窗口费用")
      ->capture_default_str();
}

}  // namespace

void add_hall_plan(Command& hall, Cli cli) {
  auto given = std::make_shared<PlanArguments>();
  const auto run = [cli, given](Result<int> (*job)(const Options&, const PlanArguments&)) {
    return [cli, given, job] {
      const auto done = job(cli.options, *given);
      cli.exit = done ? *done : print_refusal(cli.options, done.error());
    };
  };
  auto* cheapest = hall.add_subcommand("plan", "the cheapest layout that meets the target / 最省的达标布局");
  add_arguments(*cheapest, *given);
  cheapest->add_option("--seconds", given->seconds, "time for the search / 搜索时间（秒）")->capture_default_str();
  cheapest
      ->add_option("--windows-most", given->windows_most, "most windows to think of; 0 = half more than now / 窗口上限")
      ->between(0, 2000);
  cheapest->add_flag("--part-day", given->part_day, "also offer half-day and three-quarter rosters / 允许半日班");
  cheapest->add_option("--solver", given->solver, "of the shift cover / 排班求解器")->one_of({"built-in", "cbc"});
  cheapest->add_option("--layout", given->layout_out, "write the proposed layout to this file / 布局写入文件");
  add_own_days_options(*cheapest, given->records);
  cheapest->callback(run(plan));
  auto* around = hall.add_subcommand("moves", "all single moves around the layout, ranked / 单步调整排序");
  add_arguments(*around, *given);
  around->add_option("--years", given->years, "years to simulate / 仿真年数")->between(1, 100)->capture_default_str();
  around->callback(run(moves));
  auto* need = hall.add_subcommand("required", "windows required and open in each half-hour / 各半小时需要的窗口");
  add_arguments(*need, *given);
  need->callback(run(required));
}

}  // namespace hallbook::app
