#pragma once
// A register as a book on paper: 25 rows a page, what is carried over, sums of the month and the year, corrections and voided
// entries with their reasons. docs/rules/forms.md, R-FRM-45, R-FRM-46.
#include <filesystem>

#include "forms/document.h"
#include "identity/unit.h"
#include "registers/query.h"

namespace hallbook::forms {

struct RegisterBook {
  const registers::Definition* definition = nullptr;
  Period period;
  std::int64_t at_seq = 0;  // 0 = now
  const journal::KeyRing* keys = nullptr;  // personal fields are masked; without keys ●●●
};

inline constexpr std::size_t most_book_rows = 20'000;  // of a document; a sheet has no such limit

/// Refuses (over_limit) more rows than a document holds: print a shorter period or write .xlsx.
Result<Document> register_document(db::ReadTx& tx, const identity::Unit& unit, const RegisterBook& book);

/// The same rows streamed into a sheet, with sums and the proof line below; memory does not grow with them. Rows written.
Result<std::uint64_t> write_register_sheet(db::ReadTx& tx, UnitId unit, const RegisterBook& book,
                                           const std::filesystem::path& file, const std::string& proof);

/// SM3 over the rows as they are printed: what the paper's code says.
Digest register_digest(db::ReadTx& tx, UnitId unit, const RegisterBook& book);

}  // namespace hallbook::forms
