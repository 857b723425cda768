// Calendars, prices and schemes adopted in the browser: judged as on the command line. R-API-54, R-API-59, R-PRI-03.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/definition_judge.h"
#include "app/service_fixture.h"
#include "identity/adoption.h"

namespace hallbook::app {
namespace {

std::string swapped(std::string text, std::string_view old, std::string_view fresh) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + fresh.size()))
    text.replace(at, old.size(), fresh);
  return text;
}

class DefinitionsTest : public testing::Test {
 protected:
  std::string text_of(std::string_view kind, std::string_view name) {
    return TestHouse::body_of(house.get("it", fmt::format("/definitions/{}/{}", kind, name))).at("text").string();
  }
  http::Response adopt(std::string_view kind, std::string_view name, const std::string& text) {
    return house.post("it", "/definitions",
                      Json::Object{{"kind", kind}, {"name", name}, {"text", text}, {"reason", "上级发了新的"}});
  }
  std::string problem(std::string_view kind, std::string_view name, const std::string& text) {
    const auto answer = TestHouse::body_of(
        house.post("it", "/definitions/preview", Json::Object{{"kind", kind}, {"name", name}, {"text", text}}));
    return answer.at("problems").array().empty() ? "" : answer.at("problems").array()[0].at("message").string();
  }
  WorkCalendar calendar() {
    auto tx = house.data->read();
    WorkCalendar all;
    for (const auto& one : identity::definitions(tx, house.unit.id, "calendar")) EXPECT_TRUE(all.load(one.text));
    return all;
  }
  TestHouse house;
};

TEST_F(DefinitionsTest, ACalendarIsKeptUnderItsYear) {  // R-API-59
  const std::string next = swapped(text_of("calendar", "2026"), "2026", "2027");
  EXPECT_FALSE(calendar().has(2027));
  EXPECT_EQ(problem("calendar", "", next), "");
  ASSERT_EQ(adopt("calendar", "", next).status, 201);  // a new one says no name: its year is its name
  EXPECT_TRUE(calendar().has(2027));
  EXPECT_EQ(text_of("calendar", "2027"), next);
  const auto wrong = adopt("calendar", "2026", swapped(next, "2027", "2028"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(TestHouse::body_of(wrong).at("field").string(), "name");
  EXPECT_NE(problem("calendar", "2026", next).find("2027"), std::string::npos);
  EXPECT_TRUE(calendar().has(2026));
  EXPECT_EQ(adopt("calendar", "", R"({"year": 2029, "off": ["2028-01-01"], "worked": []})").status, 422);
}

TEST_F(DefinitionsTest, PricesFitBesideTheOthers) {  // R-PRI-03
  const std::string known = text_of("prices", "2026");
  const std::string twice = swapped(known, "name = \"2026\"", "name = \"more\"");
  EXPECT_EQ(adopt("prices", "", twice).status, 422) << "the same price from the same day in two tables";
  EXPECT_NE(problem("prices", "", twice), "");
  const std::string later = swapped(twice, "from = \"2026-01-01\"", "from = \"2027-01-01\"");
  EXPECT_EQ(adopt("prices", "", later).status, 201);
  EXPECT_EQ(adopt("prices", "", swapped(swapped(later, "\"more\"", "\"units\""), "元/张", "元/本")).status, 422);
  EXPECT_EQ(adopt("prices", "2026", swapped(known, "0.65", "0.60")).status, 201)
      << "a table does not clash with itself";
  EXPECT_EQ(adopt("prices", "", swapped(later, "name = \"more\"\n", "")).status, 422) << "a table needs a name";
  EXPECT_EQ(house.get("staff", "/evaluation").status, 200);
}

TEST_F(DefinitionsTest, ATextOfAnotherNameIsRefused) {  // R-API-59
  for (const auto& [kind, name] : {std::pair{"scheme", "10-50-30-10"}, {"register", "brand"}, {"prices", "2026"}}) {
    const std::string other = swapped(text_of(kind, name), fmt::format("name = \"{}\"", name), "name = \"other\"");
    EXPECT_EQ(adopt(kind, name, other).status, 422) << kind;
  }
  const std::string scheme = swapped(text_of("scheme", "10-50-30-10"), "\"10-50-30-10\"", "\"own-2027\"");
  EXPECT_EQ(adopt("scheme", "", scheme).status, 201);
  EXPECT_EQ(text_of("scheme", "own-2027"), scheme);
  EXPECT_EQ(judge_definition("scheme", swapped(scheme, "own-2027", "own/2027")).error().field, "name");
}

}  // namespace
}  // namespace hallbook::app
