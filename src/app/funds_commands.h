#pragma once
// `hallbook funds …`: one group, its commands in files by subject. Each add_funds_… hangs its commands under `funds`.
#include "app/commands.h"

namespace hallbook::app {

void add_funds_budget(Command& funds, Cli cli);   // budget …
void add_funds_plan(Command& funds, Cli cli);     // lines, plan …
void add_funds_payment(Command& funds, Cli cli);  // pay, return, payments
void add_funds_request(Command& request, Cli cli);                   // request make, change, show …
void add_funds_approval(Command& funds, Command& request, Cli cli);  // request approve, refuse; exception …
void add_funds_books(Command& funds, Cli cli);  // books …, export (funds_books_commands.cpp)

}  // namespace hallbook::app
