// funds lines, funds plan set | show
#include <fmt/format.h>

#include "app/as_of.h"
#include "app/funds_cli.h"
#include "app/funds_commands.h"
#include "base/text.h"
#include "identity/adoption.h"

namespace hallbook::app {
namespace {

struct PlanArguments {
  std::string project, line, kind = "scheduled", reason, by, as_of;
  std::vector<std::string> parts;
};

WorkCalendar workdays_of(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    if (auto loaded = calendar.load(adopted.text); !loaded) return {};
  return calendar;
}

int show_lines(const Options& options, const PlanArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto project = project_of(tx, session.unit_id(), arguments.project);
    if (!project) return std::unexpected{project.error()};
    const auto period = funds::budget_period(tx, session.unit_id(), *project);
    const auto day = pick_as_of(arguments.as_of, period.value_or(Period{}), session.unit.sample);
    if (period && !day) return std::unexpected{day.error()};
    const auto overview =
        funds::overview_of(tx, session.unit_id(), *project, day.value_or(Date{}), workdays_of(tx, session.unit_id()));
    if (!overview) return std::unexpected{overview.error()};
    Table table{{{"条目", "line"},
                 {"用途", "purpose"},
                 {"批复", "approved"},
                 {"可用", "free"},
                 {"冻结", "held"},
                 {"占用", "committed"},
                 {"已执行", "executed"},
                 {"应执行", "planned"},
                 {"占用单据", "holders"}}};
    for (const auto& one : overview->lines) {
      std::string holders;
      for (const auto& hold : one.holds)
        holders += fmt::format("{} {}; ", hold.document, to_yuan(hold.held + hold.committed));
      table.add({one.line.key.line, one.line.purpose, to_yuan(one.line.approved), to_yuan(one.line.free),
                 to_yuan(one.line.held), to_yuan(one.line.committed), to_yuan(one.line.executed),
                 one.pace ? to_yuan(one.pace->planned) : "", holders});
    }
    const auto& total = overview->total;
    table.add({"", either(options, "合计", "in all"), to_yuan(total.approved), to_yuan(total.free), to_yuan(total.held),
               to_yuan(total.committed), to_yuan(total.executed), "", ""});
    Json view = funds::overview_view(*overview);
    view["as_of"] = iso(*day);
    print(options, view,
          sample_line(session.unit, options.lang) + table.text(options.lang) +
              (overview->adds_up ? either(options, "批复 = 可用 + 冻结 + 占用 + 已执行，分毫不差\n",
                                          "approved = free + held + committed + executed, to the fen\n")
                                 : either(options, "各账户相加不等于批复，请运行 verify\n",
                                          "the accounts do not add up: run verify\n")));
    return exit_fine;
  });
}

/// "2026-Q1=4000.00"
Result<funds::PlanPart> part_typed(const std::string& text) {
  const auto cut = text.find('=');
  if (cut == std::string::npos)
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”应写成 2026-Q1=4000.00", quote(text)),
                   fmt::format("“{}” is written 2026-Q1=4000.00", quote(text))},
                  "part");
  const auto period = parse_period(text.substr(0, cut));
  if (!period) return std::unexpected{period.error()};
  const auto amount = funds::parse_amount(text.substr(cut + 1), "part");
  if (!amount) return std::unexpected{amount.error()};
  return funds::PlanPart{*period, *amount};
}

int set_plan(const Options& options, const PlanArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    funds::PlanOfUse plan{{}, *funds::find_plan_kind(arguments.kind), {}, arguments.reason, ""};
    for (const auto& text : arguments.parts) {
      const auto part = part_typed(text);
      if (!part) return std::unexpected{part.error()};
      plan.parts.push_back(*part);
    }
    const auto done = session.data->write([&](journal::Books& books) -> Result<> {
      const auto project = project_of(books.tx, session.unit_id(), arguments.project);
      if (!project) return std::unexpected{project.error()};
      plan.line = {*project, arguments.line};
      return funds::set_plan(books, acting_by(session, arguments.by), plan);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, funds::plan_view(plan),
          fmt::format(fmt::runtime(either(options, "第 {} 条的用款计划已编制，{} 期\n",
                                          "the plan of line {} is set, in {} parts\n")),
                      arguments.line, plan.parts.size()));
    return exit_fine;
  });
}

int show_plan(const Options& options, const PlanArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto project = project_of(tx, session.unit_id(), arguments.project);
    if (!project) return std::unexpected{project.error()};
    const auto plan = funds::find_plan(tx, session.unit_id(), {*project, arguments.line});
    if (!plan)
      return refuse(RefusalCode::not_found,
                    {fmt::format("第 {} 条还没有用款计划；用 funds plan set 编制", quote(arguments.line)),
                     fmt::format("line {} has no plan yet; `funds plan set` makes one", quote(arguments.line))},
                    "line");
    Table table{{{"期间", "period"}, {"金额", "amount"}}};
    for (const auto& part : plan->parts) table.add({period_name(part.period), to_yuan(part.amount)});
    print(options, funds::plan_view(*plan), table.text(options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_funds_plan(Command& funds, Cli cli) {
  auto arguments = std::make_shared<PlanArguments>();
  const auto run = [&](int (*job)(const Options&, const PlanArguments&)) {
    return run_with<PlanArguments>(cli, arguments, job);
  };
  auto* lines = funds.add_subcommand("lines", "where each line's money stands / 各条指标的余额");
  lines->add_option("--project", arguments->project, "project code / 项目代码");
  lines->add_option("--as-of", arguments->as_of, "day of the pace / 进度截至");
  lines->callback(run(show_lines));
  auto* plan = funds.add_subcommand("plan", "when the money is to be used / 用款计划")->require_subcommand();
  auto* set = plan->add_subcommand("set", "set a line's plan / 编制用款计划");
  set->add_option("LINE", arguments->line, "number of the line / 条目")->required();
  set->add_option("--part", arguments->parts, "2026-Q1=4000.00, once for each / 每期一个")->required();
  set->add_option("--kind", arguments->kind, "scheduled or on_demand / 定期或按需")->one_of({"scheduled", "on_demand"});
  set->add_option("--reason", arguments->reason, "why it changes / 变更原因");
  set->add_option("--project", arguments->project, "project code / 项目代码");
  set->add_option("--by", arguments->by, "who does it / 经办人");
  set->callback(run(set_plan));
  auto* shown = plan->add_subcommand("show", "a line's plan / 查看用款计划");
  shown->add_option("LINE", arguments->line, "number of the line / 条目")->required();
  shown->add_option("--project", arguments->project, "project code / 项目代码");
  shown->callback(run(show_plan));
}

}  // namespace hallbook::app
