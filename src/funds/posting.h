#pragma once
// A fact of the money chain becomes a voucher: balanced postings on both sides. Pure. Source: docs/rules/books.md,
// R-BOK-03 to R-BOK-05.
#include <optional>

#include "base/date.h"
#include "base/money.h"
#include "funds/posting_rules.h"

namespace hallbook::funds {

/// What happened, as the books see it. `kind` names a rule of definitions/books: payment, payment_of_payable, acceptance
/// (accepted, not yet paid), advance, advance_settled, issue, depreciation, amortisation, returned, returned_payable,
/// returned_prior_year, unused_appropriation, opening, other_received.
struct Fact {
  std::string kind;
  Date on;
  std::string document;  // "P-2026-0001"
  std::string project;  // project code, "" when none
  std::string line;  // line number inside the project, "" when none
  std::string economic_class;  // "30207"
  std::string source;  // "appropriation", "carried_over", "other"
  std::string payee;
  Money amount;  // > 0
  std::string summary = {};  // "" = the rule's title
  std::string treatment = {};  // "" = by economic class: "expense", "stock", "fixed_asset", "intangible"
};

/// Where a posting belongs besides its account.
struct BookDimensions {
  std::string project, line, source, economic_class;
  friend auto operator<=>(const BookDimensions&, const BookDimensions&) = default;
};
struct Posting {
  std::string account;
  Money amount;  // debit > 0, credit < 0; never zero
  BookDimensions dimensions = {};
  friend bool operator==(const Posting&, const Posting&) = default;
};
inline constexpr std::string_view year_end_kind = "year_end";
struct Voucher {
  Date on;  // the fact's day; the books may carry it later
  std::string kind;  // the fact's, "imported" or "year_end"
  std::string document;
  std::string payee;
  std::string summary;
  std::vector<Posting> postings;
};

/// R-BOK-03. Refuses (invalid): a kind without a rule, amount ≤ 0, an unknown source or treatment.
Result<Voucher> draft_voucher(const BookRules& rules, const Fact& fact);

/// R-BOK-05. Every account is in the chart, no posting is zero, the postings of each side add up to zero, to the fen, and
/// there are between 2 and 1000 of them. The refusal names the side and the difference.
Result<> check_voucher(const BookRules& rules, const Voucher& voucher);

}  // namespace hallbook::funds
