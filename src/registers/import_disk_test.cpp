// A full disk in the middle of an import, wherever it strikes: nothing lost, nothing half in. trust F4, R2.
#include <fmt/format.h>

#include "journal/verify.h"
#include "registers/checks.h"
#include "registers/transfer_fixture.h"
#include "tests/files/temp_folder.h"

namespace hallbook::registers {
namespace {

using ImportDiskTest = TransferTest;

std::string many_rows(int rows) {
  std::string csv = "培训日期,培训主题,参训人数\n";
  for (int row = 0; row < rows; ++row)
    csv +=
        fmt::format("2026-{:02}-{:02},第{}次{:x},{}\n", row % 12 + 1, row % 28 + 1, row, row * 2654435761U, row % 90);
  return csv;
}

TEST_F(ImportDiskTest, NothingIsLostAndNothingIsHalfIn) {  // R-IMP-15
  const auto definition = adopt("training");
  const auto before = import_file(*data, acting(), definition,
                                  file("first.csv", "培训日期,培训主题,参训人数\n2026-01-05,礼仪,20\n"), {});
  ASSERT_TRUE(before);
  const auto files_before = evidence_files();
  const auto big = file("big.csv", many_rows(6000));
  // From "the sealed original does not fit" to "the last page of the commit does not".
  bool in_evidence = false, in_database = false;
  for (const std::uint64_t bytes : {4'000U, 60'000U, 150'000U, 300'000U, 500'000U, 700'000U}) {
    const auto refused = [&] {
      const tests::SmallDisk small{bytes};
      return import_file(*data, acting(), definition, big, {});
    }();
    ASSERT_FALSE(refused) << bytes;
    EXPECT_EQ(refused.error().code, RefusalCode::unavailable) << refused.error().message.en;
    const auto& words = refused.error().message.en;
    EXPECT_TRUE(words.contains("nothing was imported")) << words;
    (words.contains("hallbook.db") ? in_database : in_evidence) = true;
    EXPECT_EQ(entries(*data, definition), std::vector<std::string>{"2026-01-05|礼仪|||20|"}) << bytes;
    EXPECT_EQ(total(definition, "people"), 20);
    EXPECT_EQ(evidence_files(), files_before) << bytes;
    auto tx = data->read();
    EXPECT_EQ(journal::head(tx, unit).seq, before->seq) << bytes;
  }
  EXPECT_TRUE(in_evidence && in_database);
  data.reset();  // a new process finds the book as it was, and room again
  auto opened = journal::DataDir::open(root / "data", journal::Mode::write);
  ASSERT_TRUE(opened) << opened.error().message.en;
  data = std::move(*opened);
  const auto stored = import_file(*data, acting(), definition, big, {});
  ASSERT_TRUE(stored) << stored.error().message.en;
  EXPECT_EQ(stored->stored, 6000U);
  auto tx = data->read();
  journal::Report report;
  journal::verify_chain(tx, report);
  verify_registers(tx, data->evidence(), &data->keys(), report);
  EXPECT_TRUE(report.sound()) << (report.problems.empty() ? "" : report.problems.front().message.en);
}

}  // namespace
}  // namespace hallbook::registers
