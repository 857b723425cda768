#pragma once
// The commands of the program, one function a group. Each adds its subcommands to `cli` and sets `exit` when it ran.
#include <functional>

#include "app/session.h"

namespace hallbook::app {

class Command;

struct Cli {
  Command& app;
  Options& options;
  int& exit;
};

void add_calc(Cli cli);       // calc target | score | workday | code
void add_init(Cli cli);       // init, unit list
void add_demo(Cli cli);       // demo DIR
void add_project(Cli cli);    // project import | show | export | check | decide | list
void add_registers(Cli cli);  // register list | show | adopt | import | export | close
void add_definitions(Cli cli);  // definition list | show | adopt
void add_entries(Cli cli);    // record, correct, void, history, entries
void add_evaluate(Cli cli);   // evaluate, receipt
void add_forecast(Cli cli);   // forecast
void add_words(Cli cli);      // words set | list
void add_proofs(Cli cli);     // verify, head, prove, journal
void add_hall(Cli cli);       // hall simulate | compare …
void add_funds(Cli cli);      // funds contract | accept | invoice | treasury | reconcile | due | books | export …
void add_openapi(Cli cli);    // openapi
void add_serve(Cli cli);      // serve
void add_publish(Cli cli);   // publish
void add_forms(Cli cli);     // form, form-template
void add_rating_codes(Cli cli);  // service …
void add_service(Command& group, Cli cli);  // service send | rounds | matters | matter …
void add_users(Cli cli);      // user add | list | roles …

/// Runs `job` on an opened session, prints a refusal, returns the exit code.
int with_session(const Options& options, journal::Mode mode, const std::function<Result<int>(Session&)>& job);

}  // namespace hallbook::app
