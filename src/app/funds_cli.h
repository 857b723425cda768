#pragma once
// What the commands of the money share: who acts, which project, days, papers. Each command file adds its own below.
#include "app/command_line.h"
#include "app/commands.h"
#include "app/session.h"
#include "app/terminal.h"
#include "base/money_math.h"
#include "funds/funds_input.h"
#include "funds/funds_view.h"

namespace hallbook::app {

funds::Acting acting_by(const Session& session, const std::string& by);
/// As asked, else the unit's project.
Result<std::string> project_of(db::ReadTx& tx, UnitId unit, const std::string& asked);
Result<Date> day_typed(const std::string& text, std::string_view option);
/// "quotation=报价单 1", or "invoice=@file.pdf": the file is kept, its name and digest stand in the request.
Result<std::vector<funds::PaperFile>> papers_typed(Session& session, const std::vector<std::string>& texts);
std::string told(const std::vector<Text>& warnings, Lang lang);
inline std::string either(const Options& options, std::string_view zh, std::string_view en) {
  return std::string{options.lang == Lang::zh ? zh : en};
}

/// Hangs `job` under a command: it runs with the options of the call and the arguments of its file.
template <class Arguments>
auto run_with(Cli cli, std::shared_ptr<Arguments> arguments, int (*job)(const Options&, const Arguments&)) {
  return [cli, arguments, job] { cli.exit = job(cli.options, *arguments); };
}

}  // namespace hallbook::app
