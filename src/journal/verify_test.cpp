// What verify must find (trust R6, Q8): every edit, deletion, addition and swap.
#include "journal/verify.h"

#include <gtest/gtest.h>

#include <fstream>

#include "journal/journal_fixture.h"
#include "journal/pack.h"

namespace hallbook::journal {
namespace {

struct Tampering {
  const char* name;
  const char* sql;
  const char* check;
  const char* where;  // of the first problem
};

std::vector<EventKind> kinds() { return {event_kind<NoteTaken>({"记一条", "note taken"})}; }

struct VerifyTest : testing::Test {
  VerifyTest() {
    auto data = hall.open();
    for (int i = 1; i <= 6; ++i) take_note(*data, 1, "text " + std::to_string(i));
    take_note(*data, 2, "other unit");
  }
  void tamper(const char* sql) const {
    auto data = hall.open();
    data->write([&](Books& books) { books.tx.script(sql); });
  }
  Report checked(std::span<const std::string> except = {}) const {
    Report report;
    auto data = hall.open(Mode::read, true);
    auto tx = data->read();
    verify_chain(tx, report);
    verify_mark(tx, data->folder(), report);
    auto rebuilt = *db::Database::open({":memory:"}, migrations());
    replay(tx, *rebuilt, data->evidence(), kinds(), {}, report);
    auto truth = rebuilt->read();
    compare_tables(truth, tx, {}, except, report);
    return report;
  }
  TestHall hall;
};
struct TamperingTest : VerifyTest, testing::WithParamInterface<Tampering> {};

std::string listed(const Report& report) {
  std::string text;
  for (const auto& problem : report.problems)
    text += problem.check + " | " + problem.where + " | " + problem.message.en + "\n";
  return text;
}

}  // namespace

TEST_F(VerifyTest, FindsNothingInASoundJournal) {
  const auto report = checked();
  EXPECT_TRUE(report.sound()) << listed(report);
  EXPECT_FALSE(report.covered.empty());
}

TEST_P(TamperingTest, IsFound) {
  tamper(GetParam().sql);
  const auto report = checked();
  const auto found = std::find_if(report.problems.begin(), report.problems.end(), [&](const Problem& problem) {
    return problem.check == GetParam().check && problem.where == GetParam().where;
  });
  EXPECT_NE(found, report.problems.end()) << listed(report);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TamperingTest,
    testing::Values(
        Tampering{"body", "UPDATE journal SET body = '{\"text\":\"forged\"}' WHERE unit_id = 1 AND seq = 3", "chain",
                  "unit 1 seq 3"},
        Tampering{"actor", "UPDATE journal SET actor = 'cli:li' WHERE unit_id = 1 AND seq = 1", "chain",
                  "unit 1 seq 1"},
        Tampering{"time", "UPDATE journal SET at_ms = at_ms + 1 WHERE unit_id = 1 AND seq = 6", "chain",
                  "unit 1 seq 6"},
        Tampering{"digest", "UPDATE journal SET digest = zeroblob(32) WHERE unit_id = 1 AND seq = 4", "chain",
                  "unit 1 seq 4"},
        Tampering{"short_digest", "UPDATE journal SET digest = x'00' WHERE unit_id = 2", "chain", "unit 2 seq 1"},
        Tampering{"deleted_line", "DELETE FROM journal WHERE unit_id = 1 AND seq = 3", "chain", "unit 1 seq 4"},
        Tampering{"cut_end", "DELETE FROM journal WHERE unit_id = 1 AND seq > 4", "chain", "unit 1 seq 4"},
        Tampering{"cut_end_and_mark", "DELETE FROM journal WHERE unit_id = 1 AND seq > 4", "mark", "mark.json"},
        Tampering{"cut_unit", "DELETE FROM journal WHERE unit_id = 2", "chain", "unit 2 seq 0"},
        Tampering{"swapped",
                  "UPDATE journal SET seq = -1 WHERE unit_id = 1 AND seq = 2; UPDATE journal SET seq = 2 WHERE "
                  "unit_id = 1 AND seq = 3; UPDATE journal SET seq = 3 WHERE unit_id = 1 AND seq = -1",
                  "chain", "unit 1 seq 2"},
        Tampering{"moved_unit", "UPDATE journal SET unit_id = 3 WHERE unit_id = 2", "chain", "unit 3 seq 1"},
        Tampering{"peaks", "UPDATE journal_head SET peaks = zeroblob(64) WHERE unit_id = 1", "tree", "unit 1 seq 6"},
        Tampering{"no_head", "DELETE FROM journal_head WHERE unit_id = 1", "tree", "unit 1 seq 6"},
        Tampering{"kind", "UPDATE journal SET kind = 'Nothing' WHERE unit_id = 1 AND seq = 2", "replay",
                  "unit 1 seq 2 Nothing"},
        Tampering{"edited_row", "UPDATE definition SET text = 'forged' WHERE name = 'n3'", "replay",
                  "definition unit 1 kind note name n3 version 1"},
        Tampering{"deleted_row", "DELETE FROM definition WHERE name = 'n5'", "replay",
                  "definition unit 1 kind note name n5 version 1"},
        Tampering{"added_row",
                  "INSERT INTO definition SELECT unit_id, kind, 'n9', version, adopted_seq, digest, text FROM "
                  "definition WHERE name = 'n1' AND unit_id = 1",
                  "replay", "definition unit 1 kind note name n9 version 1"},
        Tampering{"swapped_rows",
                  "UPDATE definition SET name = 'x' WHERE name = 'n2'; UPDATE definition SET name = 'n2' WHERE name "
                  "= 'n3'; UPDATE definition SET name = 'n3' WHERE name = 'x'",
                  "replay", "definition unit 1 kind note name n2 version 1"},
        Tampering{"added_table", "CREATE TABLE slip (id INTEGER PRIMARY KEY)", "replay", "slip"},
        Tampering{"dropped_table", "DROP TABLE entry_key", "replay", "entry_key"}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST_F(VerifyTest, LooksPastThePagesOfAComparison) {
  auto data = hall.open();
  data->write([](Books& books) {
    for (int i = 0; i < 2500; ++i) append(books, UnitId{1}, {"t"}, at_ms(i), NoteTaken{"bulk"});
  });
  data->write([](Books& books) { books.tx.exec("DELETE FROM definition WHERE adopted_seq IN (1100, 2506)"); });
  data.reset();
  const auto report = checked();
  EXPECT_EQ(report.problems.size(), 2u) << listed(report);
  tamper("UPDATE definition SET text = 'all'");
  EXPECT_GT(checked().more, 2000u);  // the first of each table by name, the rest counted
}

TEST_F(VerifyTest, LeavesOutWhatACallerExcepts) {
  tamper("DELETE FROM definition WHERE name = 'n5'");
  const std::string except[] = {"definition"};
  EXPECT_TRUE(checked(except).sound());
}

TEST_F(VerifyTest, GoesOnAfterALineThatCannotBeReplayed) {
  auto data = hall.open(Mode::read);
  auto tx = data->read();
  auto rebuilt = *db::Database::open({":memory:"}, migrations());
  Report report;
  replay(tx, *rebuilt, data->evidence(), {}, {}, report);
  EXPECT_EQ(report.problems.size(), 7u);
  auto truth = rebuilt->read();
  EXPECT_EQ(head(truth, UnitId{1}).root, head(tx, UnitId{1}).root);
}

TEST_F(VerifyTest, ProvesALineUnderTheHeadAndNoOther) {  // R-JRN-06
  auto data = hall.open(Mode::read);
  auto tx = data->read();
  const Head now = head(tx, UnitId{1});
  const auto proof = prove_line(tx, UnitId{1}, 3);
  EXPECT_TRUE(check_line_proof(proof, now));
  const auto back = line_proof_from(*Json::parse(to_json(proof).canonical()));
  ASSERT_TRUE(back);
  EXPECT_TRUE(check_line_proof(*back, now));
  auto forged = proof;
  forged.line.body = R"({"text":"forged"})";
  EXPECT_FALSE(check_line_proof(forged, now));
  forged = proof;
  forged.path.pop_back();
  EXPECT_FALSE(check_line_proof(forged, now));
  EXPECT_FALSE(check_line_proof(proof, head(tx, UnitId{2})));
  EXPECT_FALSE(line_proof_from(Json{Json::Object{{"unit", 1}}}).has_value());
}

TEST_F(VerifyTest, PackIsReadBackWholeOrRefused) {
  const auto file = hall.path / "a.pack";
  {
    PackWriter unfinished{file};
    unfinished.add(Json::Object{{"a", 1}});
  }
  EXPECT_FALSE(std::filesystem::exists(file));
  PackWriter writer{file};
  writer.add(Json::Object{{"a", 1}});
  writer.add(Json::Object{{"b", "二"}});
  writer.finish();
  std::vector<Json> lines;
  const auto keep = [&](const Json& json) -> Result<> {
    lines.push_back(json);
    return {};
  };
  ASSERT_TRUE(read_pack(file, keep).has_value());
  EXPECT_EQ(lines, (std::vector<Json>{Json{Json::Object{{"a", 1}}}, Json{Json::Object{{"b", "二"}}}}));

  const std::string whole{std::istreambuf_iterator<char>{std::ifstream{file, std::ios::binary}.rdbuf()}, {}};
  for (std::size_t at = 0; at + 1 < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    std::ofstream{file, std::ios::binary} << changed;
    EXPECT_FALSE(read_pack(file, keep).has_value()) << "changed at " << at;
    std::ofstream{file, std::ios::binary} << whole.substr(0, at);
    EXPECT_FALSE(read_pack(file, keep).has_value()) << "cut at " << at;
  }
  EXPECT_EQ(read_pack(hall.path / "none", keep).error().code, RefusalCode::not_found);
}

}  // namespace hallbook::journal
