#pragma once
// What the operations of app/ share while a server runs: verification jobs, live events, what the settings page shows.
// identity/ carries a pointer to it in Context and knows no more of it.
#include <functional>
#include <string>
#include <vector>

#include "app/session.h"
#include "app/verification_jobs.h"

namespace hallbook::app {

struct HouseSetting {
  std::string key, value;
  Text words;
};

struct House {
  explicit House(Options the_options) : options{std::move(the_options)}, verifications{options} {}
  Options options;
  std::vector<HouseSetting> settings;
  VerificationJobs verifications;
};

}  // namespace hallbook::app
