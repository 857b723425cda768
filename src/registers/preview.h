#pragma once
// What would happen if these values were recorded: problems, warnings, effects, derived values. Nothing is stored.
// Quick entry asks while a person types. Source: docs/rules/api.md, R-API-15.
#include "registers/registers.h"

namespace hallbook::registers {

struct Preview {
  std::vector<Refusal> problems;  // would refuse it
  std::vector<Refusal> warnings;  // worth a look; `field` says where
  std::vector<Text> effects;      // what it changes: "登记后结存 12.00"
  std::optional<std::int64_t> derived;  // in the derived field's units
  bool needs_reason = false;  // its period is closed
};

/// `entry`: the one that is being corrected, 0 for a new one. In `values` keep() stands for what is not known.
Preview preview(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values, EntryId entry,
                Date today);

}  // namespace hallbook::registers
