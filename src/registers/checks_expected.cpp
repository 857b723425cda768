#include "registers/checks_expected.h"

#include <climits>

#include "registers/events.h"
#include "registers/file_events.h"

namespace hallbook::registers {
namespace {

/// The version in force of each entry of the import ends, as far as one is in force.
void withdraw(Expected& expected, std::int64_t seq, const ImportWithdrawn& event) {
  for (auto& [first, import] : expected.imports) {
    if (import.seq != event.import_seq) continue;
    import.withdrawn_seq = seq;
    for (std::int64_t id = first; id < first + import.event.rows; ++id) {
      auto newest = expected.lines.upper_bound(Version{id, INT_MAX});
      const bool corrected = newest != expected.lines.begin() && std::prev(newest)->first.first == id;
      const Version version = corrected ? std::prev(newest)->first : Version{id, 1};
      expected.ends.try_emplace(version, Expected::End{seq, EntryState::voided, false, event.reason});
    }
  }
}

}  // namespace

std::map<std::string, Expected> read_journal(db::ReadTx& tx, UnitId unit) {
  std::map<std::string, Expected> registers;
  journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
    const std::string_view kind = line.kind;
    if (kind != RowsImported::kind && kind != EntryRecorded::kind && kind != EntryCorrected::kind &&
        kind != EntryVoided::kind && kind != ImportWithdrawn::kind && kind != PeriodClosed::kind &&
        kind != EntryFileAttached::kind && kind != EntryFileWithdrawn::kind)
      return;
    const auto body = Json::parse(line.body);
    if (!body) return;  // the chain's check names it
    Expected& expected = registers[body->at("register").string()];
    const std::int64_t seq = line.meta.seq;
    if (kind == RowsImported::kind) {
      auto event = RowsImported::from_json(*body);
      const std::int64_t first = event.first_id.value;
      expected.imports.emplace(first, Expected::Import{seq, std::move(event), 0});
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
    } else if (kind == ImportWithdrawn::kind) {
      withdraw(expected, seq, ImportWithdrawn::from_json(*body));
    } else if (kind == EntryFileAttached::kind) {
      auto event = EntryFileAttached::from_json(*body);
      expected.attached.emplace(seq, AttachedFile{.entry = event.entry,
                                                  .seq = seq,
                                                  .file = std::move(event.file),
                                                  .reason = std::move(event.reason),
                                                  .withdrawn_seq = 0,
                                                  .withdrawn_reason = ""});
    } else if (kind == EntryFileWithdrawn::kind) {
      const auto event = EntryFileWithdrawn::from_json(*body);
      if (const auto file = expected.attached.find(event.file_seq); file != expected.attached.end()) {
        file->second.withdrawn_seq = seq;
        file->second.withdrawn_reason = event.reason;
      }
    } else {
      expected.closings.push_back({seq, body->at("last").string()});
    }
  });
  return registers;
}

}  // namespace hallbook::registers
