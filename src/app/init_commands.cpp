// init: a new data directory with one unit and the shipped definitions; unit add | list.
#include <fmt/format.h>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/new_unit.h"
#include "app/terminal.h"

namespace hallbook::app {
namespace {

int init(const Options& options, const std::string& code, const std::string& name) {
  if (const auto sound = check_unit_code(code, "unit-code"); !sound) return print_refusal(options, sound.error());
  auto data = journal::DataDir::create(options.data);
  if (!data) return print_refusal(options, data.error());
  const auto unit = (*data)->write([&](journal::Books& books) {
    return found_with_definitions(books, (*data)->keys(), cli_actor(), now(), {{}, {}, code, name, false});
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

// R-IDN-55; who has a role above has it here, too (R-IDN-03).
int add_unit(const Options& options, const std::string& code, const std::string& name, const std::string& parent) {
  if (const auto sound = check_unit_code(code, "code"); !sound) return print_refusal(options, sound.error());
  auto data = journal::DataDir::open(options.data, journal::Mode::write);
  if (!data) return print_refusal(options, data.error());
  const auto unit = (*data)->write([&](journal::Books& books) -> Result<identity::Unit> {
    identity::Unit above;
    if (!parent.empty()) {
      auto found = pick_unit(books.tx, parent);
      if (!found) return found;
      above = std::move(*found);
    }
    return found_with_definitions(books, (*data)->keys(), cli_actor(), now(), {{}, above.id, code, name, above.sample});
  });
  if (!unit) return print_refusal(options, unit.error());
  const bool zh = options.lang == Lang::zh;
  print(options, Json::Object{{"unit", unit->name}, {"code", unit->code}, {"parent", parent}},
        parent.empty()
            ? fmt::format(fmt::runtime(zh ? "已加单位 {}（{}）\n" : "added {} ({})\n"), unit->name, unit->code)
            : fmt::format(fmt::runtime(zh ? "已加单位 {}（{}），在 {} 之下\n" : "added {} ({}), below {}\n"),
                          unit->name, unit->code, parent));
  return exit_fine;
}

/// Each unit behind the one that it is below, with its depth.
std::vector<std::pair<int, identity::Unit>> as_tree(const std::vector<identity::Unit>& all, UnitId above = {},
                                                    int depth = 0) {
  std::vector<std::pair<int, identity::Unit>> tree;
  for (const auto& unit : all) {
    if (unit.parent != above) continue;
    tree.emplace_back(depth, unit);
    auto below = as_tree(all, unit.id, depth + 1);
    tree.insert(tree.end(), below.begin(), below.end());
  }
  return tree;
}

int list_units(const Options& options) {
  auto data = journal::DataDir::open(options.data, journal::Mode::read);
  if (!data) return print_refusal(options, data.error());
  auto tx = (*data)->read();
  Json rows = Json::Array{};
  Table table{{{"代码", "code"}, {"单位", "unit"}, {"", ""}}};
  for (const auto& [depth, unit] : as_tree(identity::units(tx))) {
    rows.push_back(Json::Object{{"id", unit.id.value},
                                {"parent", unit.parent.value},
                                {"code", unit.code},
                                {"name", unit.name},
                                {"sample", unit.sample}});
    table.add({unit.code, std::string(static_cast<std::size_t>(2 * depth), ' ') + unit.name,
               unit.sample ? "示例 sample" : ""});
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
  auto parent = std::make_shared<std::string>();
  auto* added = units->add_subcommand("add", "a unit, below another one / 加单位");
  added->add_option("--code", *code, "organisation code (GB 32100), or a short code of your own")->required();
  added->add_option("--name", *name, "name of the unit")->required();
  added->add_option("--parent", *parent, "code of the unit that it is below");
  added->callback([cli, code, name, parent] { cli.exit = add_unit(cli.options, *code, *name, *parent); });
  units->add_subcommand("list", "all units / 全部单位")->callback([cli] { cli.exit = list_units(cli.options); });
}

}  // namespace hallbook::app
