// funds treasury import | list | pay | settle | aside, funds reconcile, funds due
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/funds_contract_commands.h"
#include "app/terminal.h"
#include "base/money_math.h"
#include "funds/contract_input.h"
#include "funds/reconcile_registers.h"
#include "identity/adoption.h"

namespace hallbook::app {
namespace {

struct TreasuryArguments {
  std::string file, voucher, payment, request, reason, by, contract, period, decision, on;
  std::vector<std::string> bill, invoices;
  bool dry_run = false;
  int overdue = 0;
};

funds::Acting treasury_acting(const Session& session, const TreasuryArguments& arguments) {
  return {session.unit_id(), cli_actor(), now(), arguments.by};
}

Table treasury_table() {
  return Table{{{"凭证号", "voucher"},
                {"日期", "day"},
                {"收款人", "payee"},
                {"金额", "amount"},
                {"结果", "match"},
                {"说明", "why"}}};
}

void add_row(Table& table, Json& items, const funds::TreasuryRow& row, const funds::TreasuryMatch& match, Lang lang) {
  items.push_back(funds::treasury_view(row, match, lang));
  std::string why;
  for (const auto& request : match.requests) why += request + " ";
  table.add({row.voucher, iso(row.paid_on), row.payee, to_yuan(row.amount), std::string{funds::match_name(match.kind)},
             why + match.reason.in(lang)});
}

std::string paid_line(const funds::PaidRow& paid, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (paid.refused)
    return fmt::format(fmt::runtime(zh ? "凭证 {} 没有登记付款（{}）：{}\n" : "voucher {} is not paid ({}): {}\n"),
                       paid.voucher, paid.request, paid.refused->message.in(lang));
  std::string text = fmt::format(fmt::runtime(zh ? "凭证 {}：{} 已付，{}\n" : "voucher {}: {} paid, {}\n"),
                                 paid.voucher, paid.request, paid.payment);
  for (const auto& warning : paid.warnings) text += "  " + warning.in(lang) + "\n";
  return text;
}

/// R-TRE-10: what fits exactly is paid right after the file came in.
std::vector<funds::PaidRow> pay_exact(Session& session, const TreasuryArguments& arguments) {
  return session.data->write([&](journal::Books& books) {
    return funds::pay_exact_rows(books, treasury_acting(session, arguments),
                                 funds::load_rules(books.tx, session.unit_id()));
  });
}

int import_rows(const Options& options, const TreasuryArguments& arguments) {
  const auto mode = arguments.dry_run ? journal::Mode::read : journal::Mode::write;
  return with_session(options, mode, [&](Session& session) -> Result<int> {
    const auto result =
        funds::import_treasury(*session.data, treasury_acting(session, arguments), arguments.file, arguments.dry_run);
    if (!result) return std::unexpected{result.error()};
    Json items = Json::Array{}, notes = Json::Array{}, payments = Json::Array{};
    std::string paid;
    if (!arguments.dry_run)
      for (const auto& one : pay_exact(session, arguments)) {
        payments.push_back(funds::paid_view(one, options.lang));
        paid += paid_line(one, options.lang);
      }
    auto table = treasury_table();
    for (std::size_t i = 0; i < result->rows.size(); ++i)
      add_row(table, items, result->rows[i], result->matches[i], options.lang);
    std::string text = fmt::format(
        fmt::runtime(options.lang == Lang::zh ? "{}：新 {} 行，已有 {} 行\n" : "{}: {} new rows, {} known\n"),
        result->format, result->stored, result->known);
    for (const auto& note : result->notes) {
      notes.push_back(note.in(options.lang));
      text += "  " + note.in(options.lang) + "\n";
    }
    print(options,
          Json::Object{{"format", result->format},
                       {"stored", arguments.dry_run ? std::size_t{0} : result->stored},
                       {"new", result->stored},
                       {"known", result->known},
                       {"rows", std::move(items)},
                       {"notes", std::move(notes)},
                       {"paid", std::move(payments)},
                       {"journal_seq", result->seq}},
          text + table.text(options.lang) + paid);
    return exit_fine;
  });
}

int pay_row(const Options& options, const TreasuryArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto paid = session.data->write([&](journal::Books& books) {
      return funds::pay_treasury_row(books, treasury_acting(session, arguments),
                                     funds::load_rules(books.tx, session.unit_id()), arguments.voucher,
                                     arguments.request);
    });
    if (!paid) return std::unexpected{paid.error()};
    print(options, funds::paid_view(*paid, options.lang), paid_line(*paid, options.lang));
    return exit_fine;
  });
}

int list_waiting(const Options& options, const TreasuryArguments&) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    auto table = treasury_table();
    for (const auto& waiting : funds::waiting_rows(tx, session.unit_id()))
      add_row(table, items, waiting.kept.row, waiting.match, options.lang);
    print(options, Json::Object{{"rows", std::move(items)}}, table.text(options.lang));
    return exit_fine;
  });
}

int settle_row(const Options& options, const TreasuryArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto acting = treasury_acting(session, arguments);
    const auto done = session.data->write([&](journal::Books& books) {
      return arguments.payment.empty()
                 ? funds::set_treasury_row_aside(books, acting, arguments.voucher, arguments.reason)
                 : funds::settle_treasury_row(books, acting, arguments.voucher, arguments.payment);
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"voucher", arguments.voucher}, {"settled", true}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "凭证 {} 已处理\n" : "voucher {} settled\n"),
                      arguments.voucher));
    return exit_fine;
  });
}

std::string comparison_text(const funds::Reconciliation& result, Lang lang) {
  Table table{{{"项目", "key"},
               {"台账数量", "registered"},
               {"账单数量", "billed"},
               {"差", "apart"},
               {"应付", "due"},
               {"账单金额", "billed yuan"},
               {"差额", "difference"}}};
  for (const auto& line : result.lines)
    table.add({line.key, to_string(line.registered), line.counted ? to_string(line.billed_count) : "",
               line.count_difference == Quantity{} ? "" : to_string(line.count_difference),
               line.due ? to_yuan(*line.due) : "", to_yuan(line.billed),
               line.difference ? to_yuan(*line.difference) : ""});
  std::string text = table.text(lang);
  for (const auto& note : result.notes) text += note.in(lang) + "\n";
  const bool zh = lang == Lang::zh;
  return text + (result.agrees ? (zh ? "一致\n" : "they agree\n")
                               : fmt::format(fmt::runtime(zh ? "不一致，差额 {} 元\n" : "they differ by {} yuan\n"),
                                             to_yuan(result.difference)));
}

Result<funds::CompareOptions> compare_options(const TreasuryArguments& arguments) {
  const auto period = parse_period(arguments.period);
  if (!period) return std::unexpected{period.error()};
  funds::CompareOptions compare{arguments.contract, *period, {}, arguments.invoices};
  for (const auto& text : arguments.bill) {
    const auto line = funds::bill_line_from(text);
    if (!line) return std::unexpected{line.error()};
    compare.bill.push_back(*line);
  }
  return compare;
}

int reconcile(const Options& options, const TreasuryArguments& arguments) {
  const bool settles = !arguments.decision.empty();
  return with_session(
      options, settles ? journal::Mode::write : journal::Mode::read, [&](Session& session) -> Result<int> {
        const auto compare = compare_options(arguments);
        if (!compare) return std::unexpected{compare.error()};
        const auto result = [&]() -> Result<funds::Reconciliation> {
          if (!settles) {
            auto tx = session.data->read();
            return funds::compare_with_register(tx, session.unit_id(), *compare);
          }
          const auto decision = funds::settlement_named(arguments.decision);
          if (!decision) return std::unexpected{decision.error()};
          return session.data->write([&](journal::Books& books) {
            return funds::settle_reconciliation(books, treasury_acting(session, arguments), *compare, *decision,
                                                arguments.reason);
          });
        }();
        if (!result) return std::unexpected{result.error()};
        print(options, funds::reconciliation_json(*result, options.lang), comparison_text(*result, options.lang));
        return result->agrees || settles ? exit_fine : exit_refused;
      });
}

/// The calendars that the unit adopted; a year without one gives no day of publication.
WorkCalendar unit_calendar(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    if (auto loaded = calendar.load(adopted.text); !loaded) return {};
  return calendar;
}

int due(const Options& options, const TreasuryArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    if (arguments.overdue != 0) {
      const Json report = funds::overdue_view(funds::overdue_of_year(tx, session.unit_id(), arguments.overdue));
      print(options, report, report.pretty());
      return exit_fine;
    }
    Date today = hall_date(now());
    if (const auto given = parse_date(arguments.on)) today = *given;
    Json items = Json::Array{};
    Table table{{{"到期", "due"}, {"逾期天数", "late"}, {"单据", "document"}, {"事项", "what"}}};
    const auto list = funds::due_items(tx, session.unit_id(), today, unit_calendar(tx, session.unit_id()),
                                       funds::purchase_limits(tx, session.unit_id()));
    for (const auto& item : list) {
      items.push_back(funds::due_view(item, options.lang));
      table.add({item.due_on ? iso(*item.due_on) : "", item.late > 0 ? std::to_string(item.late) : "", item.document,
                 item.text.in(options.lang)});
    }
    print(options, Json::Object{{"on", iso(today)}, {"due", std::move(items)}}, table.text(options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_treasury_commands(Command& funds, Cli cli) {
  auto arguments = std::make_shared<TreasuryArguments>();
  const auto run = [cli, arguments](const auto& job) {
    return [cli, job, arguments] { cli.exit = job(cli.options, *arguments); };
  };
  auto* treasury =
      funds.add_subcommand("treasury", "the treasury platform's export / 国库支付导出")->require_subcommand();
  auto* imported = treasury->add_subcommand("import", "keep its rows and match them / 导入并匹配");
  imported->add_option("FILE", arguments->file)->required();
  imported->add_flag("--dry-run", arguments->dry_run, "show, keep nothing / 试运行");
  imported->add_option("--by", arguments->by, "who does it / 经办人");
  imported->callback(run(import_rows));
  treasury->add_subcommand("list", "rows that wait and what fits them / 待处理")->callback(run(list_waiting));
  auto* paid = treasury->add_subcommand("pay", "record the payment of a row / 按国库行登记付款");
  paid->add_option("VOUCHER", arguments->voucher)->required();
  paid->add_option("--request", arguments->request, "one of those that fit; none = the exact one / 申请");
  paid->add_option("--by", arguments->by, "who does it / 经办人");
  paid->callback(run(pay_row));
  auto* settled = treasury->add_subcommand("settle", "a row is this payment / 对应付款");
  settled->add_option("VOUCHER", arguments->voucher)->required();
  settled->add_option("--payment", arguments->payment, "P-2026-0001")->required();
  settled->add_option("--by", arguments->by, "who does it / 经办人");
  settled->callback(run(settle_row));
  auto* aside = treasury->add_subcommand("aside", "a row of no concern here / 搁置");
  aside->add_option("VOUCHER", arguments->voucher)->required();
  aside->add_option("--reason", arguments->reason, "why / 原因")->required();
  aside->add_option("--by", arguments->by, "who does it / 经办人");
  aside->callback(run(settle_row));

  auto* compared = funds.add_subcommand("reconcile", "a contract's bill against its register / 对账");
  compared->add_option("CONTRACT", arguments->contract)->required();
  compared->add_option("--period", arguments->period, "2026-Q1")->required();
  compared->add_option("--bill", arguments->bill, "KEY:COUNT:AMOUNT / 名称:数量:金额");
  compared->add_option("--invoice", arguments->invoices, "numbers of its invoices / 发票号码");
  compared->add_option("--settle", arguments->decision,
                       "agreed, pay_register, pay_bill, supplier_corrects, register_corrected / 处理");
  compared->add_option("--reason", arguments->reason, "why / 原因");
  compared->add_option("--by", arguments->by, "who does it / 经办人");
  compared->callback(run(reconcile));

  auto* listed = funds.add_subcommand("due", "what is due, late, or must be published / 到期事项");
  listed->add_option("--on", arguments->on, "as of this day / 截至日期");
  listed->add_option("--overdue", arguments->overdue, "the report of 31 March for this past year / 逾期报告年度")
      ->between(2000, 2199);
  listed->callback(run(due));
}

}  // namespace hallbook::app
