// demo DIR: a labelled sample year, made as files and taken in through the real import.
#include <fmt/format.h>

#include "app/command_line.h"

#include "app/commands.h"
#include "app/demo_files.h"
#include "app/demo_money.h"
#include "app/demo_rounds.h"
#include "app/sample_users.h"
#include "app/shipped.h"
#include "app/terminal.h"
#include "base/embedded.h"
#include "base/ensure.h"
#include "identity/adoption.h"
#include "indicators/evaluation.h"
#include "registers/transfer.h"

namespace hallbook::app {
namespace {

struct Arguments {
  std::string folder;
  int year = 2026;
  std::uint64_t seed = 1;
  int halls = 1;
};

constexpr std::string_view project_file = "definitions/projects/2026-window-service-fund";

/// The founding document, moved to another year when one is asked for.
std::string for_year(std::string text, int year) {
  if (year == 2026) return text;
  std::string moved;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = text.find("2026", at);
    moved += text.substr(at, found - at);
    if (found == std::string::npos) break;
    moved += std::to_string(year);
    at = found + 4;
  }
  return moved;
}

std::string shipped(std::string_view ending) {
  const auto files = embedded_files(std::string{project_file} + std::string{ending});
  ensure(files.size() == 1, "the founding project does not ship with the program");
  return std::string{files.front().text};
}

Result<Session> found_hall(std::unique_ptr<journal::DataDir> data, const dossier::Project& project, int year,
                           int hall) {
  const auto unit = data->write([&](journal::Books& books) -> Result<identity::Unit> {
    identity::Unit founded{{}, {}, project.unit_code, project.unit_name, true};
    if (hall > 1)
      founded = {{}, UnitId{1}, fmt::format("SAMPLE-{:03}", hall), fmt::format("示例政务大厅{:03}", hall), true};
    auto made = identity::found_unit(books, cli_actor(), now(), founded);
    if (!made) return made;
    if (auto adopted = adopt_shipped(books, {made->id, cli_actor(), now(), &data->keys()}); !adopted)
      return std::unexpected{adopted.error()};
    if (year != 2026)  // the shipped prices begin with 2026: the sample has them from its own first day on
      for (const auto& file : embedded_files("definitions/prices/"))
        journal::append(
            books, made->id, cli_actor(), now(),
            identity::DefinitionAdopted{"prices", std::to_string(year), for_year(std::string{file.text}, year)});
    return made;
  });
  if (!unit) return std::unexpected{unit.error()};
  return Session{std::move(data), *unit};
}

Result<std::vector<SampleFile>> write_files(SampleYear& sample) {
  std::vector<SampleFile> files;
  for (const auto write :
       {write_items, write_cases_and_ratings, write_counters, write_mailings, write_office, write_people}) {
    auto written = write(sample);
    if (!written) return written;
    files.insert(files.end(), written->begin(), written->end());
  }
  return files;
}

Result<std::uint64_t> import_sample(const Options& options, Session& session, const SampleFile& file) {
  auto tx = session.data->read();
  const auto definition = registers::find_register(tx, session.unit_id(), file.register_name);
  if (!definition) return std::unexpected{definition.error()};
  registers::ImportOptions how;
  how.source = file.source;
  ProgressBar bar{file.file.filename().string()};
  how.progress = [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
  const auto result = registers::import_file(*session.data, session.acting(), *definition, file.file, how);
  bar.clear();
  if (!result) return std::unexpected{result.error()};
  if (result->refused > 0) {
    const auto& first = result->problems.front();
    return refuse(RefusalCode::conflict,
                  {fmt::format("示例文件第 {} 行「{}」：{}", first.row, first.column, first.refusal.message.zh),
                   fmt::format("sample file row {} [{}]: {}", first.row, first.column, first.refusal.message.en)},
                  {}, file.file.filename().string());
  }
  if (!options.json)
    fmt::print(fmt::runtime(options.lang == Lang::zh ? "  {} {} 行 → {}\n" : "  {} {} rows → {}\n"),
               file.file.filename().string(), result->stored, definition->title.in(options.lang));
  return result->stored;
}

/// The sample year of one hall: files, import, project. Returns rows stored.
Result<std::uint64_t> fill_hall(const Options& options, Session& session, const Arguments& arguments, int hall) {
  auto folder = std::filesystem::path{arguments.folder} / "sample-files";
  if (hall > 1) folder /= fmt::format("{:03}", hall);
  std::filesystem::create_directories(folder);
  auto sample =
      sample_year(shipped_calendar(), arguments.year, arguments.seed + static_cast<std::uint64_t>(hall) * 7919, folder);
  if (!sample) return std::unexpected{sample.error()};
  const auto files = write_files(*sample);
  if (!files) return std::unexpected{files.error()};
  std::uint64_t rows = 0;
  for (const SampleFile& file : *files) {
    const auto stored = import_sample(options, session, file);
    if (!stored) return stored;
    rows += *stored;
  }
  const auto document = for_year(shipped(".txt"), arguments.year);
  const auto plan = for_year(shipped(".toml"), arguments.year);
  const auto project = session.data->write([&](journal::Books& books) {
    return dossier::import_project(books, session.unit_id(), cli_actor(), now(), document, plan);
  });
  if (!project) return std::unexpected{project.error()};
  return rows;
}

/// After the people: each act has its person.
Result<> fill_sample_acts(Session& session, const Arguments& arguments) {
  return session.data->write([&](journal::Books& books) -> Result<> {
    const auto project = dossier::find_project(books.tx, session.unit_id(), "");
    if (!project) return std::unexpected{project.error()};
    fill_money(books, session.unit_id(), project->code, arguments.year,
               std::filesystem::path{arguments.folder} / "sample-files");
    fill_rounds(books, session.unit_id(), arguments.year, shipped_calendar());
    return {};
  });
}

Result<int> show_evaluation(const Options& options, Session& session) {
  auto tx = session.data->read();
  auto evaluator = indicators::Evaluator::load(tx, session.unit_id(), "");
  if (!evaluator) return std::unexpected{evaluator.error()};
  auto evaluation = evaluator->evaluate(tx, evaluator->project().period.last);
  evaluator->attach_receipts(tx, evaluation);
  print(options, indicators::to_json(evaluation, options.lang), "\n" + indicators::to_table(evaluation, options.lang));
  for (const auto& result : evaluation.indicators)
    if (result.receipt && !result.receipt->adds_up) return exit_refused;
  return exit_fine;
}

Result<int> make_demo(const Options& options, const Arguments& arguments) {
  const auto project = dossier::read_disclosure(shipped(".txt"));
  ensure(project.has_value(), "the founding document does not read");
  if (const auto known = sample_year(shipped_calendar(), arguments.year, 1, {}); !known)
    return std::unexpected{known.error()};
  auto data = journal::DataDir::create(arguments.folder);
  if (!data) return std::unexpected{data.error()};
  if (!options.json)
    fmt::print(
        fmt::runtime(options.lang == Lang::zh ? "【示例数据】生成 {} 年的虚构样例，写入 {}，再从文件导入：\n"
                                              : "[示例 SAMPLE DATA] a made-up year {} in {}, imported from files:\n"),
        arguments.year, arguments.folder);
  auto session = found_hall(std::move(*data), *project, arguments.year, 1);
  if (!session) return std::unexpected{session.error()};
  const identity::Unit first = session->unit;
  for (int hall = 1; hall <= arguments.halls; ++hall) {
    if (hall > 1) session = found_hall(std::move(session->data), *project, arguments.year, hall);
    if (!session) return std::unexpected{session.error()};
    if (auto rows = fill_hall(options, *session, arguments, hall); !rows) return std::unexpected{rows.error()};
  }
  session->unit = first;
  if (auto people = add_sample_users(*session->data, first); !people) return std::unexpected{people.error()};
  if (auto acts = fill_sample_acts(*session, arguments); !acts) return std::unexpected{acts.error()};
  const auto exit = show_evaluation(options, *session);
  if (exit && !options.json) fmt::print("{}", sample_sign_ins(*session->data, first, options.lang));
  return exit;
}

}  // namespace

void add_demo(Cli cli) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = cli.app.add_subcommand("demo", "make a labelled sample year and evaluate it / 生成示例数据");
  command->add_option("DIR", arguments->folder, "a new data directory")->required();
  command->add_option("--year", arguments->year, "year of the sample")->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, another year of numbers")->capture_default_str();
  command->add_option("--halls", arguments->halls, "number of halls")->between(1, 500)->capture_default_str();
  command->callback([cli, arguments] {
    const auto exit = make_demo(cli.options, *arguments);
    cli.exit = exit ? *exit : print_refusal(cli.options, exit.error());
  });
}

}  // namespace hallbook::app
