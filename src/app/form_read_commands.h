#pragma once
// Reading published forms: used by the form command.
#include <string>

#include "app/commands.h"

namespace hallbook::app {

/// Prints printed against computed; exits with 1 when a row, a sum or the grade does not hold, or a cell is doubtful.
int rescore_file(const Options& options, const std::string& file, const std::string& scheme_file);

/// Prints the cells of a form as they are read: a row a line, parted by TAB.
int read_form(const Options& options, const std::string& file);

}  // namespace hallbook::app
