#pragma once
// The commands of contracts below `funds`: contract, accept, invoice, treasury, reconcile, due.
#include "app/commands.h"

namespace hallbook::app {

/// Adds them to the group `funds`.
void add_contract_commands(Command& funds, Cli cli);   // contract, accept
void add_invoice_commands(Command& funds, Cli cli);    // invoice
void add_treasury_commands(Command& funds, Cli cli);   // treasury, reconcile, due

}  // namespace hallbook::app
