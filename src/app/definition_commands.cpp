// definition list | show | adopt: schemes, price tables, calendars, rules of money and of posting, forms of one's own are data
// of the unit (registers: register adopt).
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/definition_judge.h"
#include "app/terminal.h"
#include "forms/form_file.h"
#include "forms/own_forms.h"
#include "forms/papers.h"
#include "funds/books_ops.h"
#include "identity/adoption.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uintmax_t largest_definition = 1 << 20;

int adopt(const Options& options, const std::string& kind, const std::string& file) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto text = files::read_file(file, largest_definition);
    if (!text) return std::unexpected{text.error()};
    auto name = judge_definition(kind, *text);
    if (!name) {
      name.error().where = file;  // the message has the line
      return std::unexpected{name.error()};
    }
    const auto done = session.data->write([&](journal::Books& books) -> Result<> {
      if (auto fits = judge_beside_others(books.tx, session.unit_id(), kind, *name, *text); !fits) return fits;
      if (kind == "books") {
        const auto adopted = funds::adopt_books(books, {session.unit_id(), cli_actor(), now(), {}}, *text, "");
        return adopted ? Result<>{} : std::unexpected{adopted.error()};
      }
      journal::append(books, session.unit_id(), cli_actor(), now(), identity::DefinitionAdopted{kind, *name, *text});
      return {};
    });
    if (!done) return std::unexpected{done.error()};
    print(options, Json::Object{{"kind", kind}, {"name", *name}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "已采用 {} {}\n" : "{} {} adopted\n"), kind, *name));
    return exit_fine;
  });
}

/// --of KIND --from DAY: what a template is adopted for.
struct FormUse {
  std::string of, from;
};

/// A template as an office suite saved it: from which day on, and whether all its placeholders name facts of the kind.
Result<forms::OwnForm> judged_form(Session& session, const FormUse& use, const std::string& file) {
  const auto from = use.from.empty() ? hall_date(now()) : parse_date(use.from).value_or(Date{});
  if (!from.ok())
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”不是日期：请写成 2027-01-01", use.from),
                   fmt::format("'{}' is no date: write 2027-01-01", use.from)},
                  "from");
  if (use.of.empty())
    return refuse(RefusalCode::invalid,
                  {"请写明是哪种表：--of self-evaluation", "say which paper it is: --of self-evaluation"}, "of");
  auto document = forms::read_form_file(file);
  if (!document) return std::unexpected{document.error()};
  auto tx = session.data->read();
  if (auto fits = forms::judge_own_form(tx, session.data->evidence(), session.unit, use.of, *document, from); !fits)
    return std::unexpected{fits.error()};
  return forms::OwnForm{use.of, from, *std::move(document)};
}

int adopt_form(const Options& options, const FormUse& use, const std::string& file) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto form = judged_form(session, use, file);
    if (!form) return std::unexpected{form.error()};
    const std::string text = forms::own_form_text(*form);
    if (text.size() > largest_definition)
      return refuse(RefusalCode::over_limit, {"表格太长（超过 1 MiB）", "the form is too long (over 1 MiB)"}, "file",
                    file);
    session.data->write([&](journal::Books& books) {
      return journal::append(books, session.unit_id(), cli_actor(), now(),
                             identity::DefinitionAdopted{"form", form->kind, text});
    });
    print(
        options, Json::Object{{"kind", "form"}, {"name", form->kind}, {"from", iso(form->from)}},
        fmt::format(fmt::runtime(options.lang == Lang::zh ? "已采用 form {}，自 {} 起\n" : "form {} adopted from {}\n"),
                    form->kind, iso(form->from)));
    return exit_fine;
  });
}

int list(const Options& options) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    Table table{{{"类别", "kind"}, {"名称", "name"}, {"版本", "version"}, {"日志", "journal"}, {"摘要", "digest"}}};
    for (const auto kind : definition_kinds())
      for (const auto& one : identity::definitions(tx, session.unit_id(), kind)) {
        rows.push_back(Json::Object{{"kind", one.kind},
                                    {"name", one.name},
                                    {"version", one.version},
                                    {"journal_seq", one.adopted_seq},
                                    {"digest", one.digest.hex()}});
        table.add({one.kind, one.name, std::to_string(one.version), std::to_string(one.adopted_seq),
                   one.digest.hex().substr(0, 12)});
      }
    print(options, Json::Object{{"definitions", std::move(rows)}}, table.text(options.lang));
    return exit_fine;
  });
}

int show(const Options& options, const std::string& kind, const std::string& name) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto one = identity::find_definition(tx, session.unit_id(), kind, name);
    if (!one)
      return refuse(RefusalCode::not_found,
                    {fmt::format("没有 {} {}；用 definition list 查看", kind, name),
                     fmt::format("there is no {} {}; `definition list` shows all", kind, name)},
                    "name");
    print(options,
          Json::Object{{"kind", kind},
                       {"name", name},
                       {"version", one->version},
                       {"digest", one->digest.hex()},
                       {"text", one->text}},
          one->text);
    return exit_fine;
  });
}

}  // namespace

void add_definitions(Cli cli) {
  auto* group = cli.app.add_subcommand("definition", "schemes, prices, calendars of the unit / 方案、价格、日历");
  group->require_subcommand(1);
  auto kind = std::make_shared<std::string>();
  auto name = std::make_shared<std::string>();
  group->add_subcommand("list", "all definitions in force / 现行定义")->callback([cli] {
    cli.exit = list(cli.options);
  });
  auto* shown = group->add_subcommand("show", "the text in force / 查看定义");
  shown->add_option("KIND", *kind)
      ->required()
      ->one_of({"register", "scheme", "prices", "calendar", "funds", "books", "form", "checklist"});
  shown->add_option("NAME", *name)->required();
  shown->callback([cli, kind, name] { cli.exit = show(cli.options, *kind, *name); });
  auto* adopted = group->add_subcommand(
      "adopt", "adopt a scheme, price table, calendar, form, rules of money or of posting / 采用定义");
  adopted->add_option("KIND", *kind)
      ->required()
      ->one_of({"scheme", "prices", "calendar", "funds", "books", "form", "checklist"});
  adopted->add_option("FILE", *name, "the definition; of a form its template, .docx or .xlsx")->required();
  auto use = std::make_shared<FormUse>();
  adopted->add_option("--of", use->of, "form: the paper that it prints, as in form KIND");
  adopted->add_option("--from", use->from, "form: the first day whose papers it prints (default: today)");
  adopted->callback([cli, kind, name, use] {
    cli.exit = *kind == "form" ? adopt_form(cli.options, *use, *name) : adopt(cli.options, *kind, *name);
  });
}

}  // namespace hallbook::app
