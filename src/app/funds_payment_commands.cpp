// funds pay, funds return, funds payments
#include <fmt/format.h>

#include "app/funds_cli.h"
#include "app/funds_commands.h"

namespace hallbook::app {
namespace {

struct PaymentArguments {
  std::string number, amount, voucher, on, reason, by, project, line, after;
  bool release = false;
  int limit = 50;
};

funds::Rest rest_of(const PaymentArguments& arguments) {
  return arguments.release ? funds::Rest::release : funds::Rest::keep;
}

Result<int> print_payment(const Options& options, Session& session, const std::string& number,
                          const std::vector<Text>& warnings) {
  auto tx = session.data->read();
  const auto payment = funds::load_payment(tx, session.unit_id(), number);
  if (!payment)
    return refuse(RefusalCode::not_found, {"没有支付 " + number, "there is no payment " + number}, "number");
  Json view = funds::payment_view(*payment), list = Json::Array{};
  for (const Text& one : warnings) list.push_back(one.in(options.lang));
  view["warnings"] = std::move(list);
  print(options, view,
        fmt::format("{} {} {} {} {} [{}]\n", payment->no, iso(payment->paid_on), payment->voucher, payment->payee,
                    to_yuan(payment->amount - payment->returned), payment->state) +
            told(warnings, options.lang));
  return exit_fine;
}

int pay(const Options& options, const PaymentArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    funds::NewPayment asked{arguments.number, std::nullopt, arguments.voucher, {}, rest_of(arguments)};
    const auto day = day_typed(arguments.on, "on");
    if (!day) return std::unexpected{day.error()};
    asked.paid_on = *day;
    if (!arguments.amount.empty()) {
      const auto amount = funds::parse_amount(arguments.amount, "amount");
      if (!amount) return std::unexpected{amount.error()};
      asked.amount = *amount;
    }
    const auto made = session.data->write([&](journal::Books& books) {
      return funds::pay_request(books, acting_by(session, arguments.by), funds::load_rules(books.tx, session.unit_id()),
                                asked);
    });
    if (!made) return std::unexpected{made.error()};
    return print_payment(options, session, made->no, made->warnings);
  });
}

int come_back(const Options& options, const PaymentArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto amount = funds::parse_amount(arguments.amount, "amount");
    if (!amount) return std::unexpected{amount.error()};
    const auto day = day_typed(arguments.on, "on");
    if (!day) return std::unexpected{day.error()};
    const auto done = session.data->write([&](journal::Books& books) {
      return funds::return_payment(books, acting_by(session, arguments.by),
                                   {arguments.number, *amount, *day, rest_of(arguments), arguments.reason, ""});
    });
    if (!done) return std::unexpected{done.error()};
    return print_payment(options, session, arguments.number, {});
  });
}

int list_payments(const Options& options, const PaymentArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{{{"支付", "payment"},
                 {"日期", "day"},
                 {"凭证号", "voucher"},
                 {"收款人", "payee"},
                 {"金额", "amount"},
                 {"退回", "returned"},
                 {"申请", "request"}}};
    for (const auto& one : funds::newest_payments(tx, session.unit_id(),
                                                  {arguments.project, arguments.line, "", "", "", arguments.after,
                                                   static_cast<std::size_t>(arguments.limit)})) {
      items.push_back(funds::payment_view(one));
      table.add(
          {one.no, iso(one.paid_on), one.voucher, one.payee, to_yuan(one.amount), to_yuan(one.returned), one.request});
    }
    print(options, Json::Object{{"payments", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_funds_payment(Command& funds, Cli cli) {
  auto arguments = std::make_shared<PaymentArguments>();
  const auto run = [&](int (*job)(const Options&, const PaymentArguments&)) {
    return run_with<PaymentArguments>(cli, arguments, job);
  };
  auto* paid = funds.add_subcommand("pay", "what the treasury paid / 登记付款");
  paid->add_option("REQUEST", arguments->number, "Q-2026-0001")->required();
  paid->add_option("--voucher", arguments->voucher, "the treasury's voucher / 支付凭证号")->required();
  paid->add_option("--on", arguments->on, "the day / 付款日期")->required();
  paid->add_option("--amount", arguments->amount, "yuan, all that is committed without it / 元，不写即全部");
  paid->add_flag("--release", arguments->release, "free the rest / 余款释放");
  auto* back = funds.add_subcommand("return", "what came back of a payment / 登记退回");
  back->add_option("PAYMENT", arguments->number, "P-2026-0001")->required();
  back->add_option("--amount", arguments->amount, "yuan / 元")->required();
  back->add_option("--on", arguments->on, "the day / 退回日期")->required();
  back->add_option("--reason", arguments->reason, "why / 原因")->required();
  back->add_flag("--release", arguments->release, "not to be paid again / 不再支付，释放");
  for (auto* command : {paid, back}) command->add_option("--by", arguments->by, "who does it / 经办人");
  paid->callback(run(pay));
  back->callback(run(come_back));
  auto* listed = funds.add_subcommand("payments", "the newest first / 付款列表");
  listed->add_option("--project", arguments->project, "of this project / 项目代码");
  listed->add_option("--line", arguments->line, "of this line / 条目");
  listed->add_option("--after", arguments->after, "go on after this number / 从此单号之后");
  listed->add_option("--limit", arguments->limit, "at most / 最多几笔")->between(1, 10'000);
  listed->callback(run(list_payments));
}

}  // namespace hallbook::app
