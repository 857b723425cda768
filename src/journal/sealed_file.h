#pragma once
// The form of a sealed original: R-SEA-06 in docs/rules/sealing.md. Private to journal/.
//   "HBS1" | wrapped key 81 | blocks: length u32 BE | AES-256-GCM of at most 64 KiB, context "source/N/more|last"
// The key is wrapped under the context "source/" + SM3 of the original, so two sealed files cannot change places.
#include <filesystem>
#include <functional>
#include <optional>

#include "base/digest.h"

namespace hallbook::journal {

class KeyRing;

/// Seals `original` into `temporary`, then renames it to what `place(digest)` says; syncs file and folder.
/// Throws std::system_error; nothing remains then.
Digest seal_file(const std::filesystem::path& original, const KeyRing& keys, const std::filesystem::path& temporary,
                 const std::function<std::filesystem::path(const Digest&)>& place);

/// Opens the file block by block into `take`, in order. nullopt when it is cut, changed, or sealed under another master key:
/// then what was taken is worth nothing. The digest is that of what was taken; the caller compares it.
std::optional<Digest> open_sealed(const std::filesystem::path& file, const Digest& expected, const KeyRing& keys,
                                  const std::function<void(std::string_view)>& take);
/// Digest of what the file opens to; nullopt when it is cut, changed, or sealed under another master key.
std::optional<Digest> digest_of_sealed(const std::filesystem::path& file, const Digest& expected, const KeyRing& keys);

}  // namespace hallbook::journal
