// Bodies of the events of requests and approvals.
#include "funds/approval.h"
#include "funds/event_fields.h"
#include "funds/payment.h"
#include "platform/crypto/hash.h"

namespace hallbook::funds {
namespace {

Json papers_json(const std::vector<PaperFile>& papers) {
  Json rows = Json::Array{};
  for (const PaperFile& paper : papers)
    rows.push_back(Json::Object{{"kind", paper.kind}, {"name", paper.name}, {"digest", paper.digest}});
  return rows;
}

std::vector<PaperFile> papers_in(const Json& body) {
  std::vector<PaperFile> papers;
  for (const Json& row : body.at("papers").array())
    papers.push_back({row.at("kind").string(), row.at("name").string(), row.at("digest").string()});
  return papers;
}

Digest event_digest(const Json& body, std::string_view name) {
  const auto digest = Digest::from_hex(body.at(name).string());
  ensure(digest.has_value(), "a digest in a journal line does not read");
  return *digest;
}

}  // namespace

Json RequestContent::to_json() const {
  return Json::Object{{"project", line.project},
                      {"line", line.line},
                      {"type", type},
                      {"payee", payee},
                      {"purpose", purpose},
                      {"amount_fen", amount.fen()},
                      {"indicator", indicator},
                      {"contract", contract},
                      {"pay_on", iso(pay_on)},
                      {"papers", papers_json(papers)}};
}

RequestContent RequestContent::from_json(const Json& body) {
  return {event_line(body),
          body.at("type").string(),
          body.at("payee").string(),
          event_fen(body, "amount_fen"),
          body.at("purpose").string(),
          static_cast<int>(body.at("indicator").integer()),
          body.at("contract").string(),
          event_day(body, "pay_on"),
          papers_in(body)};
}

Digest RequestContent::digest() const { return crypto::sm3(to_json().canonical()); }

Json RequestMade::to_json() const {
  return Json::Object{{"no", no}, {"chain", chain}, {"by", by}, {"content", content.to_json()}};
}
RequestMade RequestMade::from_json(const Json& body) {
  return {body.at("no").string(), body.at("chain").string(), body.at("by").string(),
          RequestContent::from_json(body.at("content"))};
}

Json RequestChanged::to_json() const {
  return Json::Object{{"no", no}, {"by", by}, {"reason", reason}, {"content", content.to_json()}};
}
RequestChanged RequestChanged::from_json(const Json& body) {
  return {body.at("no").string(), body.at("by").string(), body.at("reason").string(),
          RequestContent::from_json(body.at("content"))};
}

Json RequestEnded::to_json() const { return Json::Object{{"no", no}, {"how", how}, {"by", by}, {"reason", reason}}; }
RequestEnded RequestEnded::from_json(const Json& body) {
  return {body.at("no").string(), body.at("how").string(), body.at("by").string(), body.at("reason").string()};
}

Json PapersAdded::to_json() const { return Json::Object{{"no", no}, {"by", by}, {"papers", papers_json(papers)}}; }
PapersAdded PapersAdded::from_json(const Json& body) {
  return {body.at("no").string(), body.at("by").string(), papers_in(body)};
}

Json RequestApproved::to_json() const {
  return Json::Object{{"no", no},
                      {"step", step},
                      {"step_name", step_name},
                      {"approver", approver},
                      {"content_digest", content_digest.hex()},
                      {"rule_version", rule_version.hex()},
                      {"head_seq", head_seq},
                      {"head_digest", head_digest.hex()},
                      {"last", last},
                      {"note", note}};
}
RequestApproved RequestApproved::from_json(const Json& body) {
  return {
      body.at("no").string(),        static_cast<int>(body.at("step").integer()), body.at("step_name").string(),
      body.at("approver").string(),  event_digest(body, "content_digest"),        event_digest(body, "rule_version"),
      body.at("head_seq").integer(), event_digest(body, "head_digest"),           body.at("last").boolean(),
      body.at("note").string()};
}

std::vector<journal::EventKind> request_event_kinds() {
  return {journal::event_kind<PlanSet>({"编制用款计划", "payment plan set"}),
          journal::event_kind<RequestMade>({"用款申请", "payment requested"}),
          journal::event_kind<RequestChanged>({"修改申请", "request changed"}),
          journal::event_kind<RequestEnded>({"申请退回或取消", "request refused or cancelled"}),
          journal::event_kind<PapersAdded>({"补充附件", "papers added"}),
          journal::event_kind<RequestApproved>({"审批", "request approved"}),
          journal::event_kind<DutyExceptionAllowed>({"准许职责例外", "duty exception allowed"}),
          journal::event_kind<PaymentRecorded>({"登记支付", "payment recorded"}),
          journal::event_kind<PaymentReturned>({"支付退回", "payment returned"})};
}

}  // namespace hallbook::funds
