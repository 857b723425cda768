#include "hall/ticket_row.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"
#include "base/text.h"
#include "registers/import_heading.h"

namespace hallbook::hall {
namespace {

constexpr std::string_view column_names[] = {"ticket_no", "date",    "taken",   "called", "started",
                                             "ended",     "waited",  "item",    "window", "zone",
                                             "priority",  "channel", "outcome", "slot",   "next_leg"};
constexpr std::size_t kept_bad_cells = 40;
constexpr std::uint8_t unknown_code = 0xFF;

std::optional<TicketField> field_named(std::string_view name) {
  for (std::size_t at = 0; at < std::size(column_names); ++at)
    if (column_names[at] == name) return static_cast<TicketField>(at);
  return std::nullopt;
}

std::uint8_t bit_of(TicketField field) {
  switch (field) {
    case TicketField::date: return unreadable::date;
    case TicketField::taken: return unreadable::taken;
    case TicketField::called: return unreadable::called;
    case TicketField::started: return unreadable::started;
    case TicketField::ended: return unreadable::ended;
    case TicketField::outcome: return unreadable::outcome;
    case TicketField::ticket_no:
    case TicketField::waited:
    case TicketField::item:
    case TicketField::window:
    case TicketField::zone:
    case TicketField::priority:
    case TicketField::channel:
    case TicketField::slot:
    case TicketField::next_leg: return unreadable::other;
  }
  broken_invariant("bit_of: unknown field", std::source_location::current());
}

std::optional<std::int32_t> whole_seconds(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !(value >= 0) || value > 172'800)
    return std::nullopt;
  return static_cast<std::int32_t>(value);
}

std::unexpected<Refusal> too_many(std::string_view zh, std::string_view en, std::size_t most, const char* field) {
  return refuse(RefusalCode::over_limit,
                {fmt::format("“{}”列有超过 {} 个不同的值：可能对错了列，请在对照文件里说明是哪一列", zh, most),
                 fmt::format("the column \"{}\" holds more than {} different values: it may be the wrong column; name "
                             "the right one in the mapping file",
                             en, most)},
                field);
}

}  // namespace

RowReader::RowReader(const registers::Definition& definition, const registers::Layout& layout, TimeForm form)
    : times_{form} {
  for (const auto& column : layout.columns)
    if (const auto field = field_named(definition.fields[column.field].name))
      places_.push_back({column.cell, *field, column.heading});
  // The day must be known before times that name another one are read.
  std::ranges::stable_sort(places_, {}, [](const Place& place) { return place.field != TicketField::date; });
  priority_ = codes_of(definition, layout, "priority");
  channel_ = codes_of(definition, layout, "channel");
  outcome_ = codes_of(definition, layout, "outcome");
}

bool RowReader::has(TicketField field) const {
  return std::ranges::find(places_, field, &Place::field) != places_.end();
}

RowReader::Codes RowReader::codes_of(const registers::Definition& definition, const registers::Layout& layout,
                                     std::string_view field) const {
  const registers::Field* about = definition.field(field);
  ensure(about != nullptr, "the register of tickets lacks a field");
  Codes codes;
  const auto put = [&](std::string_view spelling, std::size_t choice) {
    codes.emplace(registers::heading_key(spelling), static_cast<std::uint8_t>(choice));
  };
  for (std::size_t at = 0; at < about->choices.size(); ++at) {
    const auto& choice = about->choices[at];
    for (const auto& spelling : {choice.value, choice.title.zh, choice.title.en}) put(spelling, at);
    for (const auto& alias : choice.aliases) put(alias, at);
  }
  if (const auto given = layout.codings.find(definition.index(field)); given != layout.codings.end())
    for (const auto& [spelling, value] : given->second) {
      const auto choice = std::ranges::find(about->choices, value, &registers::Choice::value);
      codes[spelling] = static_cast<std::uint8_t>(choice - about->choices.begin());
    }
  return codes;
}

void RowReader::read_time(Moment moment, const files::Cell& cell, RawTicket& ticket) {
  const auto at = static_cast<std::size_t>(moment);
  if (const auto read = times_.time(cell)) {
    ticket.at[at] = read->seconds;
    own_day_[at] = read->day;
  } else {
    ticket.unreadable |= static_cast<std::uint8_t>(unreadable::taken << at);
  }
}

void RowReader::read_choice(TicketField field, std::string_view text, RawTicket& ticket) {
  const std::size_t which = field == TicketField::priority ? 0 : field == TicketField::channel ? 1 : 2;
  key_text_.assign(text);
  auto seen = seen_[which].find(key_text_);
  if (seen == seen_[which].end()) {
    const Codes& codes = which == 0 ? priority_ : which == 1 ? channel_ : outcome_;
    const auto known = codes.find(registers::heading_key(text));
    const std::uint8_t code = known == codes.end() ? unknown_code : known->second;
    if (seen_[which].size() > 1000) seen_[which].clear();  // a column of free text must not fill the memory
    seen = seen_[which].emplace(key_text_, code).first;
  }
  const std::uint8_t code = seen->second;
  if (code == unknown_code)
    ticket.unreadable |= bit_of(field);
  else if (which == 0)
    ticket.priority = code == 1;
  else if (which == 1)
    ticket.channel = static_cast<Channel>(code);
  else
    ticket.outcome = static_cast<Outcome>(code + 1);  // the choices stand in the order of the enumeration
}

void RowReader::read_cell(TicketField field, const files::Cell& cell, RawTicket& ticket, RawTickets& tickets) {
  const std::string_view text = trim(cell.text);
  switch (field) {
    case TicketField::ticket_no: ticket.number = number_digest(text); return;
    case TicketField::next_leg: ticket.next = number_digest(text); return;
    case TicketField::date:
      if (const auto day = times_.day(text))
        ticket.day = *day;
      else if (const auto read = times_.time(cell); read && read->day != no_day)
        ticket.day = read->day;  // a spreadsheet's serial number
      else
        ticket.unreadable |= unreadable::date;
      return;
    case TicketField::taken: return read_time(Moment::taken, cell, ticket);
    case TicketField::called: return read_time(Moment::called, cell, ticket);
    case TicketField::started: return read_time(Moment::started, cell, ticket);
    case TicketField::ended: return read_time(Moment::ended, cell, ticket);
    case TicketField::slot:
      if (const auto read = times_.time(cell))
        ticket.slot = read->seconds, own_day_[moments] = read->day;
      else
        ticket.unreadable |= unreadable::other;
      return;
    case TicketField::waited:
      if (const auto seconds = whole_seconds(text))
        ticket.waited = *seconds;
      else
        ticket.unreadable |= unreadable::other;
      return;
    case TicketField::item: ticket.item = tickets.items.number(first_characters(text, 120), max_items); return;
    case TicketField::window: ticket.window = tickets.windows.number(first_characters(text, 40), max_windows); return;
    case TicketField::zone: ticket.zone = tickets.zones.number(first_characters(text, 40), max_zones); return;
    case TicketField::priority:
    case TicketField::channel:
    case TicketField::outcome: return read_choice(field, text, ticket);
  }
}

/// Times that name their own day are moved to the row's: the day after is + 24 h. A row without a day of its own takes
/// that of the ticket, else of the call.
void RowReader::settle_days(RawTicket& ticket) const {
  if (ticket.day == no_day && (ticket.unreadable & unreadable::date) == 0)
    for (std::size_t at = 0; at < moments && ticket.day == no_day; ++at) ticket.day = own_day_[at];
  if (ticket.day == no_day) return;
  for (std::size_t at = 0; at < moments + 1; ++at) {
    std::int32_t& seconds = at < moments ? ticket.at[at] : ticket.slot;
    if (seconds == no_time || own_day_[at] == no_day) continue;
    const std::int64_t days = std::int64_t{own_day_[at]} - ticket.day;
    if (days < -1 || days > 1) {
      seconds = no_time;
      ticket.unreadable |= at < moments ? static_cast<std::uint8_t>(unreadable::taken << at) : unreadable::other;
    } else {
      seconds += static_cast<std::int32_t>(days) * 86'400;
    }
  }
}

Result<> RowReader::add(const files::Row& row, RawTickets& tickets) {
  RawTicket ticket;
  ticket.row = static_cast<std::uint32_t>(row.number);
  own_day_.fill(no_day);
  bool filled = false;
  for (const Place& place : places_) {
    if (place.cell >= row.cells.size()) continue;
    const files::Cell& cell = row.cells[place.cell];
    if (cell.kind == files::CellKind::empty || trim(cell.text).empty()) continue;
    filled = true;
    const std::uint8_t before = ticket.unreadable;
    read_cell(place.field, cell, ticket, tickets);
    if (ticket.unreadable == before) continue;
    ++tickets.unreadable_cells;
    if (tickets.bad_cells.size() < kept_bad_cells)
      tickets.bad_cells.push_back({ticket.row, place.heading, quote(cell.text)});
  }
  if (!filled) return {};
  settle_days(ticket);
  if (tickets.items.size() >= max_items) return too_many("业务类型", "item", max_items, "item");
  if (tickets.windows.size() >= max_windows) return too_many("窗口", "window", max_windows, "window");
  tickets.rows.push_back(ticket);
  return {};
}

}  // namespace hallbook::hall
