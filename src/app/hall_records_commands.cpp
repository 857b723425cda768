// hall tickets | estimate: from the queue machine's export, or the register, to figures and a scenario.
#include <fmt/format.h>

#include "app/command_line.h"
#include "app/hall_commands.h"
#include "app/hall_own_days.h"
#include "hall/estimate.h"
#include "hall/ticket_report.h"
#include "platform/files/disk.h"
#include "registers/registers.h"

namespace hallbook::app {
namespace {

using Source = TicketSource;

Result<std::optional<Date>> date_option(const std::string& text, const char* name) {
  if (text.empty()) return std::optional<Date>{};
  const auto date = parse_date(text);
  if (date) return date;
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”不是日期：--{} 请写成 2026-03-31", text, name),
                 fmt::format("'{}' is no date: write --{} 2026-03-31", text, name)},
                name);
}

Result<hall::TicketMap> read_map(const Source& source) {
  hall::TicketMap map;
  if (!source.map.empty()) {
    const auto text = read_file(source.map);
    if (!text) return std::unexpected{text.error()};
    auto read = hall::read_ticket_map(*text);
    if (!read) return read;
    map = std::move(*read);
  }
  const auto from = date_option(source.from, "from");
  const auto to = date_option(source.to, "to");
  if (!from) return std::unexpected{from.error()};
  if (!to) return std::unexpected{to.error()};
  if (*from) map.first_on = *from;
  if (*to) map.last_on = *to;
  if (map.first_on && map.last_on && *map.last_on < *map.first_on)
    return refuse(RefusalCode::invalid, {"--to 早于 --from：请换过来", "--to lies before --from: exchange them"}, "to");
  if (map.name.empty() && !source.file.empty()) map.name = std::filesystem::path{source.file}.stem().string();
  return map;
}

Result<hall::RawTickets> read_register(const Options& options, const Source& source, const hall::TicketMap& map) {
  auto session = open_session(options, journal::Mode::read);
  if (!session) return std::unexpected{session.error()};
  auto tx = session->data->read();
  const auto definition = registers::find_register(tx, session->unit_id(), source.register_name);
  if (!definition) return std::unexpected{definition.error()};
  std::optional<Period> period;
  if (map.first_on || map.last_on)
    period = Period{map.first_on.value_or(make_date(1900, 1, 1)), map.last_on.value_or(make_date(2199, 12, 31))};
  return hall::read_ticket_register(tx, session->unit_id(), *definition, period);
}

}  // namespace

Result<TicketInput> read_tickets(const Options& options, const TicketSource& source) {
  if (source.file.empty() == source.register_name.empty())
    return refuse(RefusalCode::invalid,
                  {"请给出一个文件，或用 --register tickets 从台账读取（二者取一）",
                   "name a file, or read the register with --register tickets (one of both)"},
                  "FILE");
  const auto today = date_option(source.today, "today");
  if (!today) return std::unexpected{today.error()};
  auto map = read_map(source);
  if (!map) return std::unexpected{map.error()};
  auto raw = source.file.empty() ? read_register(options, source, *map) : hall::read_ticket_file(source.file, *map);
  if (!raw) return std::unexpected{raw.error()};
  return TicketInput{std::move(*raw), std::move(*map), today->value_or(hall_date(now()))};
}

namespace {

int tickets(const Options& options, const Source& source) {
  auto input = read_tickets(options, source);
  if (!input) return print_refusal(options, input.error());
  const auto report = hall::report_tickets(std::move(input->raw), input->map, input->today);
  if (!report) return print_refusal(options, report.error());
  print(options, to_value(*report, options.lang), to_text(*report, options.lang));
  return exit_fine;
}

int estimate(const Options& options, const Source& source, const std::string& output) {
  auto input = read_tickets(options, source);
  if (!input) return print_refusal(options, input.error());
  const auto report = hall::report_tickets(std::move(input->raw), input->map, input->today);
  if (!report) return print_refusal(options, report.error());
  const auto estimation = hall::estimate(*report, input->map);
  if (!estimation) return print_refusal(options, estimation.error());
  queueing::Value value = to_value(*estimation, *report, options.lang);
  std::string text = to_text(*estimation, *report, options.lang);
  if (!output.empty()) {
    files::write_file(output, queueing::write_scenario(estimation->scenario));
    value["scenario"] = output;
    text += fmt::format(
        fmt::runtime(options.lang == Lang::zh ? "\n方案写入 {0}；仿真：hallbook hall simulate {0}\n"
                                              : "\nscenario written to {0}; simulate it: hallbook hall simulate {0}\n"),
        output);
  }
  print(options, value, text);
  return exit_fine;
}

void add_source(Command& command, Source& source) {
  command.add_option("FILE", source.file, "CSV or XLSX of the queue machine / 取号叫号导出文件");
  command.add_option("--map", source.map, "mapping file, TOML or JSON / 对照文件");
  command.add_option("--register", source.register_name, "read a register instead of a file / 从台账读取");
  command.add_option("--from", source.from, "first day / 起");
  command.add_option("--to", source.to, "last day / 止");
  command.add_option("--today", source.today, "rows after this day are wrong; default: today / 今天");
}

}  // namespace

void add_hall_records(Command& hall, Cli cli) {
  auto* report = hall.add_subcommand("tickets", "what the queue machine's records say / 取号叫号记录的分析");
  auto source = std::make_shared<Source>();
  add_source(*report, *source);
  report->callback([cli, source] { cli.exit = tickets(cli.options, *source); });
  auto* estimated = hall.add_subcommand("estimate", "a scenario from the records / 由记录估计仿真方案");
  auto from = std::make_shared<Source>();
  auto output = std::make_shared<std::string>();
  add_source(*estimated, *from);
  estimated->add_option("-o,--output", *output, "where the scenario goes (JSON) / 方案文件");
  estimated->callback([cli, from, output] { cli.exit = estimate(cli.options, *from, *output); });
}

}  // namespace hallbook::app
