// project import | show | export | check | decide | list
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "app/output_file.h"
#include "app/terminal.h"
#include "dossier/project_text.h"
#include "dossier/projects.h"
#include "forms/read_project.h"
#include "indicators/advice.h"
#include "indicators/flags.h"
#include "indicators/long_goals.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::uint64_t max_document = 4 << 20;

struct Arguments {
  std::string file, plan, code, output, as_of;
  dossier::Decision decision;
};

Json to_json(const std::vector<dossier::Finding>& findings, Lang lang) {
  Json rows = Json::Array{};
  for (const auto& finding : findings) rows.push_back(dossier::to_json(finding, lang));
  return rows;
}

/// R-RSC-27: what a person must look at, beside what was imported.
std::string doubts_text(const forms::ProjectReading& reading, Lang lang) {
  std::string text;
  for (const auto& cell : reading.doubtful)
    text += fmt::format("  ? {}: “{}” {}\n", cell.place.in(lang), cell.text, cell.why.in(lang));
  return text;
}

int import(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto reading = forms::read_project_file(arguments.file);
    if (!reading) {
      Refusal refusal = reading.error();
      if (refusal.where.empty()) refusal.where = arguments.file;
      return std::unexpected{std::move(refusal)};
    }
    std::optional<std::string> plan;
    if (!arguments.plan.empty()) {
      auto text = files::read_file(arguments.plan, max_document);
      if (!text) return std::unexpected{text.error()};
      plan = std::move(*text);
    }
    const auto project = session.data->write([&](journal::Books& books) -> Result<dossier::Project> {
      auto imported = dossier::import_project(books, session.unit_id(), cli_actor(), now(), reading->document,
                                              plan ? std::optional<std::string_view>{*plan} : std::nullopt);
      if (!imported) return imported;
      if (auto checked = indicators::check_plan(books.tx, session.unit_id(), *imported); !checked)
        return std::unexpected{checked.error()};  // and nothing of the import stays
      return imported;
    });
    if (!project) {
      Refusal refusal = project.error();
      if (refusal.where.empty()) refusal.where = plan ? arguments.plan : arguments.file;
      return std::unexpected{std::move(refusal)};
    }
    const auto findings = dossier::check_project(*project);
    Json answer = dossier::to_json(*project, options.lang);
    answer["findings"] = to_json(findings, options.lang);
    answer["doubtful"] = static_cast<std::int64_t>(reading->doubtful.size());
    print(options, answer,
          dossier::project_text(*project, options.lang) + "\n" +
              dossier::findings_text(*project, findings, options.lang) + doubts_text(*reading, options.lang));
    return exit_fine;
  });
}

int with_project(const Options& options, const Arguments& arguments,
                 const std::function<Result<int>(Session&, const dossier::Project&)>& job) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto project = dossier::find_project(tx, session.unit_id(), arguments.code);
    if (!project) return std::unexpected{project.error()};
    return job(session, *project);
  });
}

int show(const Options& options, const Arguments& arguments) {
  return with_project(options, arguments, [&](Session& session, const dossier::Project& project) -> Result<int> {
    print(options, dossier::to_json(project, options.lang),
          sample_line(session.unit, options.lang) + dossier::project_text(project, options.lang));
    return exit_fine;
  });
}

int check(const Options& options, const Arguments& arguments) {
  return with_project(options, arguments, [&](Session&, const dossier::Project& project) -> Result<int> {
    const auto findings = dossier::check_project(project);
    print(options, Json::Object{{"project", project.code}, {"findings", to_json(findings, options.lang)}},
          dossier::findings_text(project, findings, options.lang));
    return exit_fine;
  });
}

int export_text(const Options& options, const Arguments& arguments) {
  return with_project(options, arguments, [&](Session&, const dossier::Project& project) -> Result<int> {
    const std::string text = dossier::write_disclosure(project);
    if (arguments.output.empty()) {
      fmt::print("{}", text);
      return exit_fine;
    }
    if (auto writable = check_output(arguments.output); !writable) return std::unexpected{writable.error()};
    files::write_file(arguments.output, text);
    print(options, Json::Object{{"project", project.code}, {"file", arguments.output}},
          fmt::format(fmt::runtime(options.lang == Lang::zh ? "已写入 {}\n" : "written to {}\n"), arguments.output));
    return exit_fine;
  });
}

int decide(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    auto code = arguments.code;
    if (code.empty()) {
      auto tx = session.data->read();
      const auto project = dossier::find_project(tx, session.unit_id(), code);
      if (!project) return std::unexpected{project.error()};
      code = project->code;
    }
    dossier::Decision decision = arguments.decision;
    if (decision.by.empty()) decision.by = cli_actor().name;
    const auto done = session.data->write([&](journal::Books& books) {
      return dossier::decide(books, session.unit_id(), cli_actor(), now(), code, decision);
    });
    if (!done) return std::unexpected{done.error()};
    print(options,
          Json::Object{{"project", code},
                       {"finding", decision.finding},
                       {"indicator", decision.indicator},
                       {"chosen", decision.chosen}},
          fmt::format(
              fmt::runtime(options.lang == Lang::zh ? "已决定：指标 {} {} → {}\n" : "decided: indicator {} {} → {}\n"),
              decision.indicator, decision.finding, decision.chosen));
    return exit_fine;
  });
}

/// R-EVA-17: one reason for every flag that only has to be looked at.
int note(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto by = arguments.decision.by.empty() ? cli_actor().name : arguments.decision.by;
    const auto done = session.data->write([&](journal::Books& books) -> Result<std::pair<std::string, int>> {
      const auto evaluator = indicators::Evaluator::load(books.tx, session.unit_id(), arguments.code);
      if (!evaluator) return std::unexpected{evaluator.error()};
      const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
      if (!as_of) return std::unexpected{as_of.error()};
      const auto noted =
          indicators::note_flags(books, session.unit_id(), cli_actor(), now(), evaluator->evaluate(books.tx, *as_of),
                                 {}, by, arguments.decision.reason);
      if (!noted) return std::unexpected{noted.error()};
      return std::pair{evaluator->project().code, *noted};
    });
    if (!done) return std::unexpected{done.error()};
    print(
        options, Json::Object{{"project", done->first}, {"seen", done->second}},
        fmt::format(fmt::runtime(options.lang == Lang::zh ? "已看过 {} 个标记\n" : "flags seen: {}\n"), done->second));
    return exit_fine;
  });
}

int list(const Options& options) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    std::string text;
    for (const auto& code : dossier::project_codes(tx, session.unit_id())) {
      rows.push_back(code);
      text += code + "\n";
    }
    print(options, Json::Object{{"projects", std::move(rows)}}, text);
    return exit_fine;
  });
}

int advise(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto evaluator = indicators::Evaluator::load(tx, session.unit_id(), arguments.code);
    if (!evaluator) return std::unexpected{evaluator.error()};
    const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
    if (!as_of) return std::unexpected{as_of.error()};
    const auto advice = indicators::advise(tx, *evaluator, *as_of);
    print(options, indicators::advice_json(advice),
          sample_line(session.unit, options.lang) + indicators::advice_text(advice, options.lang));
    return exit_fine;
  });
}

int goals(const Options& options, const Arguments& arguments) {
  return with_project(options, arguments, [&](Session& session, const dossier::Project& project) -> Result<int> {
    auto tx = session.data->read();
    const auto as_of = pick_as_of(arguments.as_of, project.period, session.unit.sample);
    if (!as_of) return std::unexpected{as_of.error()};
    const auto found = indicators::long_goals(tx, session.data->evidence(), session.unit_id(), project, *as_of);
    print(options, indicators::long_goals_json(found),
          sample_line(session.unit, options.lang) + indicators::long_goals_text(found, options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_project(Cli cli) {
  auto* group = cli.app.add_subcommand("project", "the project, its document, findings and decisions / 项目");
  group->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();
  const auto add = [&](const char* name, const char* help, int (*run)(const Options&, const Arguments&)) {
    auto* command = group->add_subcommand(name, help);
    command->callback([cli, arguments, run] { cli.exit = run(cli.options, *arguments); });
    return command;
  };
  auto* imported =
      add("import", "a disclosure text or table of targets: text, DOCX, XLSX, PDF / 导入项目公开文本、目标表", import);
  imported->add_option("FILE", arguments->file)->required();
  imported->add_option("--plan", arguments->plan, "TOML that says how each indicator is computed");
  const auto optional_code = [&](Command* command) {
    command->add_option("--project", arguments->code, "project code, when there are several");
  };
  optional_code(add("show", "the project as it stands / 查看项目", show));
  optional_code(add("check", "what is doubtful in it / 检查疑点", check));
  auto* advised = add("advise", "next targets, from the years recorded / 定目标的建议", advise);
  optional_code(advised);
  advised->add_option("--as-of", arguments->as_of, "figures up to this day (YYYY-MM-DD)");
  auto* rolled = add("goals", "goals over several years, from their years / 跨年目标", goals);
  optional_code(rolled);
  rolled->add_option("--as-of", arguments->as_of, "figures up to this day (YYYY-MM-DD)");
  auto* exported = add("export", "the same text grid back / 导出公开文本", export_text);
  optional_code(exported);
  exported->add_option("-o,--output", arguments->output, "FILE; standard output without it");
  auto* decided = add("decide", "settle a finding / 对疑点作出决定", decide);
  optional_code(decided);
  decided->add_option("--finding", arguments->decision.finding, "code of the finding")->required();
  decided->add_option("--indicator", arguments->decision.indicator, "number of the indicator; 0 = the whole document");
  decided->add_option("--choose", arguments->decision.chosen, "one of its options, or noted")->required();
  decided->add_option("--by", arguments->decision.by, "who decided");
  decided->add_option("--reason", arguments->decision.reason, "why")->required();
  auto* noted = add("note", "all flags that only have to be looked at were: one reason / 标记都看过了", note);
  optional_code(noted);
  noted->add_option("--as-of", arguments->as_of, "the flags of this day (YYYY-MM-DD)");
  noted->add_option("--by", arguments->decision.by, "who looked");
  noted->add_option("--reason", arguments->decision.reason, "why it may be published as it stands")->required();
  group->add_subcommand("list", "codes of all projects / 全部项目")->callback([cli] { cli.exit = list(cli.options); });
}

}  // namespace hallbook::app
