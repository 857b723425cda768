#include "queueing/kernel.h"

#include "queueing/kernel_state.h"

namespace hallbook::queueing {

Workspace::Workspace(const Plan& plan) : state_{std::make_unique<State>()} {
  if (is_fast(plan)) prepare(plan, state_->fast);
}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

void run_day(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome, Path path) {
  if (is_fast(plan) && run_fast(plan, day, workspace, outcome, path)) return;
  run_general(plan, day, workspace, outcome);
}

}  // namespace hallbook::queueing
