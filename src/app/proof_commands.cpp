// verify, head, prove, journal.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "app/deposited_head.h"
#include "app/evidence_pack.h"
#include "app/output_file.h"
#include "app/terminal.h"
#include "app/verification.h"
#include "indicators/evaluation.h"
#include "journal/merkle.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

struct Arguments {
  std::string pack, head, output, project, as_of;
  bool rebuild = false;
  int indicator = 0;
  std::int64_t after = 0, limit = 50;
};

Json to_json(const journal::Report& report, Lang lang) {
  Json problems = Json::Array{};
  for (const auto& problem : report.problems)
    problems.push_back(
        Json::Object{{"check", problem.check}, {"where", problem.where}, {"message", problem.message.in(lang)}});
  const auto list = [](const std::vector<std::string>& items) {
    Json array = Json::Array{};
    for (const auto& item : items) array.push_back(item);
    return array;
  };
  return Json::Object{{"sound", report.sound()},
                      {"problems", std::move(problems)},
                      {"more", static_cast<std::int64_t>(report.more)},
                      {"covered", list(report.covered)},
                      {"not_covered", list(report.not_covered)}};
}

std::string to_text(const journal::Report& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string text;
  for (const auto& item : report.covered)
    text += fmt::format(fmt::runtime(zh ? "  已核对：{}\n" : "  covered: {}\n"), item);
  for (const auto& item : report.not_covered)
    text += fmt::format(fmt::runtime(zh ? "  未核对：{}\n" : "  not covered: {}\n"), item);
  for (const auto& problem : report.problems)
    text += fmt::format("  ✗ [{}] {}: {}\n", problem.check, problem.where, problem.message.in(lang));
  if (report.more > 0) text += fmt::format(fmt::runtime(zh ? "  还有 {} 处\n" : "  and {} more\n"), report.more);
  text += report.sound()
              ? (zh ? "完好：没有发现问题。\n" : "Sound: no problem found.\n")
              : fmt::format(fmt::runtime(zh ? "发现 {} 处问题。请保留现场，勿再写入。\n"
                                            : "{} problems found. Keep everything as it is and write no more.\n"),
                            report.problems.size() + report.more);
  return text;
}

int verify(const Options& options, const Arguments& arguments) {
  journal::Report report;
  if (!arguments.pack.empty()) {
    const auto summary = check_pack(arguments.pack, report);
    if (!summary) return print_refusal(options, summary.error());
    Json json = to_json(report, options.lang);
    json["pack"] =
        Json::Object{{"project", summary->project},
                     {"indicator", summary->indicator},
                     {"value", summary->value},
                     {"journal_head", Json::Object{{"seq", summary->head.seq}, {"root", summary->head.root.hex()}}}};
    print(options, json,
          fmt::format(fmt::runtime(options.lang == Lang::zh
                                       ? "{}（{}）指标 {} = {}\n日志 {} 条，行文件 {} 个，头 {} {}\n"
                                       : "{} ({}) indicator {} = {}\n{} journal lines, {} rows files, head {} {}\n"),
                      summary->project, summary->unit, summary->indicator, summary->value_printed, summary->lines,
                      summary->files, summary->head.seq, summary->head.root.hex()) +
              to_text(report, options.lang));
    return report.sound() ? exit_fine : exit_refused;
  }
  ProgressBar bar{"verify"};
  const auto done =
      verify_all(options, {arguments.rebuild, arguments.head, {}}, report,
                 [&](std::string_view, std::uint64_t part, std::uint64_t total) { bar.show(part, total); });
  bar.clear();
  if (!done) return print_refusal(options, done.error());
  print(options, to_json(report, options.lang), to_text(report, options.lang));
  return report.sound() ? exit_fine : exit_refused;
}

int head(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto now_at = journal::head(tx, session.unit_id());
    if (!arguments.output.empty()) {
      if (auto fine = check_output(arguments.output); !fine) return std::unexpected{fine.error()};
      files::write_file(arguments.output, deposited_text(session.unit, now_at));
    }
    print(options,
          Json::Object{{"unit", session.unit.code},
                       {"seq", now_at.seq},
                       {"root", now_at.root.hex()},
                       {"digest", now_at.digest.hex()},
                       {"at", now_at.seq > 0 ? iso(now_at.at) : ""}},
          fmt::format("{} {} {}\n", now_at.seq, now_at.root.hex(), now_at.seq > 0 ? iso(now_at.at) : ""));
    return exit_fine;
  });
}

int prove(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto period = [&]() -> Result<Period> {
      auto tx = session.data->read();
      const auto project = dossier::find_project(tx, session.unit_id(), arguments.project);
      if (!project) return std::unexpected{project.error()};
      return project->period;
    }();
    if (!period) return std::unexpected{period.error()};
    const auto as_of = pick_as_of(arguments.as_of, *period, session.unit.sample);
    if (!as_of) return std::unexpected{as_of.error()};
    const auto summary =
        write_pack(*session.data, session.unit, arguments.project, arguments.indicator, *as_of, arguments.output);
    if (!summary) return std::unexpected{summary.error()};
    print(
        options,
        Json::Object{{"file", arguments.output},
                     {"indicator", summary->indicator},
                     {"value", summary->value},
                     {"journal_head", Json::Object{{"seq", summary->head.seq}, {"root", summary->head.root.hex()}}}},
        fmt::format(
            fmt::runtime(
                options.lang == Lang::zh
                    ? "指标 {} = {}，证据包写入 {}\n在任何机器上核对：hallbook verify {}\n"
                    : "indicator {} = {}; evidence pack written to {}\nCheck it on any machine: hallbook verify {}\n"),
            summary->indicator, summary->value_printed, arguments.output, arguments.output));
    return exit_fine;
  });
}

int lines(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    Json rows = Json::Array{};
    std::string text = sample_line(session.unit, options.lang);
    std::int64_t left = std::clamp<std::int64_t>(arguments.limit, 1, 500);
    journal::each_line(tx, session.unit_id(), arguments.after + 1, [&](const journal::Line& line) {
      if (left-- <= 0) return;
      rows.push_back(Json::Object{{"seq", line.meta.seq},
                                  {"at", iso(line.meta.at)},
                                  {"actor", line.meta.actor},
                                  {"kind", line.kind},
                                  {"digest", line.digest.hex()},
                                  {"body", line.body}});
      text += fmt::format("{} {} {} {} {}\n", line.meta.seq, iso(line.meta.at), line.meta.actor, line.kind,
                          line.digest.hex().substr(0, 12));
    });
    print(options, Json::Object{{"sample", session.unit.sample}, {"lines", std::move(rows)}}, text);
    return exit_fine;
  });
}

}  // namespace

void add_proofs(Cli cli) {
  auto arguments = std::make_shared<Arguments>();
  const auto add = [&](const char* name, const char* help, int (*run)(const Options&, const Arguments&)) {
    auto* command = cli.app.add_subcommand(name, help);
    command->callback([cli, arguments, run] { cli.exit = run(cli.options, *arguments); });
    return command;
  };
  auto* verified = add("verify", "check the data directory, or an evidence pack / 核验", verify);
  verified->add_option("PACK", arguments->pack, "an evidence pack; without it the data directory is checked");
  verified->add_flag("--rebuild", arguments->rebuild,
                     "replay the journal into an empty database and compare every table");
  verified->add_option("--head", arguments->head,
                       "SEQ:ROOT or FILE as printed or deposited earlier: the journal must contain it");
  auto* deposited = add("head", "the journal's head: print it, deposit it / 日志头", head);
  deposited->add_option("-o,--output", arguments->output, "FILE for the superior unit to keep");
  auto* proven = add("prove", "write an evidence pack for one indicator / 生成证据包", prove);
  proven->add_option("--indicator", arguments->indicator, "number of the indicator")->required();
  proven->add_option("-o,--output", arguments->output, "FILE")->required();
  proven->add_option("--project", arguments->project, "project code, when there are several");
  proven->add_option("--as-of", arguments->as_of, "last day that counts");
  auto* listed = add("journal", "journal lines / 日志", lines);
  listed->add_option("--after", arguments->after, "seq to go on behind");
  listed->add_option("--limit", arguments->limit, "1 to 500")->capture_default_str();
}

}  // namespace hallbook::app
