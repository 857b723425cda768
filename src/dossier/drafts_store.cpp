#include "dossier/drafts.h"

namespace hallbook::dossier {

std::optional<Draft> find_draft(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::optional<Draft> found;
  tx.each(
      "SELECT project, account, display_name, revision, at_ms, body FROM plan_draft WHERE unit_id = $1 AND project = "
      "$2",
      [&](const db::Row& row) {
        found = Draft{
            row.string(0), row.string(1), row.string(2), row.int64(3), Instant{std::chrono::milliseconds{row.int64(4)}},
            row.string(5)};
      },
      unit, project);
  return found;
}

void keep_draft(db::WriteTx& tx, UnitId unit, const Draft& draft) {
  tx.exec(R"(
      INSERT INTO plan_draft (unit_id, project, account, display_name, revision, at_ms, body)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (unit_id, project) DO UPDATE SET account = excluded.account, display_name = excluded.display_name,
        revision = excluded.revision, at_ms = excluded.at_ms, body = excluded.body)",
          unit, draft.project, draft.account, draft.display_name, draft.revision, draft.at, draft.body);
}

void drop_draft(db::WriteTx& tx, UnitId unit, std::string_view project) {
  tx.exec("DELETE FROM plan_draft WHERE unit_id = $1 AND project = $2", unit, project);
}

std::int64_t drafts_of(db::ReadTx& tx, UnitId unit, std::string_view account) {
  return tx.one_int64("SELECT COUNT(*) FROM plan_draft WHERE unit_id = $1 AND account = $2", unit, account).value_or(0);
}

}  // namespace hallbook::dossier
