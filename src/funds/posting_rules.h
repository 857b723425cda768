#pragma once
// Chart of accounts and posting rules as data: definitions/books/*.toml. Source: docs/rules/books.md, R-BOK-01 to R-BOK-05.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook::funds {

/// The two accountings that run in parallel (平行记账). Each balances in itself.
enum class BookSide { financial, budget };
enum class AccountKind {
  asset,
  liability,
  net_assets,
  income,
  expense,
  budget_income,
  budget_expense,
  budget_balance,
};
std::string_view account_kind_name(AccountKind kind);
BookSide side_of(AccountKind kind);
std::string_view side_name(BookSide side);  // "financial", "budget"

struct BookAccount {
  std::string code;  // "1302": digits, 4 to 12
  AccountKind kind = AccountKind::asset;
  Text title;
  bool debit_normal = true;  // on which side its balance usually stands
};

/// One posting of a rule: an account code, or the name of a role that the fact decides. It takes the whole amount.
struct RulePosting {
  bool debit = true;
  std::string account;
};
struct PostingRule {
  std::string fact;  // "payment"
  Text title;  // the voucher's summary when the fact brings none
  std::vector<RulePosting> postings;
};
/// An account that depends on the fact's treatment (what was bought) or source (whose money).
struct AccountRole {
  bool by_source = false;
  std::map<std::string, std::string, std::less<>> accounts;  // value → code
};
struct YearEndStep {
  std::string from;  // a kind's name or an account code
  std::string to;  // an account code or a role by source
};

struct BookRules {
  std::string name;
  Text title;
  bool numbered_by_month = true;
  std::map<std::string, BookAccount, std::less<>> accounts;  // by code
  std::vector<std::pair<std::string, std::string>> treatments;  // prefix of the economic class → treatment
  std::map<std::string, AccountRole, std::less<>> roles;
  std::map<std::string, PostingRule, std::less<>> rules;  // by fact
  std::vector<YearEndStep> year_end;

  const BookAccount* account(std::string_view code) const;  // nullptr when the chart has none
  /// What a purchase of this economic class is: the longest prefix decides, "expense" when none fits (R-BOK-04).
  std::string_view treatment_of(std::string_view economic_class) const;
};

/// Reads and checks a whole definition. Refuses, naming the line: unknown keys and kinds, a code twice, an account or role
/// that does not exist, a rule whose debits and credits do not pair off on either side (R-BOK-01), a role that leaves
/// the side.
Result<BookRules> parse_book_rules(std::string_view toml);

/// The rules that a unit without books of its own keeps: definitions/books/government.toml as shipped (R-BOK-02).
const BookRules& shipped_book_rules();

}  // namespace hallbook::funds
