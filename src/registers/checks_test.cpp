// verify finds what somebody changed in the database file, and names it. R-REG-45 to R-REG-48.
#include "registers/checks.h"

#include "platform/files/disk.h"
#include "tests/registers/hall.h"

namespace hallbook::registers {
namespace {

using tests::Hall;

class Tampering : public Hall {
 protected:
  /// Three mailings by hand, three by import; entry 1 corrected, entry 2 void; three meter readings.
  void fill() {
    mailing_ = adopt(tests::case_toml);
    copies_ = adopt(tests::meter_toml);
    for (const auto* day : {"2026-01-05", "2026-01-06", "2026-01-07"})
      ASSERT_TRUE(record(mailing_, {{"sent_on", day}, {"recipient", "张三"}, {"fee", "10"}, {"zone", "A区"}}));
    ASSERT_TRUE(correct(mailing_, 1, {{"fee", "11"}}));
    ASSERT_TRUE(void_entry(mailing_, 2));
    import_three();
    for (const auto* reading : {"100", "200", "300"})
      ASSERT_TRUE(record(copies_, {{"read_on", "2026-02-01"}, {"device", "D1"}, {"reading", reading}}));
    ASSERT_TRUE(close(mailing_, make_date(2025, 12, 31)));
  }
  void import_three();
  Definition mailing_, copies_;
  Digest source_;
};

void Tampering::import_three() {
  const auto event = data_->write([&](journal::Books& books) {
    const EntryId first = next_entry_id(books.tx, acting_.unit, mailing_);
    const RowsHeader header = rows_header(mailing_, first);
    const RowsCodec codec{mailing_, header};
    journal::EvidenceStore::RowsWriter writer{data_->evidence()};
    writer.line(header.line());
    for (int i = 0; i < 3; ++i) {
      const EntryId id{first.value + i};
      const auto key = data_->keys().new_entry_key(key_context("mailing", id));
      keep_entry_key(books.tx, acting_.unit, "mailing", id, key.wrapped);
      std::string line;
      const std::string fee = std::to_string(20 + i);
      codec.append_line(
          line,
          seal_values(mailing_, id, key.key,
                      tests::values_of(mailing_, {{"sent_on", "2026-01-08"}, {"recipient", "李四"}, {"fee", fee}})));
      writer.line(line);
    }
    RowsImported import;
    import.register_name = "mailing";
    import.definition = mailing_.digest;
    import.source_name = "a.csv";
    files::write_file(folder_ / "a.csv", "寄出日期,邮费");
    import.source_digest = source_ = data_->evidence().put_source(folder_ / "a.csv", data_->keys());
    import.rows_digest = writer.finish();
    import.rows = 3;
    import.first_id = first;
    import.source = "default";
    import.mapping = {{"邮费", "fee"}};
    import.closed_until = "2026-01-08";
    import.late_reason = "补录";
    journal::append(books, acting_.unit, acting_.actor, acting_.at, import);
    return import;
  });
  EXPECT_EQ(event.first_id.value, 4);
}

TEST_F(Tampering, ImportProjectsItsRowsFile) {  // R-REG-41 to R-REG-44
  fill();
  EXPECT_EQ(sum(mailing_, "fee"), 1100 + 1000 + 2000 + 2100 + 2200);
  auto tx = data_->read();
  const auto fourth = history(tx, acting_.unit, mailing_, EntryId{4}, {&data_->keys(), true});
  ASSERT_TRUE(fourth);
  EXPECT_TRUE(fourth->at(0).late);
  EXPECT_EQ(fourth->at(0).reason, "补录");
  EXPECT_EQ(std::get<std::string>(fourth->at(0).values[mailing_.index("recipient")]), "李四");
  EXPECT_EQ(remembered_mapping(tx, acting_.unit, "mailing", "default").at("邮费"), "fee");
  EXPECT_TRUE(find_import(tx, acting_.unit, "mailing", source_));
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

/// One change to the tables behind the journal's back, how it is undone, and where it must be found.
struct TableChange {
  const char *name, *change, *undo, *where;
};
const TableChange changes[] = {
    {"imported value", "UPDATE entry_mailing SET fee = 1 WHERE entry_id = 5",
     "UPDATE entry_mailing SET fee = 2100 WHERE entry_id = 5", "entry_mailing unit 1 entry 5 version 1"},
    {"recorded value", "UPDATE entry_mailing SET fee = 1 WHERE entry_id = 3",
     "UPDATE entry_mailing SET fee = 1000 WHERE entry_id = 3", "entry 3 version 1"},
    {"day", "UPDATE entry_mailing SET day = '2026-01-09' WHERE entry_id = 3",
     "UPDATE entry_mailing SET day = '2026-01-07' WHERE entry_id = 3", "entry 3 version 1"},
    {"late mark", "UPDATE entry_mailing SET late = 0 WHERE entry_id = 5",
     "UPDATE entry_mailing SET late = 1 WHERE entry_id = 5", "entry 5 version 1"},
    {"void undone", "UPDATE entry_mailing SET ended_seq = 0, state = 0 WHERE entry_id = 2",
     "UPDATE entry_mailing SET ended_seq = (SELECT seq FROM journal WHERE kind = 'EntryVoided'), state = 2 WHERE "
     "entry_id = 2",
     "entry 2 version 1"},
    {"reason", "UPDATE entry_mailing SET ended_reason = 'x' WHERE entry_id = 2",
     "UPDATE entry_mailing SET ended_reason = '重复' WHERE entry_id = 2", "entry 2 version 1"},
    {"deleted import row",
     "CREATE TABLE kept AS SELECT * FROM entry_mailing WHERE entry_id = 4; DELETE FROM entry_mailing WHERE entry_id "
     "= 4",
     "INSERT INTO entry_mailing SELECT * FROM kept; DROP TABLE kept", "entry 4 version 1"},
    {"deleted last row",
     "CREATE TABLE kept AS SELECT * FROM entry_mailing WHERE entry_id = 6; DELETE FROM entry_mailing WHERE entry_id "
     "= 6",
     "INSERT INTO entry_mailing SELECT * FROM kept; DROP TABLE kept", "entry 6 version 1"},
    {"deleted correction",
     "CREATE TABLE kept AS SELECT * FROM entry_mailing WHERE version = 2; DELETE FROM entry_mailing WHERE version = "
     "2",
     "INSERT INTO entry_mailing SELECT * FROM kept; DROP TABLE kept", "entry 1 version 2"},
    {"added row",
     "CREATE TABLE kept AS SELECT * FROM entry_mailing WHERE entry_id = 6; UPDATE kept SET entry_id = 7; INSERT INTO "
     "entry_mailing SELECT * FROM kept",
     "DELETE FROM entry_mailing WHERE entry_id = 7; DROP TABLE kept", "entry 7 version 1"},
    {"swapped rows",
     "UPDATE entry_mailing SET entry_id = 11 - entry_id + 1000 WHERE entry_id IN (5, 6); UPDATE entry_mailing SET "
     "entry_id = entry_id - 1000 WHERE entry_id > 1000",
     "UPDATE entry_mailing SET entry_id = 11 - entry_id + 1000 WHERE entry_id IN (5, 6); UPDATE entry_mailing SET "
     "entry_id = entry_id - 1000 WHERE entry_id > 1000",
     "entry 5 version 1"},
    {"derived value", "UPDATE entry_copies SET sheets = 5 WHERE entry_id = 2",
     "UPDATE entry_copies SET sheets = 100 WHERE entry_id = 2", "entry_copies unit 1 entry 2"},
    {"day rollup", "UPDATE rollup_mailing SET sum_fee = sum_fee + 1 WHERE day = '2026-01-07'",
     "UPDATE rollup_mailing SET sum_fee = sum_fee - 1 WHERE day = '2026-01-07'", "rollup_mailing unit 1 2026-01-07"},
    {"month rollup", "UPDATE monthly_copies SET sum_sheets = 7", "UPDATE monthly_copies SET sum_sheets = 200",
     "monthly_copies unit 1 2026-02"},
    {"added rollup",
     "INSERT INTO rollup_mailing (unit_id, day, zone, \"rows\", sum_fee) VALUES (1, '2026-05-05', 'B区', 1, 1)",
     "DELETE FROM rollup_mailing WHERE day = '2026-05-05'", "rollup_mailing unit 1 2026-05-05"},
    {"lost key",
     "CREATE TABLE kept AS SELECT * FROM entry_key WHERE entry_id = 4; DELETE FROM entry_key WHERE entry_id = 4",
     "INSERT INTO entry_key SELECT * FROM kept; DROP TABLE kept", "entry_key unit 1 mailing entry 4"},
    {"closing", "UPDATE period_close SET last_day = '2025-11-30'", "UPDATE period_close SET last_day = '2025-12-31'",
     "period_close unit 1 mailing"},
    {"import list", "UPDATE imported_file SET row_count = 2", "UPDATE imported_file SET row_count = 3",
     "imported_file unit 1 mailing"},
};

TEST_F(Tampering, EveryChangeIsFoundAndNamed) {
  fill();
  for (const auto& one : changes) {
    tamper(one.change);
    const auto report = verify();
    EXPECT_TRUE(std::ranges::any_of(report.problems,
                                    [&](const auto& problem) {
                                      return problem.where.ends_with(one.where) ||
                                             problem.where.find(one.where) != std::string::npos;
                                    }))
        << one.name << "\n"
        << tests::text_of(report);
    tamper(one.undo);
    const auto after = verify();
    EXPECT_TRUE(after.sound()) << one.name << " undone\n" << tests::text_of(after);
  }
}

TEST_F(Tampering, IsFoundInTheSealedOriginals) {  // R-REG-49
  fill();
  std::filesystem::path sealed;
  for (const auto& one : std::filesystem::recursive_directory_iterator{data_->evidence().folder()})
    if (one.path().extension() == ".sealed") sealed = one.path();
  const auto found = [&] {
    const auto report = verify();
    return report.problems.size() == 1 && report.problems[0].check == "evidence" &&
           report.problems[0].where.contains(sealed.stem().string());
  };
  auto bytes = *files::read_file(sealed, 1 << 20);
  bytes[bytes.size() / 2] ^= 1;
  files::write_file(sealed, bytes);
  EXPECT_TRUE(found());
  std::filesystem::remove(sealed);
  EXPECT_TRUE(found());
  files::write_file(folder_ / "b.csv", "寄出日期,邮资");  // another original of the same size in its place
  const auto other = data_->evidence().put_source(folder_ / "b.csv", data_->keys());
  std::filesystem::rename(data_->evidence().path_of(other), sealed);
  EXPECT_TRUE(found());
}

}  // namespace
}  // namespace hallbook::registers
