#include "dossier/projects_store.h"

#include "dossier/project_events.h"

namespace hallbook::dossier {
namespace {

constexpr std::int64_t no_end = INT64_MAX;
std::int64_t end_of(std::int64_t at_seq) { return at_seq == 0 ? no_end : at_seq; }

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const ProjectImported& event) {
  const auto version = books.tx
                           .one_int64(R"(
      SELECT MAX(version) FROM project_version WHERE unit_id = $1 AND code = $2)",
                                      meta.unit, event.code)
                           .value_or(0) +
                       1;
  books.tx.exec(R"(
      INSERT INTO project_version (unit_id, code, version, seq, name, year, document, plan)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
                meta.unit, event.code, version, meta.seq, event.name, event.year, event.document, event.plan);
}

void apply(journal::Books& books, const journal::Meta& meta, const DecisionMade& event) {
  books.tx.exec(R"(
      INSERT INTO project_decision (unit_id, code, seq, finding, indicator, chosen, decided_by, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
                meta.unit, event.code, meta.seq, event.decision.finding, event.decision.indicator,
                event.decision.chosen, event.decision.by, event.decision.reason);
}

std::optional<StoredProject> load_project(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq) {
  std::optional<StoredProject> found;
  tx.each(
      R"(
      SELECT code, version, seq, document, plan FROM project_version
      WHERE unit_id = $1 AND code = $2 AND seq <= $3 ORDER BY version DESC LIMIT 1)",
      [&](const db::Row& row) {
        found = StoredProject{row.string(0), row.int64(1), row.int64(2), row.string(3), row.string(4)};
      },
      unit, code, end_of(at_seq));
  return found;
}

std::vector<StoredProject> load_versions(db::ReadTx& tx, UnitId unit, std::string_view code) {
  std::vector<StoredProject> versions;
  tx.each(
      "SELECT code, version, seq, document, plan FROM project_version WHERE unit_id = $1 AND code = $2 ORDER BY "
      "version",
      [&](const db::Row& row) {
        versions.push_back({row.string(0), row.int64(1), row.int64(2), row.string(3), row.string(4)});
      },
      unit, code);
  return versions;
}

std::vector<std::string> load_codes(db::ReadTx& tx, UnitId unit, std::int64_t at_seq) {
  std::vector<std::string> codes;
  tx.each(
      R"(
      SELECT code FROM project_version WHERE unit_id = $1 AND seq <= $2 GROUP BY code ORDER BY code)",
      [&](const db::Row& row) { codes.push_back(row.string(0)); }, unit, end_of(at_seq));
  return codes;
}

std::optional<std::string> load_code_of(db::ReadTx& tx, UnitId unit, std::string_view name, int year) {
  return tx.one_text(R"(
      SELECT code FROM project_version WHERE unit_id = $1 AND name = $2 AND year = $3 ORDER BY seq DESC LIMIT 1)",
                     unit, name, year);
}

std::vector<Decision> load_decisions(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq) {
  std::vector<Decision> decisions;
  tx.each(
      R"(
      SELECT finding, indicator, chosen, decided_by, reason, seq FROM project_decision
      WHERE unit_id = $1 AND code = $2 AND seq <= $3 ORDER BY seq)",
      [&](const db::Row& row) {
        Decision decision{
            row.string(0), static_cast<int>(row.int64(1)), row.string(2), row.string(3), row.string(4), false,
            row.int64(5)};
        std::erase_if(decisions, [&](const Decision& earlier) {
          return earlier.finding == decision.finding && earlier.indicator == decision.indicator;
        });
        decisions.push_back(std::move(decision));
      },
      unit, code, end_of(at_seq));
  return decisions;
}

}  // namespace hallbook::dossier
