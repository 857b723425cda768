#pragma once
// One row of cells into one raw ticket. Private to hall.
#include <unordered_map>

#include "base/result.h"
#include "hall/ticket.h"
#include "hall/ticket_time.h"
#include "registers/import_columns.h"

namespace hallbook::hall {

enum class TicketField : std::uint8_t {
  ticket_no,
  date,
  taken,
  called,
  started,
  ended,
  waited,
  item,
  window,
  zone,
  priority,
  channel,
  outcome,
  slot,
  next_leg
};

class RowReader {
 public:
  RowReader(const registers::Definition& definition, const registers::Layout& layout, TimeForm form);

  /// Adds the row to `tickets`. Refuses only what makes the whole file unreadable (too many items or windows).
  Result<> add(const files::Row& row, RawTickets& tickets);
  bool has(TicketField field) const;

 private:
  using Codes = std::unordered_map<std::string, std::uint8_t>;  // heading_key of a spelling → index of the choice
  Codes codes_of(const registers::Definition& definition, const registers::Layout& layout,
                 std::string_view field) const;
  void read_cell(TicketField field, const files::Cell& cell, RawTicket& ticket, RawTickets& tickets);
  void read_time(Moment moment, const files::Cell& cell, RawTicket& ticket);
  void read_choice(TicketField field, std::string_view text, RawTicket& ticket);
  void settle_days(RawTicket& ticket) const;

  struct Place {
    std::size_t cell;
    TicketField field;
    std::string heading;
  };
  std::vector<Place> places_;
  Codes priority_, channel_, outcome_;
  TimeReader times_;
  std::array<std::int32_t, moments + 1> own_day_{};  // the day that a time cell of the row in hand names; slot last
  std::string key_text_;
  Codes seen_[3];  // spellings of priority, channel, outcome as they stand in this file
};

}  // namespace hallbook::hall
