#pragma once
// `hallbook hall …`: one group, its commands in files by subject. Each add_hall_… hangs its commands under `hall`.
#include <atomic>
#include <string_view>

#include "app/commands.h"
#include "queueing/value.h"

namespace hallbook::app {

void add_hall_simulation(Command& hall, Cli cli);  // simulate, compare (hall_simulation_commands.cpp)
void add_hall_exact(Command& hall, Cli cli);       // erlang (hall_exact_commands.cpp)
void add_hall_records(Command& hall, Cli cli);     // tickets, estimate (hall_records_commands.cpp)
void add_hall_plan(Command& hall, Cli cli);        // plan, moves, required (hall_plan_commands.cpp)

/// `value` when --json, else `text` as it stands.
void print(const Options& options, const queueing::Value& value, std::string_view text);

/// True after Ctrl-C while an Interruptible lives: the work at hand ends with what it has.
const std::atomic<bool>& interrupted();
class Interruptible {
 public:
  Interruptible();
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  void (*before_)(int);
};

/// The whole file, or a refusal that names it. At most 64 MiB.
Result<std::string> read_file(const std::string& path);

}  // namespace hallbook::app
