#pragma once
// What `hallbook verify` checks of registers, beyond a full replay.
#include "journal/verify.h"

namespace hallbook::registers {

/// Every row of every register against the canonical rows file or journal line that it came from, in both directions;
/// every derived value, rollup cell and sealed key recomputed; the sealed originals opened with `keys` (without: that
/// they are there). Finds edits, deletions, swaps, additions.
void verify_registers(db::ReadTx& tx, const journal::EvidenceStore& evidence, const journal::KeyRing* keys,
                      journal::Report& report, const journal::Progress& progress = {});

/// The event kinds of this folder, for app/events.cpp.
std::vector<journal::EventKind> event_kinds();

}  // namespace hallbook::registers
