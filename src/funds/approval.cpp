#include "funds/approval.h"

#include <fmt/format.h>

#include "base/text.h"
#include "funds/request_store.h"
#include "identity/person.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_note = 200;

std::unexpected<Refusal> void_approval(const Request& request, const Text& why) {
  return refuse(RefusalCode::wrong_state,
                {fmt::format("{} 的审批已失效：{}。请用 funds request change 重新提交，重新审批", request.no, why.zh),
                 fmt::format("the approval of {} is void: {}. Submit it again with `funds request change` and have it "
                             "approved again",
                             request.no, why.en)},
                "no");
}

Result<std::vector<const ApprovalStep*>> steps_of(const FundRules& rules, const Request& request) {
  const RequestType* type = rules.approvals.type(request.content.type);
  if (type == nullptr)
    return void_approval(request, {fmt::format("审批规则已没有类型“{}”", request.content.type),
                                   fmt::format("the rules have no type “{}” any more", request.content.type)});
  return rules.approvals.steps_for(*type, request.content.amount);
}

Result<Request> waiting(db::ReadTx& tx, UnitId unit, std::string_view no) {
  auto request = find_request(tx, unit, no);
  if (!request || request->state == RequestState::asked) return request;
  return refuse(RefusalCode::wrong_state,
                {fmt::format("{} 的状态是“{}”，不在审批中", request->no, request_state_name(request->state)),
                 fmt::format("{} is {}, it waits for no approval", request->no, request_state_name(request->state))},
                "no");
}

/// R-FND-22: order is by step, never by who comes first.
Result<> check_approver(db::ReadTx& tx, const Acting& acting, const ApprovalStep& step,
                        const std::vector<Approval>& earlier) {
  const auto person = person_of(acting);
  if (!has_role(tx, acting.unit, person, step.role)) {
    const Text role = identity::role_title(step.role);
    return refuse(RefusalCode::not_allowed,
                  {fmt::format("现在轮到“{}”（{}）；{} 没有这个职责", step.title.zh, role.zh, person),
                   fmt::format("the next step is “{}” ({}); {} has no such role", step.title.en, role.en, person)},
                  "by");
  }
  for (const Approval& one : earlier)
    if (identity::is_same_person(tx, one.approver, person))
      return refuse(RefusalCode::not_allowed,
                    {fmt::format("{} 已审过第 {} 步；“{}”要由另一个人审", one.approver, one.step, step.title.zh),
                     fmt::format("{} approved step {} already; “{}” is for another person", one.approver, one.step,
                                 step.title.en)},
                    "by");
  return {};
}

/// The step that the acting person would take now.
struct NextStep {
  Request request;
  const ApprovalStep* step = nullptr;
  int number = 0;  // 1, 2 …
  bool last = false;
};

Result<NextStep> next_step(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view no) {
  if (auto may = check_may(tx, acting, identity::Permission::funds_approve); !may) return std::unexpected{may.error()};
  const auto request = waiting(tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  const auto line = open_line(tx, acting.unit, request->content.line);
  if (!line) return std::unexpected{line.error()};
  if (approval_version(tx, acting.unit) != rules.approvals.version)
    return void_approval(*request, {"审批规则刚刚改了", "the rules have just changed"});
  const auto steps = steps_of(rules, *request);
  if (!steps) return std::unexpected{steps.error()};
  const auto earlier = approvals_of(tx, acting.unit, no);
  for (const Approval& one : earlier)
    if (one.rule_version != rules.approvals.version)
      return void_approval(*request, {"审批规则已改", "the rules have changed"});
  if (earlier.size() >= steps->size()) return void_approval(*request, {"步骤已审完", "all steps are done"});
  const ApprovalStep& step = *(*steps)[earlier.size()];
  if (auto good = check_approver(tx, acting, step, earlier); !good) return std::unexpected{good.error()};
  if (auto apart = check_duty(tx, acting, rules, request->chain, "approve"); !apart)
    return std::unexpected{apart.error()};
  const auto number = earlier.size() + 1;
  return NextStep{*request, &step, static_cast<int>(number), number == steps->size()};
}

}  // namespace

Result<> may_approve(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view no) {
  if (const auto next = next_step(tx, acting, rules, no); !next) return std::unexpected{next.error()};
  return {};
}

Result<bool> approve_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                             std::string_view note) {
  const auto next = next_step(books.tx, acting, rules, no);
  if (!next) return std::unexpected{next.error()};
  if (auto sound = check_text(note, longest_note); !sound) return std::unexpected{sound.error()};
  const auto head = journal::head(books.tx, acting.unit);
  const Request& request = next->request;
  journal::append(
      books, acting.unit, acting.actor, acting.at,
      RequestApproved{request.no, next->number, next->step->name, person_of(acting), request.content.digest(),
                      rules.approvals.version, head.seq, head.digest, next->last, std::string{note}});
  return next->last;
}

Result<> refuse_request(journal::Books& books, const Acting& acting, const FundRules& rules, std::string_view no,
                        std::string_view reason) {
  auto& tx = books.tx;
  if (auto may = check_may(tx, acting, identity::Permission::funds_approve); !may) return may;
  const auto request = waiting(tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  if (trim(reason).empty()) return refuse(RefusalCode::invalid, {"退回要写原因", "a refusal needs a reason"}, "reason");
  if (auto sound = check_text(reason, longest_note); !sound) return sound;
  const auto steps = steps_of(rules, *request);
  const auto earlier = approvals_of(tx, acting.unit, no);
  if (steps && earlier.size() < steps->size())
    if (auto good = check_approver(tx, acting, *(*steps)[earlier.size()], {}); !good) return good;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  RequestEnded{request->no, "refused", person_of(acting), std::string{reason}});
  return {};
}

// R-FND-24
Result<> check_approvals(db::ReadTx& tx, UnitId unit, const FundRules& rules, const Request& request) {
  const Digest version = approval_version(tx, unit);
  const auto steps = steps_of(rules, request);
  if (!steps) return std::unexpected{steps.error()};
  const auto approvals = approvals_of(tx, unit, request.no);
  if (approvals.size() != steps->size()) return void_approval(request, {"审批步骤不全", "steps are missing"});
  const Digest content = request.content.digest();
  for (std::size_t i = 0; i < approvals.size(); ++i) {
    const Approval& one = approvals[i];
    if (one.content_digest != content || content != request.content_digest)
      return void_approval(request, {"内容与审批时不同", "its content is not what was approved"});
    if (one.rule_version != version || version != rules.approvals.version)
      return void_approval(request, {"审批规则已改", "the rules have changed"});
    if (one.step_name != (*steps)[i]->name || !has_role(tx, unit, one.approver, (*steps)[i]->role))
      return void_approval(
          request, {fmt::format("{} 已无审批职责", one.approver), fmt::format("{} may approve no more", one.approver)});
    if (journal_digest(tx, unit, one.head_seq) != one.head_digest)
      return void_approval(request, {"账簿不是审批时的账簿；请运行 verify",
                                     "the journal is not the one that the approver saw; run verify"});
  }
  return {};
}

}  // namespace hallbook::funds
