// One request with everything that an approver, a cashier or an auditor asks about it.
#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/money_words.h"
#include "funds/funds_view.h"
#include "funds/request_store.h"
#include "journal/lines.h"
#include "platform/http/fields.h"

namespace hallbook::funds {
namespace {

using http::text_json;

Json papers_view(const std::vector<PaperFile>& papers) {
  Json list = Json::Array{};
  for (const PaperFile& paper : papers)
    list.push_back(Json::Object{{"kind", paper.kind},
                                {"title", text_json(paper_title(paper.kind))},
                                {"name", paper.name},
                                {"digest", paper.digest}});
  return list;
}

std::string name_shown(db::ReadTx& tx, std::string_view name) {
  const auto user = identity::find_user(tx, name);
  return user ? user->display_name : std::string{name};
}

Json missing_view(const std::vector<std::string>& needed, const Request& request) {
  Json list = Json::Array{};
  for (const auto& kind : needed) {
    const auto is_it = [&](const PaperFile& paper) { return paper.kind == kind; };
    if (std::ranges::any_of(request.content.papers, is_it) || std::ranges::any_of(request.later_papers, is_it))
      continue;
    list.push_back(Json::Object{{"kind", kind}, {"title", text_json(paper_title(kind))}});
  }
  return list;
}

/// Every step that the amount needs: by whom it was taken, whose turn it is, what comes later.
Json steps_view(db::ReadTx& tx, UnitId unit, const FundRules& rules, const Request& request) {
  Json list = Json::Array{};
  const RequestType* type = rules.approvals.type(request.content.type);
  if (type == nullptr) return list;
  const auto done = approvals_of(tx, unit, request.no);
  const auto steps = rules.approvals.steps_for(*type, request.content.amount);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Approval* one = i < done.size() ? &done[i] : nullptr;
    const bool now = request.state == RequestState::asked && i == done.size();
    Json row = Json::Object{{"name", steps[i]->name},
                            {"title", text_json(steps[i]->title)},
                            {"role", text_json(identity::role_title(steps[i]->role))},
                            {"state", one != nullptr ? "done"
                                      : now          ? "now"
                                                     : "later"},
                            {"approver", one == nullptr ? Json{} : Json{one->approver}},
                            {"approver_name", one == nullptr ? Json{} : Json{name_shown(tx, one->approver)}},
                            {"note", one == nullptr ? Json{} : Json{one->note}},
                            {"at", Json{}},
                            {"seq", one == nullptr ? Json{} : Json{one->seq}}};
    if (one != nullptr)
      if (const auto line = journal::line_at(tx, unit, one->seq)) row["at"] = http::utc(line->meta.at);
    list.push_back(std::move(row));
  }
  return list;
}

std::string field_text(const Json& body, std::string_view name) {
  const auto* value = body.find(name);
  return value != nullptr && value->is_string() ? value->string() : std::string{};
}

/// What the line of the journal said, in a few words beside its kind.
std::string said_in(const journal::Line& line, const Json& body) {
  if (line.kind == RequestEnded::kind || line.kind == RequestChanged::kind || line.kind == PaymentReturned::kind)
    return field_text(body, "reason");
  if (line.kind == RequestApproved::kind) return field_text(body, "note");
  if (line.kind == PaymentRecorded::kind) return field_text(body, "voucher");
  return {};
}

Json history_view(db::ReadTx& tx, const std::vector<journal::Line>& lines) {
  Json list = Json::Array{};
  for (const auto& line : lines) {
    const Json body = Json::parse(line.body).value_or(Json{Json::Object{}});
    const auto by = line.kind == RequestApproved::kind ? field_text(body, "approver") : field_text(body, "by");
    const auto* fen = body.find("amount_fen");
    list.push_back(Json::Object{
        {"seq", line.meta.seq},
        {"at", http::utc(line.meta.at)},
        {"kind", line.kind == RequestEnded::kind ? "Request" + field_text(body, "how") : line.kind},
        {"by", by.empty() ? line.meta.actor : by},
        {"by_name", name_shown(tx, by)},
        {"amount", fen != nullptr && fen->is_int() ? Json{to_yuan(Money::from_fen(fen->integer()))} : Json{}},
        {"said", said_in(line, body)}});
  }
  return list;
}

std::string papers_text(const std::vector<PaperFile>& papers) {
  std::string text;
  for (const PaperFile& paper : papers)
    text += fmt::format("{}{} {}", text.empty() ? "" : "，", paper_title(paper.kind).zh, paper.name);
  return text;
}

/// What the last change changed: an approver who looked before sees it first.
Json changes_view(const std::vector<journal::Line>& lines) {
  std::vector<RequestContent> contents;
  for (const auto& line : lines) {
    if (line.kind != RequestMade::kind && line.kind != RequestChanged::kind) continue;
    if (const auto body = Json::parse(line.body)) contents.push_back(RequestContent::from_json(body->at("content")));
  }
  Json list = Json::Array{};
  if (contents.size() < 2) return list;
  const RequestContent& before = contents[contents.size() - 2];
  const RequestContent& after = contents.back();
  const auto differ = [&](std::string_view field, const std::string& one, const std::string& other) {
    if (one != other) list.push_back(Json::Object{{"field", field}, {"before", one}, {"after", other}});
  };
  differ("amount", to_yuan(before.amount), to_yuan(after.amount));
  differ("payee", before.payee, after.payee);
  differ("purpose", before.purpose, after.purpose);
  differ("pay_on", iso(before.pay_on), iso(after.pay_on));
  differ("type", before.type, after.type);
  differ("indicator", std::to_string(before.indicator), std::to_string(after.indicator));
  differ("papers", papers_text(before.papers), papers_text(after.papers));
  return list;
}

Json allowed(const Result<>& answer, Lang lang) {
  return Json::Object{{"ok", answer.has_value()}, {"why", answer ? Json{} : Json{answer.error().message.in(lang)}}};
}

Json may_view(db::ReadTx& tx, const Acting& acting, const FundRules& rules, const Request& request, Lang lang) {
  const auto asking = check_may(tx, acting, identity::Permission::funds_request);
  const bool open = request.state == RequestState::asked || request.state == RequestState::approved;
  const auto refusing = check_may(tx, acting, identity::Permission::funds_approve);
  return Json::Object{{"approve", allowed(may_approve(tx, acting, rules, request.no), lang)},
                      {"refuse", refusing.has_value() && request.state == RequestState::asked},
                      {"change", asking.has_value() && open},
                      {"cancel", asking.has_value() && open},
                      {"papers", asking.has_value() && open},
                      {"pay", allowed(may_pay(tx, acting, rules, request.no), lang)}};
}

Json payments_view(db::ReadTx& tx, UnitId unit, const std::vector<Payment>& payments) {
  Json list = Json::Array{};
  for (const Payment& payment : payments) {
    Json view = payment_view(payment), returns = Json::Array{};
    for (const ReturnRow& row : returns_of(tx, unit, payment.no))
      returns.push_back(Json::Object{{"seq", row.seq},
                                     {"amount", to_yuan(row.amount)},
                                     {"returned_on", iso(row.returned_on)},
                                     {"reason", row.reason},
                                     {"by", row.by}});
    view["returns"] = std::move(returns);
    list.push_back(std::move(view));
  }
  return list;
}

}  // namespace

Json request_view(const Request& request) {
  const auto& content = request.content;
  return Json::Object{{"number", request.no},
                      {"project", content.line.project},
                      {"line", content.line.line},
                      {"type", content.type},
                      {"payee", content.payee},
                      {"amount", to_yuan(content.amount)},
                      {"purpose", content.purpose},
                      {"indicator", content.indicator},
                      {"contract", content.contract},
                      {"pay_on", iso(content.pay_on)},
                      {"state", request_state_name(request.state)},
                      {"step", request.step},
                      {"made_on", iso(request.made_on)},
                      {"made_by", request.made_by},
                      {"why", request.why}};
}

// R-FND-63
Json request_detail(db::ReadTx& tx, const Acting& acting, const FundRules& rules, const Request& request, Lang lang) {
  const UnitId unit = acting.unit;
  const auto& content = request.content;
  const auto line = find_line(tx, unit, content.line);
  ensure(line.has_value(), "a request's line vanished");
  const RequestType* type = rules.approvals.type(content.type);
  const Hold hold = hold_of(tx, unit, content.line, request.no);
  std::vector<journal::Line> lines;
  for (const auto seq : request_seqs(tx, unit, request))
    if (auto found = journal::line_at(tx, unit, seq)) lines.push_back(std::move(*found));
  Json latest = Json::Array{};
  const auto payee = payee_history(tx, unit, content.payee);
  for (const Payment& payment : payee.latest) latest.push_back(payment_view(payment));
  Json view = request_view(request);
  view["chain"] = request.chain;
  view["digest"] = request.content_digest.hex();
  view["amount_in_words"] = amount_in_words(content.amount);
  view["made_by_name"] = name_shown(tx, request.made_by);
  view["type_title"] = type == nullptr ? Json{} : text_json(type->title);
  view["papers"] = papers_view(content.papers);
  view["later_papers"] = papers_view(request.later_papers);
  view["missing_to_pay"] = type == nullptr ? Json{Json::Array{}} : missing_view(type->papers_to_pay, request);
  view["line_now"] = line_view(*line);
  view["hold"] = Json::Object{
      {"held", to_yuan(hold.held)}, {"committed", to_yuan(hold.committed)}, {"executed", to_yuan(hold.executed)}};
  view["steps"] = steps_view(tx, unit, rules, request);
  view["history"] = history_view(tx, lines);
  view["changes"] = changes_view(lines);
  view["payments"] = payments_view(tx, unit, payments_of(tx, unit, request.no));
  view["payee_history"] =
      Json::Object{{"payments", payee.payments}, {"paid", to_yuan(payee.paid)}, {"latest", std::move(latest)}};
  view["may"] = may_view(tx, acting, rules, request, lang);
  return view;
}

}  // namespace hallbook::funds
