// A plan edited on a page becomes the project's next version. Source: docs/rules/api.md, R-API-47.
#include <fmt/format.h>

#include "base/text.h"
#include "dossier/drafts.h"
#include "dossier/plan_write.h"
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using dossier::PlanEdit;
using http::Request;
using http::Response;
using identity::Context;

namespace {

Result<PlanEdit> read_edit(const http::Fields& fields) {
  if (auto only = fields.only({"no", "formula", "rule", "weight", "deduct_points", "period", "missing", "note"}); !only)
    return std::unexpected{only.error()};
  PlanEdit edit;
  const auto no = fields.number("no");
  if (!no) return std::unexpected{no.error()};
  edit.no = static_cast<int>(std::clamp<std::int64_t>(*no, 0, 9999));
  std::string weight, points;
  for (const auto& [name, into] : {std::pair{"formula", &edit.formula},
                                   {"rule", &edit.rule},
                                   {"period", &edit.period},
                                   {"missing", &edit.missing},
                                   {"weight", &weight},
                                   {"deduct_points", &points}}) {
    auto text = fields.text_or(name, "");
    if (!text) return std::unexpected{text.error()};
    *into = std::move(*text);
  }
  if (!weight.empty()) edit.weight = weight;
  if (!points.empty()) edit.deduct_points = points;
  if (fields.has("note")) {
    const auto note = fields.object("note");
    if (!note) return std::unexpected{note.error()};
    const auto zh = note->text_or("zh", ""), en = note->text_or("en", "");
    if (!zh) return std::unexpected{zh.error()};
    if (!en) return std::unexpected{en.error()};
    edit.note = {*zh, *en};
  }
  return edit;
}

}  // namespace

Result<Response> post_plan(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"plans", "reason"}); !only) return std::unexpected{only.error()};
  const auto list = body->objects("plans");
  const auto reason = body->text("reason");
  if (!list) return std::unexpected{list.error()};
  if (!reason) return std::unexpected{reason.error()};
  if (trim(*reason).empty()) return refuse(RefusalCode::invalid, {"请写明为什么改", "say why"}, "reason");
  std::vector<PlanEdit> edits;
  for (const auto& fields : *list) {
    auto edit = read_edit(fields);
    if (!edit) return std::unexpected{edit.error()};
    edits.push_back(std::move(*edit));
  }
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto before = dossier::find_project(books.tx, context.unit.id, request.param("code"));
    if (!before) return std::unexpected{before.error()};
    const auto toml = dossier::write_plan(*before, dossier::plan_text(books.tx, context.unit.id, before->code), edits);
    const auto project = dossier::import_project(books, context.unit.id, context.actor(), context.at, before->document,
                                                 toml, trim(*reason));
    if (!project) return std::unexpected{project.error()};
    // Every formula must check, else the version is not made.
    if (const auto evaluator = Evaluator::load(books.tx, context.unit.id, project->code); !evaluator)
      return std::unexpected{evaluator.error()};
    dossier::drop_draft(books.tx, context.unit.id, project->code);
    return http::created(dossier::document_json(*project));
  });
}

}  // namespace hallbook::indicators
