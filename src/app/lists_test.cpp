// Lists of entries through the interface: R-API-05 to R-API-14.
#include <gtest/gtest.h>

#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

class Lists : public testing::Test {
 protected:
  std::vector<std::int64_t> ids(const std::string& address) {
    const auto answer = house.get("staff", address);
    EXPECT_EQ(answer.status, 200) << address << " " << answer.body;
    std::vector<std::int64_t> found;
    const Json body = TestHouse::body_of(answer);
    for (const auto& item : body.at("items").array()) found.push_back(item.at("id").integer());
    return found;
  }
  Json total(const std::string& address) { return TestHouse::body_of(house.get("staff", address)).at("total"); }
  std::string field_of_refusal(const std::string& address) {
    const auto answer = house.get("staff", address);
    EXPECT_EQ(answer.status, 422) << address << " " << answer.body;
    return TestHouse::body_of(answer).at("field").string();
  }
  using Ids = std::vector<std::int64_t>;
  TestHouse house;
};

TEST_F(Lists, FilterByDayFieldRangeAndWord) {  // R-API-10
  EXPECT_EQ(ids("/registers/mailing/entries"), (Ids{3, 2, 1}));
  EXPECT_EQ(ids("/registers/mailing/entries?from=2026-02-01&to=2026-02-03"), (Ids{2}));
  EXPECT_EQ(ids("/registers/mailing/entries?f.trip=单程"), (Ids{3, 2, 1}));
  EXPECT_EQ(ids("/registers/mailing/entries?f.trip=双程"), (Ids{}));
  EXPECT_EQ(ids("/registers/mailing/entries?f.zone="), (Ids{3, 2, 1}));  // empty fields
  EXPECT_EQ(ids("/registers/mailing/entries?f.fee=12..13"), (Ids{3, 2, 1}));
  EXPECT_EQ(ids("/registers/mailing/entries?f.fee=12.01.."), (Ids{}));
  EXPECT_EQ(ids("/registers/mailing/entries?q=SF2026-02"), (Ids{3, 2}));
  EXPECT_EQ(ids("/registers/mailing/entries?q=2"), (Ids{3, 2, 1}));  // entry 2, and 2 in the waybills
  EXPECT_EQ(ids("/registers/mailing/entries?q=证照 02-03"), (Ids{2}));
  EXPECT_EQ(ids("/registers/mailing/entries?q=%"), (Ids{}));  // no pattern
}

TEST_F(Lists, PersonalValuesAreMaskedAndNeverCompared) {  // R-API-10, R-API-11
  const auto item =
      TestHouse::body_of(house.get("clerk", "/registers/mailing/entries?limit=1")).at("items").array().front();
  EXPECT_EQ(item.at("values").at("phone").string(), "138****5678");
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?f.phone=13812345678"), "f.phone");
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?sort=phone"), "sort");
  EXPECT_EQ(ids("/registers/mailing/entries?q=13812345678"), (Ids{}));
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?f.nothing=1"), "f.nothing");
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?f.fee=twelve"), "f.fee");
}

TEST_F(Lists, PagesFollowTheOrderToTheEnd) {  // R-API-08, R-API-11
  for (const std::string sort : {"sent_on", "-sent_on", "fee", "-fee", "zone", "-waybill", "id", "-id", ""}) {
    const std::string list = "/registers/mailing/entries?sort=" + sort;
    const auto whole = ids(list);
    ASSERT_EQ(whole.size(), 3U) << sort;
    Ids paged;
    std::string next;
    do {
      const auto answer = TestHouse::body_of(house.get("staff", list + "&limit=1&after=" + next));
      for (const auto& item : answer.at("items").array()) paged.push_back(item.at("id").integer());
      next = answer.at("next").is_null() ? "" : answer.at("next").string();
    } while (!next.empty() && paged.size() < 10);
    EXPECT_EQ(paged, whole) << sort;
  }
  EXPECT_EQ(ids("/registers/mailing/entries?sort=sent_on"), (Ids{1, 2, 3}));
  const auto first = TestHouse::body_of(house.get("staff", "/registers/mailing/entries?sort=fee&limit=1"));
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?sort=-fee&after=" + first.at("next").string()), "after");
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?limit=0"), "limit");
  EXPECT_EQ(field_of_refusal("/registers/mailing/entries?limit=501"), "limit");
}

TEST_F(Lists, TheTotalFollowsTheFilterAndNotThePage) {  // R-API-05, R-API-12
  EXPECT_EQ(total("/registers/mailing/entries?limit=1").at("rows").integer(), 3);
  EXPECT_EQ(total("/registers/mailing/entries?limit=1").at("sums").at("fee").string(), "36.00");
  EXPECT_EQ(total("/registers/mailing/entries?f.trip=双程").at("rows").integer(), 0);
  EXPECT_EQ(total("/registers/mailing/entries?from=2026-02-01").at("sums").at("fee").string(), "24.00");
  EXPECT_EQ(total("/registers/mailing/entries?q=02-03").at("sums").at("fee").string(), "12.00");  // from rows
  const auto fixed =
      house.post("clerk", "/registers/mailing/entries/1/corrections",
                 Json::Object{{"values", Json::Object{{"fee", "20.00"}}}, {"reason", "看错了"}, {"version", 1}});
  ASSERT_EQ(fixed.status, 200) << fixed.body;
  EXPECT_EQ(ids("/registers/mailing/entries?state=all").size(), 4U);
  EXPECT_EQ(total("/registers/mailing/entries?state=all").at("rows").integer(), 3);
  EXPECT_EQ(total("/registers/mailing/entries?state=all").at("sums").at("fee").string(), "44.00");
}

TEST_F(Lists, TotalsByMonthAndDimensionAddUp) {  // R-API-12
  const auto months = TestHouse::body_of(house.get("staff", "/registers/mailing/totals?by=month")).at("items").array();
  ASSERT_EQ(months.size(), 2U);
  EXPECT_EQ(months[1].at("key").string(), "2026-02");
  EXPECT_EQ(months[1].at("sums").at("fee").string(), "24.00");
  const auto trips =
      TestHouse::body_of(house.get("staff", "/registers/mailing/totals?by=dimension:trip")).at("items").array();
  ASSERT_EQ(trips.size(), 1U);
  EXPECT_EQ(trips[0].at("title").string(), "single");
  EXPECT_EQ(field_of_refusal("/registers/mailing/totals?by=dimension:phone"), "by");
}

TEST_F(Lists, PagesByDayAreReadFromTheIndexWithoutSorting) {  // R-API-13
  std::string plan;
  auto tx = house.data->read();
  tx.each(
      "EXPLAIN QUERY PLAN SELECT entry_id, version, day FROM entry_mailing WHERE unit_id = $1 AND ended_seq = 0 AND "
      "(day, entry_id, version) < ($2, $3, $4) ORDER BY day DESC, entry_id DESC, version DESC LIMIT 51",
      [&](const db::Row& row) { plan += row.string(3) + "\n"; }, 1, "2026-02-04", 3, 1);
  EXPECT_NE(plan.find("by_day_mailing"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

TEST_F(Lists, TotalsOverRowsAreReadFromOneNarrowIndex) {  // R-API-44
  std::string plan;
  auto tx = house.data->read();
  tx.each(
      "EXPLAIN QUERY PLAN SELECT day, seq, COUNT(*), CAST(SUM(COALESCE(\"fee\", 0)) AS BIGINT) FROM entry_mailing "
      "WHERE "
      "unit_id = $1 AND ended_seq = 0 AND COALESCE(\"trip\", '') IN ($2) GROUP BY day, seq ORDER BY day, seq",
      [&](const db::Row& row) { plan += row.string(3) + "\n"; }, 1, "single");
  EXPECT_NE(plan.find("COVERING INDEX by_sum_mailing"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
}

TEST_F(Lists, TotalsFromRollupsAreThoseOfTheRows) {  // R-API-12
  const auto total_by = [&](const std::string& query) {
    return TestHouse::body_of(house.get("staff", "/registers/mailing/totals?" + query)).at("items").canonical();
  };
  // A word is answered by the rows, the same question without it by rollups.
  for (const std::string by : {"day", "month", "dimension:trip"})
    for (const std::string span : {"", "&from=2026-02-01", "&from=2026-01-06&to=2026-02-03", "&to=2025-12-31"})
      EXPECT_EQ(total_by("by=" + by + span), total_by("by=" + by + span + "&q=SF2026")) << by << span;
  EXPECT_EQ(total_by("by=day&to=2025-12-31"), "[]");
}

TEST_F(Lists, WordsAreFoundWhateverTheirLetters) {  // R-API-10
  EXPECT_EQ(ids("/registers/mailing/entries?q=sf2026-02-03").size(), 1U);  // Latin: case does not matter
  EXPECT_EQ(ids("/registers/mailing/entries?q=2026-02").size(), 2U);
  EXPECT_EQ(ids("/registers/mailing/entries?q=照原").size(), 3U);
}

TEST_F(Lists, ValuesUsedBeforeAreOfferedButNoPersonalOnes) {  // R-API-14
  const auto used = [&](const std::string& query) {
    return TestHouse::body_of(house.get("clerk", "/registers/mailing/suggest?" + query)).at("items").array().size();
  };
  EXPECT_EQ(used("field=document&q=证"), 1U);
  EXPECT_EQ(used("field=document&q=x"), 0U);
  EXPECT_EQ(used("field=recipient"), 0U);
}

TEST_F(Lists, SilentRegistersAreNamed) {  // R-API-09
  const auto list = TestHouse::body_of(house.get("staff", "/registers")).at("items").array();
  const auto find = [&](std::string_view name) {
    return *std::ranges::find_if(list, [&](const Json& one) { return one.at("name").string() == name; });
  };
  EXPECT_GT(find("mailing").at("stale_workdays").integer(), 100);  // the sample's today is the last day of its year
  EXPECT_TRUE(find("cases").at("stale_workdays").is_null());  // never had an entry
  EXPECT_EQ(find("mailing").at("entries").integer(), 3);
}

TEST_F(Lists, RefusalsNameTheFieldInTheLanguageAskedFor) {  // R-API-06, R-API-07
  auto made = TestHouse::request(http::Method::post, "/registers/mailing/entries",
                                 Json::Object{{"values", Json::Object{}}, {"extra", 1}});
  EXPECT_EQ(TestHouse::body_of(house.send("clerk", made)).at("field").string(), "extra");
  made.body = R"({"values":{"fee":"abc"}})";
  made.headers["accept-language"] = "zh-CN";
  const auto refused = TestHouse::body_of(house.send("clerk", made));
  EXPECT_EQ(refused.at("field").string(), "fee");
  EXPECT_NE(refused.at("message").string().find("邮费"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::app
