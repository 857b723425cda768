#pragma once
// Files kept as evidence, named by the SM3 of their content: evidence/ab/abcdef….ENDING
//   .rows    canonical rows of one import (text lines, zstd); digest over the lines with their '\n', kept for good
//   .bytes   any bytes as they are: definitions, disclosure documents, frozen evaluations
//   .sealed  the original bytes of an import, sealed with a key of its own (AES-256-GCM in blocks); purgeable
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "platform/files/stream.h"

namespace hallbook::journal {

class KeyRing;  // keys.h

class EvidenceStore {
 public:
  explicit EvidenceStore(std::filesystem::path folder);
  const std::filesystem::path& folder() const { return folder_; }

  /// Collects lines, digests them with SM3 as they come, and keeps them under their digest on finish().
  class RowsWriter {
   public:
    explicit RowsWriter(const EvidenceStore& store);
    RowsWriter(RowsWriter&&) noexcept;
    ~RowsWriter();  // unfinished: the temporary file is removed
    void line(std::string_view text);  // no '\n' inside (ensure)
    Digest finish();

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };
  Result<files::CompressedLines> read_rows(const Digest& digest) const;
  bool has(const Digest& digest) const;  // in any of the three forms
  std::filesystem::path path_of(const Digest& digest) const;
  /// Reads the rows file and compares its digest. A refusal names the file and what is wrong.
  Result<> check_rows(const Digest& digest) const;

  /// Any bytes, not sealed (definitions, disclosure documents, frozen evaluations).
  Digest put(std::string_view bytes) const;
  Result<std::string> get(const Digest& digest) const;  // refuses not_found, conflict (content differs from name)

  /// The original of an import, sealed under `keys`; returns the digest of the *original* bytes.
  Digest put_source(const std::filesystem::path& original, KeyRing& keys) const;
  /// The file is there and, when `keys` is given, opens to the digest.
  Result<> check_source(const Digest& digest, const KeyRing* keys) const;

  /// The store's folders, all 256 and on disk, so that no later write waits for one: at init. One that is missing later (a copy
  /// that skipped empty folders) is made when it is needed.
  void make_folders() const;

  /// What a killed writer left behind. Only while no other process writes.
  void remove_unfinished() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace hallbook::journal
