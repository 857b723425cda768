// init: a new data directory with one unit and the shipped definitions; unit list.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/shipped.h"
#include "app/terminal.h"
#include "base/org_code.h"

namespace hallbook::app {
namespace {

int init(const Options& options, const std::string& code, const std::string& name) {
  if (code.size() == 18 && !is_org_code(code))
    return print_refusal(
        options, {RefusalCode::invalid,
                  {fmt::format("单位代码 {} 的校验位不符（GB 32100）。请核对后再输。", code),
                   fmt::format("the check character of unit code {} does not hold (GB 32100); look it up again", code)},
                  "unit-code",
                  {}});
  auto data = journal::DataDir::create(options.data);
  if (!data) return print_refusal(options, data.error());
  const auto unit = (*data)->write([&](journal::Books& books) -> Result<identity::Unit> {
    auto founded = identity::found_unit(books, cli_actor(), now(), {{}, {}, code, name, false});
    if (!founded) return founded;
    if (auto adopted = adopt_shipped(books, {founded->id, cli_actor(), now(), &(*data)->keys()}); !adopted)
      return std::unexpected{adopted.error()};
    return founded;
  });
  if (!unit) return print_refusal(options, unit.error());
  print(
      options,
      Json::Object{{"data", options.data.string()},
                   {"unit", unit->name},
                   {"code", unit->code},
                   {"key_file", (*data)->keys().file().string()}},
      fmt::format(fmt::runtime(options.lang == Lang::zh
                                   ? "{} 已建好：{}（{}）。\n主密钥在 "
                                     "{}，请另外备份：没有它就读不出个人信息。\n下一步：hallbook project import FILE\n"
                                   : "{} is ready: {} ({}).\nThe master key is {}; back it up apart: without it "
                                     "personal fields cannot be read.\nNext: hallbook project import FILE\n"),
                  options.data.string(), unit->name, unit->code, (*data)->keys().file().string()));
  return exit_fine;
}

int list_units(const Options& options) {
  auto data = journal::DataDir::open(options.data, journal::Mode::read);
  if (!data) return print_refusal(options, data.error());
  auto tx = (*data)->read();
  Json rows = Json::Array{};
  Table table{{{"代码", "code"}, {"单位", "unit"}, {"", ""}}};
  for (const auto& unit : identity::units(tx)) {
    rows.push_back(
        Json::Object{{"id", unit.id.value}, {"code", unit.code}, {"name", unit.name}, {"sample", unit.sample}});
    table.add({unit.code, unit.name, unit.sample ? "示例 sample" : ""});
  }
  print(options, Json::Object{{"units", std::move(rows)}}, table.text(options.lang));
  return exit_fine;
}

}  // namespace

void add_init(Cli cli) {
  auto code = std::make_shared<std::string>();
  auto name = std::make_shared<std::string>();
  auto* command = cli.app.add_subcommand("init", "a new data directory for one unit / 新建数据目录");
  command->add_option("--unit-code", *code, "organisation code (GB 32100), or a short code of your own")->required();
  command->add_option("--unit-name", *name, "name of the unit")->required();
  command->callback([cli, code, name] { cli.exit = init(cli.options, *code, *name); });
  auto* units = cli.app.add_subcommand("unit", "units of the data directory / 单位");
  units->require_subcommand(1);
  units->add_subcommand("list", "all units / 全部单位")->callback([cli] { cli.exit = list_units(cli.options); });
}

}  // namespace hallbook::app
