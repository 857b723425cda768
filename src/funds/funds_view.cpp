#include "funds/funds_view.h"

#include <fmt/format.h>

#include "base/money_math.h"
#include "platform/http/fields.h"

namespace hallbook::funds {
namespace {

using http::text_json;

/// R-FND-62: executed of what is approved, in percent with two decimals; null of nothing.
Json rate_json(Money executed, Money approved) {
  if (approved <= Money{}) return {};
  return (Rational{executed.fen()} * Rational{100} / Rational{approved.fen()}).rounded(2);
}

Json hold_view(const Hold& hold) {
  return Json::Object{{"document", hold.document},
                      {"held", to_yuan(hold.held)},
                      {"committed", to_yuan(hold.committed)},
                      {"executed", to_yuan(hold.executed)}};
}

Json pace_view(const MoneyPace& pace) {
  return Json::Object{{"planned", to_yuan(pace.planned)},
                      {"executed", to_yuan(pace.executed)},
                      {"difference", to_yuan(pace.executed - pace.planned)},
                      {"ratio", pace.ratio.rounded(4)}};
}

Json titles(const std::vector<std::string>& kinds) {
  Json list = Json::Array{};
  for (const auto& kind : kinds) list.push_back(Json::Object{{"kind", kind}, {"title", text_json(paper_title(kind))}});
  return list;
}

}  // namespace

Json line_view(const Line& line) {
  const auto* economic = find_economic_class(line.economic_class);
  const auto* source = find_source(line.source);
  const auto title = [](const auto* known) {
    return known == nullptr ? Json{} : text_json({std::string{known->zh}, std::string{known->en}});
  };
  return Json::Object{{"project", line.key.project},
                      {"line", line.key.line},
                      {"purpose", line.purpose},
                      {"economic_class", line.economic_class},
                      {"class_title", title(economic)},
                      {"source", line.source},
                      {"source_title", title(source)},
                      {"initial", to_yuan(line.initial)},
                      {"approved", to_yuan(line.approved)},
                      {"released", to_yuan(line.released)},
                      {"free", to_yuan(line.free)},
                      {"held", to_yuan(line.held)},
                      {"committed", to_yuan(line.committed)},
                      {"executed", to_yuan(line.executed)},
                      {"rate", rate_json(line.executed, line.approved)},
                      {"state", line.state == LineState::open ? "open" : "closed"}};
}

Json plan_view(const PlanOfUse& plan) {
  Json parts = Json::Array{};
  for (const PlanPart& part : plan.parts)
    parts.push_back(Json::Object{{"period", period_name(part.period)},
                                 {"first_on", iso(part.period.first)},
                                 {"last_on", iso(part.period.last)},
                                 {"amount", to_yuan(part.amount)}});
  return Json::Object{
      {"kind", plan_kind_name(plan.kind)}, {"parts", std::move(parts)}, {"reason", plan.reason}, {"by", plan.by}};
}

Json overview_view(const Overview& overview) {
  Json rows = Json::Array{}, payees = Json::Array{};
  for (const LineOverview& one : overview.lines) {
    Json row = line_view(one.line), holds = Json::Array{}, months = Json::Array{};
    for (const Hold& hold : one.holds) holds.push_back(hold_view(hold));
    for (const LineMonth& month : one.months)
      months.push_back(
          Json::Object{{"month", month.month}, {"asked", to_yuan(month.asked)}, {"executed", to_yuan(month.executed)}});
    row["plan"] = one.plan ? plan_view(*one.plan) : Json{};
    row["pace"] = one.pace ? pace_view(*one.pace) : Json{};
    row["documents"] = std::move(holds);
    row["months"] = std::move(months);
    rows.push_back(std::move(row));
  }
  for (const PayeeSum& sum : overview.payees)
    payees.push_back(Json::Object{{"line", sum.line},
                                  {"payee", sum.payee},
                                  {"held", to_yuan(sum.held)},
                                  {"committed", to_yuan(sum.committed)},
                                  {"executed", to_yuan(sum.executed)}});
  const Line& total = overview.total;
  return Json::Object{{"project", overview.project},
                      {"first_on", iso(overview.period.first)},
                      {"last_on", iso(overview.period.last)},
                      {"total", Json::Object{{"initial", to_yuan(total.initial)},
                                             {"approved", to_yuan(total.approved)},
                                             {"released", to_yuan(total.released)},
                                             {"free", to_yuan(total.free)},
                                             {"held", to_yuan(total.held)},
                                             {"committed", to_yuan(total.committed)},
                                             {"executed", to_yuan(total.executed)},
                                             {"rate", rate_json(total.executed, total.approved)}}},
                      {"adds_up", overview.adds_up},
                      {"lines", std::move(rows)},
                      {"payees", std::move(payees)}};
}

Json move_view(const MoveRow& row) {
  return Json::Object{{"seq", row.seq},
                      {"line", row.line.line},
                      {"from", account_name(row.from)},
                      {"to", account_name(row.to)},
                      {"amount", to_yuan(row.amount)},
                      {"from_document", row.from_document},
                      {"document", row.document},
                      {"at", http::utc(row.at)}};
}

Json paper_row_view(const PaperRow& row) {
  return Json::Object{{"seq", row.seq},
                      {"act", row.act},
                      {"line", row.line},
                      {"to_line", row.to_line},
                      {"amount", to_yuan(row.amount)},
                      {"document", row.paper.document},
                      {"dated_on", iso(row.paper.dated_on)},
                      {"reason", row.paper.reason},
                      {"approved_by", row.paper.approved_by},
                      {"by", row.by}};
}

Json payment_view(const Payment& payment) {
  return Json::Object{{"number", payment.no},
                      {"request", payment.request},
                      {"project", payment.line.project},
                      {"line", payment.line.line},
                      {"payee", payment.payee},
                      {"voucher", payment.voucher},
                      {"paid_on", iso(payment.paid_on)},
                      {"amount", to_yuan(payment.amount)},
                      {"returned", to_yuan(payment.returned)},
                      {"freed", to_yuan(payment.freed)},
                      {"state", payment.state},
                      {"seq", payment.seq},
                      {"by", payment.by}};
}

Json exception_view(const DutyExceptionAllowed& exception) {
  Json acts = Json::Array{};
  for (const auto* act : {&exception.first_act, &exception.second_act})
    acts.push_back(Json::Object{{"act", *act}, {"title", text_json(act_title(*act))}});
  return Json::Object{{"chain", exception.chain},   {"acts", std::move(acts)}, {"person", exception.person},
                      {"reason", exception.reason}, {"by", exception.by},      {"until", iso(exception.until_on)}};
}

Json exception_row_view(db::ReadTx& tx, const ExceptionRow& row) {
  const auto act_json = [](const ChainAct& act) {
    return Json::Object{
        {"act", act.act}, {"title", text_json(act_title(act.act))}, {"document", act.document}, {"seq", act.seq}};
  };
  const auto shown = [&](const std::string& name) {
    const auto user = identity::find_user(tx, name);
    return user ? user->display_name : name;
  };
  Json view = exception_view(row.allowed), uses = Json::Array{};
  for (const ExceptionUse& use : row.uses) {
    Json one = act_json(use.act);
    one["at"] = http::utc(use.at);
    one["earlier"] = act_json(use.earlier);
    uses.push_back(std::move(one));
  }
  view["seq"] = row.seq;
  view["at"] = http::utc(row.at);
  view["person_name"] = shown(row.allowed.person);
  view["by_name"] = shown(row.allowed.by);
  view["uses"] = std::move(uses);
  view["more_uses"] = row.more_uses;
  return view;
}

Json rules_view(const FundRules& rules) {
  Json types = Json::Array{}, class_list = Json::Array{}, from = Json::Array{}, pairs = Json::Array{};
  for (const RequestType& type : rules.approvals.types) {
    Json limits = Json::Array{};
    for (const ApprovalLimit& limit : type.limits) {
      Json steps = Json::Array{};
      for (const auto& name : limit.steps)
        if (const auto* step = rules.approvals.step(name)) steps.push_back(text_json(step->title));
      limits.push_back(
          Json::Object{{"up_to", limit.up_to ? Json{to_yuan(*limit.up_to)} : Json{}}, {"steps", std::move(steps)}});
    }
    types.push_back(Json::Object{{"name", type.name},
                                 {"title", text_json(type.title)},
                                 {"papers", titles(type.papers)},
                                 {"papers_to_pay", titles(type.papers_to_pay)},
                                 {"limits", std::move(limits)}});
  }
  for (const EconomicClass& one : economic_classes())
    class_list.push_back(
        Json::Object{{"code", one.code}, {"title", text_json({std::string{one.zh}, std::string{one.en}})}});
  for (const Source& one : sources())
    from.push_back(Json::Object{{"name", one.name}, {"title", text_json({std::string{one.zh}, std::string{one.en}})}});
  for (const DutyPair& pair : rules.duties)
    pairs.push_back(Json::Object{{"first", pair.first}, {"second", pair.second}, {"title", text_json(pair.title)}});
  return Json::Object{{"types", std::move(types)},
                      {"classes", std::move(class_list)},
                      {"sources", std::move(from)},
                      {"duties", std::move(pairs)},
                      {"version", rules.approvals.version.hex()}};
}

}  // namespace hallbook::funds
