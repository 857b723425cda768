// R-FRM-56, R-FRM-57: forms of one's own, in force from a day on, judged before.
#include "forms/own_forms.h"

#include <fmt/format.h>

#include "forms/form_file.h"
#include "forms/xlsx.h"
#include "tests/files/workbook.h"
#include "tests/forms/papers.h"

namespace hallbook::forms {
namespace {

TEST_F(FrozenPaper, PrintsWithTheFormOfItsDayAndLine) {  // R-FRM-56
  const std::string frozen_before = *paper_bytes(*paper("self-evaluation", 1), ".docx");
  const auto adopt_form = [&](const std::string& heading, Date from) {
    Document form;
    form.blocks.emplace_back(paragraph(heading + "{{year}}"));
    data_->write([&](journal::Books& books) {
      journal::append(
          books, acting_.unit, acting_.actor, acting_.at,
          identity::DefinitionAdopted{"form", "self-evaluation", own_form_text({"self-evaluation", from, form})});
      return true;
    });
  };
  const auto heading_of = [](const Paper& paper) { return plain_text(std::get<Paragraph>(paper.document.blocks[0])); };
  adopt_form("下一年的表", make_date(2027, 1, 1));
  EXPECT_EQ(heading_of(*paper("self-evaluation", 0)), "项目支出绩效自评表") << "its day is not there yet";
  adopt_form("今年的表", make_date(2026, 1, 1));
  EXPECT_EQ(heading_of(*paper("self-evaluation", 0)), "今年的表2026");
  EXPECT_NE(heading_of(*paper("report", 0)), "今年的表2026");
  EXPECT_EQ(*paper_bytes(*paper("self-evaluation", 1), ".docx"), frozen_before) << "frozen before it was adopted";
  auto tx = data_->read();
  EXPECT_EQ(own_form_on(tx, acting_.unit, "self-evaluation", make_date(2027, 6, 1), 0)->from, make_date(2027, 1, 1));
}

TEST_F(FrozenPaper, AnOwnFormIsJudgedBeforeItIsAdopted) {  // R-FRM-57
  auto tx = data_->read();
  const auto judged = [&](const std::string& kind, Document form) {
    return judge_own_form(tx, data_->evidence(), unit(tx), kind, form, make_date(2026, 12, 31));
  };
  for (const auto* kind :
       {"self-evaluation", "monitoring", "report", "target-table", "execution", "payment-request", "acceptance"}) {
    const auto fine = judged(kind, *shipped_form(kind, ""));
    EXPECT_TRUE(fine) << kind << fine.error().message.en;
  }
  Document form = *shipped_form("payment-request", "");  // its lists are empty here
  Table table{{1000}, {{{cell("{{#approvals}}{{nobody}}{{/approvals}}")}, false}, {{cell("{{?nothing}}甲")}, false}}};
  form.blocks.emplace_back(std::move(table));
  form.blocks.emplace_back(paragraph("{{amount|furlong}}"));
  const auto wrong = judged("payment-request", form);
  ASSERT_FALSE(wrong);
  for (const std::string& part :
       std::vector<std::string>{"table 2 row 1 cell 1, {{nobody}}", "table 2 row 2 cell 1, {{?nothing}}", "furlong"})
    EXPECT_NE(wrong.error().message.en.find(part), std::string::npos) << part << wrong.error().message.en;
  EXPECT_EQ(judged("nowhere", form).error().field, "kind");
  EXPECT_EQ(read_own_form("<w:document/>").error().field, "text");
  const OwnForm whole{"report", make_date(2027, 1, 1), *shipped_form("report", "")};
  const auto read = read_own_form(own_form_text(whole));
  ASSERT_TRUE(read) << read.error().message.en;
  EXPECT_EQ(read->document, whole.document);
  EXPECT_EQ(read->from, whole.from);
}

TEST(FormFile, ASheetThatAnOfficeSuiteSavedIsATemplate) {  // R-FRM-58
  const auto file = std::filesystem::path{testing::TempDir()} / "template.xlsx";
  for (const auto* kind : {"self-evaluation", "monitoring", "report", "target-table", "execution", "payment-request"}) {
    Document form = *shipped_form(kind, "");
    std::ofstream{file, std::ios::binary} << write_xlsx(form, "");
    const auto read = read_form_file(file);
    ASSERT_TRUE(read) << kind << read.error().message.en;
    EXPECT_EQ(read->sheet.width > read->sheet.height, form.sheet.width > form.sheet.height) << kind;
    const auto text_of_all = [](const Document& document) {
      std::string text;
      for (const Block& block : document.blocks)
        if (const auto* table = std::get_if<Table>(&block)) {
          for (const Row& row : table->rows) {
            for (const Cell& one : row.cells)
              text += fmt::format("{}|{}{}|", plain_text(one), one.columns, static_cast<int>(one.merge));
            text += "\n";
          }
        } else {
          text += plain_text(std::get<Paragraph>(block)) + "\n";
        }
      return text;
    };
    EXPECT_EQ(text_of_all(*read), text_of_all(form)) << kind;
  }
  std::ofstream{file, std::ios::binary} << "no archive";
  EXPECT_FALSE(read_form_file(file));
  const std::string_view overlapping = "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B2:C3\"/></mergeCells>";
  tests::write_zip(file, tests::workbook("<row><c r=\"A1\"><v>1</v></c></row>", overlapping));
  EXPECT_EQ(read_form_file(file).error().code, RefusalCode::invalid);
  tests::write_zip(file, tests::workbook("<row><c r=\"A2001\"><v>1</v></c></row>"));
  EXPECT_EQ(read_form_file(file).error().code, RefusalCode::over_limit);
}

}  // namespace
}  // namespace hallbook::forms
