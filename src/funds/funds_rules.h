#pragma once
// The unit's rules of money as data: who approves what with which papers, and which acts must not meet in one person.
// definitions/funds/approvals.toml and duties.toml; a unit adopts its own as definition "funds".
#include <optional>

#include "base/digest.h"
#include "base/money.h"
#include "funds/funds.h"

namespace hallbook::funds {

struct ApprovalStep {
  std::string name;
  Text title;
  identity::Role role = identity::Role::director;
};

struct ApprovalLimit {
  std::optional<Money> up_to;      // included; nullopt = without end
  std::vector<std::string> steps;  // names, in order
};

struct RequestType {
  std::string name;
  Text title;
  std::vector<std::string> papers;         // without them no request
  std::vector<std::string> papers_to_pay;  // without them no payment
  std::vector<ApprovalLimit> limits;
};

struct ApprovalRules {
  std::vector<ApprovalStep> steps;
  std::vector<RequestType> types;
  Digest version;  // SM3 of the text
  const RequestType* type(std::string_view name) const;
  const ApprovalStep* step(std::string_view name) const;
  /// R-FND-20: the steps for an amount, in order; never empty for a type of ours.
  std::vector<const ApprovalStep*> steps_for(const RequestType& type, Money amount) const;
};

struct DutyPair {
  std::string first, second;  // request, approve, pay, book, purchase, accept, sign, keep, review
  Text title;
};

struct FundRules {
  ApprovalRules approvals;
  std::vector<DutyPair> duties;
};

/// What a paper is called: "contract" → 合同, contract. Unknown ones are their own name.
Text paper_title(std::string_view kind);
Text act_title(std::string_view act);

/// Refuses with the line: unknown keys of a step or type, steps and roles that are not there, limits out of order, a type
/// without an unlimited last limit.
Result<ApprovalRules> read_approvals(std::string_view toml);
Result<std::vector<DutyPair>> read_duties(std::string_view toml);

/// Which of the unit's rules of money a text is: "approvals", "duties" or "purchasing", told by what stands in it. Refuses
/// what its reader refuses, with the line.
Result<std::string> judge_fund_definition(std::string_view toml);

/// What the unit adopted, else what ships with the program. Read once per request or command, not per event: paying
/// compares the version again inside its transaction (approval_version).
FundRules load_rules(db::ReadTx& tx, UnitId unit);
/// The digest of the approval rules in force now.
Digest approval_version(db::ReadTx& tx, UnitId unit);

}  // namespace hallbook::funds
