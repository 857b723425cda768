#include "app/funds_commands.h"

#include "app/command_line.h"

#include "app/funds_contract_commands.h"

namespace hallbook::app {

void add_funds(Cli cli) {
  auto* funds = cli.app.add_subcommand("funds", "the money: budget to books / 资金：从预算到账簿");
  funds->require_subcommand();
  add_funds_budget(*funds, cli);
  add_funds_plan(*funds, cli);
  auto* request = funds->add_subcommand("request", "requests for money / 用款申请")->require_subcommand();
  add_funds_request(*request, cli);
  add_funds_approval(*funds, *request, cli);
  add_funds_payment(*funds, cli);
  const std::vector<void (*)(Command&, Cli)> groups = {
      add_contract_commands,
      add_invoice_commands,
      add_treasury_commands,
      add_funds_books,
  };  // one line for each file of commands
  for (const auto add : groups) add(*funds, cli);
}

}  // namespace hallbook::app
