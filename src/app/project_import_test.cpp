// A hall's own project over HTTP: read, looked at, put right, imported; who may, and what is refused.
#include <gtest/gtest.h>

#include "app/service_fixture.h"
#include "dossier/projects.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::string_view own_table =
    "2027年示例厅帮办代办经费项目\n项目名称：帮办代办经费\n单位名称：示例政务大厅\n资金安排情况：120000元\n"
    "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标内容\n"
    "产出指标\t数量指标\t帮办代办件数\t>=\t3000\t件\t全年帮办代办件数\n"
    "产出指标\t时效指标\t平均等候时间\t<=\t空\t分钟\t叫号到办理\n"
    "满意度指标\t服务对象满意度指标\t帮办对象满意度\t>=\t95\t%\t回访满意度\n";

class ProjectImport : public testing::Test {
 protected:
  Json read(Json body, int status = 200, std::string_view who = "staff") {
    return answered(house.post(who, "/projects/reading", std::move(body)), status);
  }
  Json bring(Json body, int status = 201, std::string_view who = "staff") {
    return answered(house.post(who, "/projects", std::move(body)), status);
  }
  Json put_file(std::string_view bytes, int status = 200, std::string_view who = "staff") {
    const auto file = house.folder() / "upload-1";
    files::write_file(file, bytes);
    auto request = TestHouse::request(http::Method::put, "/projects/reading");
    request.upload = file;
    request.upload_bytes = bytes.size();
    return answered(house.send(who, std::move(request)), status);
  }
  static Json answered(const http::Response& answer, int status) {
    EXPECT_EQ(answer.status, status) << answer.body;
    return TestHouse::body_of(answer);
  }
  Json import_of(const Json& reading, bool checked, std::int64_t version = 0) const {
    return Json::Object{{"document", reading.at("document")},
                        {"format", reading.at("grid").at("format")},
                        {"scheme", "10-50-30-10"},
                        {"version", version},
                        {"checked", checked}};
  }
  std::int64_t head() {
    auto tx = house.data->read();
    return journal::head(tx, house.unit.id).seq;
  }
  TestHouse house;
};

TEST_F(ProjectImport, ShowsEachTargetBesideTheWordsOfThePaper) {  // R-RSC-26, R-RSC-27
  house.cookie_of("staff");
  const auto before = head();
  const Json read_text = put_file(own_table);
  EXPECT_EQ(read_text.at("document").string(), own_table) << "a text stays word for word";
  EXPECT_EQ(read_text.at("name").string(), "帮办代办经费");
  EXPECT_EQ(read_text.at("year").integer(), 2027);
  const auto& rows = read_text.at("rows").array();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].at("source").string(), "产出指标 | 数量指标 | 帮办代办件数 | >= | 3000 | 件 | 全年帮办代办件数");
  EXPECT_EQ(rows[0].at("place").at("zh").string(), "第 6 行");
  EXPECT_EQ(rows[0].at("target").at("value").string(), "3000");
  EXPECT_FALSE(rows[0].at("doubtful").boolean());
  EXPECT_TRUE(rows[1].at("doubtful").boolean());
  ASSERT_EQ(read_text.at("doubtful").array().size(), 1u) << read_text.canonical();
  const Json& doubt = read_text.at("doubtful").array()[0];
  EXPECT_EQ(doubt.at("row").integer(), 6);
  EXPECT_EQ(doubt.at("column").integer(), 4);
  EXPECT_EQ(doubt.at("text").string(), "空");
  EXPECT_FALSE(read_text.at("has_plan").boolean());
  EXPECT_FALSE(read_text.at("schemes").array().empty());
  EXPECT_EQ(head(), before) << "reading keeps nothing";
}

TEST_F(ProjectImport, ACellPutRightIsReadAgainAndImported) {  // R-RSC-27, R-RSC-28, R-DOS-44
  const Json first = read(Json::Object{{"text", std::string{own_table}}});
  bring(import_of(first, false), 422);
  Json::Array rows = first.at("grid").at("rows").array();
  Json::Array cells = rows[6].at("cells").array();
  cells[4]["text"] = "15";
  rows[6]["cells"] = Json{std::move(cells)};
  const Json second = read(Json::Object{{"rows", std::move(rows)}, {"format", "lines"}});
  EXPECT_TRUE(second.at("doubtful").array().empty()) << second.at("doubtful").canonical();
  std::string expected{own_table};
  expected.replace(expected.find("\t空\t"), std::string_view{"\t空\t"}.size(), "\t15\t");
  EXPECT_EQ(second.at("document").string(), expected) << "nothing else has changed";
  const Json made = bring(import_of(second, false));
  EXPECT_EQ(made.at("version").integer(), 1);
  EXPECT_EQ(made.at("scheme").string(), "10-50-30-10");
  EXPECT_EQ(made.at("plans").array()[0].at("rule").string(), "ratio-up");
  EXPECT_EQ(made.at("plans").array()[1].at("rule").string(), "ratio-down-linear");
  EXPECT_EQ(made.at("plans").array()[1].at("formula").string(), "") << "no formula is invented";
  const auto figures = house.get("staff", "/evaluation?project=" + made.at("code").string());
  EXPECT_EQ(figures.status, 200) << figures.body;
}

TEST_F(ProjectImport, AddsTheYearAndTheNameThatATableLacks) {  // R-RSC-28
  const Json bare = read(Json::Object{{"text", "三级指标 | 指标性质 | 指标值 | 度量单位\n帮办件数 | >= | 300 | 件\n"}});
  EXPECT_EQ(bare.at("year").integer(), 0);
  EXPECT_EQ(bare.at("rows").array().size(), 1u) << "cells parted by |";
  bring(import_of(bare, true), 422);
  Json asked = Json::Object{{"rows", bare.at("grid").at("rows")},
                            {"format", bare.at("grid").at("format")},
                            {"name", "帮办经费"},
                            {"year", 2027}};
  const Json told = read(asked);
  EXPECT_EQ(told.at("name").string(), "帮办经费");
  EXPECT_EQ(told.at("year").integer(), 2027);
  EXPECT_EQ(told.at("grid").at("rows").array().size(), bare.at("grid").at("rows").array().size() + 2)
      << "what was added is seen";
  asked["year"] = 27;
  EXPECT_EQ(read(asked, 422).at("field").string(), "year");
  bring(import_of(told, true));
}

TEST_F(ProjectImport, NamesTheVersionThatItSaw) {  // R-RSC-29
  const Json reading = read(Json::Object{{"text", std::string{own_table}}});
  EXPECT_EQ(bring(import_of(reading, true, 3), 409).at("field").string(), "version");
  bring(import_of(reading, true));
  EXPECT_EQ(bring(import_of(reading, true), 409).at("field").string(), "version") << "somebody was quicker";
  const Json again = read(Json::Object{{"text", std::string{own_table}}});
  EXPECT_EQ(again.at("version").integer(), 1);
  EXPECT_TRUE(again.at("same").boolean());
  EXPECT_TRUE(again.at("has_plan").boolean());
  EXPECT_EQ(bring(import_of(again, true, 1), 409).at("field").string(), "document") << "letter by letter the same";
  const Json next = read(Json::Object{{"text", std::string{own_table} + "备注：第二版\n"}});
  EXPECT_EQ(bring(import_of(next, true, 1)).at("version").integer(), 2);
}

TEST_F(ProjectImport, RefusesWhatIsNoProject) {  // R-RSC-26, R-RSC-30
  EXPECT_EQ(put_file("", 422).at("field").string(), "body");
  EXPECT_NE(put_file("甲\t乙\n", 422).at("message").string().find("三级指标"), std::string::npos);
  const Json pdf = put_file("%PDF-1.4", 422);
  EXPECT_NE(pdf.at("message").string().find("the file"), std::string::npos) << pdf.canonical();
  EXPECT_EQ(pdf.at("message").string().find("upload-1"), std::string::npos) << "the server's own name says nothing";
  put_file(std::string_view{"PK\3\4not a zip"}, 422);
  EXPECT_EQ(put_file(std::string(5u << 20, 'x'), 409).at("code").string(), "over_limit");
  EXPECT_EQ(read(Json::Object{}, 422).at("field").string(), "rows");
  const Json reading = read(Json::Object{{"text", std::string{own_table}}});
  Json asked = import_of(reading, true);
  asked["scheme"] = "";
  EXPECT_EQ(bring(asked, 422).at("field").string(), "scheme");
  asked["scheme"] = "no-such";
  EXPECT_EQ(bring(asked, 404).at("field").string(), "scheme");
}

TEST_F(ProjectImport, IsForThoseWhoEditProjects) {  // R-API-61
  const auto asked = Json::Object{{"text", std::string{own_table}}};
  for (const std::string_view who : {"clerk", "finance", "director", "auditor", "administrator"}) {
    read(asked, 403, who);
    put_file(own_table, 403, who);
    bring(Json::Object{{"document", std::string{own_table}}}, 403, who);
  }
}

}  // namespace
}  // namespace hallbook::app
