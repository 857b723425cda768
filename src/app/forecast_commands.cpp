// forecast: where each figure of a project is likely to end.
#include "app/command_line.h"

#include "app/as_of.h"
#include "app/commands.h"
#include "indicators/forecast_print.h"

namespace hallbook::app {
namespace {

struct Arguments {
  std::string project, as_of;
};

int show(const Options& options, const Arguments& arguments) {
  return with_session(options, journal::Mode::read, [&](Session& session) -> Result<int> {
    auto tx = session.data->read();
    const auto evaluator = indicators::Evaluator::load(tx, session.unit_id(), arguments.project);
    if (!evaluator) return std::unexpected{evaluator.error()};
    const auto as_of = pick_as_of(arguments.as_of, evaluator->project().period, session.unit.sample);
    if (!as_of) return std::unexpected{as_of.error()};
    const auto evaluation = evaluator->evaluate(tx, *as_of);
    print(options, indicators::forecasts_json(tx, *evaluator, evaluation, options.lang),
          options.json ? "" : indicators::forecasts_table(tx, *evaluator, evaluation, options.lang));
    return exit_fine;
  });
}

}  // namespace

void add_forecast(Cli cli) {
  static Arguments arguments;
  auto* command =
      cli.app.add_subcommand("forecast", "where each figure is likely to end: an estimate with its interval");
  command->add_option("--project", arguments.project, "code of the project; needed when there are several");
  command->add_option("--as-of", arguments.as_of, "figures up to this day (YYYY-MM-DD)");
  command->callback([&options = cli.options, &exit = cli.exit] { exit = show(options, arguments); });
}

}  // namespace hallbook::app
