#pragma once
// The models of `hall erlang` beyond B, C and A: M/D/c, M/G/1, priorities, and the time-dependent station.
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "queueing/value.h"

namespace hallbook::app {

struct ErlangArguments {
  std::string model = "c";
  std::optional<int> windows;
  std::optional<double> utilisation, load, arrivals, service, patience, within, handling_cv;
  std::vector<std::string> classes;
  std::string target, stretches;
};

struct ExactAnswer {
  queueing::Value json;
  std::string text;
};

/// Erlang from one of --utilisation, --load, --arrivals with --service.
Result<double> load_of(const ErlangArguments& given);

bool is_further_model(const std::string& model);  // d, g, p, t
/// Refuses options that the model does not know, and what its formula refuses.
Result<ExactAnswer> further_model(const ErlangArguments& given, Lang lang);

}  // namespace hallbook::app
