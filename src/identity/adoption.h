#pragma once
// Definitions are data: a register, scheme, price table, calendar or project plan is a text that a unit adopts
// by an event. Every version stays, so an old figure is recomputed with the definition that was in force.
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace hallbook::identity {

struct AdoptedDefinition {
  std::string kind;  // "register", "scheme", "prices", "calendar", "project"
  std::string name;  // "mailing", "10-50-30-10", "2026"
  std::int64_t version = 0;  // 1, 2 … in order of adoption
  std::int64_t adopted_seq = 0;
  Digest digest;             // SM3 of text
  std::string text;          // the file as adopted
};

/// Stores the next version. Called by apply() functions only.
std::int64_t store_definition(journal::Books& books, const journal::Meta& meta, std::string_view kind,
                              std::string_view name, std::string_view text);

/// The version in force now, or at journal position `at_seq` when it is not 0.
std::optional<AdoptedDefinition> find_definition(db::ReadTx& tx, UnitId unit, std::string_view kind,
                                                 std::string_view name, std::int64_t at_seq = 0);
/// The versions in force, by name.
std::vector<AdoptedDefinition> definitions(db::ReadTx& tx, UnitId unit, std::string_view kind, std::int64_t at_seq = 0);

/// All versions of one definition, the first first.
std::vector<AdoptedDefinition> definition_versions(db::ReadTx& tx, UnitId unit, std::string_view kind,
                                                   std::string_view name);

/// For kinds that need no table of their own (scheme, prices, calendar). Registers have RegisterAdopted.
struct DefinitionAdopted {
  static constexpr std::string_view kind = "DefinitionAdopted";
  std::string definition_kind;
  std::string name;
  std::string text;
  std::string reason = {};  // why, when a person says so
  Json to_json() const;
  static DefinitionAdopted from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const DefinitionAdopted& event);

}  // namespace hallbook::identity
