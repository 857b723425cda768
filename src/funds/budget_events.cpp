// Bodies of the budget's events.
#include "funds/budget.h"
#include "funds/event_fields.h"

namespace hallbook::funds {
namespace {

Json paper_json(const Paper& paper) {
  return Json::Object{{"document", paper.document},
                      {"dated_on", iso(paper.dated_on)},
                      {"reason", paper.reason},
                      {"approved_by", paper.approved_by}};
}

Paper paper_in(const Json& body) {
  const Json& paper = body.at("paper");
  return {paper.at("document").string(), event_day(paper, "dated_on"), paper.at("reason").string(),
          paper.at("approved_by").string()};
}

}  // namespace

Json BudgetApproved::to_json() const {
  Json rows = Json::Array{};
  for (const NewLine& line : lines)
    rows.push_back(Json::Object{{"line", line.line},
                                {"purpose", line.purpose},
                                {"economic_class", line.economic_class},
                                {"source", line.source},
                                {"amount_fen", line.amount.fen()}});
  return Json::Object{{"project", project},
                      {"first_on", iso(period.first)},
                      {"last_on", iso(period.last)},
                      {"initial", initial},
                      {"paper", paper_json(paper)},
                      {"lines", std::move(rows)},
                      {"by", by}};
}

BudgetApproved BudgetApproved::from_json(const Json& body) {
  BudgetApproved event{body.at("project").string(),
                       {event_day(body, "first_on"), event_day(body, "last_on")},
                       body.at("initial").boolean(),
                       paper_in(body),
                       {},
                       body.at("by").string()};
  for (const Json& row : body.at("lines").array())
    event.lines.push_back({row.at("line").string(), row.at("purpose").string(), row.at("economic_class").string(),
                           row.at("source").string(), event_fen(row, "amount_fen")});
  return event;
}

Json BudgetAdjusted::to_json() const {
  return Json::Object{{"project", line.project},
                      {"line", line.line},
                      {"change_fen", change.fen()},
                      {"paper", paper_json(paper)},
                      {"by", by}};
}

BudgetAdjusted BudgetAdjusted::from_json(const Json& body) {
  return {event_line(body), event_fen(body, "change_fen"), paper_in(body), body.at("by").string()};
}

Json BudgetTransferred::to_json() const {
  return Json::Object{{"project", project},         {"from", from}, {"to", to}, {"amount_fen", amount.fen()},
                      {"paper", paper_json(paper)}, {"by", by}};
}

BudgetTransferred BudgetTransferred::from_json(const Json& body) {
  return {body.at("project").string(),   body.at("from").string(), body.at("to").string(),
          event_fen(body, "amount_fen"), paper_in(body),           body.at("by").string()};
}

Json BudgetReleased::to_json() const {
  return Json::Object{{"project", line.project},
                      {"line", line.line},
                      {"amount_fen", amount.fen()},
                      {"paper", paper_json(paper)},
                      {"by", by}};
}

BudgetReleased BudgetReleased::from_json(const Json& body) {
  return {event_line(body), event_fen(body, "amount_fen"), paper_in(body), body.at("by").string()};
}

Json LineClosed::to_json() const {
  return Json::Object{{"project", line.project}, {"line", line.line}, {"reason", reason}, {"by", by}};
}

LineClosed LineClosed::from_json(const Json& body) {
  return {event_line(body), body.at("reason").string(), body.at("by").string()};
}

std::vector<journal::EventKind> budget_event_kinds() {
  return {journal::event_kind<BudgetApproved>({"批复预算", "budget approved"}),
          journal::event_kind<BudgetAdjusted>({"调整预算", "budget adjusted"}),
          journal::event_kind<BudgetTransferred>({"调剂预算", "budget transferred"}),
          journal::event_kind<BudgetReleased>({"资金到位", "funds released"}),
          journal::event_kind<LineClosed>({"关闭预算条目", "budget line closed"})};
}

}  // namespace hallbook::funds
