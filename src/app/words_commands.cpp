// words set | list: what a person writes for a project's papers.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "dossier/projects.h"
#include "indicators/own_words.h"

namespace hallbook::app {
namespace {

struct Arguments {
  std::string project;
  indicators::OwnWords words;
};

Result<std::string> code_of(Session& session, const std::string& code) {
  auto tx = session.data->read();
  const auto project = dossier::find_project(tx, session.unit_id(), code);
  if (!project) return std::unexpected{project.error()};
  return project->code;
}

int set(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::write, [&](Session& session) -> Result<int> {
    const auto code = code_of(session, arguments.project);
    if (!code) return std::unexpected{code.error()};
    auto words = arguments.words;
    if (words.by.empty()) words.by = cli_actor().name;
    const auto written = session.data->write([&](journal::Books& books) {
      return indicators::write_words(books, session.unit_id(), cli_actor(), now(), *code, words);
    });
    if (!written) return std::unexpected{written.error()};
    const auto& title = indicators::place_named(words.place)->title;
    const bool zh = options.lang == Lang::zh;
    print(
        options,
        Json::Object{{"project", *code}, {"indicator", words.indicator}, {"place", words.place}, {"text", words.text}},
        words.text.empty() ? fmt::format(fmt::runtime(zh ? "已收回：{}\n" : "taken back: {}\n"), title.in(options.lang))
                           : fmt::format(fmt::runtime(zh ? "已写下：{}\n" : "written: {}\n"), title.in(options.lang)));
    return exit_fine;
  });
}

int list(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    const auto code = code_of(session, arguments.project);
    if (!code) return std::unexpected{code.error()};
    auto tx = session.data->read();
    Json rows = Json::Array{};
    std::string text;
    for (const auto& words : indicators::own_words(tx, session.unit_id(), *code)) {
      rows.push_back(Json::Object{{"indicator", words.indicator},
                                  {"place", words.place},
                                  {"text", words.text},
                                  {"reason", words.reason},
                                  {"by", words.by},
                                  {"at", iso(words.at)},
                                  {"seq", words.seq}});
      const auto* place = indicators::place_named(words.place);
      text +=
          fmt::format("{}  {}  {}{}  ({}, {})\n", words.indicator, place ? place->title.in(options.lang) : words.place,
                      words.text, words.reason.empty() ? "" : " — " + words.reason, words.by, iso(hall_date(words.at)));
    }
    print(options, Json::Object{{"project", *code}, {"words", std::move(rows)}}, text);
    return exit_fine;
  });
}

}  // namespace

void add_words(Cli cli) {
  auto* group = cli.app.add_subcommand("words", "reasons, measures, own scores and remarks for the forms / 填写的话");
  group->require_subcommand(1);
  static Arguments arguments;
  auto* write = group->add_subcommand("set", "write one place of the forms; an empty text takes it back");
  std::string names;
  for (const auto& place : indicators::places()) names += (names.empty() ? "" : ", ") + std::string{place.name};
  write->add_option("PLACE", arguments.words.place, names)->required();
  write->add_option("TEXT", arguments.words.text, "the words; \"\" takes them back")->required();
  write->add_option("--indicator", arguments.words.indicator, "its number; for places of an indicator")
      ->between(1, 100'000);
  write->add_option("--reason", arguments.words.reason, "why a score or a possibility of one's own differs");
  write->add_option("--by", arguments.words.by, "who writes; default: the user of this machine");
  auto* show = group->add_subcommand("list", "what stands written");
  for (auto* command : {write, show}) command->add_option("--project", arguments.project, "code; needed when several");
  write->callback([&options = cli.options, &exit = cli.exit] { exit = set(options, arguments); });
  show->callback([&options = cli.options, &exit = cli.exit] { exit = list(options, arguments); });
}

}  // namespace hallbook::app
