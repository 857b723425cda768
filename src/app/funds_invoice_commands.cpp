// funds invoice read | add | list | void
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/funds_contract_commands.h"
#include "app/terminal.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/accounts.h"
#include "funds/contract_input.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

struct InvoiceArguments {
  std::string file, qr, number, code, seller, total, on, contract, request, reason, by;
};

constexpr std::uint64_t largest_invoice = 20u << 20;

/// What file or QR text say, with what was typed laid over where they say nothing.
Result<funds::InvoiceText> invoice_said(const InvoiceArguments& arguments) {
  funds::InvoiceText text;
  text.source = "typed";
  if (!arguments.file.empty() || !arguments.qr.empty()) {
    auto read =
        arguments.file.empty() ? funds::read_invoice_qr(arguments.qr) : funds::read_invoice_file(arguments.file);
    if (!read) return read;
    text = std::move(*read);
  }
  if (text.number.empty()) text.number = arguments.number;
  if (text.code.empty()) text.code = arguments.code;
  if (text.seller.empty()) text.seller = arguments.seller;
  if (!text.issued_on) text.issued_on = parse_date(arguments.on);
  if (!text.total && !arguments.total.empty()) {
    const auto amount = funds::parse_amount(arguments.total, "total");
    if (!amount) return std::unexpected{amount.error()};
    text.total = *amount;
  }
  return text;
}

int read_one(const Options& options, const InvoiceArguments& arguments) {
  const auto text = invoice_said(arguments);
  if (!text) return print_refusal(options, text.error());
  const Json view = funds::invoice_text_view(*text);
  print(options, view, view.pretty());
  return exit_fine;
}

int add_one(const Options& options, const InvoiceArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    auto text = invoice_said(arguments);
    if (!text) return std::unexpected{text.error()};
    funds::Invoice invoice;
    invoice.text = std::move(*text);
    invoice.contract = arguments.contract;
    invoice.request = arguments.request;
    if (!arguments.file.empty()) {
      const auto bytes = files::read_file(arguments.file, largest_invoice);
      if (!bytes) return std::unexpected{bytes.error()};
      invoice.file = first_characters(std::filesystem::path{arguments.file}.filename().string(), 120);
      invoice.file_digest = session.data->evidence().put_source(arguments.file, session.data->keys()).hex();
    }
    std::vector<Text> warnings;
    const auto recorded = session.data->write([&](journal::Books& books) {
      warnings.clear();
      const funds::Acting acting{session.unit_id(), cli_actor(), now(), arguments.by};
      return funds::record_invoice(books, acting, invoice, warnings);
    });
    if (!recorded) return std::unexpected{recorded.error()};
    Json view = funds::invoice_view(*recorded), said = Json::Array{};
    std::string lines = fmt::format(
        fmt::runtime(options.lang == Lang::zh ? "发票 {} 已登记：{} {} 元\n" : "invoice {} recorded: {} {} yuan\n"),
        recorded->text.number, recorded->text.seller, to_yuan(*recorded->text.total));
    for (const auto& warning : warnings) {
      said.push_back(warning.in(options.lang));
      lines += "  " + warning.in(options.lang) + "\n";
    }
    view["warnings"] = std::move(said);
    print(options, view, lines);
    return exit_fine;
  });
}

int list_invoices(const Options& options, const InvoiceArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json items = Json::Array{};
    Table table{{{"号码", "number"},
                 {"日期", "day"},
                 {"销售方", "seller"},
                 {"价税合计", "total"},
                 {"合同", "contract"},
                 {"来源", "source"},
                 {"作废", "void"}}};
    for (const auto& invoice : funds::invoices(tx, session.unit_id(), arguments.contract)) {
      items.push_back(funds::invoice_view(invoice));
      table.add({invoice.text.number, iso(*invoice.text.issued_on), invoice.text.seller, to_yuan(*invoice.text.total),
                 invoice.contract, invoice.text.source, invoice.void_reason});
    }
    print(options, Json::Object{{"invoices", std::move(items)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int void_one(const Options& options, const InvoiceArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto voided = session.data->write([&](journal::Books& books) {
      const funds::Acting acting{session.unit_id(), cli_actor(), now(), arguments.by};
      return funds::void_invoice(books, acting, arguments.number, arguments.reason);
    });
    if (!voided) return std::unexpected{voided.error()};
    print(options, funds::invoice_view(*voided),
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "发票 {} 已作废\n" : "invoice {} is void\n"),
                      voided->text.number));
    return exit_fine;
  });
}

void add_sources(Command* command, InvoiceArguments& arguments) {
  command->add_option("FILE", arguments.file, "OFD, PDF or XML as issued / 电子发票原件");
  command->add_option("--qr", arguments.qr, "the text of its QR code / 二维码文本");
  command->add_option("--number", arguments.number, "8 or 20 digits / 发票号码");
  command->add_option("--code", arguments.code, "10 or 12 digits / 发票代码");
  command->add_option("--seller", arguments.seller, "the seller / 销售方");
  command->add_option("--on", arguments.on, "day of issue / 开票日期");
  command->add_option("--total", arguments.total, "yuan with tax / 价税合计");
}

}  // namespace

void add_invoice_commands(Command& funds, Cli cli) {
  auto arguments = std::make_shared<InvoiceArguments>();
  const auto run = [cli, arguments](const auto& job) {
    return [cli, job, arguments] { cli.exit = job(cli.options, *arguments); };
  };
  auto* invoice = funds.add_subcommand("invoice", "invoices received / 发票")->require_subcommand();
  auto* read = invoice->add_subcommand("read", "show what a file or QR text says, keep nothing / 识读");
  add_sources(read, *arguments);
  read->callback(run(read_one));
  auto* added = invoice->add_subcommand("add", "register an invoice once / 登记发票");
  add_sources(added, *arguments);
  added->add_option("--contract", arguments->contract, "of this contract / 合同");
  added->add_option("--request", arguments->request, "of this request / 申请");
  added->add_option("--by", arguments->by, "who does it / 经办人");
  added->callback(run(add_one));
  auto* listed = invoice->add_subcommand("list", "invoices, of a contract or all / 发票列表");
  listed->add_option("CONTRACT", arguments->contract);
  listed->callback(run(list_invoices));
  auto* voided = invoice->add_subcommand("void", "take one out with a reason / 作废");
  voided->add_option("NUMBER", arguments->number)->required();
  voided->add_option("--reason", arguments->reason, "why / 原因")->required();
  voided->add_option("--by", arguments->by, "who does it / 经办人");
  voided->callback(run(void_one));
}

}  // namespace hallbook::app
