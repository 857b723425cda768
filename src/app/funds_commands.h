#pragma once
// `hallbook funds …`: one group, its commands in files by subject. Each add_funds_… hangs its commands under `funds`.
#include "app/commands.h"

namespace hallbook::app {

void add_funds_books(Command& funds, Cli cli);  // books …, export (funds_books_commands.cpp)

}  // namespace hallbook::app
