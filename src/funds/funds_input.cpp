#include "funds/funds_input.h"

#include <fmt/format.h>

namespace hallbook::funds {
namespace {

using http::Fields;

Result<Date> needed_day(const Fields& fields, std::string_view name) {
  const auto day = fields.day(name);
  if (!day) return std::unexpected{day.error()};
  if (*day) return **day;
  return refuse(RefusalCode::invalid, {"缺少日期", "the day is missing"}, std::string{name});
}

Result<Rest> rest_from(const Fields& fields) {
  const auto text = fields.text_or("rest", "keep");
  if (!text) return std::unexpected{text.error()};
  if (*text == "keep") return Rest::keep;
  if (*text == "release") return Rest::release;
  return refuse(RefusalCode::invalid,
                {fmt::format("余款“{}”不认识；可选 keep（继续占用）、release（释放）", quote(*text)),
                 fmt::format("rest “{}” is unknown; choose keep or release", quote(*text))},
                "rest");
}

}  // namespace

Result<Money> parse_change(std::string_view text, std::string_view field) {
  const bool less = trim(text).starts_with('-');
  const auto amount = parse_amount(less ? trim(text).substr(1) : text, field);
  if (!amount || !less) return amount;
  return Money{} - *amount;
}

Result<Paper> paper_from_fields(const Fields& fields) {
  const auto body = fields.object("paper");
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"document", "dated_on", "reason", "approved_by"}); !known)
    return std::unexpected{known.error()};
  Paper paper;
  const auto day = needed_day(*body, "dated_on");
  if (!day) return std::unexpected{day.error()};
  paper.dated_on = *day;
  FieldTaker taker{*body};
  taker.text("document", paper.document);
  taker.text("reason", paper.reason);
  taker.text("approved_by", paper.approved_by);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  return paper;
}

Result<std::vector<NewLine>> lines_from_fields(const Fields& fields) {
  const auto rows = fields.objects("lines");
  if (!rows) return std::unexpected{rows.error()};
  std::vector<NewLine> lines;
  for (const auto& row : *rows) {
    if (auto known = row.only({"line", "purpose", "economic_class", "source", "amount"}); !known)
      return std::unexpected{known.error()};
    NewLine line;
    FieldTaker taker{row};
    for (auto [name, to] : {std::pair{"line", &line.line}, std::pair{"purpose", &line.purpose},
                            std::pair{"economic_class", &line.economic_class}, std::pair{"source", &line.source}})
      taker.text(name, *to);
    taker.amount("amount", line.amount);
    if (auto done = taker.done(); !done) return std::unexpected{done.error()};
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<PlanOfUse> plan_from_fields(const LineKey& line, const Fields& fields) {
  PlanOfUse plan{line, PlanKind::scheduled, {}, "", ""};
  std::string kind;
  FieldTaker taker{fields};
  taker.text("kind", kind);
  taker.text("reason", plan.reason);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  const auto known = find_plan_kind(kind);
  if (!known)
    return refuse(RefusalCode::invalid,
                  {fmt::format("计划类别“{}”不认识；可选 scheduled（定期）、on_demand（按需）", quote(kind)),
                   fmt::format("kind of plan “{}” is unknown; choose scheduled or on_demand", quote(kind))},
                  "kind");
  plan.kind = *known;
  const auto rows = fields.objects("parts");
  if (!rows) return std::unexpected{rows.error()};
  for (const auto& row : *rows) {
    if (auto sound = row.only({"period", "amount"}); !sound) return std::unexpected{sound.error()};
    const auto text = row.text("period");
    if (!text) return std::unexpected{text.error()};
    auto period = parse_period(*text);
    if (!period) {
      period.error().field = "parts";
      return std::unexpected{period.error()};
    }
    PlanPart part{*period, {}};
    FieldTaker of_row{row};
    of_row.amount("amount", part.amount);
    if (auto done = of_row.done(); !done) return std::unexpected{done.error()};
    plan.parts.push_back(part);
  }
  return plan;
}

Result<std::vector<PaperFile>> papers_from_fields(const Fields& fields) {
  const auto rows = fields.objects("papers");
  if (!rows) return std::unexpected{rows.error()};
  std::vector<PaperFile> papers;
  for (const auto& row : *rows) {
    if (auto known = row.only({"kind", "name", "digest"}); !known) return std::unexpected{known.error()};
    PaperFile paper;
    FieldTaker taker{row};
    taker.text("kind", paper.kind);
    taker.text("name", paper.name);
    taker.text("digest", paper.digest);
    if (auto done = taker.done(); !done) return std::unexpected{done.error()};
    if (!paper.digest.empty() && !Digest::from_hex(paper.digest))
      return refuse(RefusalCode::invalid, {"附件的摘要不对", "the digest of a paper is none"}, "papers");
    papers.push_back(std::move(paper));
  }
  return papers;
}

Result<RequestContent> request_from_fields(const Fields& fields, std::string_view also) {
  if (auto known = fields.only({"project", "line", "type", "payee", "amount", "purpose", "indicator", "contract",
                                "pay_on", "papers", also.empty() ? std::string_view{"papers"} : also});
      !known)
    return std::unexpected{known.error()};
  RequestContent content;
  const auto day = needed_day(fields, "pay_on");
  if (!day) return std::unexpected{day.error()};
  content.pay_on = *day;
  FieldTaker taker{fields};
  for (auto [name, to] : {std::pair{"project", &content.line.project}, std::pair{"line", &content.line.line},
                          std::pair{"type", &content.type}, std::pair{"payee", &content.payee},
                          std::pair{"purpose", &content.purpose}, std::pair{"contract", &content.contract}})
    taker.text(name, *to);
  std::optional<int> indicator;
  taker.number("indicator", indicator);
  content.indicator = indicator.value_or(0);
  taker.amount("amount", content.amount);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  auto papers = papers_from_fields(fields);
  if (!papers) return std::unexpected{papers.error()};
  content.papers = std::move(*papers);
  return content;
}

Result<NewPayment> payment_from_fields(const Fields& fields) {
  if (auto known = fields.only({"request", "amount", "voucher", "paid_on", "rest"}); !known)
    return std::unexpected{known.error()};
  NewPayment payment;
  const auto day = needed_day(fields, "paid_on");
  if (!day) return std::unexpected{day.error()};
  payment.paid_on = *day;
  const auto rest = rest_from(fields);
  if (!rest) return std::unexpected{rest.error()};
  payment.rest = *rest;
  Money amount;
  FieldTaker taker{fields};
  taker.text("request", payment.request);
  taker.text("voucher", payment.voucher);
  taker.amount("amount", amount);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  if (amount > Money{}) payment.amount = amount;
  return payment;
}

Result<PaymentReturned> return_from_fields(std::string no, const Fields& fields) {
  if (auto known = fields.only({"amount", "returned_on", "rest", "reason"}); !known)
    return std::unexpected{known.error()};
  PaymentReturned event;
  event.no = std::move(no);
  const auto day = needed_day(fields, "returned_on");
  if (!day) return std::unexpected{day.error()};
  event.returned_on = *day;
  const auto rest = rest_from(fields);
  if (!rest) return std::unexpected{rest.error()};
  event.rest = *rest;
  FieldTaker taker{fields};
  taker.amount("amount", event.amount);
  taker.text("reason", event.reason);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  return event;
}

Result<DutyExceptionAllowed> exception_from_fields(const Fields& fields) {
  if (auto known = fields.only({"chain", "acts", "person", "reason", "until"}); !known)
    return std::unexpected{known.error()};
  DutyExceptionAllowed asked;
  const auto day = needed_day(fields, "until");
  if (!day) return std::unexpected{day.error()};
  asked.until_on = *day;
  FieldTaker taker{fields};
  taker.text("chain", asked.chain);
  taker.text("person", asked.person);
  taker.text("reason", asked.reason);
  if (auto done = taker.done(); !done) return std::unexpected{done.error()};
  const auto* acts = fields.json().find("acts");
  if (acts == nullptr || !acts->is_array() || acts->array().size() != 2 || !acts->array()[0].is_string() ||
      !acts->array()[1].is_string())
    return refuse(RefusalCode::invalid, {"要写明两个职务", "name the two acts"}, "acts");
  asked.first_act = acts->array()[0].string();
  asked.second_act = acts->array()[1].string();
  return asked;
}

}  // namespace hallbook::funds
