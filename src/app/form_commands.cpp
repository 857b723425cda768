// form KIND -o FILE: an official form from the facts, as DOCX, XLSX or PDF; form-template KIND -o FILE.docx: its template.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "app/form_read_commands.h"
#include "app/output_file.h"
#include "forms/docx.h"
#include "forms/form_file.h"
#include "forms/papers.h"
#include "forms/xlsx.h"
#include "platform/files/disk.h"
#include "registers/registers.h"

namespace hallbook::app {
namespace {

namespace fs = std::filesystem;
using forms::Document;

struct FormArguments {
  std::string kind, input, output, project, as_of, form, own, from, to, scheme;
  int frozen = 0;
};

/// --template FILE: a .docx or .xlsx edited in an office suite.
Result<std::optional<Document>> own_form(const FormArguments& arguments) {
  if (arguments.own.empty()) return std::nullopt;
  auto read = forms::read_form_file(arguments.own);
  if (!read) return std::unexpected{read.error()};
  return *std::move(read);
}

Result<std::optional<Date>> asked_day(const std::string& text, std::string field) {
  if (text.empty()) return std::nullopt;
  const auto day = parse_date(text);
  if (day) return *day;
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”不是日期：请写成 2026-07-31", text), fmt::format("'{}' is no date: write 2026-07-31", text)},
      std::move(field));
}

/// The day that a draft is of when none is asked: of a sample its year's end.
Date today_of(db::ReadTx& tx, Session& session, const std::string& project_code) {
  if (!session.unit.sample) return hall_date(now());
  const auto project = dossier::find_project(tx, session.unit_id(), project_code);
  return project ? project->period.last : hall_date(now());
}

Result<forms::PaperOrder> order_of(db::ReadTx& tx, Session& session, const FormArguments& arguments) {
  auto own = own_form(arguments);
  if (!own) return std::unexpected{own.error()};
  const auto from = asked_day(arguments.from, "from"), to = asked_day(arguments.to, "to");
  if (!from) return std::unexpected{from.error()};
  if (!to) return std::unexpected{to.error()};
  forms::PaperOrder order;
  order.kind = arguments.kind;
  order.project = arguments.project;
  order.today = today_of(tx, session, arguments.project);
  if (!arguments.as_of.empty() && arguments.frozen == 0) {
    const auto project = dossier::find_project(tx, session.unit_id(), arguments.project);
    if (!project) return std::unexpected{project.error()};
    const auto day = pick_as_of(arguments.as_of, project->period, session.unit.sample);
    if (!day) return std::unexpected{day.error()};
    order.as_of = *day;
  }
  order.frozen = arguments.frozen;
  order.form = arguments.form;
  order.own = *std::move(own);
  const Period year = year_of(static_cast<int>(order.today.year()));
  if (*from || *to) order.period = Period{from->value_or(year.first), to->value_or(year.last)};
  order.keys = &session.data->keys();
  return order;
}

void tell(const Options& options, const FormArguments& arguments, const forms::Paper& paper, std::uint64_t size) {
  Json obstacles = Json::Array{};
  std::string text = options.lang == Lang::zh ? fmt::format("已写入 {}({} 字节)\n", arguments.output, size)
                                              : fmt::format("wrote {} ({} bytes)\n", arguments.output, size);
  for (const auto& obstacle : paper.obstacles) {
    obstacles.push_back(Json::Object{
        {"code", obstacle.code}, {"indicator", obstacle.indicator}, {"message", obstacle.message.in(options.lang)}});
    text += fmt::format("  {}\n", obstacle.message.in(options.lang));
  }
  print(options,
        Json::Object{{"file", arguments.output},
                     {"bytes", static_cast<std::int64_t>(size)},
                     {"version", paper.code.version},
                     {"code", paper.draft ? Json{""} : Json{forms::printed_code(paper.code)}},
                     {"obstacles", std::move(obstacles)}},
        text);
}

/// form rescore FILE, form read FILE.
int read_published(const Options& options, const FormArguments& arguments) {
  if (!arguments.input.empty())
    return arguments.kind == "read" ? read_form(options, arguments.input)
                                    : rescore_file(options, arguments.input, arguments.scheme);
  return print_refusal(
      options, {RefusalCode::invalid,
                {"没有说读哪个文件;请写 form rescore 文件", "no file named; write form rescore FILE or form read FILE"},
                "file",
                {}});
}

/// R-FRM-46: a register as a sheet is streamed, however long it is.
Result<int> make_register_sheet(const Options& options, const FormArguments& arguments, Session& session,
                                db::ReadTx& tx, const forms::PaperOrder& order) {
  auto definition = registers::find_register(tx, session.unit_id(), std::string_view{order.kind}.substr(9));
  if (!definition) return std::unexpected{definition.error()};
  const forms::RegisterBook book{&*definition, order.period.value_or(year_of(static_cast<int>(order.today.year()))), 0,
                                 order.keys};
  const auto proof = forms::register_proof(tx, session.unit, book);
  const auto rows = forms::write_register_sheet(tx, session.unit_id(), book, arguments.output, proof);
  if (!rows) return std::unexpected{rows.error()};
  print(options, Json::Object{{"file", arguments.output}, {"rows", static_cast<std::int64_t>(*rows)}},
        fmt::format(fmt::runtime(options.lang == Lang::zh ? "已写入 {}（{} 行）\n" : "wrote {} ({} rows)\n"),
                    arguments.output, *rows));
  return exit_fine;
}

int make_form(const Options& options, const FormArguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    if (auto writable = check_output(arguments.output); !writable) return std::unexpected{writable.error()};
    auto tx = session.data->read();
    const auto order = order_of(tx, session, arguments);
    if (!order) return std::unexpected{order.error()};
    const std::string ending = fs::path{arguments.output}.extension().string();
    if (order->kind.starts_with("register:") && ending == ".xlsx")
      return make_register_sheet(options, arguments, session, tx, *order);
    const auto paper = forms::make_paper(tx, session.data->evidence(), session.unit, *order);
    if (!paper) return std::unexpected{paper.error()};
    const auto bytes = forms::paper_bytes(*paper, ending);
    if (!bytes) return std::unexpected{bytes.error()};
    files::write_file(arguments.output, *bytes);
    tell(options, arguments, *paper, bytes->size());
    return exit_fine;
  });
}

/// form verify CODE: the line or QR code of a paper against the journal.
int verify_paper(const Options& options, const std::string& code) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto checked = forms::check_paper(tx, session.data->evidence(), session.unit, code);
    if (!checked) return std::unexpected{checked.error()};
    Json checks = Json::Array{};
    std::string text = checked->title + "\n";
    for (const auto& check : checked->checks) {
      checks.push_back(Json::Object{{"what", check.what.in(options.lang)}, {"holds", check.holds}});
      text += fmt::format("  {} {}\n", check.holds ? "✓" : "✕", check.what.in(options.lang));
    }
    print(options, Json::Object{{"title", checked->title}, {"holds", checked->holds()}, {"checks", std::move(checks)}},
          text);
    return checked->holds() ? exit_fine : exit_refused;
  });
}

/// The shipped form as a file that an office suite opens: edit it, then form KIND --template FILE.
int write_template(const Options& options, const FormArguments& arguments) {
  if (auto writable = check_output(arguments.output); !writable) return print_refusal(options, writable.error());
  const auto form = forms::shipped_form(arguments.kind, arguments.form);
  if (!form) return print_refusal(options, form.error());
  const bool sheet = fs::path{arguments.output}.extension() == ".xlsx";
  files::write_file(arguments.output, sheet ? forms::write_xlsx(*form, "") : forms::write_docx(*form));
  print(options, Json::Object{{"file", arguments.output}},
        options.lang == Lang::zh ? fmt::format("已写入 {};改好后用 form {} --template {}\n", arguments.output,
                                               arguments.kind, arguments.output)
                                 : fmt::format("wrote {}; edit it, then form {} --template {}\n", arguments.output,
                                               arguments.kind, arguments.output));
  return exit_fine;
}

}  // namespace

void add_forms(Cli cli) {
  static FormArguments arguments;
  auto* form = cli.app.add_subcommand("form", "an official form from the records: .docx, .xlsx or .pdf");
  form->add_option("KIND", arguments.kind,
                   "to write: self-evaluation, report, monitoring, target-table, disclosure, execution, register:NAME,"
                   " payment-request:NO, acceptance:NO, round-notice:NO, matter-notice:NO; rescore, to score a "
                   "published self-evaluation again; read, to"
                   " print the cells of one; verify, to check the code of a paper")
      ->required();
  form->add_option("FILE", arguments.input,
                   "rescore, read: the published table, .docx, .xlsx, .csv or text; verify: the code");
  form->add_option("-o,--output", arguments.output, "file to write; its ending says which format");
  form->add_option("--project", arguments.project, "code of the project; needed when there are several");
  form->add_option("--as-of", arguments.as_of, "figures up to this day (YYYY-MM-DD)");
  form->add_option("--frozen", arguments.frozen, "print frozen evaluation N instead of a draft of today's")
      ->between(1, 1'000'000);
  form->add_option("--template", arguments.own, "a form of your own (.docx, .xlsx) instead of the one in force");
  form->add_option("--form", arguments.form, "another shipped form of the kind: national-2020");
  form->add_option("--from", arguments.from, "register: first day (default: the year's)");
  form->add_option("--to", arguments.to, "register: last day");
  form->add_option("--scheme", arguments.scheme, "rescore: a scheme file with other grades than 90, 80, 60");
  form->callback([&options = cli.options, &exit = cli.exit] {
    if (arguments.kind == "verify") {
      exit = verify_paper(options, arguments.input);
      return;
    }
    const bool reads = arguments.kind == "rescore" || arguments.kind == "read";
    exit = reads ? read_published(options, arguments) : make_form(options, arguments);
  });
  auto* shipped = cli.app.add_subcommand("form-template", "the shipped template of a form, to edit in an office suite");
  shipped->add_option("KIND", arguments.kind, "self-evaluation, report, monitoring, target-table, execution …")
      ->required();
  shipped->add_option("--form", arguments.form, "another shipped form of the kind: national-2020");
  shipped->add_option("-o,--output", arguments.output, "file to write (.docx, .xlsx)")->required();
  shipped->callback([&options = cli.options, &exit = cli.exit] { exit = write_template(options, arguments); });
}

}  // namespace hallbook::app
