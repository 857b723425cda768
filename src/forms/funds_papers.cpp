#include "forms/funds_papers.h"

#include <fmt/format.h>

#include "base/rational.h"
#include "dossier/projects.h"
#include "funds/acceptance.h"
#include "funds/approval.h"
#include "funds/contract_ops.h"
#include "funds/request.h"
#include "identity/user.h"
#include "platform/crypto/hash.h"

namespace hallbook::forms {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "、") + part;
  return text;
}

std::string state_in_words(funds::RequestState state) {
  switch (state) {
    case funds::RequestState::asked: return "待审批";
    case funds::RequestState::approved: return "已审批，待支付";
    case funds::RequestState::paid: return "已支付";
    case funds::RequestState::refused: return "已退回";
    case funds::RequestState::cancelled: return "已撤销";
  }
  return "";
}

std::string source_in_words(std::string_view source) {
  return source == "appropriation" ? "当年财政拨款" : source == "carried_over" ? "上年结转" : "其他资金";
}

Json day_or_blank(const std::optional<Date>& day) { return day && day->ok() ? Json{iso(*day)} : Json{}; }

/// As people call the person; a name that no user has stands as it was recorded.
std::string called(db::ReadTx& tx, const std::string& name) {
  const auto user = identity::find_user(tx, name);
  return user ? user->display_name : name;
}

std::vector<std::string> called(db::ReadTx& tx, std::vector<std::string> names) {
  for (auto& name : names) name = called(tx, name);
  return names;
}

Json line_facts(db::ReadTx& tx, UnitId unit, const funds::LineKey& key) {
  for (const auto& line : funds::lines(tx, unit, key.project))
    if (line.key.line == key.line)
      return Json::Object{{"no", line.key.line}, {"purpose", line.purpose}, {"economic_class", line.economic_class}};
  return Json::Object{{"no", key.line}, {"purpose", ""}, {"economic_class", ""}};
}

/// Amounts of a line, or of all of them.
struct Amounts {
  Money initial, adjusted, free, held, committed, executed;
  void add(const funds::Line& line) {
    initial = initial + line.initial;
    adjusted = adjusted + line.approved;
    free = free + line.free;
    held = held + line.held;
    committed = committed + line.committed;
    executed = executed + line.executed;
  }
  Json facts() const {
    return Json::Object{
        {"initial", initial.fen()},
        {"adjusted", adjusted.fen()},
        {"free", free.fen()},
        {"held", held.fen()},
        {"committed", committed.fen()},
        {"executed", executed.fen()},
        {"rate", adjusted.fen() == 0 ? Json{} : Json{Rational{executed.fen(), adjusted.fen()}.exact()}}};
  }
};

}  // namespace

Result<Json> request_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number) {
  const auto request = funds::find_request(tx, unit, number);
  if (!request) return std::unexpected{request.error()};
  const auto& content = request->content;
  std::vector<std::string> papers;
  for (const auto* list : {&content.papers, &request->later_papers})
    for (const auto& paper : *list) papers.push_back(paper.name);
  const auto rules = funds::load_rules(tx, unit);
  const auto project = dossier::find_project(tx, unit, content.line.project);
  Json approvals = Json::Array{};
  for (const auto& approval : funds::approvals_of(tx, unit, request->no)) {
    const auto* step = rules.approvals.step(approval.step_name);  // an older rule may have had other steps
    approvals.push_back(Json::Object{{"step", step == nullptr ? approval.step_name : step->title.zh},
                                     {"approver", called(tx, approval.approver)},
                                     {"seq", approval.seq},
                                     {"note", approval.note}});
  }
  return Json::Object{{"unit", unit_name},
                      {"project", project ? project->name : content.line.project},
                      {"no", request->no},
                      {"made_on", day_or_blank(request->made_on)},
                      {"made_by", called(tx, request->made_by)},
                      {"pay_on", day_or_blank(content.pay_on)},
                      {"payee", content.payee},
                      {"amount", content.amount.fen()},
                      {"purpose", content.purpose},
                      {"line", line_facts(tx, unit, content.line)},
                      {"contract", content.contract},
                      {"indicator", content.indicator == 0 ? Json{""} : Json{content.indicator}},
                      {"papers", joined(papers)},
                      {"state", state_in_words(request->state) + (request->why.empty() ? "" : "：" + request->why)},
                      {"approvals", std::move(approvals)}};
}

Result<Json> acceptance_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number) {
  const auto acceptance = funds::find_acceptance(tx, unit, number);
  if (!acceptance) return std::unexpected{acceptance.error()};
  const auto contract = funds::find_contract(tx, unit, acceptance->contract);
  if (!contract) return std::unexpected{contract.error()};
  Json lines = Json::Array{};
  int no = 0;
  for (const auto& line : acceptance->lines)
    lines.push_back(Json::Object{{"no", ++no},
                                 {"title", line.key.empty() ? contract->title : line.key},
                                 {"count", to_string(line.count)},
                                 {"amount", line.amount.fen()}});
  return Json::Object{{"unit", unit_name},
                      {"number", acceptance->number},
                      {"contract", contract->number},
                      {"contract_title", contract->title},
                      {"supplier", contract->party},
                      {"accepted_on", iso(acceptance->accepted_on)},
                      {"lines", std::move(lines)},
                      {"amount", acceptance->amount.fen()},
                      {"finding", acceptance->finding},
                      {"signers", joined(called(tx, acceptance->signers))},
                      {"complete_on", day_or_blank(acceptance->complete_on)}};
}

std::optional<std::string> funds_digest(db::ReadTx& tx, UnitId unit, std::string_view kind) {
  const auto number = kind.substr(kind.find(':') + 1);
  if (kind.starts_with("payment-request:")) {
    const auto request = funds::find_request(tx, unit, number);
    return request ? std::optional{request->content_digest.hex().substr(0, 16)} : std::nullopt;
  }
  const auto acceptance = funds::find_acceptance(tx, unit, number);
  if (!acceptance) return std::nullopt;
  return crypto::sm3(funds::acceptance_json(*acceptance).canonical()).hex().substr(0, 16);
}

Result<Json> execution_facts(db::ReadTx& tx, UnitId unit, const dossier::Project& project, Date day) {
  const auto all = funds::lines(tx, unit, project.code);
  if (all.empty())
    return refuse(RefusalCode::not_found,
                  {fmt::format("项目 {} 还没有预算批复，没有执行情况可印", project.code),
                   fmt::format("project {} has no budget yet, so there is no execution to print", project.code)},
                  "project");
  Amounts sum;
  Json lines = Json::Array{};
  for (const auto& line : all) {
    Amounts own;
    own.add(line);
    sum.add(line);
    Json facts = own.facts();
    facts["no"] = line.key.line;
    facts["purpose"] = line.purpose;
    facts["economic_class"] = line.economic_class;
    facts["source"] = source_in_words(line.source);
    lines.push_back(std::move(facts));
  }
  return Json::Object{{"unit", project.unit_name}, {"project", project.name},   {"year", project.year},
                      {"day", iso(day)},           {"lines", std::move(lines)}, {"sum", sum.facts()}};
}

}  // namespace hallbook::forms
