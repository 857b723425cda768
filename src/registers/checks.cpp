// Every row against the journal line or rows file it came from, in both directions. R-REG-45 to R-REG-49.
#include "registers/checks.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/as_of.h"
#include "registers/checks_expected.h"
#include "registers/entry_files_store.h"
#include "registers/entry_store.h"
#include "registers/events.h"
#include "registers/register_store.h"
#include "registers/registers.h"
#include "registers/rollup_store.h"
#include "registers/rows.h"

namespace hallbook::registers {
namespace {

using entry_store::StoredEntry;

/// One register of one unit.
class RegisterCheck {
 public:
  RegisterCheck(db::ReadTx& tx, const journal::EvidenceStore& evidence, const journal::KeyRing* keys,
                journal::Report& report, UnitId unit, const Definition& definition, Expected expected,
                const journal::Progress& progress)
      : tx_{tx},
        evidence_{evidence},
        keys_{keys},
        report_{report},
        unit_{unit},
        definition_{definition},
        expected_{std::move(expected)},
        progress_{progress},
        cells_{unit, definition} {}

  void run() {
    check_rows();
    check_derived();
    check_rollups(false, cells_.cells());
    std::unordered_map<std::string, rollup_store::Change::Cell> months;
    for (const auto& [key, cell] : cells_.cells())
      rollup_store::Change::add_to(months[key.substr(0, 7) + key.substr(10)], cell);
    check_rollups(true, months);
    check_keys();
    check_closings();
    check_imports();
    check_originals();
    check_files();
    report_.covered.push_back(fmt::format("entry_{} unit {} {} rows", definition_.name, unit_.value, rows_));
  }

 private:
  std::string where(std::int64_t entry, int version) const {
    return fmt::format("entry_{} unit {} entry {} version {}", definition_.name, unit_.value, entry, version);
  }
  void tell(std::int64_t entry, int version, std::string zh, std::string en) {
    report_.add("rows", where(entry, version), {std::move(zh), std::move(en)});
  }
  void missing(std::int64_t entry, int version, std::int64_t seq) {
    tell(entry, version, fmt::format("日志第 {} 行有这一条,表中没有", seq),
         fmt::format("journal line {} made this row; the table lacks it", seq));
  }

  void check_rows();
  void check_row(const StoredEntry& entry);
  void check_end(const StoredEntry& entry);
  void check_line(const StoredEntry& entry, std::int64_t seq);
  void check_imported(const StoredEntry& entry, const Expected::Import& import);
  bool same_values(const StoredEntry& entry, const Values& wanted, std::int64_t seq);
  void check_marks(const StoredEntry& entry, std::int64_t seq, bool late, std::string_view reason);
  bool open_import(const Expected::Import& import);
  bool next_line();
  void close_import(std::int64_t before);
  void check_derived();
  void check_rollups(bool monthly, const std::unordered_map<std::string, rollup_store::Change::Cell>& wanted);
  void check_keys();
  void check_closings();
  void check_imports();
  void check_originals();
  void check_files();

  db::ReadTx& tx_;
  const journal::EvidenceStore& evidence_;
  const journal::KeyRing* keys_;
  journal::Report& report_;
  UnitId unit_;
  const Definition& definition_;
  Expected expected_;
  const journal::Progress& progress_;
  rollup_store::Change cells_;
  std::uint64_t rows_ = 0;
  std::map<std::int64_t, std::int64_t> derived_;  // stored derived values of rows in force
  std::set<std::int64_t> sealed_;                 // entries with sealed bytes, in force or not
  std::map<Digest, std::int64_t> files_;          // named by a field → the first entry that does
  // The rows file that is being read beside the table.
  const Expected::Import* import_ = nullptr;
  std::optional<files::CompressedLines> lines_;
  std::optional<RowsCodec> codec_;
  std::int64_t line_entry_ = 0;  // the entry that line_ is of
  Values line_;
  std::set<std::int64_t> opened_;  // first ids of imports already read
};

/// Opens the rows file of an import at its first row; false (told once) when it cannot be read.
bool RegisterCheck::open_import(const Expected::Import& import) {
  close_import(INT64_MAX);
  import_ = &import;
  opened_.insert(import.event.first_id.value);
  lines_.reset();
  const std::string place = fmt::format("unit {} seq {}", unit_.value, import.seq);
  auto lines = evidence_.read_rows(import.event.rows_digest);
  std::string_view line;
  if (lines && lines->next(line).value_or(false)) {
    const auto header = RowsHeader::parse(line);
    const bool fits = header && std::ranges::all_of(header->columns, [&](const auto& name) {
                        return definition_.field(name) != nullptr;
                      });
    if (fits) {
      codec_.emplace(definition_, *header);
      lines_.emplace(std::move(*lines));
      line_entry_ = import.event.first_id.value - 1;
      return next_line();
    }
  }
  report_.add("rows", place,
              {"行文件读不出来,这次导入的行无法核对",
               "the rows file cannot be read; the rows of this import cannot be compared"});
  return false;
}

bool RegisterCheck::next_line() {
  std::string_view line;
  if (!lines_) return false;
  const auto more = lines_->next(line);
  if (!more || !*more || !codec_->parse_line(line, line_)) {
    if (!more || *more)
      report_.add("rows", fmt::format("unit {} seq {}", unit_.value, import_->seq),
                  {"行文件已损坏", "the rows file is damaged"});
    lines_.reset();
    return false;
  }
  ++line_entry_;
  return true;
}

/// Rows of the open file with ids below `before` that the table lacks.
void RegisterCheck::close_import(std::int64_t before) {
  while (lines_ && line_entry_ < before) {
    missing(line_entry_, 1, import_->seq);
    next_line();
  }
}

bool RegisterCheck::same_values(const StoredEntry& entry, const Values& wanted, std::int64_t seq) {
  bool same = true;
  for (std::size_t i = 0; i < definition_.fields.size(); ++i) {
    const Field& field = definition_.fields[i];
    if (field.derived || entry.values[i] == wanted[i]) continue;
    const bool hide = field.personal.has_value();
    tell(entry.id.value, entry.version,
         fmt::format("“{}”与日志第 {} 行不同{}", field.title.zh, seq,
                     hide ? ""
                          : fmt::format(":表中 {},应为 {}", print_value(field, entry.values[i]),
                                        print_value(field, wanted[i]))),
         fmt::format("{} differs from journal line {}{}", field.name, seq,
                     hide ? ""
                          : fmt::format(": {} in the table, should be {}", print_value(field, entry.values[i]),
                                        print_value(field, wanted[i]))));
    same = false;
  }
  const auto* day = std::get_if<std::string>(&wanted[definition_.index(definition_.date_field)]);
  if (!day || *day != iso(entry.day)) {
    tell(entry.id.value, entry.version, "日期列与登记的日期不同", "the day column differs from the entry's day");
    same = false;
  }
  return same;
}

void RegisterCheck::check_marks(const StoredEntry& entry, std::int64_t seq, bool late, std::string_view reason) {
  const bool marked = (entry.late_marks & entry_store::entered_late) != 0;
  if (entry.seq == seq && marked == late && entry.reason == reason) return;
  tell(entry.id.value, entry.version, fmt::format("行号、迟登或原因与日志第 {} 行不同", seq),
       fmt::format("seq, late or reason differs from journal line {}", seq));
}

void RegisterCheck::check_line(const StoredEntry& entry, std::int64_t seq) {
  const auto body = Json::parse(register_store::body(tx_, unit_, seq));
  if (!body) return;
  const auto event = EntryRecorded::from_json(*body);
  same_values(entry, take_values(definition_, event.values, event.sealed), seq);
  check_marks(entry, seq, event.late, event.reason);
}

void RegisterCheck::check_imported(const StoredEntry& entry, const Expected::Import& import) {
  const std::int64_t id = entry.id.value;
  if (import_ != &import && !open_import(import)) return;
  close_import(id);
  if (!lines_ || line_entry_ != id) return;
  same_values(entry, line_, import.seq);
  const auto* day = std::get_if<std::string>(&line_[definition_.index(definition_.date_field)]);
  const bool late = day && *day <= import.event.closed_until;
  check_marks(entry, import.seq, late, late ? import.event.late_reason : "");
  next_line();
}

void RegisterCheck::check_end(const StoredEntry& entry) {
  const Version version{entry.id.value, entry.version};
  const auto end = expected_.ends.extract(version);
  const Expected::End wanted = end ? end.mapped() : Expected::End{0, EntryState::current, false, ""};
  const bool late = (entry.late_marks & entry_store::ended_late) != 0;
  if (entry.ended_seq == wanted.seq && entry.state == wanted.state && late == wanted.late &&
      entry.ended_reason == wanted.reason)
    return;
  tell(entry.id.value, entry.version, "是否有效(更正、作废)与日志不同",
       "being in force (corrected, void) differs from the journal");
}

void RegisterCheck::check_row(const StoredEntry& entry) {
  const std::int64_t id = entry.id.value;
  if (const auto line = expected_.lines.extract(Version{id, entry.version})) {
    check_line(entry, line.mapped());
    return check_end(entry);
  }
  auto import = expected_.imports.upper_bound(id);
  const bool inside = entry.version == 1 && import != expected_.imports.begin() &&
                      id < std::prev(import)->first + std::prev(import)->second.event.rows;
  if (!inside) return tell(id, entry.version, "日志中没有这一行", "no journal line made this row");
  check_imported(entry, std::prev(import)->second);
  check_end(entry);
}

void RegisterCheck::check_rows() {
  entry_store::Where all;
  all.all_versions = true;
  const std::size_t derived =
      definition_.rules.derived.empty() ? SIZE_MAX : definition_.index(definition_.rules.derived);
  std::vector<std::size_t> files;
  for (std::size_t at = 0; at < definition_.fields.size(); ++at)
    if (definition_.fields[at].type == FieldType::file) files.push_back(at);
  entry_store::each(tx_, unit_, definition_, all, [&](StoredEntry& entry) {
    if (progress_ && ++rows_ % 8192 == 0)
      progress_("entry_" + definition_.name, rows_, 0);
    else if (!progress_)
      ++rows_;
    check_row(entry);
    for (std::size_t i = 0; i < entry.values.size(); ++i)
      if (definition_.fields[i].personal && !std::holds_alternative<std::monostate>(entry.values[i]))
        sealed_.insert(entry.id.value);
    for (const std::size_t at : files)
      if (const auto file = file_value(entry.values[at])) files_.emplace(file->digest, entry.id.value);
    const auto* number = derived == SIZE_MAX ? nullptr : std::get_if<std::int64_t>(&entry.values[derived]);
    if (entry.ended_seq == 0) {
      cells_.add(iso(entry.day), entry.values, +1);
      if (number) derived_[entry.id.value] = *number;
    } else if (number) {
      tell(entry.id.value, entry.version, "不再有效的版本不应有计算值",
           "a version no longer in force must hold no derived value");
    }
  });
  close_import(INT64_MAX);
  for (const auto& [first, import] : expected_.imports)
    if (!opened_.contains(first) && import.event.rows > 0)
      report_.add("rows",
                  fmt::format("entry_{} unit {} entries {}–{} version 1", definition_.name, unit_.value, first,
                              first + import.event.rows - 1),
                  {fmt::format("日志第 {} 行导入的行都不在表中", import.seq),
                   fmt::format("none of the rows of journal line {} is in the table", import.seq)});
  for (const auto& [version, seq] : expected_.lines) missing(version.first, version.second, seq);
}

void RegisterCheck::check_derived() {
  if (definition_.rules.derived.empty()) return;
  std::vector<Refusal> broken;
  const DerivedAsOf wanted = derived_as_of(tx_, unit_, definition_, 0, &broken);
  for (const auto& problem : broken)
    report_.add("rows", fmt::format("entry_{} unit {}", definition_.name, unit_.value), problem.message);
  const Field& field = *definition_.field(definition_.rules.derived);
  for (const auto& [id, value] : wanted) {
    const auto found = derived_.find(id);
    if (found != derived_.end() && found->second == value) continue;
    report_.add("rows", fmt::format("entry_{} unit {} entry {}", definition_.name, unit_.value, id),
                {fmt::format("“{}”应为 {}", field.title.zh, print_value(field, value)),
                 fmt::format("{} should be {}", field.name, print_value(field, value))});
  }
}

void RegisterCheck::check_rollups(bool monthly,
                                  const std::unordered_map<std::string, rollup_store::Change::Cell>& wanted) {
  auto found = rollup_store::all_cells(tx_, unit_, definition_, monthly);
  const auto tell_cell = [&](std::string key) {
    std::ranges::replace(key, '\x1f', ' ');
    report_.add("rollups",
                fmt::format("{}_{} unit {} {}", monthly ? "monthly" : "rollup", definition_.name, unit_.value, key),
                {"汇总与各行相加不同", "the rollup cell differs from the sum of its rows"});
  };
  const std::map<std::string, rollup_store::Change::Cell> sorted{wanted.begin(), wanted.end()};
  for (const auto& [key, cell] : sorted) {
    const auto stored = found.extract(key);
    if (!stored || stored.mapped().rows != cell.rows || stored.mapped().sums != cell.sums) tell_cell(key);
  }
  for (const auto& [key, cell] : found) tell_cell(key);
}

void RegisterCheck::check_keys() {
  std::set<std::int64_t> keys;
  for (const EntryId id : register_store::entries_with_keys(tx_, unit_, definition_.name)) keys.insert(id.value);
  const auto tell_key = [&](std::int64_t id, std::string zh, std::string en) {
    report_.add("keys", fmt::format("entry_key unit {} {} entry {}", unit_.value, definition_.name, id),
                {std::move(zh), std::move(en)});
  };
  for (const std::int64_t id : sealed_)
    if (!keys.contains(id))
      tell_key(id, "有封存的个人信息,却没有密钥", "personal fields are sealed, but the key is missing");
  for (const std::int64_t id : keys)
    if (!sealed_.contains(id))
      tell_key(id, "有密钥,却没有封存的个人信息", "there is a key, but nothing is sealed with it");
}

void RegisterCheck::check_closings() {
  if (register_store::closings(tx_, unit_, definition_.name) == expected_.closings) return;
  report_.add("rows", fmt::format("period_close unit {} {}", unit_.value, definition_.name),
              {"关闭的期间与日志不同", "closed periods differ from the journal"});
}

void RegisterCheck::check_imports() {
  std::vector<register_store::Import> wanted;
  for (const auto& [first, import] : expected_.imports)
    wanted.push_back({import.seq, import.event.source_digest.hex(), import.event.rows_digest.hex(), first,
                      import.event.rows, import.withdrawn_seq});
  std::ranges::sort(wanted);
  if (register_store::imports(tx_, unit_, definition_.name) == wanted) return;
  report_.add("rows", fmt::format("imported_file unit {} {}", unit_.value, definition_.name),
              {"导入记录与日志不同", "the list of imported files differs from the journal"});
}

/// R-REG-49. Two originals of equal size cannot change places either: each opens with its own key to its own digest.
void RegisterCheck::check_originals() {
  for (const auto& [first, import] : expected_.imports)
    if (const auto sound = evidence_.check_source(import.event.source_digest, keys_); !sound)
      report_.add("evidence",
                  fmt::format("unit {} seq {} {}", unit_.value, import.seq, import.event.source_digest.hex()),
                  sound.error().message);
}

/// R-REG-56: what is attached is what the journal says, and every file of an entry opens to its digest.
void RegisterCheck::check_files() {
  std::vector<AttachedFile> wanted;
  for (const auto& [seq, file] : expected_.attached) {
    wanted.push_back(file);
    files_.emplace(file.file.digest, file.entry.value);
  }
  if (entry_files_store::of_register(tx_, unit_, definition_.name) != wanted)
    report_.add("rows", fmt::format("entry_file unit {} {}", unit_.value, definition_.name),
                {"附件清单与日志不同", "the list of attached files differs from the journal"});
  for (const auto& [digest, entry] : files_)
    if (const auto sound = evidence_.check_source(digest, keys_); !sound)
      report_.add("evidence", fmt::format("unit {} {} entry {} {}", unit_.value, definition_.name, entry, digest.hex()),
                  sound.error().message);
}

}  // namespace

void verify_registers(db::ReadTx& tx, const journal::EvidenceStore& evidence, const journal::KeyRing* keys,
                      journal::Report& report, const journal::Progress& progress) {
  for (const UnitId unit : journal::units(tx)) {
    auto expected = read_journal(tx, unit);
    for (const auto& definition : all_registers(tx, unit)) {
      auto mine = expected.extract(definition.name);
      RegisterCheck{tx,      evidence, keys, report, unit, definition, mine ? std::move(mine.mapped()) : Expected{},
                    progress}
          .run();
    }
    for (const auto& [name, rest] : expected)
      report.add("rows", fmt::format("register {} unit {}", name, unit.value),
                 {"日志中有登记,却没有这个台账的定义",
                  "the journal holds entries, but there is no definition of this register"});
  }
}

}  // namespace hallbook::registers
