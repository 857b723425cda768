// funds books trial-balance | ledger | execution | close | import | adopt, funds export
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/funds_commands.h"
#include "app/terminal.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/booking.h"
#include "funds/books_export.h"
#include "funds/books_ops.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

struct BooksArguments {
  std::string period, account, file, format = "hledger", reason;
  std::int64_t limit = 100, skip = 0;
};

constexpr funds::Months all_months{190001, 219912};

Result<funds::Months> months_of(const BooksArguments& arguments) {
  if (arguments.period.empty()) return all_months;
  return funds::parse_months(arguments.period);
}

funds::Acting books_acting(const Session& session) { return {session.unit_id(), cli_actor(), now(), ""}; }

std::string in_language(const Options& options, std::string_view zh, std::string_view en) {
  return std::string{options.lang == Lang::zh ? zh : en};
}

int trial_balance(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto months = months_of(arguments);
    if (!months) return std::unexpected{months.error()};
    auto tx = session.data->read();
    const auto rules = funds::book_rules(tx, session.unit_id());
    const auto balance = funds::trial_balance(tx, session.unit_id(), rules, *months);
    Table table{{{"科目", "account"},
                 {"名称", "title"},
                 {"期初", "before"},
                 {"借方", "debit"},
                 {"贷方", "credit"},
                 {"期末", "after"},
                 {"分录", "postings"}}};
    const auto add = [&](std::string code, std::string title, const funds::TrialRow& row) {
      table.add({std::move(code), std::move(title), to_yuan(row.before), to_yuan(row.debit), to_yuan(row.credit),
                 to_yuan(row.after()), std::to_string(row.postings)});
    };
    for (const auto& row : balance.rows) add(row.account->code, row.account->title.in(options.lang), row);
    add("", in_language(options, "财务会计合计", "financial total"), balance.total(funds::BookSide::financial));
    add("", in_language(options, "预算会计合计", "budget total"), balance.total(funds::BookSide::budget));
    print(options, funds::to_json(balance, options.lang),
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int ledger(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto months = months_of(arguments);
    if (!months) return std::unexpected{months.error()};
    auto tx = session.data->read();
    const auto rules = funds::book_rules(tx, session.unit_id());
    const auto book = funds::account_ledger(tx, session.unit_id(), rules, arguments.account, *months, arguments.limit,
                                            arguments.skip);
    if (!book) return std::unexpected{book.error()};
    Table table{{{"凭证", "voucher"},
                 {"日期", "day"},
                 {"发生日", "fact"},
                 {"单据", "document"},
                 {"收款人", "payee"},
                 {"摘要", "summary"},
                 {"金额", "amount"},
                 {"余额", "balance"}}};
    for (const auto& row : book->rows)
      table.add({row.voucher, iso(row.booked_on), row.fact_on == row.booked_on ? "" : iso(row.fact_on),
                 quote(row.document), quote(row.payee), quote(row.summary), to_yuan(row.posting.amount),
                 to_yuan(row.balance)});
    const auto foot = fmt::format(
        fmt::runtime(options.lang == Lang::zh ? "{} {}：期初 {}，借方 {}，贷方 {}，期末 {}；{} 笔\n"
                                              : "{} {}: before {}, debit {}, credit {}, after {}; {} postings\n"),
        book->account->code, book->account->title.in(options.lang), to_yuan(book->before), to_yuan(book->debit),
        to_yuan(book->credit), to_yuan(book->after), book->postings);
    print(options, funds::to_json(*book, options.lang),
          sample_line(session.unit, options.lang) + table.text(options.lang) + foot);
    return exit_fine;
  });
}

int execution(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto months = months_of(arguments);
    if (!months) return std::unexpected{months.error()};
    auto tx = session.data->read();
    const auto rules = funds::book_rules(tx, session.unit_id());
    const auto rows = funds::execution_table(tx, session.unit_id(), rules, *months);
    Table table{
        {{"项目", "project"}, {"预算行", "line"}, {"来源", "source"}, {"已执行", "executed"}, {"分录", "postings"}}};
    for (const auto& row : rows)
      table.add({row.project, row.line, row.source, to_yuan(row.executed), std::to_string(row.postings)});
    print(options, Json::Object{{"rows", funds::to_json(rows)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

/// "2026-03" closes a month, "2026" ends a year.
int close_books(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto months = funds::parse_months(arguments.period);
    if (!months) return std::unexpected{months.error()};
    const auto acting = books_acting(session);
    if (months->first == months->last) {
      const auto closed =
          session.data->write([&](journal::Books& books) { return funds::close_month(books, acting, months->last); });
      if (!closed) return std::unexpected{closed.error()};
      print(options, closed->to_json(),
            fmt::format(fmt::runtime(in_language(options, "已结账至 {}：{} 张凭证，财务会计 {} 元，预算会计 {} 元\n",
                                                 "closed until {}: {} vouchers, financial {}, budget {} yuan\n")),
                        funds::month_name(closed->month), closed->vouchers, to_yuan(closed->financial),
                        to_yuan(closed->budget)));
      return exit_fine;
    }
    if (months->first % 100 != 1 || months->last != months->first + 11)
      return refuse(RefusalCode::invalid,
                    {"结账须给出一个月或一年，如 2026-03、2026", "close a month or a year: 2026-03, 2026"}, "period");
    const auto year = static_cast<int>(months->first / 100);
    const auto ended = session.data->write([&](journal::Books& books) { return funds::end_year(books, acting, year); });
    if (!ended) return std::unexpected{ended.error()};
    print(options, ended->to_json(),
          fmt::format(fmt::runtime(in_language(options, "{} 年已年末结转：{} 张凭证\n", "{} is ended: {} vouchers\n")),
                      ended->year, ended->vouchers));
    return exit_fine;
  });
}

int import_journal(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto done = funds::import_books(*session.data, books_acting(session), arguments.file);
    if (!done) return std::unexpected{done.error()};
    print(options,
          Json::Object{
              {"seq", done->seq}, {"vouchers", done->vouchers}, {"postings", done->postings}, {"moved", done->moved}},
          fmt::format(fmt::runtime(in_language(
                          options, "已导入 {} 张凭证、{} 条分录；其中 {} 张属于已结账的月份，记入下一个月\n",
                          "{} vouchers with {} postings imported; {} of closed months went to the "
                          "next open one\n")),
                      done->vouchers, done->postings, done->moved));
    return exit_fine;
  });
}

int adopt_rules(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto toml = files::read_file(arguments.file, 1 << 20);
    if (!toml) return std::unexpected{toml.error()};
    const auto name = session.data->write([&](journal::Books& books) {
      return funds::adopt_books(books, books_acting(session), *toml, arguments.reason);
    });
    if (!name) return std::unexpected{name.error()};
    print(options, Json::Object{{"name", *name}},
          fmt::format(fmt::runtime(in_language(options, "已采用记账规则 {}\n", "posting rules {} adopted\n")), *name));
    return exit_fine;
  });
}

int export_books(const Options& options, const BooksArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto months = months_of(arguments);
    if (!months) return std::unexpected{months.error()};
    auto tx = session.data->read();
    const auto rules = funds::book_rules(tx, session.unit_id());
    const auto format = arguments.format == "beancount" ? funds::JournalFormat::beancount
                        : arguments.format == "ledger"  ? funds::JournalFormat::ledger
                                                        : funds::JournalFormat::hledger;
    const auto counts = arguments.format == "xlsx"
                            ? funds::export_sheet(tx, session.unit_id(), rules, *months, arguments.file)
                            : funds::export_journal(tx, session.unit_id(), rules, *months, format, arguments.file);
    if (!counts) return std::unexpected{counts.error()};
    print(
        options, Json::Object{{"file", arguments.file}, {"vouchers", counts->vouchers}, {"postings", counts->postings}},
        fmt::format(fmt::runtime(in_language(options, "{}：{} 张凭证、{} 条分录\n", "{}: {} vouchers, {} postings\n")),
                    arguments.file, counts->vouchers, counts->postings));
    return exit_fine;
  });
}

using BooksRun = int (*)(const Options&, const BooksArguments&);

Command* add_books_command(Command& group, Cli cli, const std::shared_ptr<BooksArguments>& arguments,
                           const std::string& name, const std::string& help, BooksRun run) {
  auto* command = group.add_subcommand(name, help);
  command->callback([cli, arguments, run] { cli.exit = run(cli.options, *arguments); });
  return command;
}

}  // namespace

void add_funds_books(Command& funds, Cli cli) {
  const auto arguments = std::make_shared<BooksArguments>();
  const auto period = [&](Command* command) {
    command->add_option("--period", arguments->period, "2026, 2026-Q1, 2026-03 / 期间");
  };
  auto* books = funds.add_subcommand("books", "vouchers, balances, closing / 账簿：凭证、余额、结账");
  books->require_subcommand();
  period(add_books_command(*books, cli, arguments, "trial-balance", "every account / 科目余额表", trial_balance));
  auto* account = add_books_command(*books, cli, arguments, "ledger", "one account / 明细账", ledger);
  account->add_option("ACCOUNT", arguments->account, "code / 科目编号")->required();
  period(account);
  account->add_option("--limit", arguments->limit, "rows / 行数")->between(1, 100'000)->capture_default_str();
  account->add_option("--skip", arguments->skip, "rows to pass over / 略过的行数")->between(0, 1'000'000'000);
  period(add_books_command(*books, cli, arguments, "execution", "outlay by line and source / 执行情况表", execution));
  add_books_command(*books, cli, arguments, "close", "close a month (2026-03) or end a year (2026) / 结账", close_books)
      ->add_option("PERIOD", arguments->period)
      ->required();
  add_books_command(*books, cli, arguments, "import", "a plain-text journal of ours / 导入凭证", import_journal)
      ->add_option("FILE", arguments->file)
      ->required();
  auto* adopt =
      add_books_command(*books, cli, arguments, "adopt", "chart and posting rules / 采用记账规则", adopt_rules);
  adopt->add_option("FILE", arguments->file)->required();
  adopt->add_option("--reason", arguments->reason, "why / 原因");
  auto* out = add_books_command(funds, cli, arguments, "export", "the books as a file / 导出账簿", export_books);
  out->add_option("--format", arguments->format)
      ->one_of({"hledger", "ledger", "beancount", "xlsx"})
      ->capture_default_str();
  out->add_option("-o,--output", arguments->file, "file / 文件")->required();
  period(out);
}

}  // namespace hallbook::app
