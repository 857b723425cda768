#include "hall/ticket_reading.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "base/text.h"
#include "hall/ticket_row.h"
#include "platform/files/table.h"
#include "registers/import_columns.h"
#include "registers/import_heading.h"

namespace hallbook::hall {
namespace {

constexpr std::string_view definition_file = "definitions/registers/tickets.toml";

/// "outcome:完成" = "served" names a choice by its English title or an alias as well as by its value.
std::map<std::string, std::string> settle_codings(const registers::Definition& definition,
                                                  const std::map<std::string, std::string>& columns) {
  std::map<std::string, std::string> settled = columns;
  for (auto& [key, value] : settled) {
    const auto colon = key.find(':');
    if (colon == std::string::npos) continue;
    const registers::Field* field = definition.field(key.substr(0, colon));
    if (!field) continue;
    for (const auto& choice : field->choices)
      if (value == choice.title.en || value == choice.title.zh ||
          std::ranges::find(choice.aliases, value) != choice.aliases.end())
        value = choice.value;
  }
  return settled;
}

/// The import of registers takes headings on the command line, these commands in a file: the advice is put that way.
Refusal for_mapping_file(Refusal refusal) {
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace(refusal.message.zh, "用 --map 列名=字段", "在对照文件（--map）的 [columns] 里用 列名 = \"字段\"");
  replace(refusal.message.zh, "--map 里的", "对照文件里的");
  replace(refusal.message.en, "say --map HEADING=FIELD",
          "say HEADING = \"field\" under [columns] in a mapping file (--map)");
  replace(refusal.message.en, "--map names", "the mapping file names");
  return refusal;
}

std::unexpected<Refusal> lacks(std::string_view zh, std::string_view en, const char* field) {
  return refuse(RefusalCode::invalid,
                {fmt::format("文件里找不到{}：请在对照文件的 [columns] 里写明 列名 = \"{}\"", zh, field),
                 fmt::format("the file has no {}: say HEADING = \"{}\" under [columns] in a mapping file", en, field)},
                field);
}

/// R-QUE-60: what a file must have to be a record of tickets.
Result<> check_fields(const RowReader& reader) {
  const bool timed = reader.has(TicketField::taken);
  if (!timed && !reader.has(TicketField::date))
    return lacks("日期或带日期的取号时间", "day, nor a ticket time with a day", "date");
  if (!timed) return lacks("取号时间", "ticket times", "taken");
  for (const auto field : {TicketField::called, TicketField::started, TicketField::ended, TicketField::outcome})
    if (reader.has(field)) return {};
  return lacks("叫号、开始、结束时间或结果", "times of call, beginning or end, nor an outcome", "called");
}

Result<> check_rows(const RawTickets& tickets) {
  if (tickets.rows.empty())
    return refuse(RefusalCode::invalid, {"列名行下面没有记录：请给出有取号记录的文件",
                                         "there is no row under the headings: give a file with tickets"});
  const auto dayless = std::ranges::count(tickets.rows, no_day, &RawTicket::day);
  if (static_cast<std::size_t>(dayless) * 2 <= tickets.rows.size()) return {};
  std::string where = tickets.bad_cells.empty()
                          ? ""
                          : fmt::format(" (row {}: {})", tickets.bad_cells.front().row, tickets.bad_cells.front().text);
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{} 行中有 {} 行读不出日期{}：请检查日期列，或在对照文件里指明", tickets.rows.size(), dayless,
                   where),
       fmt::format("{} of {} rows have no readable day{}: check the column of days, or name it in a mapping file",
                   dayless, tickets.rows.size(), where)},
      "date");
}

}  // namespace

registers::Definition ticket_definition() {
  const auto files = embedded_files(definition_file);
  ensure(files.size() == 1, "the register of tickets does not ship with the program");
  auto definition = registers::parse_definition(files.front().text);
  ensure(definition.has_value(), "the shipped register of tickets is refused");
  return std::move(*definition);
}

Result<RawTickets> read_ticket_file(const std::filesystem::path& file, const TicketMap& map) {
  auto opened = files::open_table(file);
  if (!opened) return std::unexpected{opened.error()};
  files::TableReader& table = **opened;
  std::vector<files::Row> head;
  files::Row row;
  while (head.size() < registers::heading_rows) {
    const auto more = table.next(row);
    if (!more) return std::unexpected{more.error()};
    if (!*more) break;
    head.push_back(row);
  }
  registers::Definition definition = ticket_definition();
  for (auto& field : definition.fields) field.required = false;  // a ticket time with its day does without a date
  const auto layout = registers::find_layout(definition, head, {settle_codings(definition, map.columns), {}});
  if (!layout) return std::unexpected{for_mapping_file(layout.error())};
  RowReader reader{definition, *layout, map.time_form};
  if (auto fine = check_fields(reader); !fine) return std::unexpected{fine.error()};

  RawTickets tickets;
  tickets.rows.reserve(std::min<std::uint64_t>(table.total_bytes() / 64, 250'000));
  for (std::size_t at = layout->first_data; at < head.size(); ++at)
    if (auto fine = reader.add(head[at], tickets); !fine) return std::unexpected{fine.error()};
  while (true) {
    const auto more = table.next(row);
    if (!more) return std::unexpected{more.error()};
    if (!*more) break;
    if (auto fine = reader.add(row, tickets); !fine) return std::unexpected{fine.error()};
  }
  if (auto fine = check_rows(tickets); !fine) return std::unexpected{fine.error()};
  tickets.format = table.format();
  for (const auto& column : layout->columns)
    tickets.mapping.emplace_back(column.heading, definition.fields[column.field].name);
  tickets.unused = layout->unused;
  tickets.has_ended = reader.has(TicketField::ended);
  tickets.has_window = reader.has(TicketField::window);
  tickets.has_outcome = reader.has(TicketField::outcome);
  tickets.has_item = reader.has(TicketField::item);
  tickets.has_number = reader.has(TicketField::ticket_no);
  return tickets;
}

}  // namespace hallbook::hall
