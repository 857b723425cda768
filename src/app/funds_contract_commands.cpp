// funds contract sign | list | show | supplement | publish | close, funds accept record | sign | list
#include "app/funds_contract_commands.h"

#include <fmt/format.h>

#include "app/command_line.h"
#include "app/terminal.h"
#include "base/money_math.h"
#include "base/money_words.h"
#include "funds/accounts.h"
#include "funds/contract_input.h"
#include "funds/contract_ops.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

using funds::Acceptance;
using funds::Contract;

struct ContractArguments {
  std::string number, file, on, at, amount, reason, by, project, finding;
  std::vector<std::string> attach, lines;
};

constexpr std::uint64_t largest_input = 1u << 20;
constexpr std::uint64_t largest_attachment = 50u << 20;

funds::Acting acting_as(const Session& session, const std::string& by) {
  return {session.unit_id(), cli_actor(), now(), by};
}

Result<Date> day_given(const std::string& text, const std::string& option) {
  if (const auto day = parse_date(text)) return *day;
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”不是日期：请写成 2026-03-31", text), fmt::format("“{}” is no date: write 2026-03-31", text)},
      option);
}

Result<std::vector<funds::ContractFile>> attached_files(Session& session, const std::vector<std::string>& names) {
  std::vector<funds::ContractFile> files;
  for (const auto& name : names) {
    const auto bytes = files::read_file(name, largest_attachment);
    if (!bytes) return std::unexpected{bytes.error()};
    files.push_back({std::filesystem::path{name}.filename().string(),
                     session.data->evidence().put_source(name, session.data->keys())});
  }
  return files;
}

int sign_contract(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto text = files::read_file(arguments.file, largest_input);
    if (!text) return std::unexpected{text.error()};
    const auto json = Json::parse(*text);
    if (!json) return std::unexpected{json.error()};
    auto contract = funds::contract_from_fields(http::Fields{*json});
    if (!contract) return std::unexpected{contract.error()};
    auto files = attached_files(session, arguments.attach);
    if (!files) return std::unexpected{files.error()};
    contract->files = std::move(*files);
    const auto signed_one = session.data->write([&](journal::Books& books) {
      return funds::sign_contract(books, acting_as(session, arguments.by), *contract);
    });
    if (!signed_one) return std::unexpected{signed_one.error()};
    print(options, funds::contract_view(*signed_one),
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "合同 {} 已签订：{} {} 元（{}）\n"
                                                            : "contract {} signed: {} {} yuan ({})\n"),
                      signed_one->number, signed_one->party, to_yuan(signed_one->amount),
                      amount_in_words(signed_one->amount)));
    return exit_fine;
  });
}

int list_contracts(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{{{"合同", "contract"},
                 {"对方", "party"},
                 {"名称", "title"},
                 {"金额", "amount"},
                 {"到期", "ends"},
                 {"公开", "published"},
                 {"结束", "closed"}}};
    for (const auto& contract : funds::contracts(tx, session.unit_id(), arguments.project)) {
      items.push_back(funds::contract_view(contract));
      table.add({contract.number, contract.party, contract.title, to_yuan(contract.whole()), iso(contract.ends_on),
                 contract.published_on ? iso(*contract.published_on) : "",
                 contract.closed_on ? iso(*contract.closed_on) : ""});
    }
    print(options, Json::Object{{"contracts", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int show_contract(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto contract = funds::find_contract(tx, session.unit_id(), arguments.number);
    if (!contract) return std::unexpected{contract.error()};
    Json view = funds::contract_view(*contract);
    Json accepted = Json::Array{}, billed = Json::Array{};
    for (const auto& acceptance : funds::acceptances(tx, session.unit_id(), contract->number))
      accepted.push_back(funds::acceptance_view(acceptance));
    for (const auto& invoice : funds::invoices(tx, session.unit_id(), contract->number))
      billed.push_back(funds::invoice_view(invoice));
    view["acceptances"] = std::move(accepted);
    view["invoices"] = std::move(billed);
    print(options, view, view.pretty());
    return exit_fine;
  });
}

/// The frame of a change to one contract: a session for writing, one transaction, the contract as it is then.
int change_contract(const Options& options, const ContractArguments& arguments,
                    const std::function<Result<Contract>(journal::Books&, const funds::Acting&)>& job) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto changed =
        session.data->write([&](journal::Books& books) { return job(books, acting_as(session, arguments.by)); });
    if (!changed) return std::unexpected{changed.error()};
    print(
        options, funds::contract_view(*changed),
        fmt::format(fmt::runtime(options.lang == Lang::zh ? "合同 {}：合计 {} 元\n" : "contract {}: {} yuan in all\n"),
                    changed->number, to_yuan(changed->whole())));
    return exit_fine;
  });
}

int supplement(const Options& options, const ContractArguments& arguments) {
  return change_contract(
      options, arguments, [&](journal::Books& books, const funds::Acting& acting) -> Result<Contract> {
        const auto on = day_given(arguments.on, "on");
        if (!on) return std::unexpected{on.error()};
        const auto amount = funds::parse_amount(arguments.amount, "amount");
        if (!amount) return std::unexpected{amount.error()};
        return funds::supplement_contract(books, acting, arguments.number, {0, *on, *amount, arguments.reason});
      });
}

int publish(const Options& options, const ContractArguments& arguments) {
  return change_contract(options, arguments,
                         [&](journal::Books& books, const funds::Acting& acting) -> Result<Contract> {
                           const auto on = day_given(arguments.on, "on");
                           if (!on) return std::unexpected{on.error()};
                           return funds::publish_contract(books, acting, arguments.number, *on, arguments.at);
                         });
}

int close_contract(const Options& options, const ContractArguments& arguments) {
  return change_contract(options, arguments,
                         [&](journal::Books& books, const funds::Acting& acting) -> Result<Contract> {
                           const auto on = day_given(arguments.on, "on");
                           if (!on) return std::unexpected{on.error()};
                           return funds::close_contract(books, acting, arguments.number, *on, arguments.reason);
                         });
}

int print_acceptance(const Options& options, const Acceptance& acceptance) {
  std::string signers;
  for (const auto& signer : acceptance.signers) signers += (signers.empty() ? "" : ", ") + signer;
  const bool zh = options.lang == Lang::zh;
  print(options, funds::acceptance_view(acceptance),
        fmt::format(
            fmt::runtime(zh ? "验收书 {}：{} 元，签字 {}（{}）\n" : "acceptance {}: {} yuan, signed by {} ({})\n"),
            acceptance.number, to_yuan(acceptance.amount), signers,
            acceptance.complete_on ? iso(*acceptance.complete_on)
            : zh                   ? "未签齐"
                                   : "incomplete"));
  return exit_fine;
}

int record_acceptance(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto on = day_given(arguments.on, "on");
    if (!on) return std::unexpected{on.error()};
    Acceptance acceptance;
    acceptance.contract = arguments.number;
    acceptance.accepted_on = *on;
    acceptance.finding = arguments.finding;
    for (const auto& text : arguments.lines) {
      const auto line = funds::bill_line_from(text);
      if (!line) return std::unexpected{line.error()};
      acceptance.lines.push_back({line->key, line->count, line->amount});
    }
    const auto recorded = session.data->write([&](journal::Books& books) {
      return funds::record_acceptance(books, acting_as(session, arguments.by), acceptance);
    });
    if (!recorded) return std::unexpected{recorded.error()};
    return print_acceptance(options, *recorded);
  });
}

int sign_acceptance(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto done = session.data->write([&](journal::Books& books) {
      return funds::sign_acceptance(books, acting_as(session, arguments.by), arguments.number);
    });
    if (!done) return std::unexpected{done.error()};
    return print_acceptance(options, *done);
  });
}

int list_acceptances(const Options& options, const ContractArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{
        {{"验收书", "acceptance"}, {"合同", "contract"}, {"日期", "day"}, {"金额", "amount"}, {"签齐", "complete"}}};
    for (const auto& acceptance : funds::acceptances(tx, session.unit_id(), arguments.number)) {
      items.push_back(funds::acceptance_view(acceptance));
      table.add({acceptance.number, acceptance.contract, iso(acceptance.accepted_on), to_yuan(acceptance.amount),
                 acceptance.complete_on ? iso(*acceptance.complete_on) : ""});
    }
    print(options, Json::Object{{"acceptances", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_contract_commands(Command& funds, Cli cli) {
  auto arguments = std::make_shared<ContractArguments>();
  const auto run = [cli](const auto& job, const std::shared_ptr<ContractArguments>& given) {
    return [cli, job, given] { cli.exit = job(cli.options, *given); };
  };
  auto* contract = funds.add_subcommand("contract", "contracts of the unit / 合同")->require_subcommand();
  auto* listed = contract->add_subcommand("list", "all contracts / 合同列表");
  listed->add_option("--project", arguments->project, "of this project only / 只看一个项目");
  listed->callback(run(list_contracts, arguments));
  auto* shown = contract->add_subcommand("show", "one contract with acceptances and invoices / 查看合同");
  shown->add_option("NUMBER", arguments->number)->required();
  shown->callback(run(show_contract, arguments));
  auto* signed_one = contract->add_subcommand("sign", "record a signed contract from a JSON file / 登记合同");
  signed_one->add_option("FILE", arguments->file)->required();
  signed_one->add_option("--attach", arguments->attach, "the papers / 附件");
  signed_one->add_option("--by", arguments->by, "who does it / 经办人");
  signed_one->callback(run(sign_contract, arguments));
  auto* more = contract->add_subcommand("supplement", "a supplement of at most 10 % in all / 补充合同");
  more->add_option("NUMBER", arguments->number)->required();
  more->add_option("--on", arguments->on, "day of signing / 签订日期")->required();
  more->add_option("--amount", arguments->amount, "yuan / 元")->required();
  more->add_option("--reason", arguments->reason, "why / 原因")->required();
  more->add_option("--by", arguments->by, "who does it / 经办人");
  more->callback(run(supplement, arguments));
  auto* published = contract->add_subcommand("publish", "where and when it was published / 登记公开");
  published->add_option("NUMBER", arguments->number)->required();
  published->add_option("--on", arguments->on, "the day / 公开日期")->required();
  published->add_option("--at", arguments->at, "address or number of the notice / 公开位置")->required();
  published->add_option("--by", arguments->by, "who does it / 经办人");
  published->callback(run(publish, arguments));
  auto* closed = contract->add_subcommand("close", "end it and free what it still holds / 结束合同");
  closed->add_option("NUMBER", arguments->number)->required();
  closed->add_option("--on", arguments->on, "the day / 日期")->required();
  closed->add_option("--reason", arguments->reason, "why / 原因")->required();
  closed->add_option("--by", arguments->by, "who does it / 经办人");
  closed->callback(run(close_contract, arguments));

  auto* accept = funds.add_subcommand("accept", "acceptance of deliveries / 验收")->require_subcommand();
  auto* recorded = accept->add_subcommand("record", "write it and sign first / 登记验收并签字");
  recorded->add_option("CONTRACT", arguments->number)->required();
  recorded->add_option("--on", arguments->on, "day of delivery or acceptance / 验收日期")->required();
  recorded->add_option("--line", arguments->lines, "KEY:COUNT[:AMOUNT] / 名称:数量[:金额]")->required();
  recorded->add_option("--finding", arguments->finding, "the finding / 结论")->required();
  recorded->add_option("--by", arguments->by, "who signs / 签字人");
  recorded->callback(run(record_acceptance, arguments));
  auto* second = accept->add_subcommand("sign", "the next signature / 签字");
  second->add_option("NUMBER", arguments->number)->required();
  second->add_option("--by", arguments->by, "who signs / 签字人");
  second->callback(run(sign_acceptance, arguments));
  auto* accepted = accept->add_subcommand("list", "acceptances, of a contract or all / 验收列表");
  accepted->add_option("CONTRACT", arguments->number);
  accepted->callback(run(list_acceptances, arguments));
}

}  // namespace hallbook::app
