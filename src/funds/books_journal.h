#pragma once
// The plain-text journal: what export writes for hledger and ledger, read line by line. Memory stays within one voucher.
// Source: docs/rules/books.md, R-BOK-11.
//   2026-03-05 * (202603-0001) 邮政公司
//       ; document: P-2026-0001
//       Expenses:Financial:5001-业务活动费用    1234.50 CNY  ; project:FUND-2026, line:2, source:appropriation, class:30207
//       Income:Financial:4001-财政拨款收入    -1234.50 CNY
// Comments (; # *), blank lines and the directives commodity, account and tag are passed over.
#include <functional>
#include <string_view>

#include "funds/posting.h"

namespace hallbook::funds {

inline constexpr std::size_t longest_journal_line = 16 * 1024;

class JournalReader {
 public:
  /// `take` gets each whole voucher; the reference is valid during the call. `rules` must outlive the reader.
  JournalReader(const BookRules& rules, std::function<void(const Voucher&)> take)
      : rules_{rules}, take_{std::move(take)} {}
  /// One line without its '\n'. Refuses, naming the line: no date, an account outside the chart, an amount that is missing
  /// or has more than two decimals or another currency, a voucher that does not balance, a longer line, control characters.
  Result<> line(std::string_view text);
  Result<> finish();
  std::uint64_t line_no() const { return line_no_; }

 private:
  Result<> header(std::string_view text);
  Result<> indented(std::string_view text);
  Result<> posting(std::string_view text);
  Result<> flush();
  std::unexpected<Refusal> refuse_line(Text what, std::string field) const;

  const BookRules& rules_;
  std::function<void(const Voucher&)> take_;
  std::uint64_t line_no_ = 0, voucher_line_ = 0;
  bool open_ = false;  // a voucher is being read
  bool directive_ = false;  // indented lines belong to a directive
  Voucher voucher_;
};

/// "-1234.5" → fen; nullopt for anything but an optional minus, digits and at most two decimals.
std::optional<Money> journal_amount(std::string_view text);

}  // namespace hallbook::funds
