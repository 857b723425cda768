#pragma once
// An original that was kept as evidence, given back as it was: for who may read what it belongs to.
#include "journal/evidence.h"

namespace hallbook::journal {

/// Writes the bytes kept under `digest`, sealed or not, to `into` block by block, for the owner alone to read. Refuses
/// not_found, conflict (the content differs from its name, or was sealed under another key); nothing remains at `into` then.
Result<> open_original(const EvidenceStore& store, const Digest& digest, const KeyRing& keys,
                       const std::filesystem::path& into);

}  // namespace hallbook::journal
