#include <fmt/format.h>

#include "base/text.h"
#include "registers/transfer_fixture.h"

namespace hallbook::registers {
namespace {

using ImportTest = TransferTest;

const std::string training = "培训日期,培训主题,参训人数\n2026-01-05,礼仪,20\n2026-02-05,审批,30\n";

TEST_F(ImportTest, StoresRowsOfEveryFileForm) {
  const auto definition = adopt("training");
  const std::string gb = utf8_to_gb18030("培训日期,培训主题,参训人数\r\n2026年3月5日,\"礼仪,二\",１０\r\n").value();
  const std::filesystem::path xlsx = root / "files" / "a.xlsx";
  auto writer = files::create_table(xlsx, files::TableFormat::xlsx, "台账");
  ASSERT_TRUE(writer);
  using files::CellKind;
  (*writer)->row({{CellKind::text, "2026年培训台账", 0}});
  (*writer)->row({{CellKind::text, "培训日期", 0},
                  {CellKind::text, "培训主题", 0},
                  {CellKind::text, "参训人数（人）", 0},
                  {CellKind::text, "序号", 0}});
  (*writer)->row({{CellKind::date, "2026-04-05", 0},
                  {CellKind::text, "=1+1", 0},
                  {CellKind::number, "40", 0},
                  {CellKind::number, "1", 0}});
  ASSERT_TRUE((*writer)->finish());

  const auto csv = import_file(*data, acting(), definition, file("a.csv", "\xEF\xBB\xBF" + training), {});
  ASSERT_TRUE(csv) << csv.error().message.en;
  EXPECT_EQ(csv->stored, 2u);
  EXPECT_GT(csv->seq, 0);
  EXPECT_TRUE(csv->problems.empty());
  const auto old = import_file(*data, acting(), definition, file("gb.csv", gb), {});
  ASSERT_TRUE(old) << old.error().message.en;
  EXPECT_NE(old->format.find("gb18030"), std::string::npos);
  const auto sheet = import_file(*data, acting(), definition, xlsx, {});
  ASSERT_TRUE(sheet) << sheet.error().message.en;
  EXPECT_EQ(sheet->heading_row, 2u);
  EXPECT_EQ(sheet->unused, std::vector<std::string>{"序号"});
  EXPECT_EQ(entries(*data, definition),
            (std::vector<std::string>{"2026-01-05|礼仪|||20|", "2026-02-05|审批|||30|", "2026-03-05|礼仪,二|||10|",
                                      "2026-04-05|=1+1|||40|"}));
  EXPECT_EQ(total(definition, "people"), 100);
}

TEST_F(ImportTest, TellsAllProblemsAtOnceAndStoresNothing) {  // R-IMP-06, R-IMP-12
  const auto definition = adopt("mailing");
  const auto path = file("m.csv",
                         "寄出日期,结果物,收件人,联系电话,收件地址,邮费,签收日期,区域\n"
                         "2026-01-05,执照,张三,13812341234,呈祥街,12.50,2026-01-06,A区\n"
                         "2026-02-30,执照,李四,13812345678,惠景园,-1,2026-01-06,G区\n"
                         "2026-01-07,,张*,138****1234,呈祥街,12,2026-01-06,B\n");
  const auto before = evidence_files();
  const auto result = import_file(*data, acting(), definition, path, {});
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->rows, 3u);
  EXPECT_EQ(result->refused, 2u);
  EXPECT_EQ(result->stored, 0u);
  EXPECT_EQ(result->seq, 0);
  std::vector<std::string> told;
  for (const auto& problem : result->problems) {
    told.push_back(fmt::format("{} {} {}", problem.row, problem.column, problem.value));
    EXPECT_FALSE(problem.refusal.message.zh.empty());
    EXPECT_FALSE(problem.refusal.message.en.empty());
    EXPECT_NE(problem.refusal.where.find(std::to_string(problem.row)), std::string::npos);
  }
  EXPECT_EQ(told, (std::vector<std::string>{"3 寄出日期 2026-02-30", "3 区域 G区", "3 邮费 -1", "4 收件人 张*",
                                            "4 联系电话 138****1234", "4 结果物 "}));
  EXPECT_TRUE(entries(*data, definition).empty());
  EXPECT_EQ(evidence_files(), before) << "a refused import leaves no file";
}

TEST_F(ImportTest, PersonalValuesAreNeverToldInClear) {  // R-IMP-12
  const auto definition = adopt("mailing");
  const auto path = file("m.csv",
                         "寄出日期,结果物,收件人,联系电话,收件地址\n2026-01-05,执照,张三,"
                         "1381234123413812341234138123412345,呈祥街515号惠景园\n");
  const auto result = import_file(*data, acting(), definition, path, {});
  ASSERT_TRUE(result) << result.error().message.en;
  ASSERT_EQ(result->problems.size(), 1u);
  EXPECT_EQ(result->problems[0].value.find("1234123413812341234"), std::string::npos);
  EXPECT_EQ(result->problems[0].refusal.message.en.find("1234123413812341234"), std::string::npos);
}

TEST_F(ImportTest, GoodRowsGoInAndTheRestComesBack) {  // R-IMP-11
  const auto definition = adopt("repairs");
  const auto path =
      file("r.csv",
           "报修单号,设备,故障,报修日期,维修费\nR1,打印机,卡纸,2026-01-05,100\nR2,打印机,卡纸,坏日期,200\n"
           "R1,电脑,蓝屏,2026-01-06,1\nR3,电脑,\"不亮,了\",2026-01-07,300\n");
  ImportOptions options;
  options.accept_good = true;
  const auto result = import_file(*data, acting(), definition, path, options);
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->stored, 2u);
  EXPECT_EQ(result->refused, 2u);
  EXPECT_EQ(result->rest, root / "files" / "r.rest.csv");
  EXPECT_EQ(total(definition, "cost"), 40'000);
  const std::string rest = read_all(result->rest);
  EXPECT_NE(rest.find("R2,打印机,卡纸,坏日期,200"), std::string::npos) << rest;
  EXPECT_NE(rest.find("R1,电脑"), std::string::npos);
  EXPECT_EQ(rest.find("R3"), std::string::npos);

  // Mended, it goes in; the two columns behind are left aside.
  std::string mended = rest;
  mended.replace(mended.find("坏日期"), std::string{"坏日期"}.size(), "2026-01-05");
  mended.replace(mended.find("R1,"), 3, "R4,");
  const auto again = import_file(*data, acting(), definition, file("mended.csv", mended), {});
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(again->stored, 2u) << (again->problems.empty() ? "" : again->problems[0].refusal.message.en);
  EXPECT_EQ(again->unused, (std::vector<std::string>{"问题", "行号"}));
  EXPECT_EQ(total(definition, "cost"), 60'100);
}

TEST_F(ImportTest, TheSameBytesAreRefusedUnderAnyName) {  // R-IMP-13
  const auto definition = adopt("training");
  const auto first = import_file(*data, acting(), definition, file("a.csv", training), {});
  ASSERT_TRUE(first);
  for (const bool dry : {false, true}) {
    ImportOptions options;
    options.dry_run = dry;
    const auto again = import_file(*data, acting(), definition, file("b.csv", training), options);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, RefusalCode::conflict);
    EXPECT_NE(again.error().message.en.find(std::to_string(first->seq)), std::string::npos);
    EXPECT_NE(again.error().message.zh.find("2026-11-24"), std::string::npos);
    EXPECT_NE(again.error().message.zh.find("a.csv"), std::string::npos);
  }
  EXPECT_EQ(total(definition, "people"), 50);
}

TEST_F(ImportTest, KeysOfEarlierImportsOverlap) {  // R-IMP-09
  const auto definition = adopt("cases");
  ASSERT_TRUE(
      import_file(*data, acting(), definition, file("a.csv", "办件编号,办结日期\nK1,2026-01-05\nK2,2026-01-05\n"), {}));
  const auto result =
      import_file(*data, acting(), definition,
                  file("b.csv", "办件编号,办结日期\nK2,2026-01-06\nK3,2026-01-06\n,2026-01-06\n,2026-01-06\n"), {});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->problems.size(), 1u) << "empty numbers are no keys";
  EXPECT_EQ(result->problems[0].row, 2u);
  EXPECT_EQ(result->problems[0].value, "K2");
  EXPECT_EQ(total(definition, "handled"), 2);
}

TEST_F(ImportTest, TotalRowsAreComparedAndNeverImported) {  // R-IMP-08
  const auto definition = adopt("cases");
  const auto result =
      import_file(*data, acting(), definition,
                  file("t.csv", "办结日期,件数\n2026-01-05,10\n2026-01-06,20\n小计,30\n2026-01-07,5\n合计,36\n"), {});
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->stored, 3u);
  EXPECT_EQ(total(definition, "handled"), 35);
  ASSERT_EQ(result->notes.size(), 2u);
  EXPECT_NE(result->notes[0].en.find("30 agrees"), std::string::npos) << result->notes[0].en;
  EXPECT_NE(result->notes[1].en.find("says 36, but the rows above add up to 35"), std::string::npos)
      << result->notes[1].en;
}

TEST_F(ImportTest, SeriesAreJudgedOverFileAndRegister) {  // R-IMP-10
  const auto definition = adopt("copies");
  const std::string heading = "设备编号,区域,抄表日期,读数,用途,情况,清零后读数\n";
  ASSERT_TRUE(import_file(*data, acting(), definition,
                          file("a.csv", heading + "P1,B区,2026-01-05,1000,公众,,\nP1,B区,2026-01-06,1500,公众,,\n"),
                          {}));
  EXPECT_EQ(total(definition, "sheets"), 500);
  // Falls without a declared reset, against the register's last reading and within the file.
  const std::string falling = heading +
                              "P1,B区,2026-01-07,1400,公众,,\nP1,B区,2026-01-08,1600,公众,,\nP2,F区,2026-01-08,50,公众,"
                              ",\nP2,F区,2026-01-09,40,公众,,\n";
  const auto refused = import_file(*data, acting(), definition, file("b.csv", falling), {});
  ASSERT_TRUE(refused) << refused.error().message.en;
  EXPECT_EQ(refused->stored, 0u);
  EXPECT_EQ(refused->refused, 2u);
  ASSERT_EQ(refused->problems.size(), 2u);
  EXPECT_EQ(refused->problems[0].row, 2u);
  EXPECT_EQ(refused->problems[1].row, 5u);
  ImportOptions options;
  options.accept_good = true;
  const auto accepted = import_file(*data, acting(), definition, file("b.csv", falling), options);
  ASSERT_TRUE(accepted) << accepted.error().message.en;
  EXPECT_EQ(accepted->stored, 2u);
  EXPECT_EQ(total(definition, "sheets"), 600);
  EXPECT_NE(read_all(accepted->rest).find("P1,B区,2026-01-07,1400"), std::string::npos);
}

TEST_F(ImportTest, VoucherNumbersAreHandedOutOnce) {  // R-IMP-10
  const auto definition = adopt("water");
  const auto result =
      import_file(*data, acting(), definition,
                  file("w.csv",
                       "日期,票本号,动作,起号,止号,领用部门\n2026-01-05,B1,入库,1,100,\n2026-01-06,B1,领用,1,10,A区\n"
                       "2026-01-07,B1,领用,10,12,B区\n2026-01-08,B1,领用,11,20,B区\n"),
                  {});
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->stored, 0u);
  ASSERT_GE(result->problems.size(), 1u);
  EXPECT_EQ(result->problems[0].row, 4u);
}

TEST_F(ImportTest, LateRowsNeedAReason) {  // R-IMP-14
  const auto definition = adopt("training");
  ASSERT_TRUE(data->write(
      [&](journal::Books& books) { return close_period(books, acting(), definition, make_date(2026, 1, 31)); }));
  const auto refused = import_file(*data, acting(), definition, file("a.csv", training), {});
  ASSERT_TRUE(refused);
  ASSERT_EQ(refused->problems.size(), 1u);
  EXPECT_EQ(refused->problems[0].row, 2u);
  EXPECT_NE(refused->problems[0].refusal.message.zh.find("2026-01-31"), std::string::npos);
  ImportOptions options;
  options.late_reason = "一月的签到表晚到";
  const auto late = import_file(*data, acting(), definition, file("a.csv", training), options);
  ASSERT_TRUE(late) << late.error().message.en;
  EXPECT_EQ(late->stored, 2u);
  auto tx = data->read();
  int count = 0;
  each_entry(tx, unit, definition, {}, [&](const EntryVersion& version) { count += version.late; });
  EXPECT_EQ(count, 1);
}

TEST_F(ImportTest, ADryRunStoresNothing) {  // R-IMP-12
  const auto definition = adopt("training");
  ImportOptions options;
  options.dry_run = options.accept_good = true;
  const auto before = evidence_files();
  const auto result = import_file(*data, acting(), definition, file("a.csv", training + "x,y,z\n"), options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rows, 3u);
  EXPECT_EQ(result->refused, 1u);
  EXPECT_EQ(result->problems.size(), 2u);
  EXPECT_EQ(result->stored, 0u);
  EXPECT_TRUE(entries(*data, definition).empty());
  EXPECT_EQ(evidence_files(), before);
  EXPECT_FALSE(std::filesystem::exists(root / "files" / "a.rest.csv"));
}

TEST_F(ImportTest, MappingsAreRememberedPerSource) {  // R-IMP-04, R-IMP-05
  const auto definition = adopt("ratings");
  ImportOptions options;
  options.source = "省平台";
  options.mapping = {
      {"PJSJ", "rated_on"}, {"QD", "channel"}, {"DJ", "level"}, {"level:5", "非常满意"}, {"level:1", "非常不满意"}};
  const std::string heading = "PJSJ,QD,DJ\n";
  const auto first =
      import_file(*data, acting(), definition, file("a.csv", heading + "2026-01-05 10:00:00,4,5\n"), options);
  ASSERT_TRUE(first) << first.error().message.en;
  EXPECT_EQ(first->stored, 1u);
  options.mapping.clear();
  const auto next =
      import_file(*data, acting(), definition, file("b.csv", heading + "2026-01-06 10:00:00,7,1\n"), options);
  ASSERT_TRUE(next) << next.error().message.en;
  EXPECT_EQ(next->stored, 1u);
  options.source = "另一来源";
  EXPECT_FALSE(import_file(*data, acting(), definition, file("c.csv", heading + "2026-01-07 10:00:00,7,1\n"), options));
  EXPECT_NE(entries(*data, definition)[1].find("非常不满意"), std::string::npos);
}

TEST_F(ImportTest, ProblemsAreCappedAndCounted) {  // R-IMP-12
  const auto definition = adopt("training");
  std::string text = "培训日期,培训主题,参训人数\n";
  for (int at = 0; at < 1500; ++at) text += "坏,礼仪,1\n";
  const auto result = import_file(*data, acting(), definition, file("a.csv", text), {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->refused, 1500u);
  EXPECT_EQ(result->problems.size(), 1000u);
  EXPECT_EQ(result->more_problems, 500u);
}

TEST_F(ImportTest, RefusesUnusableFilesWhole) {
  const auto definition = adopt("training");
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"empty.csv", ""},
                                    {"heads.csv", "培训日期,培训主题,参训人数\n"},
                                    {"pdf.csv", "%PDF-1.7\n%..."},
                                    {"nul.csv", std::string("培训日期,培训主题,参训人数\n2026-01-05,a\0b,1\n", 55)}}) {
    const auto result = import_file(*data, acting(), definition, file(name, bytes), {});
    EXPECT_TRUE(!result || result->stored == 0) << name;
  }
  EXPECT_FALSE(import_file(*data, acting(), definition, root / "nothing.csv", {}));
  EXPECT_TRUE(entries(*data, definition).empty());
}

TEST_F(ImportTest, AJudgingThatTheJournalOvertookIsDoneAgain) {  // R-IMP-15
  const auto definition = adopt("cases");
  ImportOptions options;
  bool once = false;
  options.progress = [&](std::uint64_t, std::uint64_t) {  // somebody records K1 while the file is being judged
    if (std::exchange(once, true)) return;
    Values values(definition.fields.size());
    values[definition.index("case_no")] = std::string{"K1"};
    values[definition.index("source")] = std::string{"政务平台"};
    values[definition.index("finished_on")] = std::string{"2026-01-04"};
    values[definition.index("handled")] = std::int64_t{1};
    const auto made = data->write([&](journal::Books& books) { return record(books, acting(), definition, values); });
    ASSERT_TRUE(made) << made.error().message.en;
  };
  const auto path = file("a.csv", "办件编号,办结日期\nK1,2026-01-05\nK2,2026-01-05\n");
  const auto result = import_file(*data, acting(), definition, path, options);
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->stored, 0u);
  ASSERT_EQ(result->problems.size(), 1u);
  EXPECT_EQ(result->problems[0].value, "K1");
  EXPECT_EQ(total(definition, "handled"), 1);
}

}  // namespace
}  // namespace hallbook::registers
