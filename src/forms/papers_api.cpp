#include "forms/papers_api.h"

#include <fmt/format.h>

#include "forms/publish.h"
#include "platform/http/fields.h"

namespace hallbook::forms {
namespace {

using http::Method;
using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;
using identity::Route;

/// The permission that the facts of a kind need; an evaluation's is asked for by the route.
Result<> may_see(const Context& context, std::string_view kind) {
  const bool funds = kind.starts_with("payment-request:") || kind.starts_with("acceptance:") || kind == "execution";
  if (funds && !context.may(Permission::funds_read))
    return refuse(RefusalCode::not_allowed,
                  {"看资金的表要有看资金的权限", "papers of the money need the right to see the money"}, "kind");
  const bool notice = kind.starts_with("round-notice:") || kind.starts_with("matter-notice:");
  if (notice && !context.may(Permission::service_read))
    return refuse(RefusalCode::not_allowed,
                  {"看巡检和整改要有看巡检的权限", "notices of rounds need the right to see rounds"}, "kind");
  if (kind.starts_with("register:") && !context.may(Permission::register_export))
    return refuse(RefusalCode::not_allowed,
                  {"打印台账要有导出台账的权限", "printing a register needs the right to export it"}, "kind");
  return {};
}

Result<PaperOrder> order_asked(const Request& request, Context& context) {
  PaperOrder order;
  order.kind = request.query_or("kind");
  if (auto fine = may_see(context, order.kind); !fine) return std::unexpected{fine.error()};
  order.project = request.query_or("project");
  order.form = request.query_or("form");
  order.today = context.today;
  order.keys = &context.data.keys();
  const auto as_of = http::query_day(request, "as_of"), from = http::query_day(request, "from"),
             to = http::query_day(request, "to");
  for (const auto* day : {&as_of, &from, &to})
    if (!*day) return std::unexpected{day->error()};
  order.as_of = *as_of;
  const Period year = year_of(static_cast<int>(order.today.year()));
  if (*from || *to) order.period = Period{from->value_or(year.first), to->value_or(year.last)};
  if (order.period && order.period->last < order.period->first)
    return refuse(RefusalCode::invalid, {"“到”早于“从”", "the last day is before the first"}, "to");
  const auto frozen = http::query_number(request, "frozen");
  if (!frozen) return std::unexpected{frozen.error()};
  order.frozen = static_cast<int>(std::min<std::int64_t>(*frozen, 1'000'000));
  return order;
}

/// `shown`: in a frame of our own pages, where the browser's viewer prints it; else it is taken away as a file.
Response attachment(std::string bytes, std::string_view type, std::string_view ascii_name, bool shown = false) {
  Response response;
  response.headers.emplace_back("content-type", type);
  response.headers.emplace_back("content-disposition",
                                fmt::format("{}; filename=\"{}\"", shown ? "inline" : "attachment", ascii_name));
  if (shown)
    response.headers.emplace_back("content-security-policy",
                                  "default-src 'none'; base-uri 'none'; frame-ancestors 'self'");
  response.body = std::move(bytes);
  return response;
}

std::string_view type_of(std::string_view ending) {
  if (ending == ".pdf") return "application/pdf";
  if (ending == ".docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::string_view align_name(Align align) {
  return align == Align::center ? "center" : align == Align::right ? "right" : "left";
}

Json cell_json(const Cell& cell) {
  const Align align = cell.paragraphs.empty() ? Align::left : cell.paragraphs.front().align;
  return Json::Object{{"text", plain_text(cell)},
                      {"columns", cell.columns},
                      {"merge", cell.merge == Merge::begin   ? "begin"
                                : cell.merge == Merge::go_on ? "go_on"
                                                             : "none"},
                      {"align", align_name(align)}};
}

Json block_json(const Block& block) {
  if (const auto* table = std::get_if<Table>(&block)) {
    Json widths = Json::Array{}, rows = Json::Array{};
    for (const int width : table->widths) widths.push_back(width);
    for (const Row& row : table->rows) {
      Json cells = Json::Array{};
      for (const Cell& cell : row.cells) cells.push_back(cell_json(cell));
      rows.push_back(Json::Object{{"head", row.head}, {"cells", std::move(cells)}});
    }
    return Json::Object{{"kind", "table"}, {"widths", std::move(widths)}, {"rows", std::move(rows)}};
  }
  const auto& one = std::get<Paragraph>(block);
  return Json::Object{{"kind", "paragraph"},
                      {"text", plain_text(one)},
                      {"align", align_name(one.align)},
                      {"bold", !one.runs.empty() && one.runs.front().bold},
                      {"half_points", one.runs.empty() ? 0 : one.runs.front().half_points}};
}

constexpr std::size_t most_previewed = 400;  // rows of a table; the file has them all

Json preview_json(const Paper& paper, Lang lang) {
  Json blocks = Json::Array{}, obstacles = Json::Array{};
  std::size_t rows = 0;
  bool cut = false;
  for (const Block& block : paper.document.blocks) {
    if (const auto* table = std::get_if<Table>(&block)) rows += table->rows.size();
    cut = rows > most_previewed;
    if (cut) break;
    blocks.push_back(block_json(block));
  }
  for (const auto& obstacle : paper.obstacles)
    obstacles.push_back(Json::Object{
        {"code", obstacle.code}, {"indicator", obstacle.indicator}, {"message", obstacle.message.in(lang)}});
  const auto proof = proof_of(paper);
  return Json::Object{{"kind", paper.kind},
                      {"title", paper.title},
                      {"landscape", paper.document.sheet.width > paper.document.sheet.height},
                      {"draft", paper.draft},
                      {"version", paper.code.version},
                      {"as_of", iso(paper.as_of)},
                      {"proof", proof.text},
                      {"code", proof.code},
                      {"cut", cut},
                      {"blocks", std::move(blocks)},
                      {"obstacles", std::move(obstacles)}};
}

Result<Response> get_papers(const Request&, Context& context) {
  Json items = Json::Array{};
  for (const auto& kind : paper_kinds()) {
    if (kind.name.ends_with(':')) continue;  // these are found on the page of their register or request
    if (!may_see(context, kind.name)) continue;
    Json forms = Json::Array{};
    for (const auto& form : shipped_forms(kind.name)) forms.push_back(form);
    items.push_back(Json::Object{{"kind", kind.name},
                                 {"title", http::text_json(kind.title)},
                                 {"freezes", kind.freezes},
                                 {"forms", std::move(forms)}});
  }
  return http::ok(Json::Object{{"items", std::move(items)}});
}

Result<Response> get_paper_preview(const Request& request, Context& context) {
  const auto order = order_asked(request, context);
  if (!order) return std::unexpected{order.error()};
  auto tx = context.data.read();
  const auto paper = make_paper(tx, context.data.evidence(), context.unit, *order);
  if (!paper) return std::unexpected{paper.error()};
  return http::ok(preview_json(*paper, context.lang));
}

Result<Response> get_paper_file(const Request& request, Context& context) {
  const auto order = order_asked(request, context);
  if (!order) return std::unexpected{order.error()};
  auto tx = context.data.read();
  const auto paper = make_paper(tx, context.data.evidence(), context.unit, *order);
  if (!paper) return std::unexpected{paper.error()};
  const std::string ending = fmt::format(".{}", request.query_or("format", "pdf"));
  auto bytes = paper_bytes(*paper, ending);
  if (!bytes) return std::unexpected{bytes.error()};
  std::string name =
      paper->code.kind + (paper->code.version > 0 ? fmt::format("-v{}", paper->code.version) : "") + ending;
  std::erase_if(name, [](char one) { return static_cast<unsigned char>(one) < 0x21 || one == '"'; });
  const bool shown = request.query_or("show") == "1" && ending == ".pdf";
  return attachment(*std::move(bytes), type_of(ending), name, shown);
}

Result<Response> get_paper_check(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto checked = check_paper(tx, context.data.evidence(), context.unit, request.query_or("code"));
  if (!checked) return std::unexpected{checked.error()};
  Json checks = Json::Array{};
  for (const auto& check : checked->checks)
    checks.push_back(Json::Object{{"what", http::text_json(check.what)}, {"holds", check.holds}});
  return http::ok(Json::Object{{"kind", checked->code.kind},
                               {"subject", checked->code.subject},
                               {"title", checked->title},
                               {"version", checked->code.version},
                               {"seq", checked->code.seq},
                               {"holds", checked->holds()},
                               {"checks", std::move(checks)}});
}

Result<Response> get_publication(const Request& request, Context& context) {
  const auto frozen = http::query_number(request, "frozen");
  if (!frozen) return std::unexpected{frozen.error()};
  auto tx = context.data.read();
  const auto bundle = publication(tx, context.data.evidence(), context.unit, std::string{request.query_or("project")},
                                  static_cast<int>(std::clamp<std::int64_t>(*frozen, 1, 1'000'000)));
  if (!bundle) return std::unexpected{bundle.error()};
  return attachment(files::zip_bytes(*bundle), "application/zip", fmt::format("publication-v{}.zip", *frozen));
}

const Route papers_rows[] = {
    {Method::get,
     "/papers",
     Permission::evaluation_read,
     get_papers,
     {"能打印的报表", "official papers that can be printed"},
     "",
     "Papers"},
    {Method::get,
     "/papers/preview",
     Permission::evaluation_read,
     get_paper_preview,
     {"一张表，照打印的样子，和它还差什么", "one paper as it prints, and what it still lacks"},
     "",
     "PaperPreview",
     "kind project as_of frozen form from to"},
    {Method::get,
     "/papers/file",
     Permission::evaluation_read,
     get_paper_file,
     {"一张表的文件：pdf、docx、xlsx", "the file of a paper: pdf, docx, xlsx"},
     "",
     "File",
     "kind project as_of frozen form from to format show"},
    {Method::get,
     "/papers/check",
     Permission::evaluation_read,
     get_paper_check,
     {"核验纸上的码", "check the code of a paper"},
     "",
     "PaperChecked",
     "code"},
    {Method::get,
     "/papers/publication",
     Permission::evaluation_freeze,
     get_publication,
     {"公开用的文件包；还有未办的就拒绝", "the bundle for publication; refused while anything is unsettled"},
     "",
     "File",
     "project frozen"},
};

}  // namespace

std::span<const Route> papers_routes() { return papers_rows; }

}  // namespace hallbook::forms
