// What needs me today. Each part only for those who may read it. Source: docs/rules/api.md, R-API-58.
#include <fmt/format.h>

#include "app/house_api.h"
#include "base/money_math.h"
#include "base/work_calendar.h"
#include "dossier/disclosure.h"
#include "dossier/drafts.h"
#include "dossier/projects.h"
#include "funds/due_list.h"
#include "funds/funds_api.h"
#include "funds/overview.h"
#include "identity/adoption.h"
#include "identity/gateway.h"
#include "identity/user.h"
#include "indicators/figures.h"
#include "journal/lines.h"
#include "platform/http/fields.h"
#include "registers/query.h"
#include "registers/registers.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;
using identity::Permission;

namespace {

/// Own entries of a day that are counted; a hand does not record more.
constexpr std::size_t most_entries_counted = 2'000;
constexpr std::size_t most_due_shown = 8;  // of the money; the page of what is due has the rest

WorkCalendar adopted_calendar(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    if (auto loaded = calendar.load(adopted.text); !loaded) return {};
  return calendar;
}

Json workday_json(const WorkCalendar& calendar, Date today) {
  const int year = static_cast<int>(today.year());
  const Period whole = year_of(year);
  const auto gone = calendar.count_workdays({whole.first, today}), all = calendar.count_workdays(whole);
  if (!gone || !all) return {};
  return Json::Object{{"n", *gone}, {"of", *all}};
}

std::int64_t own_entries(db::ReadTx& tx, Context& context) {
  journal::LineFilter filter;
  filter.kind = "EntryRecorded";
  filter.actor = context.actor().name;
  filter.from = Instant{std::chrono::sys_days{hall_date(context.at)}} - std::chrono::hours{8};
  filter.limit = most_entries_counted;
  return static_cast<std::int64_t>(journal::newest_lines(tx, context.unit.id, filter).size());
}

struct Silent {
  registers::Definition definition;
  Date last;
  int days = 0;
};
std::vector<Silent> silent_registers(db::ReadTx& tx, Context& context, const WorkCalendar& calendar) {
  std::vector<Silent> silent;
  for (const auto& definition : registers::all_registers(tx, context.unit.id)) {
    const auto span = registers::span_of_entries(tx, context.unit.id, definition);
    if (!span || definition.stale_after_workdays == 0 || span->last >= context.today) continue;
    const auto days = calendar.count_workdays({plus_days(span->last, 1), context.today});
    if (days && *days > definition.stale_after_workdays) silent.push_back({definition, span->last, *days});
  }
  return silent;
}

void add_waiting(Json& list, std::string_view kind, const Text& title, const Text& text, const std::string& path,
                 Lang lang) {
  list.push_back(Json::Object{
      {"kind", kind}, {"title", title.in(lang)}, {"text", text.in(lang)}, {"due", Json{}}, {"path", path}});
}

void wait_for_decisions(db::ReadTx& tx, Context& context, Json& waiting) {
  const auto project = dossier::find_project(tx, context.unit.id, "");
  if (!project) return;
  std::size_t open = 0, proposed = 0;
  for (const auto& finding : dossier::check_project(*project)) {
    if (!finding.needs_decision) continue;
    const auto* decision = project->decision(finding.code, finding.indicator);
    if (decision == nullptr) ++open;
    if (decision != nullptr && decision->proposed) ++proposed;
  }
  if (open > 0)
    add_waiting(waiting, "decide", {"疑义待裁定", "Questions to decide"},
                {fmt::format("{} 个疑义还没有人裁定，得分取决于它们", open),
                 fmt::format("{} are open; the score depends on them", open)},
                "/project/findings", context.lang);
  if (proposed > 0)
    add_waiting(waiting, "confirm", {"建议的裁定待确认", "Proposed decisions to confirm"},
                {fmt::format("{} 个裁定是随方案建议的，还没有人确认", proposed),
                 fmt::format("{} came with the plan and nobody has confirmed them", proposed)},
                "/project/findings", context.lang);
}

constexpr int most_requests_looked_at = 50;

/// R-FND-66: those that this very person may approve now; what waits for somebody else is nobody's reminder.
void wait_for_approvals(db::ReadTx& tx, Context& context, Json& waiting) {
  const auto rules = funds::load_rules(tx, context.unit.id);
  const auto acting = funds::acting_from(context);
  for (const auto& request : funds::waiting_requests(tx, context.unit.id, most_requests_looked_at)) {
    if (!funds::may_approve(tx, acting, rules, request.no)) continue;
    const auto amount = to_yuan(request.content.amount);
    add_waiting(
        waiting, "approve",
        {fmt::format("付款申请等您审批：{} 元", amount), fmt::format("A payment of {} yuan waits for you", amount)},
        {fmt::format("{}：{}（{}）", request.content.payee, request.content.purpose, request.no),
         fmt::format("{}: {} ({})", request.content.payee, request.content.purpose, request.no)},
        "/requests/" + request.no, context.lang);
  }
}

/// R-DUE-06.
void wait_for_money(db::ReadTx& tx, Context& context, const WorkCalendar& calendar, Json& waiting) {
  std::size_t shown = 0;
  for (const auto& item :
       funds::due_items(tx, context.unit.id, context.today, calendar, funds::purchase_limits(tx, context.unit.id))) {
    if (++shown > most_due_shown) return;
    waiting.push_back(Json::Object{{"kind", "money_" + item.kind},
                                   {"title", funds::due_title(item.kind).in(context.lang)},
                                   {"text", item.text.in(context.lang)},
                                   {"due", http::day_json(item.due_on)},
                                   {"path", "/funds/due"}});
  }
}

/// R-SRV-14, R-SRV-07: matters whose next step is this person's, and a round of the last working day that nobody did.
void wait_for_service(db::ReadTx& tx, Context& context, const WorkCalendar& calendar, Json& waiting) {
  const UnitId unit = context.unit.id;
  const bool verifies = context.may(Permission::service_verify);
  const auto counts = service::count_matters(tx, unit, {context.who->name, verifies, context.today});
  if (const auto mine = counts.front(); mine > 0)
    add_waiting(
        waiting, "matters",
        {fmt::format("{} 个问题等您办", mine),
         mine == 1 ? "A matter waits for you" : fmt::format("{} matters wait for you", mine)},
        {fmt::format("全部问题里超期 {} 个", counts[1]), fmt::format("{} of all matters are overdue", counts[1])},
        "/matters?tab=mine", context.lang);
  if (!verifies) return;
  const auto checklist = service::checklist_in_force(tx, unit);
  const auto missed = service::missed_lately(tx, unit, checklist, context.today);
  if (missed.empty()) return;
  const Date after = plus_days(missed.front().day, 1), before = plus_days(context.today, -1);
  const auto between = after <= before ? calendar.count_workdays({after, before}) : Result<int>{0};
  if (!between || *between > 0) return;
  const auto* turn = checklist.turn(missed.front().turn);
  add_waiting(waiting, "missed_round", {"巡检没有做", "A round was not done"},
              {fmt::format("{} {}没有人做", iso(missed.front().day), turn->title.zh),
               fmt::format("{}: nobody did the {}", iso(missed.front().day), turn->title.en)},
              "/round", context.lang);
}

Json user_json(Context& context) {
  Json roles = Json::Array{}, permissions = Json::Array{};
  for (const auto role : context.who->roles) roles.push_back(identity::role_name(role));
  for (const auto permission : identity::all_permissions())
    if (context.may(permission)) permissions.push_back(identity::permission_name(permission));
  return Json::Object{{"name", context.who->name},
                      {"display_name", context.who->display_name},
                      {"roles", std::move(roles)},
                      {"permissions", std::move(permissions)}};
}

/// The evaluation's rows with what a home page shows of them.
Json short_indicators(const Json& figures) {
  Json list = Json::Array{};
  for (const auto& row : figures.at("indicators").array()) {
    Json one = Json::Object{};
    for (const auto name :
         {"no", "name", "target_printed", "value_printed", "score", "weight", "status", "status_word", "pace"})
      one[name] = row.at(name);
    list.push_back(std::move(one));
  }
  return list;
}

void add_figures(db::ReadTx& tx, Context& context, Json& home) {
  home["brief"] = nullptr;
  home["project"] = nullptr;
  home["total"] = nullptr;
  home["indicators"] = Json::Array{};
  if (!context.may(Permission::evaluation_read)) return;
  const auto figures = indicators::figures_json(tx, context);
  if (!figures) return;  // no project yet: the page says so
  home["brief"] = figures->at("brief");
  home["project"] = figures->at("project");
  home["total"] = figures->at("total");
  home["indicators"] = short_indicators(*figures);
}

}  // namespace

Result<Response> get_home(const Request&, Context& context) {
  auto tx = context.data.read();
  const WorkCalendar calendar = adopted_calendar(tx, context.unit.id);
  Json waiting = Json::Array{}, stale = Json::Array{}, due = Json::Array{};
  if (context.may(Permission::funds_approve)) wait_for_approvals(tx, context, waiting);
  if (context.may(Permission::project_decide)) wait_for_decisions(tx, context, waiting);
  if (context.may(Permission::service_read)) wait_for_service(tx, context, calendar, waiting);
  if (context.may(Permission::funds_read)) wait_for_money(tx, context, calendar, waiting);
  if (context.may(Permission::register_read))
    for (const auto& silent : silent_registers(tx, context, calendar)) {
      stale.push_back(Json::Object{{"register", silent.definition.name},
                                   {"title", text_json(silent.definition.title)},
                                   {"owner", silent.definition.owner},
                                   {"days", silent.days}});
      if (context.may(Permission::register_import))
        due.push_back(Json::Object{{"register", silent.definition.name},
                                   {"title", text_json(silent.definition.title)},
                                   {"last_day", iso(silent.last)},
                                   {"days", silent.days}});
    }
  Json home = Json::Object{
      {"today", iso(context.today)},
      {"workday", workday_json(calendar, context.today)},
      {"user", user_json(context)},
      {"unit", Json::Object{{"code", context.unit.code}, {"name", context.unit.name}, {"sample", context.unit.sample}}},
      {"mine", Json::Object{{"entries_today", own_entries(tx, context)},
                            {"drafts", dossier::drafts_of(tx, context.unit.id, context.who->name)}}},
      {"waiting", std::move(waiting)},
      {"stale", std::move(stale)},
      {"imports_due", std::move(due)}};
  add_figures(tx, context, home);
  return http::ok(home);
}

}  // namespace hallbook::app
