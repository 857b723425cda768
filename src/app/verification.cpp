#include "app/verification.h"
#include "base/ensure.h"

#include <fmt/format.h>

#include "app/deposited_head.h"
#include "app/events.h"
#include "app/scratch_folder.h"
#include "funds/books_verify.h"
#include "identity/people_check.h"
#include "platform/files/disk.h"
#include "registers/checks.h"

namespace hallbook::app {
namespace {

/// Wrapped keys, secrets, sessions, kept answers and drafts are no facts of the journal, nor is the schema's version.
/// register_page tells readers what to read anew; of entries from before migration 0031 it knows nothing.
const std::vector<std::string> never_replayed{"entry_key",   "schema_version", "credential",    "session",
                                              "idempotency", "plan_draft",     "register_page", "token_use"};

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

constexpr std::uint64_t room_left_over = 64ull << 20;

/// The rebuilt database grows as large as the live one, on the same disk: the live one must not find it full.
Result<> room_for_replay(const std::filesystem::path& folder) {
  std::error_code unknown;
  std::uint64_t size = 0;
  for (const auto* name : {"hallbook.db", "hallbook.db-wal"})
    if (const auto bytes = std::filesystem::file_size(folder / name, unknown); !unknown) size += bytes;
  const auto space = std::filesystem::space(folder, unknown);
  const std::uint64_t needed = 2 * size + room_left_over;
  if (unknown || space.available >= needed) return {};
  return refuse(
      RefusalCode::unavailable,
      {fmt::format("磁盘只剩 {} MB，重放要 {} MB，没有开始。请先腾出空间。", space.available >> 20, needed >> 20),
       fmt::format("{} MB are left on the disk, a replay needs {} MB; it was not begun. Make room first.",
                   space.available >> 20, needed >> 20)},
      "rebuild");
}

/// What the journal gives, in an empty database: in memory, or in a file of its own beside the live one.
class Rebuilt {
 public:
  explicit Rebuilt(const std::filesystem::path& scratch) {
    if (!scratch.empty()) folder_.emplace(scratch);
    auto opened = db::Database::open({folder_ ? folder_->path() / "rebuilt.db" : ":memory:"}, journal::migrations());
    ensure(opened.has_value(), "a scratch database does not open");
    database_ = std::move(*opened);
  }
  db::Database& database() { return *database_; }

 private:
  std::optional<ScratchFolder> folder_;
  std::unique_ptr<db::Database> database_;  // closed before its folder goes
};

void compare_by_replay(journal::DataDir& data, db::ReadTx& tx, const VerifyOptions& how, journal::Report& report,
                       const journal::Progress& progress) {
  const bool everything = how.rebuild;
  Rebuilt rebuilt{everything ? how.scratch : std::filesystem::path{}};
  journal::ReplayOptions options;
  if (!everything) options.skip = [](const journal::Line& line) { return writes_registers_only(line.kind); };
  journal::replay(tx, rebuilt.database(), data.evidence(), all_event_kinds(), options, report, progress);
  auto truth = rebuilt.database().read();
  std::vector<std::string> tables;
  if (!everything)
    tables = {"journal",         "journal_head",     "unit",          "definition",        "register_column",
              "project_version", "project_decision", "period_close",  "frozen_evaluation", "account",
              "account_role",    "account_person",   "account_token", "people_state",      "book_voucher",
              "book_posting",    "book_month",       "book_close",    "book_import"};
  journal::compare_tables(truth, tx, tables, never_replayed, report, progress);
  if (!everything)
    report.not_covered.push_back(
        "imported_file: names and times, import_mapping (hallbook verify --rebuild covers them)");
}

Result<> run_checks(const Options& options, const VerifyOptions& how, journal::DataDir& data, journal::Report& report,
                    const journal::Progress& progress) {
  if (how.rebuild && !how.scratch.empty())
    if (auto room = room_for_replay(data.folder()); !room) return room;
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
  compare_by_replay(data, tx, how, report, progress);
  identity::verify_credentials(tx, report);
  report.not_covered.push_back("entry_key: that each sealed entry has its key is checked, its bytes are random");
  report.not_covered.push_back(
      "session, idempotency, plan_draft, token_use: who is signed in now, answers kept for repeated requests, drafts, "
      "the last day of a token's use");
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
