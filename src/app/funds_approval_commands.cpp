// funds request approve | refuse, funds exception allow | list
#include <fmt/format.h>

#include "app/funds_cli.h"
#include "app/funds_commands.h"

namespace hallbook::app {
namespace {

struct ApprovalArguments {
  std::string number, note, reason, by, chain = "*", person, until;
  std::vector<std::string> acts;
};

int approve(const Options& options, const ApprovalArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto last = session.data->write([&](journal::Books& books) {
      return funds::approve_request(books, acting_by(session, arguments.by),
                                    funds::load_rules(books.tx, session.unit_id()), arguments.number, arguments.note);
    });
    if (!last) return std::unexpected{last.error()};
    print(options, Json::Object{{"number", arguments.number}, {"approved", *last}},
          arguments.number +
              (*last ? either(options, " 已批准，款项已占用\n", " is approved, its money is committed\n")
                     : either(options, " 这一步已同意，等下一步\n", ": this step is done, the next waits\n")));
    return exit_fine;
  });
}

int refuse_it(const Options& options, const ApprovalArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto done = session.data->write([&](journal::Books& books) {
      return funds::refuse_request(books, acting_by(session, arguments.by),
                                   funds::load_rules(books.tx, session.unit_id()), arguments.number, arguments.reason);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"number", arguments.number}, {"refused", true}},
          arguments.number + either(options, " 已退回，冻结的钱已放回\n", " is refused, what it held is free again\n"));
    return exit_fine;
  });
}

int allow(const Options& options, const ApprovalArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto until = day_typed(arguments.until, "until");
    if (!until) return std::unexpected{until.error()};
    if (arguments.acts.size() != 2) return refuse(RefusalCode::invalid, {"--act 要写两次", "give --act twice"}, "act");
    const funds::DutyExceptionAllowed asked{
        arguments.chain, arguments.acts[0], arguments.acts[1], arguments.person, arguments.reason, *until, ""};
    const auto done = session.data->write([&](journal::Books& books) {
      return funds::allow_exception(books, acting_by(session, arguments.by),
                                    funds::load_rules(books.tx, session.unit_id()), asked);
    });
    if (!done) return std::unexpected{done.error()};
    auto tx = session.data->read();
    print(options, funds::exception_view(funds::exceptions(tx, session.unit_id()).front()),
          either(options, "已准许，记入审计清单\n", "allowed, and listed for audit\n"));
    return exit_fine;
  });
}

int list_exceptions(const Options& options, const ApprovalArguments&) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{{{"谁", "person"},
                 {"职务", "acts"},
                 {"单据链", "chain"},
                 {"到", "until"},
                 {"原因", "reason"},
                 {"准许人", "by"}}};
    for (const auto& one : funds::exceptions(tx, session.unit_id())) {
      items.push_back(funds::exception_view(one));
      table.add(
          {one.person,
           funds::act_title(one.first_act).in(options.lang) + " + " + funds::act_title(one.second_act).in(options.lang),
           one.chain, iso(one.until_on), one.reason, one.by});
    }
    print(options, Json::Object{{"exceptions", std::move(items)}}, table.text(options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_funds_approval(Command& funds, Command& request, Cli cli) {
  auto arguments = std::make_shared<ApprovalArguments>();
  const auto run = [&](int (*job)(const Options&, const ApprovalArguments&)) {
    return run_with<ApprovalArguments>(cli, arguments, job);
  };
  auto* approved = request.add_subcommand("approve", "the next step of approval / 同意");
  approved->add_option("NUMBER", arguments->number, "Q-2026-0001")->required();
  approved->add_option("--note", arguments->note, "a word / 意见");
  approved->add_option("--by", arguments->by, "who approves / 审批人");
  approved->callback(run(approve));
  auto* refused = request.add_subcommand("refuse", "send it back / 退回");
  refused->add_option("NUMBER", arguments->number, "Q-2026-0001")->required();
  refused->add_option("--reason", arguments->reason, "why / 原因")->required();
  refused->add_option("--by", arguments->by, "who refuses / 审批人");
  refused->callback(run(refuse_it));

  auto* exception = funds.add_subcommand("exception", "exceptions of duty / 职务例外")->require_subcommand();
  auto* allowed = exception->add_subcommand("allow", "let one person do both acts / 准许例外");
  allowed->add_option("--person", arguments->person, "who / 谁")->required();
  allowed->add_option("--act", arguments->acts, "both acts, e.g. approve pay / 两个职务")->required();
  allowed->add_option("--chain", arguments->chain, "a document, or * for all / 单据，* 为全部")->capture_default_str();
  allowed->add_option("--until", arguments->until, "its last day / 截止日")->required();
  allowed->add_option("--reason", arguments->reason, "why / 原因")->required();
  allowed->add_option("--by", arguments->by, "who allows it / 准许人");
  allowed->callback(run(allow));
  exception->add_subcommand("list", "all of them, for audit / 例外清单")->callback(run(list_exceptions));
}

}  // namespace hallbook::app
