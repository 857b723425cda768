#include "app/commands.h"

namespace hallbook::app {

int with_session(const Options& options, journal::Mode mode, const std::function<Result<int>(Session&)>& job) {
  auto session = open_session(options, mode);
  if (!session) return print_refusal(options, session.error());
  const auto exit = job(*session);
  return exit ? *exit : print_refusal(options, exit.error());
}

}  // namespace hallbook::app
