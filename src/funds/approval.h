#pragma once
// Approvals: steps by amount and type, in order, one person one step. Each keeps what was approved (content digest), by
// which rules (version), by whom, and the journal's head then; paying reads all four again (R-FND-20 to R-FND-24).
#include "funds/request.h"

namespace hallbook::funds {

struct RequestApproved {
  static constexpr std::string_view kind = "RequestApproved";
  std::string no;
  int step = 0;  // 1, 2 …
  std::string step_name, approver;
  Digest content_digest, rule_version;
  std::int64_t head_seq = 0;
  Digest head_digest;
  bool last = false;  // the money is committed
  std::string note;  // "电话同意" …
  Json to_json() const;
  static RequestApproved from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const RequestApproved& event);

struct Approval {
  int step = 0;
  std::string step_name, approver;
  Digest content_digest, rule_version;
  std::int64_t head_seq = 0;
  Digest head_digest;
  std::string note;
  std::int64_t seq = 0;
};
/// The approvals that count: those of the present content, by step.
std::vector<Approval> approvals_of(db::ReadTx& tx, UnitId unit, std::string_view no);

/// The next step of the request, by the acting person. Returns whether it was the last one. Refuses: a request that waits
/// for nobody, a person without the step's role, one who approved an earlier step, a duty that must not meet, rules that
/// changed since an earlier step.
Result<bool> approve_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                             std::string_view note = {});
/// Whether approve_request would be refused, and why.
Result<> may_approve(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view no);
Result<> refuse_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                        std::string_view reason);

/// R-FND-24: content digest, rule version, approver and head of every step once more, in the transaction that pays.
Result<> check_approvals(db::ReadTx& tx, UnitId unit, const FundRules& rules, const Request& request);

}  // namespace hallbook::funds
