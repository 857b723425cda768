// funds request make | change | show | list | cancel | papers
#include <fmt/format.h>

#include "app/funds_cli.h"
#include "app/funds_commands.h"

namespace hallbook::app {
namespace {

struct RequestArguments {
  std::string number, project, line, type, payee, amount, purpose, contract, pay_on, reason, by, state, after;
  std::vector<std::string> papers;
  int indicator = 0;
  int limit = 50;
};

Result<funds::RequestContent> content_typed(Session& session, const RequestArguments& arguments) {
  const auto amount = funds::parse_amount(arguments.amount, "amount");
  if (!amount) return std::unexpected{amount.error()};
  const auto day = day_typed(arguments.pay_on, "pay-on");
  if (!day) return std::unexpected{day.error()};
  auto papers = papers_typed(session, arguments.papers);
  if (!papers) return std::unexpected{papers.error()};
  auto tx = session.data->read();
  const auto project = project_of(tx, session.unit_id(), arguments.project);
  if (!project) return std::unexpected{project.error()};
  return funds::RequestContent{{*project, arguments.line}, arguments.type,      arguments.payee,    *amount,
                               arguments.purpose,          arguments.indicator, arguments.contract, *day,
                               std::move(*papers)};
}

Result<int> print_request(const Options& options, Session& session, const RequestArguments& arguments,
                          const std::string& number, const std::vector<Text>& warnings = {}) {
  auto tx = session.data->read();
  const auto request = funds::find_request(tx, session.unit_id(), number);
  if (!request) return std::unexpected{request.error()};
  const auto rules = funds::load_rules(tx, session.unit_id());
  Json view = funds::request_detail(tx, acting_by(session, arguments.by), rules, *request, options.lang);
  Json list = Json::Array{};
  for (const Text& one : warnings) list.push_back(one.in(options.lang));
  view["warnings"] = std::move(list);
  std::string steps;
  for (const Json& step : view.at("steps").array())
    steps += fmt::format("  {}: {}\n", step.at("title").at(options.lang == Lang::zh ? "zh" : "en").string(),
                         step.at("approver").is_null() ? step.at("state").string() : step.at("approver").string());
  print(options, view,
        fmt::format("{} [{}] {} {} ({})\n  {}\n{}", request->no, funds::request_state_name(request->state),
                    request->content.payee, to_yuan(request->content.amount), view.at("amount_in_words").string(),
                    request->content.purpose, steps) +
            told(warnings, options.lang));
  return exit_fine;
}

int make(const Options& options, const RequestArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto content = content_typed(session, arguments);
    if (!content) return std::unexpected{content.error()};
    const auto made = session.data->write([&](journal::Books& books) {
      return funds::make_request(books, acting_by(session, arguments.by),
                                 funds::load_rules(books.tx, session.unit_id()), *content);
    });
    if (!made) return std::unexpected{made.error()};
    return print_request(options, session, arguments, made->no, made->warnings);
  });
}

using RequestAct = std::function<Result<>(Session&, journal::Books&, const funds::Acting&)>;
int change_request_by(const Options& options, const RequestArguments& arguments, const RequestAct& act) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto done = session.data->write(
        [&](journal::Books& books) { return act(session, books, acting_by(session, arguments.by)); });
    if (!done) return std::unexpected{done.error()};
    return print_request(options, session, arguments, arguments.number);
  });
}

int change(const Options& options, const RequestArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto content = content_typed(session, arguments);
    if (!content) return std::unexpected{content.error()};
    const auto done = session.data->write([&](journal::Books& books) {
      return funds::change_request(books, acting_by(session, arguments.by),
                                   funds::load_rules(books.tx, session.unit_id()), arguments.number, *content,
                                   arguments.reason);
    });
    if (!done) return std::unexpected{done.error()};
    return print_request(options, session, arguments, arguments.number);
  });
}

int cancel(const Options& options, const RequestArguments& arguments) {
  return change_request_by(options, arguments, [&](Session&, journal::Books& books, const funds::Acting& acting) {
    return funds::cancel_request(books, acting, arguments.number, arguments.reason);
  });
}

int add_papers(const Options& options, const RequestArguments& arguments) {
  return change_request_by(options, arguments,
                           [&](Session& session, journal::Books& books, const funds::Acting& acting) -> Result<> {
                             const auto papers = papers_typed(session, arguments.papers);
                             if (!papers) return std::unexpected{papers.error()};
                             return funds::add_papers(books, acting, arguments.number, *papers);
                           });
}

int show(const Options& options, const RequestArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    return print_request(options, session, arguments, arguments.number);
  });
}

int list(const Options& options, const RequestArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{{{"单号", "number"},
                 {"状态", "state"},
                 {"条目", "line"},
                 {"收款人", "payee"},
                 {"金额", "amount"},
                 {"用途", "purpose"},
                 {"付款日", "pay on"}}};
    for (const auto& one :
         funds::newest_requests(tx, session.unit_id(),
                                {arguments.project, arguments.line, arguments.state, arguments.payee, arguments.type,
                                 arguments.after, static_cast<std::size_t>(arguments.limit)})) {
      items.push_back(funds::request_view(one));
      table.add({one.no, std::string{funds::request_state_name(one.state)}, one.content.line.line, one.content.payee,
                 to_yuan(one.content.amount), one.content.purpose, iso(one.content.pay_on)});
    }
    print(options, Json::Object{{"requests", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

void content_options(Command& command, RequestArguments& arguments) {
  command.add_option("--line", arguments.line, "budget line / 预算条目")->required();
  command.add_option("--type", arguments.type, "scheduled, purchase, repair, order, other / 类型")->required();
  command.add_option("--payee", arguments.payee, "who is paid / 收款人")->required();
  command.add_option("--amount", arguments.amount, "yuan / 元")->required();
  command.add_option("--purpose", arguments.purpose, "what for / 用途")->required();
  command.add_option("--pay-on", arguments.pay_on, "day of payment / 付款日期")->required();
  command.add_option("--indicator", arguments.indicator, "the indicator it serves / 服务的指标");
  command.add_option("--contract", arguments.contract, "from its committed money / 合同号");
  command.add_option("--paper", arguments.papers, "kind=name or kind=@file / 类别=名称 或 类别=@文件");
  command.add_option("--project", arguments.project, "project code / 项目代码");
}

}  // namespace

void add_funds_request(Command& request, Cli cli) {
  auto arguments = std::make_shared<RequestArguments>();
  const auto add = [&](const char* name, const char* help, int (*job)(const Options&, const RequestArguments&),
                       bool numbered) {
    auto* command = request.add_subcommand(name, help);
    if (numbered) command->add_option("NUMBER", arguments->number, "Q-2026-0001")->required();
    command->callback(run_with<RequestArguments>(cli, arguments, job));
    return command;
  };
  auto* made = add("make", "ask for money; it is held at once / 提出申请", make, false);
  content_options(*made, *arguments);
  auto* changed = add("change", "another content; approvals are void / 修改申请", change, true);
  content_options(*changed, *arguments);
  auto* cancelled = add("cancel", "take it back / 撤回", cancel, true);
  auto* papers = add("papers", "add papers / 补附件", add_papers, true);
  papers->add_option("--paper", arguments->papers, "kind=name or kind=@file / 类别=名称 或 类别=@文件")->required();
  for (auto* command : {changed, cancelled})
    command->add_option("--reason", arguments->reason, "why / 原因")->required();
  for (auto* command : {made, changed, cancelled, papers, add("show", "one request / 查看申请", show, true)})
    command->add_option("--by", arguments->by, "who does it / 经办人");
  auto* listed = add("list", "the newest first / 申请列表", list, false);
  listed->add_option("--project", arguments->project, "of this project / 项目代码");
  listed->add_option("--line", arguments->line, "of this line / 条目");
  listed->add_option("--state", arguments->state, "state / 状态")
      ->one_of({"asked", "approved", "paid", "refused", "cancelled"});
  listed->add_option("--payee", arguments->payee, "of this payee / 收款人");
  listed->add_option("--after", arguments->after, "go on after this number / 从此单号之后");
  listed->add_option("--limit", arguments->limit, "at most / 最多几笔")->between(1, 10'000);
}

}  // namespace hallbook::app
