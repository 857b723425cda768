// funds budget import | show | adjust | transfer | release | close
#include <fmt/format.h>

#include "app/funds_cli.h"
#include "app/funds_commands.h"
#include "funds/budget_sheet.h"

namespace hallbook::app {
namespace {

struct BudgetArguments {
  std::string project, file, line, to, amount, document, dated, reason, approved_by, by;
};

Result<funds::Paper> paper_of(const BudgetArguments& arguments) {
  const auto day = day_typed(arguments.dated, "dated");
  if (!day) return std::unexpected{day.error()};
  return funds::Paper{arguments.document, *day, arguments.reason, arguments.approved_by};
}

std::string lines_table(const Options& options, const std::vector<funds::Line>& lines) {
  Table table{{{"条目", "line"},
               {"用途", "purpose"},
               {"经济分类", "class"},
               {"批复", "approved"},
               {"到位", "released"},
               {"可用", "free"},
               {"冻结", "held"},
               {"占用", "committed"},
               {"已执行", "executed"}}};
  for (const funds::Line& line : lines)
    table.add({line.key.line, line.purpose, line.economic_class, to_yuan(line.approved), to_yuan(line.released),
               to_yuan(line.free), to_yuan(line.held), to_yuan(line.committed), to_yuan(line.executed)});
  return table.text(options.lang);
}

/// The frame of every change: one write transaction, then the budget as it is.
using BudgetAct = std::function<Result<>(journal::Books&, const funds::Acting&, const std::string& project)>;
int change_budget(const Options& options, const BudgetArguments& arguments, const BudgetAct& act) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto project = session.data->write([&](journal::Books& books) -> Result<std::string> {
      auto code = project_of(books.tx, session.unit_id(), arguments.project);
      if (!code) return code;
      if (auto done = act(books, acting_by(session, arguments.by), *code); !done) return std::unexpected{done.error()};
      return code;
    });
    if (!project) return std::unexpected{project.error()};
    auto tx = session.data->read();
    const auto lines = funds::lines(tx, session.unit_id(), *project);
    Json items = Json::Array{};
    for (const funds::Line& line : lines) items.push_back(funds::line_view(line));
    print(options, Json::Object{{"project", *project}, {"lines", std::move(items)}}, lines_table(options, lines));
    return exit_fine;
  });
}

/// A change of one line by an amount; `job` gets both, read and sound.
using LineAct =
    std::function<Result<>(journal::Books&, const funds::Acting&, const funds::LineKey&, Money, const funds::Paper&)>;
int change_line(const Options& options, const BudgetArguments& arguments, bool may_be_signed, const LineAct& job) {
  return change_budget(options, arguments, [&](auto& books, const auto& acting, const auto& project) -> Result<> {
    const auto paper = paper_of(arguments);
    if (!paper) return std::unexpected{paper.error()};
    const auto amount = may_be_signed ? funds::parse_change(arguments.amount, "amount")
                                      : funds::parse_amount(arguments.amount, "amount");
    if (!amount) return std::unexpected{amount.error()};
    return job(books, acting, {project, arguments.line}, *amount, *paper);
  });
}

int import_budget(const Options& options, const BudgetArguments& arguments) {
  const auto lines = funds::read_budget_sheet(arguments.file);
  if (!lines) return print_refusal(options, lines.error());
  return change_budget(options, arguments, [&](auto& books, const auto& acting, const auto& project) -> Result<> {
    const auto paper = paper_of(arguments);
    if (!paper) return std::unexpected{paper.error()};
    return funds::approve_budget(books, acting, project, *paper, *lines);
  });
}

int adjust(const Options& options, const BudgetArguments& arguments) {
  return change_line(options, arguments, true, funds::adjust_budget);
}
int release(const Options& options, const BudgetArguments& arguments) {
  return change_line(options, arguments, false, funds::release_budget);
}
int transfer(const Options& options, const BudgetArguments& arguments) {
  return change_line(options, arguments, false,
                     [&](auto& books, const auto& acting, const auto& line, Money amount, const auto& paper) {
                       return funds::transfer_budget(books, acting,
                                                     {line.project, line.line, arguments.to, amount, paper, {}});
                     });
}
int close_budget_line(const Options& options, const BudgetArguments& arguments) {
  return change_budget(options, arguments, [&](auto& books, const auto& acting, const auto& project) {
    return funds::close_line(books, acting, {project, arguments.line}, arguments.reason);
  });
}

int show_budget(const Options& options, const BudgetArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto project = project_of(tx, session.unit_id(), arguments.project);
    if (!project) return std::unexpected{project.error()};
    const auto lines = funds::lines(tx, session.unit_id(), *project);
    Json items = Json::Array{}, papers = Json::Array{};
    Table table{{{"日期", "day"}, {"文号", "document"}, {"事项", "act"}, {"条目", "line"}, {"金额", "amount"}}};
    for (const funds::Line& line : lines) items.push_back(funds::line_view(line));
    for (const funds::PaperRow& row : funds::budget_papers(tx, session.unit_id(), *project)) {
      papers.push_back(funds::paper_row_view(row));
      table.add({iso(row.paper.dated_on), row.paper.document, row.act,
                 row.line + (row.to_line.empty() ? "" : "→" + row.to_line), to_yuan(row.amount)});
    }
    print(options, Json::Object{{"project", *project}, {"lines", std::move(items)}, {"papers", std::move(papers)}},
          sample_line(session.unit, options.lang) + lines_table(options, lines) + "\n" + table.text(options.lang));
    return exit_fine;
  });
}

void paper_options(Command& command, BudgetArguments& arguments, bool needs_reason) {
  command.add_option("--document", arguments.document, "number of the paper / 文号")->required();
  command.add_option("--dated", arguments.dated, "its day / 发文日期")->required();
  auto* reason = command.add_option("--reason", arguments.reason, "why / 原因");
  if (needs_reason) reason->required();
  command.add_option("--approved-by", arguments.approved_by, "who decided / 批准机关");
}

}  // namespace

void add_funds_budget(Command& funds, Cli cli) {
  auto arguments = std::make_shared<BudgetArguments>();
  auto* budget = funds.add_subcommand("budget", "the approved budget / 预算")->require_subcommand();
  const auto add = [&](const char* name, const char* help, int (*job)(const Options&, const BudgetArguments&)) {
    auto* command = budget->add_subcommand(name, help);
    command->add_option("--project", arguments->project, "project code / 项目代码");
    command->callback(run_with<BudgetArguments>(cli, arguments, job));
    return command;
  };
  const auto of_line = [&](Command* command) {
    command->add_option("LINE", arguments->line, "number of the line / 条目")->required();
    return command;
  };
  const auto by = [&](Command* command) { command->add_option("--by", arguments->by, "who does it / 经办人"); };
  auto* imported = add("import", "enter an approved budget from a sheet / 录入预算批复", import_budget);
  imported->add_option("FILE", arguments->file, "CSV or XLSX / 预算表")->required();
  paper_options(*imported, *arguments, false);
  by(imported);
  add("show", "lines and the papers behind them / 查看预算", show_budget);
  for (const auto& [name, help, job] : {std::tuple{"adjust", "more or less (-) on a line / 调增调减", &adjust},
                                        std::tuple{"release", "money that the treasury released / 登记到位", &release},
                                        std::tuple{"transfer", "from one line to another / 调剂", &transfer}}) {
    auto* command = of_line(add(name, help, job));
    if (job == transfer) command->add_option("TO", arguments->to, "the other line / 调入条目")->required();
    command->add_option("AMOUNT", arguments->amount, "yuan / 元")->required();
    paper_options(*command, *arguments, job != release);
    by(command);
  }
  auto* closed = of_line(add("close", "take nothing more on a line / 关闭指标", close_budget_line));
  closed->add_option("--reason", arguments->reason, "why / 原因")->required();
  by(closed);
}

}  // namespace hallbook::app
