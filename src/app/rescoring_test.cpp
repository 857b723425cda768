// A published self-evaluation over HTTP: read, put right by a person, scored again; nothing of it is kept.
#include <gtest/gtest.h>

#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

class Rescoring : public testing::Test {
 protected:
  Json ask(Json body, int status = 200) {
    const auto answer = house.post("auditor", "/rescorings", std::move(body));
    EXPECT_EQ(answer.status, status) << answer.body;
    return TestHouse::body_of(answer);
  }
  TestHouse house;
};

TEST_F(Rescoring, ACellPutRightIsReadAgain) {  // R-RSC-20, R-RSC-21
  house.cookie_of("auditor");
  auto tx = house.data->read();
  const auto before = journal::head(tx, house.unit.id).seq;
  const Json first =
      ask(Json::Object{{"text", "三级指标\t指标值\t实际完成值\t分值\t得分\n办件量\t≥1.5万件\t16000人\t100\t100\n"}});
  EXPECT_EQ(first.at("holds"), Json{false});
  ASSERT_EQ(first.at("doubtful").array().size(), 1u);
  const Json& doubt = first.at("doubtful").array()[0];
  EXPECT_EQ(doubt.at("row").integer(), 1);
  EXPECT_EQ(doubt.at("column").integer(), 2);
  EXPECT_EQ(first.at("rows").array()[0].at("verdict").string(), "not_computed");
  Json::Array rows = first.at("grid").at("rows").array();
  Json::Array cells = rows[1].at("cells").array();
  cells[2]["text"] = "16000件";
  rows[1]["cells"] = Json{std::move(cells)};
  const Json second = ask(Json::Object{{"rows", std::move(rows)}});
  EXPECT_TRUE(second.at("doubtful").array().empty());
  EXPECT_EQ(second.at("rows").array()[0].at("verdict").string(), "same");
  EXPECT_EQ(second.at("rows").array()[0].at("place").at("zh").string(), "第 2 行");
  auto after = house.data->read();
  EXPECT_EQ(journal::head(after, house.unit.id).seq, before);
}

TEST_F(Rescoring, SaysWhatATableMustHave) {
  EXPECT_NE(ask(Json::Object{{"text", "甲\t乙\n"}}, 422).at("message").string().find("三级指标"), std::string::npos);
  EXPECT_EQ(ask(Json::Object{}, 422).at("field").string(), "rows");
  EXPECT_EQ(ask(Json::Object{{"text", "x"}, {"rows", Json::Array{}}}, 422).at("field").string(), "rows");
}

}  // namespace
}  // namespace hallbook::app
