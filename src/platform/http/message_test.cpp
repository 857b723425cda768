#include "platform/http/message.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "platform/http/event_text.h"
#include "platform/http/head_scan.h"
#include "platform/http/origin.h"
#include "platform/http/response_head.h"

namespace hallbook::http {
namespace {

Request with_body(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  if (!type.empty()) request.headers["content-type"] = std::move(type);
  request.body = std::move(body);
  return request;
}

TEST(Message, TakesOneJsonObject) {  // R-HTTP-12
  EXPECT_EQ(with_body("application/json", R"({"a":1})").json()->at("a").integer(), 1);
  EXPECT_TRUE(with_body("Application/JSON; charset=UTF-8", "{}").json());
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp",
                           "application/json; charset=gbk", "multipart/form-data; boundary=application/json"})
    EXPECT_EQ(with_body(type, "{}").json().error().field, "content-type") << type;
  for (const std::string& body :
       {std::string{}, std::string{"[]"}, std::string{"1"}, std::string{"{} {}"}, std::string{R"({"a":1.5})"},
        std::string{R"({"a":1,"a":2})"}, std::string{"{\"a\":\"\xff\"}"}, std::string(100'000, '['),
        R"({"a":)" + std::string(70, '[') + std::string(70, ']') + "}"})
    EXPECT_FALSE(with_body("application/json", body).json()) << body.substr(0, 40);
}

TEST(Message, AProblemSaysWhatAndWhere) {
  const Refusal refusal{RefusalCode::conflict, {"已被更正", "was corrected"}, "version", "第 3 行"};
  const Response response = problem(refusal, Lang::en);
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.headers.front().second, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"code":"conflict","field":"version","message":"was corrected","status":409,"title":"Conflict",)"
            R"("type":"urn:hallbook:problem:conflict","where":"第 3 行"})");
  EXPECT_EQ(problem(401, "not_signed_in", {"请登录", "sign in"}, Lang::zh).body,
            R"({"code":"not_signed_in","field":"","message":"请登录","status":401,"title":"Unauthorized",)"
            R"("type":"urn:hallbook:problem:not_signed_in","where":""})");
  EXPECT_EQ(status_of(RefusalCode::not_found), 404);
  EXPECT_EQ(status_of(RefusalCode::invalid), 422);
}

TEST(Message, ChoosesALanguage) {
  for (const char* zh : {"", "*", "de", "zh", "zh-CN,en;q=0.9", "en;q=0.5, zh;q=0.8", "en;q=0", "en;q=x", "ZH-tw"})
    EXPECT_EQ(accepted_language(zh), Lang::zh) << zh;
  for (const char* en : {"en", "EN-us", "de, en;q=0.1", "zh;q=0.3,en;q=0.35", "en,zh", "zh;q=0, en;q=0.001"})
    EXPECT_EQ(accepted_language(en), Lang::en) << en;
}

TEST(Message, NamesThatAreNotThereAreAMistakeOfOurs) {
  const Request request;
  EXPECT_THROW((void)request.param("x"), BrokenInvariant);
  EXPECT_EQ(request.query_or("x", "y"), "y");
  EXPECT_EQ(request.header("x"), "");
}

TEST(ResponseHead, CarriesThePolicyAndNoName) {  // R-HTTP-09
  Response response = no_content();
  std::string head =
      response_head(response, {.length = {}, .close = true, .http_1_0 = false, .secure = true, .date = "D"});
  for (const char* line :
       {"HTTP/1.1 204 No Content\r\n", "\r\ncache-control: no-store\r\n", "\r\nx-content-type-options: nosniff\r\n",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri "
        "'none'; "
        "frame-ancestors 'none'; form-action 'self'\r\n",
        "\r\nreferrer-policy: no-referrer\r\n", "\r\ncross-origin-opener-policy: same-origin\r\n",
        "\r\nstrict-transport-security: max-age=31536000\r\n", "\r\ndate: D\r\nconnection: close\r\n\r\n"})
    EXPECT_NE(head.find(line), std::string::npos) << line;
  EXPECT_EQ(head.find("server:"), std::string::npos);
  EXPECT_EQ(head.find("unsafe"), std::string::npos);

  response.headers = {{"content-security-policy", "sandbox"}, {"cache-control", "no-cache"}};
  head = response_head(response, {.length = 5, .close = false, .http_1_0 = true, .secure = false, .date = "D"});
  EXPECT_EQ(head.find("default-src"), std::string::npos);
  EXPECT_EQ(head.find("no-store"), std::string::npos);
  EXPECT_EQ(head.find("strict-transport"), std::string::npos);
  EXPECT_NE(head.find("content-length: 5\r\nconnection: keep-alive\r\n\r\n"), std::string::npos);
}

TEST(ResponseHead, LetsNoTextEndAHeader) {  // R-HTTP-08
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"x", "a\r\nset-cookie: b"},
                                                                                    {"x", "a\nb"},
                                                                                    {"x", std::string{"a\0b", 3}},
                                                                                    {"x: y\r\nz", "a"},
                                                                                    {"", "a"},
                                                                                    {"X", "a"},
                                                                                    {"content-length", "3"},
                                                                                    {"connection", "close"}}) {
    Response response;
    response.headers.emplace_back(name, value);
    EXPECT_THROW(check_headers(response), BrokenInvariant) << name << value;
  }
  Response response;
  response.headers.emplace_back("content-disposition", "attachment; filename*=UTF-8''%E5%8E%85.csv");
  EXPECT_NO_THROW(check_headers(response));
}

TEST(ResponseHead, WritesTheDateOfTheStandard) {
  EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{784'111'777}}), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(EventText, OneEventIsOneEvent) {  // R-HTTP-18
  EXPECT_EQ(event_text("head", "{}"), "event: head\ndata: {}\n\n");
  EXPECT_EQ(event_text("x", "a\r\nb\revent: y\n\nc"), "event: x\ndata: a\ndata: b event: y\ndata: \ndata: c\n\n");
  EXPECT_THROW(event_text("a\nb", ""), BrokenInvariant);
}

TEST(HeadScan, FindsTheEndHoweverTheBytesCome) {  // R-HTTP-06
  const std::string head = "GET / HTTP/1.1\r\nA: b\tc \xe5\r\nB:\r\n\r\n", all = head + "GET";
  HeadScan at_once;
  EXPECT_EQ(at_once.look(all), HeadScan::State::done);
  EXPECT_EQ(at_once.size(), head.size());
  HeadScan by_byte;
  for (std::size_t size = 1; size < head.size(); ++size)
    ASSERT_EQ(by_byte.look(std::string_view{all}.substr(0, size)), HeadScan::State::more) << size;
  EXPECT_EQ(by_byte.look(all), HeadScan::State::done);
  EXPECT_EQ(by_byte.size(), head.size());
}

TEST(Origin, AnswersToItsNames) {  // R-HTTP-10
  const std::vector<std::string> names{"Hall.gov.cn"}, any{"*"};
  for (const char* host : {"127.0.0.1", "127.0.0.1:8080", "localhost", "LOCALHOST:1", "hall.gov.cn:443", "HALL.GOV.CN"})
    EXPECT_TRUE(host_allowed(host, "127.0.0.1", names)) << host;
  for (const char* host : {"", "127.0.0.2", "evil.cn", "hall.gov.cn.evil.cn", "hall.gov.cn:x", "hall.gov.cn:", "a b",
                           "[::1", "hall.gov.cn:123456", "localhost/", "127.0.0.1@evil.cn"})
    EXPECT_FALSE(host_allowed(host, "127.0.0.1", names)) << host;
  EXPECT_FALSE(host_allowed("localhost", "10.0.0.1", names));
  EXPECT_TRUE(host_allowed("[::1]:80", "::1", {}));
  EXPECT_TRUE(host_allowed("10.0.0.1", "::ffff:10.0.0.1", {}));
  EXPECT_TRUE(host_allowed("whoever", "10.0.0.1", any));
  EXPECT_FALSE(host_allowed("who ever", "10.0.0.1", any));
}

TEST(Origin, KnowsItsOwnPages) {  // R-HTTP-11
  const auto from = [](const char* site, const char* origin, Method method = Method::post) {
    Request request;
    request.method = method;
    request.headers["host"] = "hall:8080";
    if (*site != 0) request.headers["sec-fetch-site"] = site;
    if (*origin != 0) request.headers["origin"] = origin;
    return same_origin(request);
  };
  EXPECT_TRUE(from("", ""));  // no browser
  EXPECT_TRUE(from("same-origin", "http://hall:8080"));
  EXPECT_TRUE(from("", "http://HALL:8080"));
  EXPECT_TRUE(from("cross-site", "http://evil", Method::get));
  EXPECT_FALSE(from("cross-site", ""));
  EXPECT_FALSE(from("same-site", "http://hall:8080"));
  EXPECT_FALSE(from("none", ""));
  EXPECT_FALSE(from("", "null"));
  EXPECT_FALSE(from("", "https://hall:8080"));
  EXPECT_FALSE(from("", "http://hall:8081"));
  EXPECT_FALSE(from("same-origin", "http://evil"));
}

}  // namespace
}  // namespace hallbook::http
