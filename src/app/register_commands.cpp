// register list | show | adopt | import | withdraw | export | close
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/terminal.h"
#include "platform/files/disk.h"
#include "registers/entry_files.h"
#include "registers/file_events.h"
#include "registers/query.h"
#include "registers/transfer.h"

namespace hallbook::app {
namespace {

using registers::Definition;

int list(const Options& options) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    Table table{{{"台账", "register"},
                 {"名称", "title"},
                 {"条数", "entries"},
                 {"起", "first"},
                 {"止", "last"},
                 {"负责科室", "owner"}}};
    for (const Definition& definition : registers::all_registers(tx, session.unit_id())) {
      const auto span = registers::span_of_entries(tx, session.unit_id(), definition);
      std::int64_t entries = 0;
      if (span)
        for (const auto& total : registers::totals(tx, session.unit_id(), {&definition, "", {}, 0}, *span))
          entries += total.rows;
      const std::string first = span ? iso(span->first) : "";
      const std::string last = span ? iso(span->last) : "";
      rows.push_back(Json::Object{{"name", definition.name},
                                  {"title", definition.title.in(options.lang)},
                                  {"entries", entries},
                                  {"first", first},
                                  {"last", last},
                                  {"owner", definition.owner},
                                  {"closed_until", [&] {
                                     const auto closed =
                                         registers::closed_until(tx, session.unit_id(), definition.name);
                                     return closed ? Json{iso(*closed)} : Json{};
                                   }()}});
      table.add(
          {definition.name, definition.title.in(options.lang), std::to_string(entries), first, last, definition.owner});
    }
    print(options,
          Json::Object{{"unit", session.unit.name}, {"sample", session.unit.sample}, {"registers", std::move(rows)}},
          sample_line(session.unit, options.lang) + table.text(options.lang));
    return exit_fine;
  });
}

int show(const Options& options, const std::string& name) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto definition = registers::find_register(tx, session.unit_id(), name);
    if (!definition) return std::unexpected{definition.error()};
    print(options,
          Json::Object{{"name", definition->name}, {"digest", definition->digest.hex()}, {"toml", definition->text}},
          definition->text);
    return exit_fine;
  });
}

int adopt(const Options& options, const std::string& file) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto toml = files::read_file(file, 1 << 20);
    if (!toml) return std::unexpected{toml.error()};
    const auto adopted = session.data->write(
        [&](journal::Books& books) { return registers::adopt_register(books, session.acting(), *toml); });
    if (!adopted) return std::unexpected{adopted.error()};
    print(options, Json::Object{{"name", adopted->name}, {"digest", adopted->digest.hex()}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "已采用台账 {}\n" : "register {} adopted\n"),
                      adopted->name));
    return exit_fine;
  });
}

int close_register(const Options& options, const std::string& name, const std::string& until) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto last = parse_date(until);
    if (!last)
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”不是日期：请写成 2026-03-31", until),
                     fmt::format("'{}' is no date: write 2026-03-31", until)},
                    "until");
    auto definition = [&] {
      auto tx = session.data->read();
      return registers::find_register(tx, session.unit_id(), name);
    }();
    if (!definition) return std::unexpected{definition.error()};
    const auto closed = session.data->write(
        [&](journal::Books& books) { return registers::close_period(books, session.acting(), *definition, *last); });
    if (!closed) return std::unexpected{closed.error()};
    print(options, Json::Object{{"name", name}, {"closed_until", iso(*last)}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "{} 已关账至 {}\n" : "{} is closed until {}\n"), name,
                      iso(*last)));
    return exit_fine;
  });
}

struct WithdrawArguments {
  std::string name, reason;
  std::int64_t seq = 0;
};

int withdraw(const Options& options, const WithdrawArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto definition = [&] {
      auto tx = session.data->read();
      return registers::find_register(tx, session.unit_id(), arguments.name);
    }();
    if (!definition) return std::unexpected{definition.error()};
    const auto gone = session.data->write([&](journal::Books& books) {
      return registers::withdraw_import(books, session.acting(), *definition, arguments.seq, arguments.reason);
    });
    if (!gone) return std::unexpected{gone.error()};
    print(
        options,
        Json::Object{
            {"name", arguments.name}, {"import", arguments.seq}, {"rows", gone->rows}, {"corrected", gone->corrected}},
        fmt::format(fmt::runtime(options.lang == Lang::zh
                                     ? "{}：日志第 {} 条的导入已撤回，{} 行作废（其中更正过的 {} 行）\n"
                                     : "{}: the import of journal line {} is taken back, {} rows void ({} of them "
                                       "corrected since)\n"),
                    arguments.name, arguments.seq, gone->rows, gone->corrected));
    return exit_fine;
  });
}

struct ImportArguments {
  std::string name, file;
  registers::ImportOptions options;
  std::vector<std::string> maps;
};

Json to_json(const registers::ImportResult& result, Lang lang) {
  Json problems = Json::Array{};
  for (const auto& problem : result.problems)
    problems.push_back(Json::Object{{"row", static_cast<std::int64_t>(problem.row)},
                                    {"column", problem.column},
                                    {"value", problem.value},
                                    {"code", code_name(problem.refusal.code)},
                                    {"field", problem.refusal.field},
                                    {"message", problem.refusal.message.in(lang)}});
  Json mapping = Json::Object{};
  for (const auto& [heading, field] : result.mapping) mapping[heading] = field;
  Json unused = Json::Array{};
  for (const auto& heading : result.unused) unused.push_back(heading);
  Json sheets = Json::Array{};
  for (const auto& sheet : result.sheets)
    sheets.push_back(Json::Object{{"name", sheet.name}, {"hidden", sheet.hidden}});
  Json hidden = Json::Array{};
  for (const auto& sheet : result.hidden_sheets) hidden.push_back(sheet);
  return Json::Object{{"format", result.format},
                      {"rows", static_cast<std::int64_t>(result.rows)},
                      {"stored", static_cast<std::int64_t>(result.stored)},
                      {"refused", static_cast<std::int64_t>(result.refused)},
                      {"mapping", std::move(mapping)},
                      {"unused", std::move(unused)},
                      {"sheets", std::move(sheets)},
                      {"hidden_sheets", std::move(hidden)},
                      {"problems", std::move(problems)},
                      {"more_problems", static_cast<std::int64_t>(result.more_problems)},
                      {"rest", result.rest.string()},
                      {"journal_seq", result.seq}};
}

std::string to_text(const registers::ImportResult& result, bool dry_run, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text = fmt::format(
      fmt::runtime(zh ? "{}：读到 {} 行，{} {} 行，退回 {} 行\n" : "{}: {} rows read, {} {}, {} refused\n"),
      result.format, result.rows, dry_run ? (zh ? "试运行，可入账" : "dry run, would store") : (zh ? "入账" : "stored"),
      result.stored, result.refused);
  for (const auto& heading : result.unused)
    text += fmt::format(fmt::runtime(zh ? "  未用的列：{}\n" : "  column not used: {}\n"), heading);
  for (const auto& sheet : result.hidden_sheets)
    text += fmt::format(fmt::runtime(zh ? "  隐藏的工作表：{}\n" : "  hidden sheet: {}\n"), sheet);
  for (const auto& problem : result.problems)
    text +=
        fmt::format(fmt::runtime(zh ? "  第 {} 行{}{}：{}\n" : "  row {}{}{}: {}\n"), problem.row,
                    problem.column.empty() ? "" : fmt::format(fmt::runtime(zh ? "「{}」" : " [{}]"), problem.column),
                    problem.value.empty() ? "" : fmt::format(" “{}”", problem.value), problem.refusal.message.in(lang));
  if (result.more_problems > 0)
    text += fmt::format(fmt::runtime(zh ? "  还有 {} 处问题未列出\n" : "  {} more problems not listed\n"),
                        result.more_problems);
  if (!result.rest.empty())
    text += fmt::format(fmt::runtime(zh ? "退回的行在 {}，改好后可再次导入\n"
                                        : "refused rows are in {}; repair and import them again\n"),
                        result.rest.string());
  return text;
}

int import(const Options& options, ImportArguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    for (const std::string& map : arguments.maps) {
      const auto equals = map.rfind('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == map.size())
        return refuse(
            RefusalCode::invalid,
            {fmt::format("--map “{}”应写成 表头=字段名", map), fmt::format("--map '{}' must be HEADING=field", map)},
            "map");
      arguments.options.mapping[map.substr(0, equals)] = map.substr(equals + 1);
    }
    auto definition = [&] {
      auto tx = session.data->read();
      return registers::find_register(tx, session.unit_id(), arguments.name);
    }();
    if (!definition) return std::unexpected{definition.error()};
    ProgressBar bar{arguments.file};
    arguments.options.progress = [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
    const auto result =
        registers::import_file(*session.data, session.acting(), *definition, arguments.file, arguments.options);
    bar.clear();
    if (!result) return std::unexpected{result.error()};
    print(options, to_json(*result, options.lang), to_text(*result, arguments.options.dry_run, options.lang));
    return result->refused == 0 ? exit_fine : exit_refused;
  });
}

struct ExportArguments {
  std::string name, file, period, reason;
  registers::ExportOptions options;
};

/// R-IMP-24: who took personal data out in clear, and why, stands in the journal before the file has its name.
Result<std::uint64_t> export_clear(Session& session, const registers::Definition& definition,
                                   const ExportArguments& arguments) {
  const auto reason = registers::judge_reading_reason(arguments.reason);
  if (!reason) return std::unexpected{reason.error()};
  const std::filesystem::path file = arguments.file;
  const struct Unnamed {
    std::filesystem::path path;
    ~Unnamed() {  // still there only when no line tells of it
      std::error_code ignored;
      std::filesystem::remove(path, ignored);
    }
  } unnamed{file.parent_path() / (".leaving-" + file.filename().string())};
  const auto rows =
      registers::export_register(*session.data, session.unit_id(), definition, unnamed.path, arguments.options);
  if (!rows) return std::unexpected{rows.error()};
  const auto acting = session.acting();
  session.data->write([&](journal::Books& books) {
    journal::append(books, acting.unit, acting.actor, acting.at,
                    registers::RegisterExported{.register_name = definition.name,
                                                .listing = arguments.period.empty() ? "" : "period=" + arguments.period,
                                                .format = unnamed.path.extension().string().substr(1),
                                                .rows = static_cast<std::int64_t>(*rows),
                                                .clear = true,
                                                .reason = *reason});
  });
  std::filesystem::rename(unnamed.path, file);
  return *rows;
}

int export_file(const Options& options, ExportArguments& arguments) {
  const auto mode = arguments.options.reveal ? journal::Mode::write : journal::Mode::read;
  return with_session(options, mode, [&](Session& session) -> Result<int> {
    if (!arguments.period.empty()) {
      const auto period = parse_period(arguments.period);
      if (!period) return std::unexpected{period.error()};
      arguments.options.list.period = *period;
    }
    arguments.options.lang = options.lang;
    auto definition = [&] {
      auto tx = session.data->read();
      return registers::find_register(tx, session.unit_id(), arguments.name);
    }();
    if (!definition) return std::unexpected{definition.error()};
    const auto rows = arguments.options.reveal
                          ? export_clear(session, *definition, arguments)
                          : registers::export_register(*session.data, session.unit_id(), *definition, arguments.file,
                                                       arguments.options);
    if (!rows) return std::unexpected{rows.error()};
    print(options,
          Json::Object{{"name", arguments.name}, {"rows", static_cast<std::int64_t>(*rows)}, {"file", arguments.file}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "{} 行写入 {}\n" : "{} rows written to {}\n"), *rows,
                      arguments.file));
    return exit_fine;
  });
}

void add_transfers(Command& group, Cli cli) {
  auto* in = group.add_subcommand("import", "take a CSV or XLSX file in / 导入");
  auto import_arguments = std::make_shared<ImportArguments>();
  in->add_option("REGISTER", import_arguments->name)->required();
  in->add_option("FILE", import_arguments->file, "CSV (UTF-8, GB 18030) or XLSX")->required();
  in->add_flag("--dry-run", import_arguments->options.dry_run, "judge everything, store nothing / 试运行");
  in->add_flag("--accept-good", import_arguments->options.accept_good,
               "store the good rows, write the others back / 只收合格的行");
  in->add_option("--rest", import_arguments->options.rest, "where refused rows go (default: FILE.rest.csv)");
  in->add_option("--sheet", import_arguments->options.sheet, "sheet of an XLSX; the first visible one by default");
  in->add_option("--source", import_arguments->options.source,
                 "name of the outside system, for its remembered columns");
  in->add_option("--map", import_arguments->maps, "HEADING=field, over what is found by title");
  in->add_option("--late-reason", import_arguments->options.late_reason,
                 "why rows come in after their period was closed");
  in->callback([cli, import_arguments] { cli.exit = import(cli.options, *import_arguments); });
  auto* back = group.add_subcommand("withdraw", "take an import back: all its rows become void / 撤回导入");
  auto withdraw_arguments = std::make_shared<WithdrawArguments>();
  back->add_option("REGISTER", withdraw_arguments->name)->required();
  back->add_option("LINE", withdraw_arguments->seq, "the journal line of the import")->required();
  back->add_option("--reason", withdraw_arguments->reason, "why / 原因")->required();
  back->callback([cli, withdraw_arguments] { cli.exit = withdraw(cli.options, *withdraw_arguments); });
  auto* out = group.add_subcommand("export", "write a register as CSV or XLSX / 导出");
  auto export_arguments = std::make_shared<ExportArguments>();
  out->add_option("REGISTER", export_arguments->name)->required();
  out->add_option("-o,--output", export_arguments->file, "FILE.csv or FILE.xlsx")->required();
  out->add_option("--period", export_arguments->period, "2026, 2026-Q1, 2026-03, 2026-01-01..2026-03-31");
  out->add_flag("--reveal", export_arguments->options.reveal, "personal fields in clear, with --reason / 个人信息明文");
  out->add_option("--reason", export_arguments->reason, "why, with --reveal; it is journaled / 导出明文的原因");
  out->callback([cli, export_arguments] { cli.exit = export_file(cli.options, *export_arguments); });
}

}  // namespace

void add_registers(Cli cli) {
  auto* group = cli.app.add_subcommand("register", "registers: list, definitions, files in and out / 台账");
  group->require_subcommand(1);
  group->add_subcommand("list", "all registers / 全部台账")->callback([cli] { cli.exit = list(cli.options); });
  auto name = std::make_shared<std::string>();
  auto until = std::make_shared<std::string>();
  auto* shown = group->add_subcommand("show", "the definition in force / 查看定义");
  shown->add_option("REGISTER", *name)->required();
  shown->callback([cli, name] { cli.exit = show(cli.options, *name); });
  auto* adopted = group->add_subcommand("adopt", "adopt a definition file / 采用定义");
  adopted->add_option("FILE", *name, "a TOML file like definitions/registers/mailing.toml")->required();
  adopted->callback([cli, name] { cli.exit = adopt(cli.options, *name); });
  auto* closed = group->add_subcommand("close", "close a period: later entries need a reason / 关账");
  closed->add_option("REGISTER", *name)->required();
  closed->add_option("--until", *until, "last closed day")->required();
  closed->callback([cli, name, until] { cli.exit = close_register(cli.options, *name, *until); });
  add_transfers(*group, cli);
}

}  // namespace hallbook::app
