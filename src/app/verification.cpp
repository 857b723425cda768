#include "app/verification.h"
#include "base/ensure.h"

#include <fmt/format.h>

#include "app/deposited_head.h"
#include "app/events.h"
#include "funds/books_verify.h"
#include "identity/people_check.h"
#include "platform/files/disk.h"
#include "registers/checks.h"

namespace hallbook::app {
namespace {

/// Wrapped keys, secrets, sessions, kept answers and drafts are no facts of the journal, nor is the schema's version.
/// register_page tells readers what to read anew; of entries from before migration 0031 it knows nothing.
const std::vector<std::string> never_replayed{"entry_key",   "schema_version", "credential",   "session",
                                              "idempotency", "plan_draft",     "register_page"};

/// Events that only register tables follow from: verify_registers covers those row by row.
bool writes_registers_only(std::string_view kind) {
  return kind == "RowsImported" || kind == "EntryRecorded" || kind == "EntryCorrected" || kind == "EntryVoided" ||
         kind == "ImportWithdrawn";
}

/// Opens even when the mark beside the database is ahead of the journal: that is a finding, not an obstacle.
Result<std::unique_ptr<journal::DataDir>> open_for_verify(const Options& options, journal::Report& report) {
  auto data = journal::DataDir::open(options.data, journal::Mode::read);
  if (data || data.error().code != RefusalCode::wrong_state) return data;
  auto again = journal::DataDir::open(options.data, journal::Mode::read, true);
  if (!again) return std::unexpected{data.error()};
  report.add("mark", "mark.json", data.error().message);
  return again;
}

/// A file that lies there is read, anything else is the head itself.
Result<std::string> text_of_head(const std::string& saved) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(saved, ignored)) return saved;
  return files::read_file(saved, largest_deposited_head + 1);
}

/// The head must stand in the journal of the unit that it names, or of some unit when neither it nor the command names one.
Result<> check_saved_head(const Options& options, db::ReadTx& tx, const std::string& saved, journal::Report& report) {
  const auto text = text_of_head(saved);
  if (!text) return std::unexpected{text.error()};
  const auto given = read_deposited(*text);
  if (!given) return std::unexpected{given.error()};
  std::vector<Text> said;
  std::optional<Refusal> of_another_unit;
  for (const auto& unit : identity::units(tx)) {
    if (!options.unit_code.empty() && unit.code != options.unit_code) continue;
    const auto verdict = judge_head(tx, unit, *given);
    if (!verdict) {
      of_another_unit = verdict.error();
      continue;
    }
    if (verdict->standing == HeadStanding::on_chain) return {};
    said.push_back(verdict->message);
  }
  if (said.empty() && of_another_unit) return std::unexpected{*of_another_unit};
  report.add("head", saved,
             said.size() == 1 ? said.front()
                              : Text{"日志里没有这个日志头：此前的记录被改写或删短了",
                                     "the journal does not contain this head: it was rewritten or cut off"});
  return {};
}

void compare_by_replay(journal::DataDir& data, db::ReadTx& tx, bool everything, journal::Report& report,
                       const journal::Progress& progress) {
  auto rebuilt = db::Database::open({":memory:"}, journal::migrations());
  ensure(rebuilt.has_value(), "a scratch database does not open");
  journal::ReplayOptions options;
  if (!everything) options.skip = [](const journal::Line& line) { return writes_registers_only(line.kind); };
  journal::replay(tx, **rebuilt, data.evidence(), all_event_kinds(), options, report, progress);
  auto truth = (*rebuilt)->read();
  std::vector<std::string> tables;
  if (!everything)
    tables = {"journal",         "journal_head",     "unit",         "definition",        "register_column",
              "project_version", "project_decision", "period_close", "frozen_evaluation", "account",
              "account_role",    "account_person",   "people_state", "book_voucher",      "book_posting",
              "book_month",      "book_close",       "book_import"};
  journal::compare_tables(truth, tx, tables, never_replayed, report);
  if (!everything)
    report.not_covered.push_back(
        "imported_file: names and times, import_mapping (hallbook verify --rebuild covers them)");
}

Result<> run_checks(const Options& options, const VerifyOptions& how, journal::DataDir& data, journal::Report& report,
                    const journal::Progress& progress) {
  for (const auto& complaint : data.database().integrity_problems())
    report.add("integrity", "hallbook.db", {"SQLite 完整性检查：" + complaint, "SQLite integrity check: " + complaint});
  auto tx = data.read();
  journal::verify_chain(tx, report, progress);
  if (!how.head.empty())
    if (auto checked = check_saved_head(options, tx, how.head, report); !checked) return checked;
  registers::verify_registers(tx, data.evidence(), &data.keys(), report, progress);
  if (!data.keys().has_master())
    report.not_covered.push_back("sealed originals: without the master key only that each is there is checked");
  funds::verify_books(tx, report);
  compare_by_replay(data, tx, how.rebuild, report, progress);
  identity::verify_credentials(tx, report);
  report.not_covered.push_back("entry_key: that each sealed entry has its key is checked, its bytes are random");
  report.not_covered.push_back(
      "session, idempotency, plan_draft: who is signed in now, answers kept for repeated requests, drafts");
  return {};
}

/// A file so damaged that it cannot be read to its end is a finding like any other, not a fault of the check.
void add_unreadable(const std::string& why, journal::Report& report) {
  report.add(
      "integrity", "hallbook.db",
      {"数据库文件已损坏，读不到底：" + why, "the database file is damaged and cannot be read to its end: " + why});
}

}  // namespace

Result<> verify_all(const Options& options, const VerifyOptions& how, journal::Report& report,
                    const journal::Progress& progress) {
  try {
    auto data = open_for_verify(options, report);
    if (!data) return std::unexpected{data.error()};
    return run_checks(options, how, **data, report, progress);
  } catch (const db::Fault& fault) {
    if (fault.kind != db::Fault::Kind::corrupt) throw;
    add_unreadable(fault.what(), report);
  } catch (const BrokenInvariant& broken) {
    add_unreadable(broken.what(), report);
  }
  return {};
}

}  // namespace hallbook::app
