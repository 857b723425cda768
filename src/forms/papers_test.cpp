// R-FRM-35, R-FRM-40 to R-FRM-47, R-FRM-50 to R-FRM-55: papers made from the books.
#include "forms/papers.h"

#include <gtest/gtest.h>

#include "forms/disclosure_paper.h"
#include "forms/monitoring.h"
#include "forms/publish.h"
#include "forms/template.h"
#include "tests/forms/papers.h"

namespace hallbook::forms {
namespace {

/// The lines of a published text as its document gives them: cells behind a TAB, an empty line after a row.
std::string grid_of(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) {
    if (const auto* one = std::get_if<Paragraph>(&block)) {
      text += plain_text(*one) + "\n";
      continue;
    }
    const auto& rows = std::get<Table>(block).rows;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const Cell& cell : rows[r].cells) text += "\t" + plain_text(cell) + "\n";
      if (r + 1 < rows.size()) text += "\n";
    }
  }
  return text;
}

TEST(DisclosurePaper, GivesTheFoundingTextCellByCell) {  // R-FRM-35
  const std::string text = shipped_file("projects/2026-window-service-fund.txt");
  const Document document = disclosure_document(text, "公开文本");
  EXPECT_EQ(grid_of(document), text.ends_with('\n') ? text : text + "\n");
  EXPECT_EQ(grid_of(read_back(write_docx(document))), grid_of(document));
  std::size_t widest = 0;
  for (const Block& block : document.blocks)
    if (const auto* table = std::get_if<Table>(&block)) widest = std::max(widest, table->widths.size());
  EXPECT_EQ(widest, 10u);  // 一级指标 … 数据来源
}

TEST(PaperCodeTest, IsReadBackAndNothingElseIs) {  // R-FRM-50
  const PaperCode code{"register.mailing", "2026", 0, 58'113, std::string(32, 'a'), std::string(16, '0')};
  EXPECT_EQ(read_code(printed_code(code)), code);
  std::string spaced = printed_code(code);
  spaced.insert(30, " \n");
  EXPECT_EQ(read_code(spaced), code);
  for (const std::string& wrong : std::vector<std::string>{
           "", "HB2", "HB1:a:b:0:1:c:d", "HB2:a:b:-1:1:" + std::string(32, 'a') + ":" + std::string(16, '0'),
           "HB2:a:b:0:1:" + std::string(31, 'a') + ":" + std::string(16, '0'),
           "HB2:a:b:0:1:" + std::string(32, 'G') + ":" + std::string(16, '0')})
    EXPECT_FALSE(read_code(wrong)) << wrong;
}

TEST(PaperCodeTest, IsTypedAsFourTimesFour) {  // R-FRM-59
  PaperCode code{"self-evaluation", "fund", 3, 58'113, std::string(32, 'a'), std::string(16, '0')};
  const std::string typed = short_code(code);
  ASSERT_EQ(typed.size(), 19u) << typed;
  EXPECT_EQ(typed[4], '-');
  EXPECT_EQ(read_short_code(typed), typed);
  EXPECT_EQ(read_short_code(" 0o1i Laaa bbbb-\nDDDD "), "0011-1AAA-BBBB-DDDD");
  for (const std::string& wrong :
       std::vector<std::string>{"", "AAAA-BBBB-CCCC-DDD", typed + "A", "AAAA-BBBB-CCCC-DDDU"})
    EXPECT_FALSE(read_short_code(wrong)) << wrong;
  code.kind = "monitoring";
  EXPECT_NE(short_code(code), typed);
  code.version = 0;
  EXPECT_EQ(short_code(code), "");
}

TEST(Hints, LeftInAreFound) {  // R-FRM-42
  EXPECT_EQ(left_in_hint("因XX原因"), "XX");
  EXPECT_TRUE(left_in_hint("（此处填写措施）"));
  EXPECT_FALSE(left_in_hint("系统迁移停机两周"));
}

Json evaluation_json(const std::string& words) {
  return Json::parse(R"({"as_of":"2026-07-31","scheme":"10-50-30-10","journal_head":{"seq":9,"root":"ab"},"findings":[],
    "definitions":[{"kind":"register","name":"cases"}],
    "execution":{"weight":"10","score":"9.00","initial":42000000,"adjusted":42000000,"executed":37800000,"rate":"0.9",
      "sources":{"appropriation":{"initial":42000000,"adjusted":42000000,"executed":37800000,"rate":"0.9"}}},
    "total":{"weight":"100","score":"95.00","grade":null,"own_score":"94.00"},
    "indicators":[{"no":1,"level1":"产出指标","level2":"数量指标","name":"办件量","value":"150000","value_printed":"150,000件",
      "weight":"12.5","score":"9.87","met":false,"receipt":null)" +
                     words + "}]}")
      .value();
}

dossier::Project one_project() {
  dossier::Project project;
  project.name = "窗口经费";
  project.code = "fund";
  project.year = 2026;
  project.unit_name = "政务服务管理局";
  dossier::IndicatorRow row;
  row.no = 1;
  row.level1 = "产出指标";
  row.name = "办件量";
  row.operator_cell = ">=";
  row.value_cell = "19万件";
  row.unit_cell = "件";
  project.indicators.push_back(row);
  return project;
}

constexpr std::string_view own_words = R"(,"words":{"reason":{"text":"停机两周","by":"李","at":"","seq":3},
  "measures":{"text":"错峰迁移","by":"李","at":"","seq":4},"causes":{"text":"经费、人员","by":"李","at":"","seq":5},
  "score":{"text":"8.87","reason":"材料不全","by":"李","at":"","seq":6}})";

TEST(OwnWordsOnPaper, StandBesideWhatWasComputed) {  // R-FRM-40, R-FRM-41
  const Json facts = self_evaluation_facts(one_project(), evaluation_json(std::string{own_words}));
  const Json& row = facts.at("indicators").array()[0];
  EXPECT_EQ(row.at("score").string(), "8.87（计算9.87）");
  EXPECT_EQ(row.at("reason").string(), "偏差原因：停机两周\n改进措施：错峰迁移");
  EXPECT_EQ(row.at("target_full").string(), ">=19万件");
  EXPECT_EQ(facts.at("total").at("score").string(), "94.00（计算95.00）");
  EXPECT_EQ(facts.at("remarks").string(), "指标1自评得分8.87，计算得分9.87，理由：材料不全");
}

TEST(OwnWordsOnPaper, MissingOnesKeepItFromBeingPublished) {  // R-FRM-33, R-FRM-42
  const auto codes = [](const std::string& words) {
    std::vector<std::string> found;
    for (const auto& one : self_evaluation_obstacles(evaluation_json(words))) found.push_back(one.code);
    return found;
  };
  EXPECT_EQ(codes(""), (std::vector<std::string>{"reason_missing"}));
  EXPECT_EQ(codes(R"(,"words":{"reason":{"text":"停机","by":"","at":"","seq":3}})"),
            (std::vector<std::string>{"measures_missing"}));
  EXPECT_EQ(codes(std::string{own_words}), std::vector<std::string>{});
  EXPECT_EQ(
      codes(
          R"(,"words":{"reason":{"text":"因XX","by":"","at":"","seq":3},"measures":{"text":"改","by":"","at":"","seq":4}})"),
      (std::vector<std::string>{"hint_left"}));
}

TEST(TargetInWords, IsPublishedWithWhatAPersonJudged) {  // R-EVA-44, R-FRM-33
  Json evaluation = evaluation_json(R"(,"words":{"band":{"text":"85","reason":"年度通报","by":"李","at":"","seq":3}})");
  const auto reached = [&](const Json& printed) {
    Json row = evaluation.at("indicators").array()[0];
    row["value"] = Json{};
    row["met"] = Json{true};
    row["value_printed"] = printed;
    evaluation["indicators"] = Json::Array{std::move(row)};
  };
  reached("较上年提升");
  EXPECT_TRUE(self_evaluation_obstacles(evaluation).empty());
  const Json facts = self_evaluation_facts(one_project(), evaluation);
  EXPECT_EQ(facts.at("indicators").array()[0].at("value").string(), "较上年提升");
  EXPECT_EQ(facts.at("remarks").string(), "指标1分档评定85%，依据：年度通报");
  reached(Json{});
  EXPECT_EQ(self_evaluation_obstacles(evaluation).at(0).code, "no_value");
}

TEST(Flags, KeepItFromBeingPublishedUntilSomebodyHasLooked) {  // R-EVA-17, R-FRM-33
  const auto codes = [](const std::string& code, const std::string& decision) {
    Json evaluation = evaluation_json(std::string{own_words});
    evaluation["findings"] =
        Json::parse(R"([{"code":")" + code + R"(","indicator":1,"message":"远高","needs_decision":false,"decision":)" +
                    decision + "}]")
            .value();
    std::vector<std::string> found;
    for (const auto& one : self_evaluation_obstacles(evaluation)) found.push_back(one.code);
    return found;
  };
  const std::string by_plan = R"({"chosen":"noted","by":"方案","proposed":true,"reason":""})";
  const std::string by_unit = R"({"chosen":"noted","by":"李","proposed":false,"reason":"已核对"})";
  for (const auto* flag : {"score_above_execution", "stale_register", "filler"}) {
    EXPECT_EQ(codes(flag, "null"), std::vector<std::string>{"unseen"}) << flag;
    EXPECT_EQ(codes(flag, by_plan), std::vector<std::string>{"unseen"}) << flag;
    EXPECT_EQ(codes(flag, by_unit), std::vector<std::string>{}) << flag;
  }
  for (const auto* settled : {"value_missing", "execution_needs_reason", "over_fulfilled_needs_reason"})
    EXPECT_EQ(codes(settled, "null"), std::vector<std::string>{}) << settled;
}

TEST(MonitoringPaper, TakesTheForecastAndAPersonsWord) {  // R-FRM-43
  const Json forecasts =
      Json::parse(R"({"items":[{"no":1,"name":"办件量","forecast":{"title":"按工作日进度","value_printed":"约19.5万件",
    "possibility":"possible","limit_on":null}}],"execution":{"value":"415000.50"}})")
          .value();
  const Json facts = monitoring_facts(one_project(), evaluation_json(std::string{own_words}), forecasts);
  const Json& row = facts.at("indicators").array()[0];
  EXPECT_EQ(facts.at("span").string(), "1-7月");
  EXPECT_EQ(row.at("expected").string(), "约19.5万件");
  EXPECT_EQ(row.at("may").at("possible").string(), "√");
  EXPECT_EQ(row.at("cause").at("money").string() + row.at("cause").at("rules").string(), "√");
  EXPECT_EQ(facts.at("money").at("total").at("expected").integer(), 41'500'000);
  for (const auto* kind : {"monitoring", "report", "self-evaluation"})
    for (const auto& form : shipped_forms(kind)) {
      const auto filled =
          fill(shipped_form(kind, form).value(),
               std::string_view{kind} == "report" ? report_facts(one_project(), evaluation_json("")) : facts);
      EXPECT_TRUE(filled) << form << kind << filled.error().message.en;
    }
  EXPECT_EQ(shipped_forms("self-evaluation"), (std::vector<std::string>{"yunnan-2026", "national-2020"}));
  EXPECT_EQ(shipped_form("self-evaluation", "nowhere").error().field, "form");
}

TEST(ReportPaper, SaysOnlyWhatTheFactsSay) {  // R-FRM-44
  const Json facts = report_facts(one_project(), evaluation_json(""));
  EXPECT_EQ(facts.at("text").at("money").string(),
            "年初预算420,000.00元，全年预算420,000.00元，全年执行378,000.00元，执行率90.00%，得9.00分。");
  EXPECT_EQ(facts.at("text").at("output").string(), "“办件量”年度指标值>=19万件，实际完成150,000件，未完成。");
  EXPECT_EQ(facts.at("text").at("reasons").string(), "偏差原因尚未填写。");
}

TEST_F(RegisterPaper, PrintsAsABook) {  // R-FRM-45
  const auto paper = made();
  ASSERT_TRUE(paper) << paper.error().message.en;
  std::string text;
  int pages = 0;
  for (const Block& block : paper->document.blocks)
    if (const auto* table = std::get_if<Table>(&block)) {
      ++pages;
      for (const Row& row : table->rows) {
        for (const Cell& cell : row.cells) text += plain_text(cell) + "|";
        text += "\n";
      }
    }
  EXPECT_EQ(pages, 2);
  EXPECT_NE(text.find("3月合计"), std::string::npos) << text;
  EXPECT_NE(text.find("过次页"), std::string::npos);
  EXPECT_NE(text.find("承前页"), std::string::npos);
  EXPECT_NE(text.find("（12.30）"), std::string::npos);  // voided: printed, not added
  EXPECT_NE(text.find("作废：重复登记"), std::string::npos);
  EXPECT_NE(text.find("更正：票据更正"), std::string::npos);
  EXPECT_NE(text.find("|364.40|"), std::string::npos) << text;  // 28 × 12.30 + 20.00
  EXPECT_NE(text.find("|29 笔|"), std::string::npos);
  EXPECT_EQ(text.find("张三丰"), std::string::npos);
  EXPECT_EQ(made()->document, paper->document);
}

TEST_F(RegisterPaper, ASheetHasTheSameRowsAndSums) {  // R-FRM-46
  auto tx = data_->read();
  const auto file = folder_ / "book.xlsx";
  const RegisterBook book{&mailing_, year_of(2026), 0, &data_->keys()};
  const auto rows = write_register_sheet(tx, acting_.unit, book, file, "证");
  ASSERT_TRUE(rows);
  EXPECT_EQ(*rows, 30u);
}

TEST_F(RegisterPaper, ItsCodeHoldsAndAChangedOneDoesNot) {  // R-FRM-53
  const auto paper = made();
  ASSERT_TRUE(paper);
  const std::string code = printed_code(paper->code);
  ASSERT_TRUE(record(mailing_, {{"waybill", "SF99"}, {"sent_on", "2026-05-01"}, {"fee", "1.00"}}));  // the book goes on
  const auto found = checked(code);
  ASSERT_TRUE(found) << found.error().message.en;
  EXPECT_TRUE(found->holds());
  EXPECT_EQ(found->checks.size(), 2u);
  auto forged = paper->code;
  forged.digest = std::string(16, '0');
  EXPECT_FALSE(checked(printed_code(forged))->holds());
  forged = paper->code;
  forged.seq -= 1;
  EXPECT_FALSE(checked(printed_code(forged))->holds());
  EXPECT_EQ(checked("HB2:nothing").error().field, "code");
}

TEST_F(FrozenPaper, CarriesACodeThatHolds) {  // R-FRM-23, R-FRM-50, R-FRM-53
  const auto frozen = paper("self-evaluation", 1);
  ASSERT_TRUE(frozen) << frozen.error().message.en;
  EXPECT_EQ(proof_of(*frozen).code, printed_code(frozen->code));
  EXPECT_TRUE(checked(printed_code(frozen->code))->holds());
  EXPECT_EQ(checked(printed_code(frozen->code))->checks.size(), 3u);
  const auto draft = paper("self-evaluation", 0);
  ASSERT_TRUE(draft);
  EXPECT_EQ(proof_of(*draft).code, "");
  EXPECT_NE(proof_of(*draft).text.find("草稿"), std::string::npos);
  EXPECT_EQ(draft->obstacles.back().code, "draft");
  for (const auto* kind : {"report", "monitoring", "target-table", "disclosure"}) {
    const auto one = paper(kind, 1);
    ASSERT_TRUE(one) << kind << one.error().message.en;
    EXPECT_TRUE(checked(printed_code(one->code))->holds()) << kind;
    for (const auto* ending : {".docx", ".xlsx"})
      EXPECT_EQ(*paper_bytes(*one, ending), *paper_bytes(*paper(kind, 1), ending));
  }
  EXPECT_EQ(paper("execution", 0).error().code, RefusalCode::not_found);  // no budget
  EXPECT_EQ(paper("nothing", 0).error().field, "kind");
  EXPECT_EQ(paper_bytes(*draft, ".odt").error().field, "output");
}

TEST_F(FrozenPaper, IsFoundByTheCharactersAtItsFoot) {  // R-FRM-59
  const auto frozen = paper("report", 1);
  ASSERT_TRUE(frozen);
  const std::string typed = short_code(frozen->code);
  EXPECT_NE(proof_of(*frozen).text.find(typed), std::string::npos);
  const auto found = checked(typed);
  ASSERT_TRUE(found) << found.error().message.en;
  EXPECT_TRUE(found->holds());
  EXPECT_EQ(found->code, frozen->code);
  EXPECT_EQ(checked("0000-0000-0000-0000").error().code, RefusalCode::not_found);
}

TEST_F(FrozenPaper, OfficeFilesCarryTheCodeAsAPicture) {  // R-FRM-50
  const auto frozen = paper("self-evaluation", 1), draft = paper("self-evaluation", 0);
  ASSERT_TRUE(frozen && draft);
  for (const auto& [ending, part] : {std::pair{".docx", "word/media/code.png"}, {".xlsx", "xl/media/image1.png"}}) {
    EXPECT_TRUE(paper_bytes(*frozen, ending)->contains(part)) << ending;
    EXPECT_FALSE(paper_bytes(*draft, ending)->contains(part)) << ending;
    EXPECT_EQ(*paper_bytes(*frozen, ending), *paper_bytes(*frozen, ending));
  }
  EXPECT_NE(plain_text(std::get<Paragraph>(read_back(*paper_bytes(*frozen, ".docx")).blocks.back())).find("HB2:"),
            std::string::npos);
}

TEST_F(FrozenPaper, IsNotPublishedWhileAnythingIsOpen) {  // R-FRM-54
  auto tx = data_->read();
  const auto bundle = publication(tx, data_->evidence(), unit(tx), "", 1);
  ASSERT_FALSE(bundle);
  EXPECT_EQ(bundle.error().code, RefusalCode::conflict);
  EXPECT_NE(bundle.error().message.zh.find("指标 1 还没有实际完成值"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::forms
