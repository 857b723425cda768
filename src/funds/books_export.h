#pragma once
// The books as a plain-text journal for hledger, ledger and beancount, and as a table. Source: docs/rules/books.md, R-BOK-14.
#include <filesystem>
#include <functional>

#include "funds/books_reports.h"

namespace hallbook::funds {

enum class JournalFormat { hledger, ledger, beancount };

/// "Expenses:Financial:5001-业务活动费用": a name that all three programs take; the code comes back out of it.
std::string journal_account(const BookAccount& account);
/// R-BOK-14. A person's text where none of the three programs finds a comment, a tag, a date or a second line in it.
std::string harmless(std::string_view text);

/// Voucher by voucher, in months `months`; memory stays within one. `put` gets the text piece by piece.
struct ExportCounts {
  std::int64_t vouchers = 0, postings = 0;
};
ExportCounts write_journal(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                           JournalFormat format, const std::function<void(std::string_view)>& put);

/// To a file, whole or not at all. XLSX: one row a posting. Refuses what the disk refuses.
Result<ExportCounts> export_journal(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                                    JournalFormat format, const std::filesystem::path& file);
Result<ExportCounts> export_sheet(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months,
                                  const std::filesystem::path& file);

}  // namespace hallbook::funds
