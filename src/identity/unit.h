#pragma once
// Units (tenants) as a tree, and the definitions each has adopted. Users and roles come with the web application.
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace hallbook::identity {

struct Unit {
  UnitId id;
  UnitId parent;       // 0 = none
  std::string code;    // GB 32100 code, or a short code for units that have none
  std::string name;
  bool sample = false;  // made by `hallbook demo`: every surface says 示例
};

struct UnitFounded {
  static constexpr std::string_view kind = "UnitFounded";
  Unit unit;
  Json to_json() const;
  static UnitFounded from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const UnitFounded& event);

/// Refuses a code or a name that is empty, too long or taken.
Result<Unit> found_unit(journal::Books& books, const journal::Actor& actor, Instant at, Unit unit);

std::vector<Unit> units(db::ReadTx& tx);
std::optional<Unit> find_unit(db::ReadTx& tx, UnitId id);

}  // namespace hallbook::identity
