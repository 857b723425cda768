// A target's sign and value adjusted in the year: what it would change, and saving it as the project's next version.
// Source: docs/rules/dossier.md, R-DOS-46 to R-DOS-49.
#include <fmt/format.h>

#include "dossier/disclosure.h"
#include "dossier/plan_write.h"
#include "dossier/target_edit.h"
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "indicators/print.h"
#include "journal/lines.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using dossier::IndicatorRow;
using dossier::Project;
using dossier::TargetEdit;
using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

namespace {

Result<TargetEdit> read_target_edit(const http::Fields& fields, const Context& context) {
  TargetEdit edit;
  const auto no = fields.number("no");
  const auto op = fields.text_or("operator", ""), value = fields.text("value"), reason = fields.text_or("reason", "");
  if (!no) return std::unexpected{no.error()};
  for (const auto* text : {&op, &value, &reason})
    if (!*text) return std::unexpected{text->error()};
  edit.no = static_cast<int>(std::clamp<std::int64_t>(*no, 0, 9999));
  edit.op = *op;
  edit.value = *value;
  edit.by = context.who ? context.who->display_name : "";
  edit.reason = *reason;
  return edit;
}

/// R-DOS-48: the year's answer is given; a target that moved afterwards would make it another one.
Result<> check_year_open(db::ReadTx& tx, const Context& context, const Project& project) {
  for (const auto& brief : all_frozen(tx, context.unit.id, project.code)) {
    const auto whole = find_frozen(tx, context.data.evidence(), context.unit.id, project.code, brief.version);
    if (!whole) return std::unexpected{whole.error()};
    const auto content = Json::parse(whole->bytes);
    const Json* day = content ? content->find("as_of") : nullptr;
    const auto as_of = day != nullptr && day->is_string() ? parse_iso_date(day->string()) : std::nullopt;
    if (!as_of || *as_of < project.period.last) continue;
    return refuse(
        RefusalCode::wrong_state,
        {fmt::format("{} 年的自评已经封存（第 {} 版），目标不能再调整；有话要说请写在自评表的说明里", project.year,
                     brief.version),
         fmt::format("the evaluation of {} is frozen (version {}), so its targets stay; say it in the words of "
                     "the self-evaluation",
                     project.year, brief.version)},
        "version");
  }
  return {};
}

const IndicatorRow& row_of_target(const Project& project, int no) {
  return *std::ranges::find(project.indicators, no, &IndicatorRow::no);
}

/// One side of the adjustment; without an evaluator (the project has no scheme yet) the figures stay null.
Json target_side(db::ReadTx& tx, const Evaluator* evaluator, const Project& project, int no, Date as_of) {
  const IndicatorRow& row = row_of_target(project, no);
  const bool number = row.target.kind == TargetKind::number;
  Json side = Json::Object{{"cells", dossier::printed_cells(row)},
                           {"printed", number ? fmt::format("{}{}", printed_sign(row.target.op),
                                                            in_document_unit(row.target.value, row.target))
                                              : row.value_cell},
                           {"rule", project.settled(no).rule},
                           {"figure", Json{}},
                           {"met", Json{}},
                           {"score", Json{}},
                           {"total", Json{}},
                           {"pace", Json{}},
                           {"status_word", Json{}}};
  if (evaluator == nullptr) return side;
  const Evaluation evaluation = evaluator->evaluate(tx, as_of);
  const auto* result = result_of(evaluation, no);
  if (result == nullptr) return side;
  const Pace pace = evaluator->pace_of(tx, *result, as_of);
  if (!result->value_printed.empty()) side["figure"] = result->value_printed;
  if (result->met) side["met"] = *result->met;
  if (result->score) side["score"] = result->score->rounded(2);
  if (evaluation.total_score) side["total"] = evaluation.total_score->rounded(2);
  side["pace"] = pace_json(pace, row);
  side["status_word"] = text_json(standing_words(pace.standing));
  return side;
}

/// Findings that the adjusted table has and the one before had not.
Json raised_findings(const Project& before, const Project& after, Lang lang) {
  const auto known = dossier::check_project(before);
  Json raised = Json::Array{};
  for (const auto& finding : dossier::check_project(after))
    if (std::ranges::none_of(known, [&](const dossier::Finding& other) {
          return other.code == finding.code && other.indicator == finding.indicator;
        }))
      raised.push_back(finding.message.in(lang));
  return raised;
}

/// 412 with the version that was saved in between.
Response saved_in_between(db::ReadTx& tx, const Context& context, const Project& project) {
  const auto line = journal::line_at(tx, context.unit.id, project.seq);
  const std::string at = line ? iso(line->meta.at) : "";
  Response response = http::problem(
      412, "conflict",
      {fmt::format("这个项目已经是第 {} 版（{}），不是您看的那一版。您写的还在这页上，请看过新的一版再存",
                   project.version, at),
       fmt::format(
           "the project is version {} by now ({}), not the one you saw. What you typed is still here; look at the "
           "new one before you save",
           project.version, at)},
      context.lang);
  response.headers.emplace_back("etag", dossier::version_tag(project));
  return response;
}

}  // namespace

Result<Response> post_target_check(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"no", "operator", "value"}); !only) return std::unexpected{only.error()};
  const auto edit = read_target_edit(*body, context);
  if (!edit) return std::unexpected{edit.error()};
  auto tx = context.data.read();
  const auto project = dossier::find_project(tx, context.unit.id, request.param("code"));
  if (!project) return std::unexpected{project.error()};
  if (auto open = check_year_open(tx, context, *project); !open) return std::unexpected{open.error()};
  const auto made = dossier::prepare_adjustment(tx, context.unit.id, *project, *edit);
  if (!made) return std::unexpected{made.error()};
  if (auto fits = check_plan(tx, context.unit.id, made->project); !fits) return std::unexpected{fits.error()};
  const auto now = asked(tx, context, project->code, std::nullopt);
  const auto then = now ? std::optional{now->evaluator.with(tx, made->project)} : std::nullopt;
  const bool computed = then && *then;
  const Date as_of = now ? now->as_of : context.today;
  auto before = target_side(tx, computed ? &now->evaluator : nullptr, *project, edit->no, as_of);
  auto after = target_side(tx, computed ? &**then : nullptr, made->project, edit->no, as_of);
  return http::ok(Json::Object{{"no", edit->no},
                               {"as_of", iso(as_of)},
                               {"before", std::move(before)},
                               {"after", std::move(after)},
                               {"raises", raised_findings(*project, made->project, context.lang)}});
}

Result<Response> post_target(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"no", "operator", "value", "reason"}); !only) return std::unexpected{only.error()};
  const auto edit = read_target_edit(*body, context);
  if (!edit) return std::unexpected{edit.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto before = dossier::find_project(books.tx, context.unit.id, request.param("code"));
    if (!before) return std::unexpected{before.error()};
    if (request.header("if-match") != dossier::version_tag(*before))
      return saved_in_between(books.tx, context, *before);
    if (auto open = check_year_open(books.tx, context, *before); !open) return std::unexpected{open.error()};
    const auto project = dossier::adjust_target(books, context.unit.id, context.actor(), context.at, *before, *edit);
    if (!project) return std::unexpected{project.error()};
    if (auto fits = check_plan(books.tx, context.unit.id, *project); !fits) return std::unexpected{fits.error()};
    Response response = http::created(dossier::document_json(*project));
    response.headers.emplace_back("etag", dossier::version_tag(*project));
    return response;
  });
}

}  // namespace hallbook::indicators
