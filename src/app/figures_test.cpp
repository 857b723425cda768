// Evaluations, receipts, freezes, findings, formulas, plans and drafts through the interface: R-API-37 to R-API-47.
#include <gtest/gtest.h>

#include <fstream>

#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

constexpr std::string_view project = "/projects/2026-window-service-fund";

class Figures : public testing::Test {
 protected:
  Figures() {
    for (const auto* day : {"2026-01-05", "2026-01-06", "2026-02-03"})
      for (const auto* zone : {"B区", "C区"})
        house.record("cases", {{"accepted_on", day},
                               {"finished_on", day},
                               {"source", "政务平台"},
                               {"zone", zone},
                               {"handled", zone == std::string_view{"B区"} ? "30" : "5"}});
  }
  Json get(const std::string& address, int status = 200) {
    const auto answer = house.get("staff", address);
    EXPECT_EQ(answer.status, status) << address << " " << answer.body;
    return TestHouse::body_of(answer);
  }
  Json post(const std::string& address, Json body, int status) {
    const auto answer = house.post("staff", address, std::move(body));
    EXPECT_EQ(answer.status, status) << address << " " << answer.body;
    return TestHouse::body_of(answer);
  }
  static const Json& find(const Json& list, std::string_view key, const Json& value) {
    for (const auto& one : list.array())
      if (one.at(key) == value) return one;
    throw std::runtime_error{"not in the list"};
  }
  TestHouse house;
};

TEST_F(Figures, GroupsAddUpToTheFigure) {  // R-API-37
  for (const std::string by : {"month", "zone", "source"}) {
    const auto receipt = get("/evaluation/receipts/1?limit=1&by=" + by);
    EXPECT_EQ(receipt.at("value").string(), "105");
    EXPECT_EQ(receipt.at("adds_up"), Json{true});
    Rational sum;
    for (const auto& group : receipt.at("groups").array()) sum = sum + *Rational::parse(group.at("sum").string());
    EXPECT_EQ(sum, Rational{105}) << by;
    EXPECT_EQ(receipt.at("total_rows").integer(), 6);
  }
  get("/evaluation/receipts/1?by=dept_or_else", 422);
  const auto zone = get("/evaluation/receipts/1?by=zone&group=C区&limit=2");
  EXPECT_EQ(zone.at("lines").array().size(), 2U);
  EXPECT_EQ(zone.at("lines").array()[0].at("counts_as").string(), "5");
  EXPECT_EQ(zone.at("next").string(), "2");
  const auto last = get("/evaluation/receipts/1?by=zone&group=C区&limit=2&after=2");
  EXPECT_EQ(last.at("lines").array().size(), 1U);
  EXPECT_TRUE(last.at("next").is_null());
}

TEST_F(Figures, RowsAreSortedAndFilteredBesideAnUnchangedTotal) {  // R-API-48
  const auto all = get("/evaluation/receipts/1/rows?sort=-handled");
  EXPECT_EQ(all.at("register").string(), "cases");
  EXPECT_EQ(all.at("total").at("sum").string(), "105");
  EXPECT_EQ(all.at("shown").at("sum").string(), "105");
  ASSERT_EQ(all.at("items").array().size(), 6U);
  EXPECT_EQ(all.at("items").array().front().at("amount").string(), "30");
  EXPECT_EQ(all.at("items").array().back().at("counts_as").string(), "5");
  EXPECT_EQ(all.at("items").array().back().at("values").at("zone").string(), "C区");
  const auto some = get("/evaluation/receipts/1/rows?f.zone=C区&from=2026-01-06&limit=1&sort=finished_on");
  EXPECT_EQ(some.at("total").at("rows").integer(), 6);  // what is hidden is still counted
  EXPECT_EQ(some.at("total").at("sum").string(), "105");
  EXPECT_EQ(some.at("shown").at("rows").integer(), 2);
  EXPECT_EQ(some.at("shown").at("sum").string(), "10");
  ASSERT_EQ(some.at("items").array().size(), 1U);
  EXPECT_EQ(some.at("items").array()[0].at("day").string(), "2026-01-06");
  EXPECT_FALSE(some.at("next").is_null());
  const auto early = get("/evaluation/receipts/1/rows?from=2025-01-01&to=2027-12-31&as_of=2026-01-31");
  EXPECT_EQ(early.at("shown").at("rows").integer(), 4);  // days beyond the figure's find nothing
  EXPECT_EQ(get("/evaluation/receipts/1/rows?f.handled=x", 422).at("field").string(), "f.handled");
  get("/evaluation/receipts/1/rows?part=sum(nothing)", 404);
  const std::string part = all.at("part").string();
  EXPECT_EQ(all.at("parts").array()[0].at("text").string(), part);
}

TEST_F(Figures, EarlierValuesSayWhatChangedSince) {  // R-API-65
  EXPECT_EQ(get("/evaluation/receipts/1/history").at("items").array().size(), 0U);
  ASSERT_EQ(house.post("director", "/freezes", Json::Object{{"project", ""}}).status, 201);
  house.record(
      "cases",
      {{"accepted_on", "2026-02-04"}, {"finished_on", "2026-02-04"}, {"source", "政务平台"}, {"handled", "7"}});
  house.record("supplies",  // which this figure does not rest on
               {{"moved_on", "2026-01-06"}, {"item", "A4纸"}, {"unit", "包"}, {"action", "入库"}, {"amount", "1"}});
  ASSERT_EQ(
      house.post("staff", "/registers/cases/entries/1/void", Json::Object{{"reason", "重复"}, {"version", 1}}).status,
      200);
  const auto history = get("/evaluation/receipts/1/history").at("items").array();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].at("value").string(), "105");
  EXPECT_EQ(history[0].at("changes").canonical(),
            "[{\"late\":0,\"lines\":1,\"rows\":1,\"what\":\"recorded\"},{\"late\":0,\"lines\":1,\"rows\":1,\"what\":"
            "\"voided\"}]");
}

TEST_F(Figures, AReceiptBecomesAFile) {  // R-API-49
  const auto answer = house.get("staff", "/evaluation/receipts/1/export?format=csv");
  ASSERT_EQ(answer.status, 200) << answer.body;
  std::ifstream in{answer.file, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  const auto receipt = TestHouse::body_of(house.post("staff", "/evaluation/receipts/1/verify", Json{Json::Object{}}));
  for (const std::string& said : {std::string{"Exact,105"}, std::string{"the rows add up to the figure"},
                                  "Digest of the rows," + receipt.at("digest").string(), std::string{"Formula,"},
                                  std::string{"Total,6,,,,,,105"}})
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  EXPECT_NE(text.find("C区"), std::string::npos);  // the register's own fields
  EXPECT_EQ(house.get("staff", "/evaluation/receipts/1/export?format=pdf").status, 422);
  EXPECT_EQ(house.get("clerk", "/evaluation/receipts/1/export").status, 403);
  std::filesystem::remove(answer.file);
}

TEST_F(Figures, AReceiptSaysWhyOnlyWhenSomethingIsOff) {  // R-API-38
  EXPECT_FALSE(get("/evaluation/receipts/1").at("why").is_null());  // 105 of 190,000
  EXPECT_EQ(get("/evaluation/receipts/1").at("status").string(), "stale");
  EXPECT_EQ(get("/evaluation?as_of=2026-01-06").at("indicators").array()[0].at("pace").at("word").string(),
            "out_of_reach");
  EXPECT_EQ(get("/evaluation?as_of=2025-12-31", 422).at("field").string(), "as_of");
  get("/evaluation/receipts/99", 404);
}

TEST_F(Figures, CheckingAFigureReadsItsLines) {  // R-API-39
  const auto fine = post("/evaluation/receipts/1/verify", Json::Object{}, 200);
  EXPECT_EQ(fine.at("ok"), Json{true});
  EXPECT_EQ(fine.at("checked").at("rows").integer(), 6);
  EXPECT_EQ(fine.at("checked").at("lines").integer(), 6);
  house.data->database().write([&](db::WriteTx& tx) {
    tx.exec(
        "UPDATE journal SET actor = 'user:someone' WHERE unit_id = $1 AND kind = 'EntryRecorded' AND body LIKE "
        "'%cases%'",
        house.unit.id);
  });
  EXPECT_EQ(post("/evaluation/receipts/1/verify", Json::Object{}, 200).at("problems").array().size(), 6U);
}

TEST_F(Figures, WhatGrowsIsDrawnByDayTheRestByMonth) {  // R-API-40
  const auto grows = get("/evaluation/series/1?as_of=2026-02-10");
  EXPECT_EQ(grows.at("by").string(), "day");
  EXPECT_EQ(grows.at("points").array().back().at("cumulative").string(), "105");
  EXPECT_FALSE(grows.at("points").array().back().at("expected").is_null());
  EXPECT_EQ(find(grows.at("by_zone"), "key", "B区").at("value").string(), "90");
  const auto worst = get("/evaluation/series/3?as_of=2026-03-31");
  EXPECT_EQ(worst.at("by").string(), "month");
  EXPECT_EQ(worst.at("cap").string(), "300");
  EXPECT_EQ(worst.at("points").array().size(), 3U);
}

TEST_F(Figures, OptionsShowWhatTheyWouldChange) {  // R-API-41
  const auto items = get(std::string{project} + "/findings").at("items");
  const auto& scheme = find(items, "code", "no_weights");
  ASSERT_EQ(scheme.at("options").array().size(), 2U);
  std::int64_t before = 0;
  {
    auto tx = house.data->read();
    before = journal::head(tx, house.unit.id).seq;
  }
  for (const auto& option : scheme.at("options").array()) EXPECT_NE(option.find("consequence"), nullptr);
  const auto decided =
      post(std::string{project} + "/decisions",
           Json::Object{
               {"finding", "no_weights"}, {"indicator", 0}, {"chosen", "scheme_10_20_40_20_10"}, {"reason", "局务会"}},
           200);
  EXPECT_EQ(decided.at("decision").at("by").string(), "staff 某");
  EXPECT_EQ(decided.at("decision").at("proposed"), Json{false});
  EXPECT_EQ(get(project.data()).at("scheme").string(), "10-20-40-20-10");
  auto tx = house.data->read();
  EXPECT_EQ(journal::head(tx, house.unit.id).seq, before + 1);
}

TEST_F(Figures, AFormulaIsTriedWhileItIsTyped) {  // R-API-42
  const auto try_it = [&](std::string formula) {
    return post("/formulas/check", Json::Object{{"project", ""}, {"no", 1}, {"formula", std::move(formula)}}, 200);
  };
  const auto fine = try_it("sum(cases.handled, zone = \"B区\")");
  EXPECT_EQ(fine.at("ok"), Json{true});
  EXPECT_EQ(fine.at("value_printed").string(), "90件");
  const auto wrong = try_it("sum(cases.handled, zne = \"B区\")");
  EXPECT_EQ(wrong.at("ok"), Json{false});
  EXPECT_EQ(wrong.at("problems").array()[0].at("at").integer(), 19);
  EXPECT_EQ(wrong.at("problems").array()[0].at("length").integer(), 3);
  EXPECT_EQ(try_it("sum(").at("ok"), Json{false});
}

TEST_F(Figures, TheEditorsNamesAreThoseInForce) {  // R-API-43
  const auto names = get("/formulas/vocabulary");
  EXPECT_EQ(find(find(names.at("registers"), "name", "cases").at("measures"), "name", "handled").at("unit").string(),
            "件");
  EXPECT_FALSE(names.at("prices").array().empty());
  EXPECT_FALSE(names.at("rates").array().empty());
}

TEST_F(Figures, OpeningAReceiptAddsUpTheRowsThemselves) {  // R-API-44
  const auto opened = get("/evaluation/receipts/1?limit=4");
  EXPECT_EQ(opened.at("recomputed").string(), "105");
  EXPECT_EQ(opened.at("lines").array().size(), 4U);
  EXPECT_EQ(get("/evaluation/receipts/1?limit=4&after=4").at("lines").array().size(), 2U);
  EXPECT_EQ(opened.at("digest").string(), "");
  EXPECT_EQ(post("/evaluation/receipts/1/verify", Json::Object{}, 200).at("digest").string().size(), 64U);
  house.data->database().write([&](db::WriteTx& tx) {
    tx.exec("UPDATE entry_cases SET handled = 31 WHERE unit_id = $1 AND entry_id = 1", house.unit.id);
  });
  EXPECT_EQ(post("/evaluation/receipts/1/verify", Json::Object{}, 200).at("ok"), Json{false}) << "checked at once";
}

TEST_F(Figures, RowsChangedPastTheJournalDoNotAddUp) {  // R-API-44
  house.data->database().write([&](db::WriteTx& tx) {
    tx.exec("UPDATE entry_cases SET handled = 31 WHERE unit_id = $1 AND entry_id = 1", house.unit.id);
  });
  const auto wrong = get("/evaluation/receipts/1");
  EXPECT_EQ(wrong.at("adds_up"), Json{false});
  EXPECT_EQ(wrong.at("value").string(), "105");
  EXPECT_EQ(wrong.at("recomputed").string(), "106");
}

TEST_F(Figures, TwoFreezesAreComparedWithReasons) {  // R-API-45
  EXPECT_EQ(post("/freezes", Json::Object{{"project", ""}}, 201).at("version").integer(), 1);
  house.record("cases", {{"accepted_on", "2026-03-03"},
                         {"finished_on", "2026-03-03"},
                         {"source", "政务平台"},
                         {"zone", "B区"},
                         {"handled", "7"}});
  EXPECT_EQ(post("/freezes", Json::Object{{"project", ""}}, 201).at("version").integer(), 2);
  const auto rows = get("/freezes/compare?a=1&b=2").at("rows");
  const auto& first = find(rows, "no", 1);
  EXPECT_EQ(first.at("difference").string(), "7");
  EXPECT_EQ(first.at("why").string(), "1 more rows");
  EXPECT_EQ(get("/freezes/1/holds").at("holds"), Json{true});
  get("/freezes/9", 404);
  EXPECT_EQ(house.post("clerk", "/freezes", Json::Object{{"project", ""}}).status, 403);
}

TEST_F(Figures, TwoPeopleOnOneDraftSeeEachOther) {  // R-API-46
  const std::string address = std::string{project} + "/draft";
  const auto put = [&](std::string_view match, std::string note) {
    auto made = TestHouse::request(http::Method::put, address,
                                   Json::Object{{"plans", Json::Array{}}, {"note", std::move(note)}});
    if (!match.empty()) made.headers["if-match"] = match;
    return house.send("staff", made);
  };
  const auto tag_of = [](const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "etag") return value;
    return std::string{};
  };
  get(address, 404);
  const auto first = put("", "a");
  ASSERT_EQ(first.status, 200) << first.body;
  const auto second = put(tag_of(first), "b");
  EXPECT_EQ(second.status, 200);
  EXPECT_NE(tag_of(first), tag_of(second));
  const auto lost = put(tag_of(first), "c");
  EXPECT_EQ(lost.status, 412);
  EXPECT_EQ(TestHouse::body_of(lost).at("holder").string(), "staff 某");
  EXPECT_EQ(put("", "d").status, 412);
  EXPECT_EQ(get(address).at("note").string(), "b");
  auto drop = TestHouse::request(http::Method::del, address);
  drop.headers["if-match"] = tag_of(first);
  EXPECT_EQ(house.send("staff", drop).status, 412);
  drop.headers["if-match"] = tag_of(second);
  EXPECT_EQ(house.send("staff", drop).status, 204);
  get(address, 404);
}

TEST_F(Figures, APlanSavedIsTheNextVersion) {  // R-API-47
  const auto edit = [](std::string formula) {
    return Json::Object{{"plans", Json::Array{Json::Object{{"no", 1},
                                                           {"formula", std::move(formula)},
                                                           {"rule", "ratio-up"},
                                                           {"period", "year"},
                                                           {"missing", "incomplete"}}}},
                        {"reason", "只算 B 区"}};
  };
  post(std::string{project} + "/plan", edit("sum(cases.nothing)"), 422);
  EXPECT_EQ(get(project.data()).at("version").integer(), 1);
  const auto saved = post(std::string{project} + "/plan", edit("sum(cases.handled, zone = \"B区\")"), 201);
  EXPECT_EQ(saved.at("version").integer(), 2);
  EXPECT_EQ(get("/evaluation").at("indicators").array()[0].at("value").string(), "90");
  EXPECT_EQ(get("/evaluation").at("indicators").array().size(), 7U);
  const auto lines = get(std::string{project} + "/compare?a=1&b=2").at("lines").array();
  EXPECT_TRUE(std::ranges::any_of(lines, [](const Json& line) {
    return line.at("kind").string() == "added" && line.at("text").string().find("B区") != std::string::npos;
  }));
  EXPECT_EQ(get(std::string{project} + "?version=1").at("version").integer(), 1);
  get(std::string{project} + "?version=7", 404);
}

}  // namespace
}  // namespace hallbook::app
