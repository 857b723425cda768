// The composition root: options, commands, and the one catch of the program.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/command_line.h"
#include "app/commands.h"
#include "base/ensure.h"

namespace {

constexpr std::string_view purpose =
    "hallbook (厅簿): registers, performance targets and a proven self-evaluation of a service hall.\n"
    "厅簿：政务服务大厅的台账、绩效目标和可以证明的自评。";

void add_global_options(hallbook::app::Command& app, hallbook::app::Options& options, std::string& lang) {
  app.add_option("--data", options.data, "data directory / 数据目录")->capture_default_str();
  app.add_option("--unit", options.unit_code, "unit code, when there are several / 单位代码");
  app.add_flag("--json", options.json, "answer for machines / 供程序读取");
  app.add_option("--lang", lang, "zh or en; from the locale / 语言")->one_of({"zh", "en"});
}

int run(int argc, char** argv) {
  using namespace hallbook::app;
  Command app{std::string{purpose}, "hallbook", "hallbook 0.1.0"};
  Options options;
  options.lang = lang_from_environment();
  std::string lang;
  int exit = exit_fine;
  add_global_options(app, options, lang);
  const Cli cli{app, options, exit};
  for (const auto add : {add_demo, add_init, add_project, add_registers, add_definitions, add_entries, add_evaluate,
                         add_words, add_forecast, add_proofs, add_calc, add_hall, add_funds, add_users, add_openapi,
                         add_serve, add_forms, add_publish, add_rating_codes})
    add(cli);
  const auto ended = app.parse(argc, argv, exit_refused, [&] {
    if (!lang.empty()) options.lang = lang == "zh" ? hallbook::Lang::zh : hallbook::Lang::en;
  });
  if (ended) return *ended;
  if (!app.has_subcommand()) fmt::print("{}", app.help());
  return exit;
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its size limit is a full disk: the write fails and is told
  return run(argc, argv);
} catch (const std::exception& fault) {
  fmt::print(stderr, "hallbook: {}\n", fault.what());
  return hallbook::app::exit_fault;
}
