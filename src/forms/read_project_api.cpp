#include "forms/read_project_api.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/money_math.h"
#include "base/text.h"
#include "dossier/disclosure.h"
#include "dossier/plan_write.h"
#include "dossier/projects.h"
#include "forms/grid_json.h"
#include "forms/read_project.h"
#include "identity/adoption.h"
#include "indicators/evaluation.h"
#include "indicators/scheme.h"

namespace hallbook::forms {
namespace {

using http::Fields;
using http::Method;
using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;
using identity::Route;

constexpr std::uint64_t largest_project_upload = 32u << 20;
constexpr std::size_t longest_project_name = 60;
constexpr std::size_t longest_import_reason = 500;

Json target_as_read(const dossier::IndicatorRow& row) {
  if (row.target.kind != TargetKind::number) return {};
  return Json::Object{
      {"operator", symbol(row.target.op)}, {"value", row.target.value.exact()}, {"unit", row.target.unit}};
}

Json rows_json(const ProjectReading& reading) {
  Json rows = Json::Array{};
  for (std::size_t i = 0; i < reading.project.indicators.size(); ++i) {
    const auto& row = reading.project.indicators[i];
    const auto& place = reading.places[i];
    const bool doubtful = std::ranges::any_of(reading.doubtful, [&](const DoubtfulCell& cell) {
      return place.row && cell.code != "pdf" && cell.row == *place.row;
    });
    rows.push_back(
        Json::Object{{"no", row.no},
                     {"level1", row.level1},
                     {"level2", row.level2},
                     {"name", row.name},
                     {"printed", trim(fmt::format("{} {} {}", row.operator_cell, row.value_cell, row.unit_cell))},
                     {"target", target_as_read(row)},
                     {"source", place.words},
                     {"place", http::text_json(place.row ? reading.grid.rows[*place.row].place : Text{})},
                     {"doubtful", doubtful}});
  }
  return rows;
}

Json doubts_json(const ProjectReading& reading) {
  Json cells = Json::Array{};
  for (const auto& cell : reading.doubtful)
    cells.push_back(Json::Object{{"row", cell.row},
                                 {"column", cell.column},
                                 {"place", http::text_json(cell.place)},
                                 {"text", cell.text},
                                 {"code", cell.code},
                                 {"why", http::text_json(cell.why)}});
  return cells;
}

Json schemes_json(db::ReadTx& tx, UnitId unit) {
  Json schemes = Json::Array{};
  for (const auto& adopted : identity::definitions(tx, unit, "scheme"))
    if (const auto scheme = indicators::parse_scheme(adopted.text))
      schemes.push_back(Json::Object{{"name", adopted.name}, {"title", http::text_json(scheme->title)}});
  return schemes;
}

Response answer_reading(const ProjectReading& reading, Context& context) {
  auto tx = context.data.read();
  const auto& project = reading.project;
  const auto made = dossier::prepare_import(tx, context.unit.id, reading.document, std::nullopt);
  const auto findings = dossier::check_project(made ? made->project : project);
  const auto open = std::ranges::count_if(findings, [&](const auto& finding) { return finding.needs_decision; });
  return http::ok(Json::Object{{"grid", grid_json(reading.grid)},
                               {"document", reading.document},
                               {"name", project.name},
                               {"year", project.year},
                               {"unit", project.unit_name},
                               {"amount", project.amount ? Json{to_yuan(*project.amount)} : Json{}},
                               {"goals", project.goals.size()},
                               {"rows", rows_json(reading)},
                               {"doubtful", doubts_json(reading)},
                               {"to_decide", open},
                               {"code", made ? made->project.code : ""},
                               {"version", made ? made->version : 0},
                               {"same", made && made->same},
                               {"has_plan", made && !made->plan.empty()},
                               {"schemes", schemes_json(tx, context.unit.id)}});
}

/// A refusal about an upload names it "the file": its own name on the server says nothing to a person.
std::unexpected<Refusal> about_the_file(Refusal refusal, const std::string& upload) {
  for (auto* message : {&refusal.message.zh, &refusal.message.en}) {
    const bool zh = message == &refusal.message.zh;
    for (std::size_t at = 0; (at = message->find(upload, at)) != std::string::npos;)
      message->replace(at, upload.size(), zh ? "文件" : "the file");
  }
  if (refusal.field.empty()) refusal.field = "body";
  return std::unexpected{std::move(refusal)};
}

// R-RSC-26
Result<Response> put_project_reading(const Request& request, Context& context) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto reading = read_project_file(request.upload);
  if (!reading) return about_the_file(reading.error(), request.upload.filename().string());
  return answer_reading(*reading, context);
}

Result<Grid> grid_put_right(const Fields& body) {
  auto grid = grid_from_fields(body);
  if (!grid) return grid;
  auto format = body.text_or("format", "page");
  const auto name = body.text_or("name", "");
  const auto year = body.number_or("year", 0);
  if (!format) return std::unexpected{format.error()};
  if (!name) return std::unexpected{name.error()};
  if (!year) return std::unexpected{year.error()};
  if (*year != 0 && (*year < 2000 || *year > 2100))
    return refuse(RefusalCode::invalid,
                  {"预算年度写四位数字，例如 2026", "a budget year has four digits, such as 2026"}, "year");
  if (auto sound = check_text(*name, longest_project_name); !sound) {
    sound.error().field = "name";
    return std::unexpected{sound.error()};
  }
  grid->format = std::move(*format);
  put_head(*grid, trim(*name), static_cast<int>(*year));
  return grid;
}

// R-RSC-27, R-RSC-28
Result<Response> post_project_reading(const Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (const auto known = body->only({"text", "rows", "format", "name", "year"}); !known)
    return std::unexpected{known.error()};
  if (body->has("text") == body->has("rows")) return no_table_in("rows");
  Result<ProjectReading> reading;
  if (body->has("rows")) {
    auto grid = grid_put_right(*body);
    if (!grid) return std::unexpected{grid.error()};
    reading = read_project_grid(std::move(*grid));
  } else {
    const auto text = body->text("text");
    if (!text) return std::unexpected{text.error()};
    reading = read_project_text(*text);
  }
  if (!reading) return std::unexpected{reading.error()};
  return answer_reading(*reading, context);
}

struct ImportAsked {
  std::string document, format, scheme, reason;
  std::int64_t version = 0;
  bool checked = false;
};

Result<ImportAsked> import_asked(const Request& request) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (const auto known = body->only({"document", "format", "scheme", "reason", "version", "checked"}); !known)
    return std::unexpected{known.error()};
  auto document = body->text("document");
  auto format = body->text_or("format", ""), scheme = body->text_or("scheme", ""), reason = body->text_or("reason", "");
  const auto version = body->number_or("version", 0);
  const auto checked = body->flag_or("checked", false);
  for (const auto* text : {&document, &format, &scheme, &reason})
    if (!*text) return std::unexpected{text->error()};
  if (!version) return std::unexpected{version.error()};
  if (!checked) return std::unexpected{checked.error()};
  if (auto sound = check_text(*reason, longest_import_reason, true); !reason->empty() && !sound) {
    sound.error().field = "reason";
    return std::unexpected{sound.error()};
  }
  return ImportAsked{std::move(*document), std::move(*format), std::move(*scheme),
                     std::move(*reason),   *version,           *checked};
}

/// R-RSC-27: what was doubtful was looked at; R-RSC-29: nobody else imported in between, and something is new.
Result<> may_be_imported(const dossier::ToImport& made, const ImportAsked& asked) {
  const std::size_t doubts = doubts_in(asked.document, asked.format);
  if (doubts > 0 && !asked.checked)
    return refuse(
        RefusalCode::invalid,
        {fmt::format("还有 {} 格存疑；请对照原件改好，或勾选“已逐行对照”再导入", doubts),
         fmt::format("{} cells are doubtful; put them right, or say that each line was compared with the paper",
                     doubts)},
        "checked");
  if (made.version != asked.version)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("您看的时候这个项目是第 {} 版，刚才有人存了第 {} 版。请再读一次，看过再导入", asked.version,
                     made.version),
         fmt::format("the project was at version {} when you read this, and is at {} now; read it again and look "
                     "before you import",
                     asked.version, made.version)},
        "version");
  if (made.version > 0 && made.same)
    return refuse(
        RefusalCode::conflict,
        {fmt::format("这份文本就是现在的第 {} 版，一字不差，不用再导入", made.version),
         fmt::format("this text is version {} already, letter by letter; there is nothing to import", made.version)},
        "document");
  return {};
}

/// The plan to import with; of a document that none was made for, one to begin with. R-DOS-44.
Result<std::string> plan_to_import(db::ReadTx& tx, UnitId unit, const dossier::ToImport& made,
                                   const ImportAsked& asked) {
  if (!made.plan.empty()) return made.plan;
  if (asked.scheme.empty())
    return refuse(RefusalCode::invalid, {"请选一个评分方案", "choose a scoring scheme"}, "scheme");
  if (!identity::find_definition(tx, unit, "scheme", asked.scheme))
    return refuse(RefusalCode::not_found,
                  {fmt::format("本单位没有采用评分方案“{}”", asked.scheme),
                   fmt::format("the unit has not adopted the scheme “{}”", asked.scheme)},
                  "scheme");
  return dossier::starting_plan(made.project, asked.scheme);
}

// R-RSC-29
Result<Response> post_project(const Request& request, Context& context) {
  const auto asked = import_asked(request);
  if (!asked) return std::unexpected{asked.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto unit = context.unit.id;
    const auto made = dossier::prepare_import(books.tx, unit, asked->document, std::nullopt);
    if (!made) return std::unexpected{made.error()};
    if (auto fine = may_be_imported(*made, *asked); !fine) return std::unexpected{fine.error()};
    const auto plan = plan_to_import(books.tx, unit, *made, *asked);
    if (!plan) return std::unexpected{plan.error()};
    const auto project =
        dossier::import_project(books, unit, context.actor(), context.at, asked->document, *plan, trim(asked->reason));
    if (!project) return std::unexpected{project.error()};
    if (auto checked = indicators::check_plan(books.tx, unit, *project); !checked)
      return std::unexpected{checked.error()};
    return http::created(dossier::document_json(*project));
  });
}

const Route project_import_rows[] = {
    {Method::put,
     "/projects/reading",
     Permission::project_edit,
     put_project_reading,
     {"读一份项目文本或目标表，不保存", "read a project's text or table of targets; nothing is kept"},
     "",
     "ProjectReading",
     "",
     largest_project_upload},
    {Method::post,
     "/projects/reading",
     Permission::project_edit,
     post_project_reading,
     {"读贴来的或改过的目标表，不保存", "read a pasted or corrected table of targets; nothing is kept"},
     "ProjectReadingRequest",
     "ProjectReading"},
    {Method::post,
     "/projects",
     Permission::project_edit,
     post_project,
     {"导入项目，或它的下一版", "import a project, or its next version"},
     "ProjectImport",
     "Project"},
};

}  // namespace

std::span<const Route> project_import_routes() { return project_import_rows; }

}  // namespace hallbook::forms
