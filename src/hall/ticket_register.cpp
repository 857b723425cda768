// Tickets out of the register: typed values, so nothing is unreadable here.
#include <fmt/format.h>

#include "base/ensure.h"
#include "hall/ticket_reading.h"

namespace hallbook::hall {
namespace {

/// Where the fields stand in the definition in force, which may be a later version with more of them.
class Fields {
 public:
  static Result<Fields> of(const registers::Definition& definition) {
    Fields fields;
    for (const auto& shipped : ticket_definition().fields) {
      const registers::Field* here = definition.field(shipped.name);
      if (!here || here->type != shipped.type)
        return refuse(
            RefusalCode::invalid,
            {fmt::format("台账“{}”没有取号记录应有的字段 {}：请给出按 tickets 定义的台账", definition.name,
                         shipped.name),
             fmt::format("the register \"{}\" lacks the field {} of a record of tickets: name a register made like "
                         "tickets",
                         definition.name, shipped.name)},
            shipped.name);
      fields.at_[shipped.name] = definition.index(shipped.name);
      for (const auto& choice : here->choices) fields.choices_[shipped.name].push_back(choice.value);
    }
    return fields;
  }

  std::int32_t seconds(const registers::Values& values, const char* name) const {
    const auto* units = std::get_if<std::int64_t>(&values[at_.at(name)]);
    return units ? static_cast<std::int32_t>(*units) : no_time;
  }
  std::string_view text(const registers::Values& values, const char* name) const {
    const auto* text = std::get_if<std::string>(&values[at_.at(name)]);
    return text ? std::string_view{*text} : std::string_view{};
  }
  /// The place of the choice in the definition; -1 when empty.
  int choice(const registers::Values& values, const char* name) const {
    const auto& all = choices_.at(name);
    const auto known = std::ranges::find(all, text(values, name));
    return known == all.end() ? -1 : static_cast<int>(known - all.begin());
  }

 private:
  std::map<std::string, std::size_t, std::less<>> at_;
  std::map<std::string, std::vector<std::string>, std::less<>> choices_;
};

std::uint16_t numbered(Names& names, std::string_view text, std::size_t most) {
  return text.empty() ? Names::none : names.number(text, most);
}

RawTicket ticket_of(const registers::EntryVersion& entry, const Fields& fields, RawTickets& tickets) {
  const registers::Values& values = entry.values;
  RawTicket ticket;
  ticket.row = static_cast<std::uint32_t>(entry.id.value);
  ticket.day = day_of(entry.day);
  static constexpr const char* times[] = {"taken", "called", "started", "ended"};
  for (std::size_t at = 0; at < moments; ++at) ticket.at[at] = fields.seconds(values, times[at]);
  ticket.slot = fields.seconds(values, "slot");
  ticket.waited = fields.seconds(values, "waited");
  if (const auto number = fields.text(values, "ticket_no"); !number.empty()) ticket.number = number_digest(number);
  if (const auto next = fields.text(values, "next_leg"); !next.empty()) ticket.next = number_digest(next);
  ticket.item = numbered(tickets.items, fields.text(values, "item"), max_items);
  ticket.window = numbered(tickets.windows, fields.text(values, "window"), max_windows);
  ticket.zone = numbered(tickets.zones, fields.text(values, "zone"), max_zones);
  ticket.priority = fields.choice(values, "priority") == 1;
  if (const int channel = fields.choice(values, "channel"); channel >= 0)
    ticket.channel = static_cast<Channel>(channel);
  ticket.outcome = static_cast<Outcome>(fields.choice(values, "outcome") + 1);
  tickets.has_ended |= ticket.time(Moment::ended) != no_time;
  tickets.has_window |= ticket.window != Names::none;
  tickets.has_outcome |= ticket.outcome != Outcome::unsaid;
  tickets.has_item |= ticket.item != Names::none;
  tickets.has_number |= ticket.number != 0;
  return ticket;
}

}  // namespace

Result<RawTickets> read_ticket_register(db::ReadTx& tx, UnitId unit, const registers::Definition& definition,
                                        const std::optional<Period>& period) {
  const auto fields = Fields::of(definition);
  if (!fields) return std::unexpected{fields.error()};
  RawTickets tickets;
  registers::ListOptions options;
  options.period = period;
  registers::each_entry(tx, unit, definition, options, [&](const registers::EntryVersion& entry) {
    tickets.rows.push_back(ticket_of(entry, *fields, tickets));
  });
  if (tickets.rows.empty())
    return refuse(RefusalCode::not_found,
                  {fmt::format("台账“{}”在所选期间没有记录：请先用 register import {} 导入，或换一个期间",
                               definition.title.zh, definition.name),
                   fmt::format("the register \"{}\" holds nothing in that period: take the records in with register "
                               "import {}, or name another period",
                               definition.title.en, definition.name)},
                  "register");
  tickets.format = "register " + definition.name;
  for (const auto& field : ticket_definition().fields) tickets.mapping.emplace_back(field.title.zh, field.name);
  return tickets;
}

}  // namespace hallbook::hall
