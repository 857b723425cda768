// openapi: the interface, the permission matrix and the reference page, printed from the route table.
#include <fmt/format.h>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/openapi.h"
#include "app/routes.h"

namespace hallbook::app {

void add_openapi(Cli cli) {
  auto matrix = std::make_shared<bool>(false);
  auto reference = std::make_shared<bool>(false);
  auto* command = cli.app.add_subcommand("openapi", "the HTTP interface as OpenAPI 3.1 / 接口说明");
  command->add_flag("--matrix", *matrix, "the permission matrix instead: operations by roles / 权限表");
  command->add_flag("--reference", *reference, "a page to read instead, as docs/guide/api.md / 接口手册");
  command->callback([cli, matrix, reference] {
    const auto routes = all_routes();
    fmt::print("{}", *matrix      ? permission_matrix(routes)
                     : *reference ? api_reference(routes)
                                  : openapi(routes).pretty());
    cli.exit = exit_fine;
  });
}

}  // namespace hallbook::app
