#include "platform/http/target.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "platform/http/router.h"

namespace hallbook::http {
namespace {

struct TargetCase {
  const char* name;
  std::string raw;
  std::string path;  // "" = refused
  std::map<std::string, std::string, std::less<>> query = {};
};

class TargetTest : public testing::TestWithParam<TargetCase> {};

TEST_P(TargetTest, IsDecodedOnceOrRefused) {
  const auto& wanted = GetParam();
  const auto target = parse_target(wanted.raw);
  ASSERT_EQ(target.has_value(), !wanted.path.empty());
  if (!target) return;
  EXPECT_EQ(target->path, wanted.path);
  EXPECT_EQ(target->query, wanted.query);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, TargetTest, testing::Values(  // R-HTTP-01 to R-HTTP-03
    TargetCase{"root", "/", "/"},
    TargetCase{"plain", "/a/b-c_d.e~f", "/a/b-c_d.e~f"},
    TargetCase{"slash_at_the_end", "/a/", "/a/"},
    TargetCase{"chinese", "/%E5%8E%85", "/厅"},
    TargetCase{"decoded_once", "/%2541", "/%41"},
    TargetCase{"percent_dots_are_a_name", "/%252e%252e", "/%2e%2e"},
    TargetCase{"three_dots", "/...", "/..."},
    TargetCase{"plus_in_a_path", "/a+b", "/a+b"},
    TargetCase{"semicolon", "/a;b=c", "/a;b=c"},
    TargetCase{"query", "/a?x=1&y=%E5%8E%85+1&z", "/a", {{"x", "1"}, {"y", "厅 1"}, {"z", ""}}},
    TargetCase{"equals_in_a_value", "/a?x=1=2", "/a", {{"x", "1=2"}}},
    TargetCase{"slash_in_a_query", "/a?x=/../b", "/a", {{"x", "/../b"}}},
    TargetCase{"line_break_in_a_value", "/a?x=1%0A2", "/a", {{"x", "1\n2"}}},
    TargetCase{"empty_query", "/a?", "/a"},
    TargetCase{"empty_pairs", "/a?&&x=1&", "/a", {{"x", "1"}}},
    TargetCase{"absolute", "http://hall.gov.cn:80/a?x=1", "/a", {{"x", "1"}}},
    TargetCase{"empty", "", ""},
    TargetCase{"absolute_without_path", "http://hall.gov.cn", ""},
    TargetCase{"absolute_with_user", "http://a@hall/b", ""},
    TargetCase{"other_scheme", "ftp://hall/b", ""},
    TargetCase{"dot", "/a/./b", ""},
    TargetCase{"dots_at_the_end", "/a/..", ""},
    TargetCase{"dot_encoded", "/%2e", ""},
    TargetCase{"separator_encoded", "/a%2Fb", ""},
    TargetCase{"backslash_encoded", "/a%5cb", ""},
    TargetCase{"delete_character", "/a%7f", ""},
    TargetCase{"empty_in_the_middle", "/a//b", ""},
    TargetCase{"blank", "/a b", ""},
    TargetCase{"quote", "/a\"b", ""},
    TargetCase{"cut_character", "/%E5%8E", ""},
    TargetCase{"query_twice", "/?a=1&%61=2", ""},
    TargetCase{"query_without_name", "/?=1", ""},
    TargetCase{"query_not_utf8", "/?a=%ff", ""},
    TargetCase{"longest", "/" + std::string(max_target_bytes - 1, 'a'), "/" + std::string(max_target_bytes - 1, 'a')},
    TargetCase{"too_long", "/" + std::string(max_target_bytes, 'a'), ""}),
    [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(Target, AHundredNamesAndNoMore) {  // R-HTTP-03
  std::string raw = "/a?";
  for (std::size_t i = 0; i < max_query_names; ++i) raw += "n" + std::to_string(i) + "=1&";
  EXPECT_TRUE(parse_target(raw));
  EXPECT_FALSE(parse_target(raw + "more=1"));
  EXPECT_EQ(parse_target("http://Hall:1/")->authority, "Hall:1");
}

Router sample() {
  Router router;
  router.add(Method::get, "/registers/{name}/entries");       // 0
  router.add(Method::post, "/registers/{name}/entries");      // 1
  router.add(Method::get, "/registers/{name}/entries/{id}");  // 2
  router.add(Method::get, "/registers/water/entries/last");   // 3
  router.add(Method::del, "/session");                        // 4
  router.add(Method::get, "/");                               // 5
  return router;
}

TEST(Router, FindsTheRouteAndItsNames) {  // R-HTTP-04
  const Router router = sample();
  EXPECT_EQ(router.size(), 6);
  const auto match = router.match(Method::post, "/registers/邮寄/entries");
  EXPECT_EQ(match.kind, Router::Match::Kind::found);
  EXPECT_EQ(match.route, 1);
  EXPECT_EQ(match.params.at("name"), "邮寄");
  EXPECT_EQ(router.match(Method::get, "/registers/water/entries/last").route, 3);
  const auto back = router.match(Method::get, "/registers/water/entries/7");  // water is fixed, 7 is not last
  EXPECT_EQ(back.route, 2);
  EXPECT_EQ(back.params.at("name"), "water");
  EXPECT_EQ(back.params.at("id"), "7");
  EXPECT_EQ(router.match(Method::get, "/").route, 5);
}

TEST(Router, TellsAnUnknownPathFromAnUnknownMethod) {  // R-HTTP-05
  const Router router = sample();
  for (const char* path : {"/registers", "/registers//entries", "/registers/a/entries/", "/registers/a/entries/1/2", "",
                           "session", "/SESSION", "/session/"})
    EXPECT_EQ(router.match(Method::del, path).kind, Router::Match::Kind::no_path) << path;
  const auto match = router.match(Method::patch, "/registers/a/entries");
  EXPECT_EQ(match.kind, Router::Match::Kind::no_method);
  const Response response = unmatched(match, Lang::en);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.back(), (std::pair<std::string, std::string>{"allow", "GET, HEAD, POST"}));
  EXPECT_EQ(router.match(Method::head, "/registers/a/entries").route, 0);
  EXPECT_EQ(router.match(Method::head, "/session").kind, Router::Match::Kind::no_method);
  EXPECT_EQ(unmatched(router.match(Method::get, "/x"), Lang::zh).status, 404);
}

TEST(Router, RefusesPatternsThatMeanTwoThings) {
  Router router = sample();
  for (const char* pattern : {"/session", "x", "/a{b}", "/{}", "/{a}/{a}", "/a//b"})
    EXPECT_THROW(router.add(Method::del, pattern), BrokenInvariant) << pattern;
  EXPECT_THROW(router.add(Method::head, "/x"), BrokenInvariant);
}

}  // namespace
}  // namespace hallbook::http
