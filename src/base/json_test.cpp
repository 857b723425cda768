#include "base/json.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace hallbook {
namespace {

TEST(Json, CanonicalSortsKeysAndEscapesOnlyControls) {
  Json body;
  body["乙"] = "a\"b\\c\n\x01";
  body["b"] = 2;
  body["a"] = Json::Array{nullptr, true, false, std::int64_t{-7}, Json::Object{}, Json::Array{}};
  EXPECT_EQ(body.canonical(), R"({"a":[null,true,false,-7,{},[]],"b":2,"乙":"a\"b\\c\u000a\u0001"})");
  EXPECT_EQ(Json::parse(body.canonical()).value(), body);
  EXPECT_EQ(Json::parse(body.pretty()).value(), body);
}

TEST(Json, PrettyIndents) {
  EXPECT_EQ(Json::parse(R"({"b":[1,{}],"a":""})")->pretty(), "{\n  \"a\": \"\",\n  \"b\": [\n    1,\n    {}\n  ]\n}\n");
}

TEST(Json, RefusesWhatIsNotOurs) {
  for (const std::string_view text : {"",
                                      " ",
                                      "{",
                                      "1.5",
                                      "1.0",
                                      "1e3",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      R"({"a":1,"a":2})",
                                      R"({"a":1,"\u0061":2})",
                                      "[1] 2",
                                      "[1,]",
                                      "{'a':1}",
                                      "\"\xff\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\"",
                                      "nul",
                                      "[01]",
                                      "\"\x01\"",
                                      "/*c*/1",
                                      "NaN",
                                      "\xEF\xBB\xBF{}"}) {
    const auto parsed = Json::parse(text);
    EXPECT_FALSE(parsed) << text;
    if (!parsed) {
      EXPECT_FALSE(parsed.error().message.zh.empty() || parsed.error().message.en.empty());
    }
  }
}

TEST(Json, ReadsTheWholeRangeOf64Bits) {
  EXPECT_EQ(Json::parse("9223372036854775807")->integer(), INT64_MAX);
  EXPECT_EQ(Json::parse("-9223372036854775808")->integer(), INT64_MIN);
  EXPECT_EQ(Json::parse("-0")->canonical(), "0");
  EXPECT_EQ(Json::parse("\"\\ud83d\\ude00\\u4e2d\\/\"")->string(), "😀中/");
}

TEST(Json, DepthEndsAt64) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(Json::parse(nested(64)));
  EXPECT_FALSE(Json::parse(nested(65)));
  EXPECT_FALSE(Json::parse(std::string(1'000'000, '[')));
}

TEST(Json, LongStringsAndKeysComeWhole) {
  const std::string key(5000, 'k');
  const std::string value(9000, 'v');
  const auto parsed = Json::parse("{\"" + key + "\":\"" + value + "\\n" + value + "\"}");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->at(key).string(), value + "\n" + value);
}

TEST(Json, WrongTypesAreOurMistake) {
  const Json body = Json::parse(R"({"a":1})").value();
  EXPECT_THROW((void)body.at("b"), BrokenInvariant);
  EXPECT_THROW((void)body.at("a").string(), BrokenInvariant);
  EXPECT_THROW((void)body.array(), BrokenInvariant);
  EXPECT_EQ(body.find("b"), nullptr);
  EXPECT_EQ(Json{1}.find("b"), nullptr);
  Json number{1};
  EXPECT_THROW(number.push_back(2), BrokenInvariant);
  EXPECT_THROW(number["a"] = 1, BrokenInvariant);
}

}  // namespace
}  // namespace hallbook
