#include "dossier/projects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dossier/plan.h"
#include "dossier/project_events.h"
#include "dossier/projects_store.h"
#include "platform/crypto/hash.h"

namespace hallbook::dossier {
namespace {

constexpr std::size_t longest_reason = 500;
constexpr std::size_t longest_name = 60;

/// R-DOS-43: what only the figures show is answered by a reason; it stands whatever the document says.
struct FigureFlag {
  std::string_view code;
  bool of_indicator;  // else of the project's money
};
constexpr std::array figure_flags{
    FigureFlag{"unmet_without_reason", true},
    FigureFlag{"over_fulfilled_needs_reason", true},
    FigureFlag{"execution_needs_reason", false},
    FigureFlag{"stale_register", true},
    FigureFlag{"few_answers", true},
    FigureFlag{"percent_over_100", true},
    FigureFlag{"reason_on_met_row", true},
    FigureFlag{"over_fulfilled", true},
    FigureFlag{"cost_cap_above_budget", true},
    FigureFlag{"strict_cap_at_budget", true},
    FigureFlag{"execution_below_80", false},
    FigureFlag{"score_above_execution", false},
    FigureFlag{"spent_but_unmet", false},
};

const FigureFlag* figure_flag(std::string_view finding) {
  const auto found = std::ranges::find(figure_flags, finding, &FigureFlag::code);
  return found == figure_flags.end() ? nullptr : &*found;
}

/// R-DOS-41: the document and plan read anew, journal decisions laid over the proposed ones where their finding still stands.
Result<Project> project_of(db::ReadTx& tx, UnitId unit, const StoredProject& stored, std::int64_t at_seq) {
  auto project = read_disclosure(stored.document);
  if (!project) return project;
  project->code = stored.code;
  project->version = stored.version;
  project->seq = stored.seq;
  if (!stored.plan.empty()) {
    const auto plan = read_plan(stored.plan);
    if (!plan) return std::unexpected{plan.error()};
    if (auto applied = apply_plan(*project, *plan); !applied) return std::unexpected{applied.error()};
  }
  const auto findings = check_project(*project);
  for (auto& decision : load_decisions(tx, unit, stored.code, at_seq)) {
    const auto same = [&](const auto& other) { return other.indicator == decision.indicator; };
    const bool stands =
        figure_flag(decision.finding) != nullptr || std::ranges::any_of(findings, [&](const Finding& finding) {
          return finding.code == decision.finding && same(finding);
        });
    if (!stands) continue;
    std::erase_if(project->decisions,
                  [&](const Decision& other) { return other.finding == decision.finding && same(other); });
    project->decisions.push_back(std::move(decision));
  }
  project->scheme = project->settled_scheme();
  return project;
}

/// R-DOS-42: "2026-3f9a1c07": the same unit, name and year give the same code.
std::string derived_code(const Project& project) {
  return fmt::format("{}-{}", project.year, crypto::sm3(project.unit_name + "\n" + project.name).hex().substr(0, 8));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// R-DOS-42: without a plan, that of the last version while it fits, else the shipped one for this document, else none.
std::string plan_for(db::ReadTx& tx, UnitId unit, const Project& project) {
  if (const auto code = load_code_of(tx, unit, project.name, project.year)) {
    const auto stored = load_project(tx, unit, *code, 0);
    if (stored && !stored->plan.empty()) {
      const auto plan = read_plan(stored->plan);
      Project trial = project;
      return plan && apply_plan(trial, *plan) ? stored->plan : "";
    }
  }
  return std::string{shipped_plan(project).value_or("")};
}

Result<> check_reason(const Project& project, const FigureFlag& flag, const Decision& decision) {
  const auto& rows = project.indicators;
  if (!flag.of_indicator && decision.indicator != 0)
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”说的是整个项目的钱，不要写指标号", flag.code),
                   fmt::format("“{}” is about the project's money; leave the indicator out", flag.code)},
                  "indicator");
  if (flag.of_indicator &&
      std::ranges::none_of(rows, [&](const IndicatorRow& row) { return row.no == decision.indicator; }))
    return refuse(
        RefusalCode::not_found,
        {fmt::format("项目 {} 没有指标 {}；共有 {} 项", project.code, decision.indicator, rows.size()),
         fmt::format("project {} has no indicator {}; there are {}", project.code, decision.indicator, rows.size())},
        "indicator");
  if (decision.chosen == "noted") return {};
  return refuse(RefusalCode::invalid,
                {"这里只填原因：用 --choose noted，原因写在 --reason",
                 "only a reason is entered here: --choose noted, with the reason in --reason"},
                "choose");
}

Result<> check_choice(const Project& project, const Decision& decision) {
  const auto findings = check_project(project);
  const auto finding = std::ranges::find_if(findings, [&](const Finding& known) {
    return known.code == decision.finding && known.indicator == decision.indicator;
  });
  if (const auto* flag = figure_flag(decision.finding); flag != nullptr && finding == findings.end())
    return check_reason(project, *flag, decision);
  if (finding == findings.end())
    return refuse(RefusalCode::not_found,
                  {fmt::format("项目 {} 没有这个问题：指标 {} 的“{}”；用 project check 查看全部问题", project.code,
                               decision.indicator, decision.finding),
                   fmt::format("project {} has no finding “{}” for indicator {}; `project check` lists them",
                               project.code, decision.finding, decision.indicator)},
                  "finding");
  const auto options = project.options(decision.finding, decision.indicator);
  if (std::ranges::any_of(options, [&](const Option& option) { return option.id == decision.chosen; })) return {};
  if (decision.chosen == "noted" && (options.empty() || !finding->needs_decision)) return {};
  std::vector<std::string> ids;
  for (const auto& option : options) ids.push_back(option.id);
  if (ids.empty()) ids.emplace_back("noted");
  return refuse(RefusalCode::invalid,
                {fmt::format("没有选项“{}”；可选：{}", decision.chosen, joined(ids)),
                 fmt::format("there is no option “{}”; choose one of: {}", decision.chosen, joined(ids))},
                "choose");
}

}  // namespace

Result<ToImport> prepare_import(db::ReadTx& tx, UnitId unit, std::string_view document,
                                std::optional<std::string_view> plan_toml) {
  auto project = read_disclosure(document);
  if (!project) return std::unexpected{project.error()};
  if (project->name.empty() || project->year == 0)
    return refuse(
        RefusalCode::invalid,
        {project->name.empty() ? "文本里没有项目名称；请补上“项目名称”一节再导入"
                               : "文本里没有预算年度；请在标题或实施计划中写明，例如“2026年”，再导入",
         project->name.empty()
             ? "the text names no project; add the section 项目名称 and import again"
             : "the text names no budget year; state it in the title or the plan, e.g. 2026年, and import again"});
  ToImport made;
  made.plan = plan_toml ? std::string{*plan_toml} : plan_for(tx, unit, *project);
  if (!made.plan.empty()) {
    const auto plan = read_plan(made.plan);
    if (!plan) return std::unexpected{plan.error()};
    if (auto applied = apply_plan(*project, *plan); !applied) return std::unexpected{applied.error()};
  } else {
    project->code = load_code_of(tx, unit, project->name, project->year).value_or(derived_code(*project));
  }
  if (const auto stored = load_project(tx, unit, project->code, 0)) {
    made.version = stored->version;
    made.same = stored->document == project->document;
  }
  made.project = std::move(*project);
  return made;
}

Result<Project> import_project(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                               std::string_view document, std::optional<std::string_view> plan_toml,
                               std::string_view reason) {
  const auto made = prepare_import(books.tx, unit, document, plan_toml);
  if (!made) return std::unexpected{made.error()};
  const Project& project = made->project;
  const ProjectImported event{project.code,     project.name, project.year,
                              project.document, made->plan,   std::string{reason}};
  journal::append(books, unit, actor, at, event);
  return find_project(books.tx, unit, event.code);
}

Result<Project> find_project(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq) {
  std::string wanted{code};
  const auto codes = load_codes(tx, unit, at_seq);
  if (codes.empty())
    return refuse(RefusalCode::not_found, {"还没有项目；请先在“项目”页或用 project import 导入公开文本",
                                           "there is no project yet; import the published text on the page Project "
                                           "or with `project import`"});
  if (wanted.empty() && codes.size() > 1)
    return refuse(RefusalCode::invalid,
                  {fmt::format("有 {} 个项目，请指明一个：{}", codes.size(), joined(codes)),
                   fmt::format("there are {} projects, name one: {}", codes.size(), joined(codes))},
                  "project");
  if (wanted.empty()) wanted = codes.front();
  const auto stored = load_project(tx, unit, wanted, at_seq);
  if (!stored)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有项目“{}”；现有：{}", wanted, joined(codes)),
                   fmt::format("there is no project “{}”; there are: {}", wanted, joined(codes))},
                  "project");
  return project_of(tx, unit, *stored, at_seq);
}

std::string plan_text(db::ReadTx& tx, UnitId unit, std::string_view code) {
  const auto stored = load_project(tx, unit, code, 0);
  return stored ? stored->plan : "";
}

Result<Project> with_plan(db::ReadTx& tx, UnitId unit, const Project& project, std::string_view plan_toml) {
  return project_of(tx, unit, {project.code, project.version, project.seq, project.document, std::string{plan_toml}},
                    0);
}

std::vector<std::string> project_codes(db::ReadTx& tx, UnitId unit) { return load_codes(tx, unit, 0); }

Result<> decide(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                std::string_view project_code, const Decision& decision) {
  const auto project = find_project(books.tx, unit, project_code);
  if (!project) return std::unexpected{project.error()};
  if (auto checked = check_choice(*project, decision); !checked) return checked;
  DecisionMade event{project->code, decision};
  if (event.decision.by.empty()) event.decision.by = actor.name;
  if (auto sound = check_text(event.decision.by, longest_name); !sound) return sound;
  if (auto sound = check_text(event.decision.reason, longest_reason, true); !sound) return sound;
  journal::append(books, unit, actor, at, event);
  return {};
}

std::vector<journal::EventKind> event_kinds() {
  return {journal::event_kind<ProjectImported>({"导入项目", "project imported"}),
          journal::event_kind<DecisionMade>({"作出决定", "decision made"})};
}

}  // namespace hallbook::dossier
