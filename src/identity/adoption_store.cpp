#include "identity/adoption_store.h"

namespace hallbook::identity::adoption_store {
namespace {

AdoptedDefinition definition_from(const db::Row& row) {
  return {row.string(0), row.string(1), row.int64(2), row.int64(3), row.digest(4), row.string(5)};
}

}  // namespace

std::int64_t last_version(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name) {
  return tx
      .one_int64("SELECT MAX(version) FROM definition WHERE unit_id = $1 AND kind = $2 AND name = $3", unit, kind, name)
      .value_or(0);
}

void insert(db::WriteTx& tx, UnitId unit, const AdoptedDefinition& definition) {
  tx.exec(R"(
      INSERT INTO definition (unit_id, kind, name, version, adopted_seq, digest, text)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          unit, definition.kind, definition.name, definition.version, definition.adopted_seq, definition.digest,
          definition.text);
}

std::vector<AdoptedDefinition> versions(db::ReadTx& tx, UnitId unit, std::string_view kind, std::int64_t at_seq) {
  std::vector<AdoptedDefinition> found;
  tx.each(
      R"(
      SELECT kind, name, version, adopted_seq, digest, text FROM definition
      WHERE unit_id = $1 AND kind = $2 AND ($3 = 0 OR adopted_seq <= $3) ORDER BY name, version)",
      [&](const db::Row& row) { found.push_back(definition_from(row)); }, unit, kind, at_seq);
  return found;
}

std::optional<AdoptedDefinition> latest(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name,
                                        std::int64_t at_seq) {
  std::optional<AdoptedDefinition> found;
  tx.each(
      R"(
      SELECT kind, name, version, adopted_seq, digest, text FROM definition
      WHERE unit_id = $1 AND kind = $2 AND name = $3 AND ($4 = 0 OR adopted_seq <= $4) ORDER BY version DESC LIMIT 1)",
      [&](const db::Row& row) { found = definition_from(row); }, unit, kind, name, at_seq);
  return found;
}

}  // namespace hallbook::identity::adoption_store
