#include "registers/checks_expected.h"

#include "registers/events.h"

namespace hallbook::registers {

std::map<std::string, Expected> read_journal(db::ReadTx& tx, UnitId unit) {
  std::map<std::string, Expected> registers;
  journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
    const std::string_view kind = line.kind;
    if (kind != RowsImported::kind && kind != EntryRecorded::kind && kind != EntryCorrected::kind &&
        kind != EntryVoided::kind && kind != PeriodClosed::kind)
      return;
    const auto body = Json::parse(line.body);
    if (!body) return;  // the chain's check names it
    Expected& expected = registers[body->at("register").string()];
    const std::int64_t seq = line.meta.seq;
    if (kind == RowsImported::kind) {
      auto event = RowsImported::from_json(*body);
      const std::int64_t first = event.first_id.value;
      expected.imports.emplace(first, Expected::Import{seq, std::move(event)});
    } else if (kind == EntryRecorded::kind) {
      expected.lines.emplace(Version{body->at("entry").integer(), 1}, seq);
    } else if (kind == EntryCorrected::kind) {
      const Version now{body->at("entry").integer(), static_cast<int>(body->at("version").integer())};
      expected.lines.emplace(now, seq);
      expected.ends.emplace(Version{now.first, now.second - 1}, Expected::End{seq, EntryState::superseded, false, ""});
    } else if (kind == EntryVoided::kind) {
      const auto event = EntryVoided::from_json(*body);
      expected.ends.emplace(Version{event.entry.value, event.version},
                            Expected::End{seq, EntryState::voided, event.late, event.reason});
    } else {
      expected.closings.push_back({seq, body->at("last").string()});
    }
  });
  return registers;
}

}  // namespace hallbook::registers
