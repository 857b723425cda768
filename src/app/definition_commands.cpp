// definition list | show | adopt: schemes, price tables, calendars, rules of money and of posting are data of the unit (registers: register adopt).
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/terminal.h"
#include "base/work_calendar.h"
#include "funds/books_ops.h"
#include "funds/funds_rules.h"
#include "funds/posting_rules.h"
#include "identity/adoption.h"
#include "indicators/prices.h"
#include "indicators/scheme.h"
#include "indicators/toml_reading.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uintmax_t largest_definition = 1 << 20;

/// What a file is called once adopted; refuses what its reader refuses.
Result<std::string> judged_name(const std::string& kind, const std::string& text) {
  if (kind == "scheme") {
    const auto scheme = indicators::parse_scheme(text);
    if (!scheme) return std::unexpected{scheme.error()};
    return scheme->name;
  }
  if (kind == "calendar") {
    WorkCalendar calendar;
    if (const auto loaded = calendar.load(text); !loaded) return std::unexpected{loaded.error()};
    return std::to_string(Json::parse(text)->at("year").integer());
  }
  if (kind == "funds") return funds::judge_fund_definition(text);
  if (kind == "books") {
    const auto rules = funds::parse_book_rules(text);
    if (!rules) return std::unexpected{rules.error()};
    return rules->name;
  }
  indicators::PriceTable prices;
  if (const auto loaded = prices.load(text); !loaded) return std::unexpected{loaded.error()};
  return indicators::toml_reading::parse(text)->text("name");
}

/// A price table must fit beside the others in force: one name, one unit, one amount from a day.
Result<> judge_beside_others(db::ReadTx& tx, UnitId unit, const std::string& name, const std::string& text) {
  indicators::PriceTable all;
  for (const auto& other : identity::definitions(tx, unit, "prices"))
    if (other.name != name)
      if (const auto loaded = all.load(other.text); !loaded) return loaded;
  return all.load(text);
}

int adopt(const Options& options, const std::string& kind, const std::string& file) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto text = files::read_file(file, largest_definition);
    if (!text) return std::unexpected{text.error()};
    auto name = judged_name(kind, *text);
    if (!name) {
      name.error().where = file;  // the message has the line
      return std::unexpected{name.error()};
    }
    if (name->empty())
      return refuse(RefusalCode::invalid, {"缺少 name（定义的名字）", "the definition needs a name"}, "name", file);
    const auto done = session.data->write([&](journal::Books& books) -> Result<> {
      if (kind == "prices")
        if (auto fits = judge_beside_others(books.tx, session.unit_id(), *name, *text); !fits) return fits;
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

int list(const Options& options) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    Table table{{{"类别", "kind"}, {"名称", "name"}, {"版本", "version"}, {"日志", "journal"}, {"摘要", "digest"}}};
    for (const char* kind : {"register", "scheme", "prices", "calendar", "funds", "books"})
      for (const auto& one : identity::definitions(tx, session.unit_id(), kind)) {
        rows.push_back(Json::Object{{"kind", kind},
                                    {"name", one.name},
                                    {"version", one.version},
                                    {"journal_seq", one.adopted_seq},
                                    {"digest", one.digest.hex()}});
        table.add({kind, one.name, std::to_string(one.version), std::to_string(one.adopted_seq),
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
  shown->add_option("KIND", *kind)->required()->one_of({"register", "scheme", "prices", "calendar", "funds", "books"});
  shown->add_option("NAME", *name)->required();
  shown->callback([cli, kind, name] { cli.exit = show(cli.options, *kind, *name); });
  auto* adopted =
      group->add_subcommand("adopt", "adopt a scheme, price table, calendar, rules of money or of posting / 采用定义");
  adopted->add_option("KIND", *kind)->required()->one_of({"scheme", "prices", "calendar", "funds", "books"});
  adopted->add_option("FILE", *name)->required();
  adopted->callback([cli, kind, name] { cli.exit = adopt(cli.options, *kind, *name); });
}

}  // namespace hallbook::app
