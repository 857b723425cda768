// Requests that a browser never sends. Each is refused with its status, and the server goes on.
#include "platform/http/http_fixture.h"

namespace hallbook::http {
namespace {

const std::string host = "Host: localhost\r\n";

struct Hostile {
  const char* name;
  std::string bytes;
  int status;  // 0: closed without an answer
};

std::string many_headers(int count) {
  std::string text = "GET / HTTP/1.1\r\n" + host;
  for (int i = 0; i < count; ++i) text += "X-" + std::to_string(i) + ": 1\r\n";
  return text + "\r\n";
}

std::string post(const std::string& headers, const std::string& body) {
  return "POST /x HTTP/1.1\r\n" + host + headers + "\r\n" + body;
}

class HostileTest : public testing::TestWithParam<Hostile> {};

TEST_P(HostileTest, IsRefusedAndTheConnectionEnds) {
  const Running running;
  Client client{running.port()};
  ASSERT_TRUE(client.send(GetParam().bytes));
  client.end();
  const std::string answer = client.read_all();
  EXPECT_EQ(status_in(answer), GetParam().status) << answer;
  EXPECT_TRUE(client.ended);
  EXPECT_EQ(answer.find("HTTP/1.1 ", 1), std::string::npos) << "more than one answer: " << answer;  // nothing smuggled
  if (!answer.empty()) {
    EXPECT_NE(answer.find("connection: close"), std::string::npos) << answer;
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << answer;
  }
  EXPECT_EQ(running.status(get("/after")), 200);
  EXPECT_EQ(running.server->figures().refused, answer.empty() ? 0 : 1);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Lines, HostileTest, testing::Values(  // R-HTTP-06
    Hostile{"garbage", "\x16\x03\x01\x02" "GARBAGE", 400},
    Hostile{"no_version", "GET /\r\n" + host + "\r\n", 400},
    Hostile{"http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    Hostile{"http_0_9", "GET / HTTP/0.9\r\n" + host + "\r\n", 505},
    Hostile{"lower_case_version", "GET / http/1.1\r\n" + host + "\r\n", 505},
    Hostile{"two_blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
    Hostile{"tab_for_blank", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400},
    Hostile{"empty_line_first", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
    Hostile{"bare_line_feed", "GET / HTTP/1.1\n" + host + "\r\n", 400},
    Hostile{"bare_line_feed_ends", "GET / HTTP/1.1\r\nHost: localhost\n\nGET /x HTTP/1.1\r\n" + host + "\r\n", 400},
    Hostile{"bare_return", "GET / HTTP/1.1\r\nX: a\rb\r\n" + host + "\r\n", 400},
    Hostile{"folded", "GET / HTTP/1.1\r\nX: a\r\n b\r\n" + host + "\r\n", 400},
    Hostile{"folded_like_a_header", "GET / HTTP/1.1\r\nX: a\r\n b: c\r\n" + host + "\r\n", 400},
    Hostile{"folded_first", "GET / HTTP/1.1\r\n " + host + "\r\n", 400},
    Hostile{"blank_before_colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
    Hostile{"no_colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", 400},
    Hostile{"no_name", "GET / HTTP/1.1\r\n: x\r\n" + host + "\r\n", 400},
    Hostile{"nul_in_header", std::string{"GET / HTTP/1.1\r\nX: a\0b\r\n", 24} + host + "\r\n", 400},
    Hostile{"control_in_header", "GET / HTTP/1.1\r\nX: a\x1b[2J\r\n" + host + "\r\n", 400},
    Hostile{"unknown_method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
    Hostile{"trace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
    Hostile{"connect", "CONNECT localhost:80 HTTP/1.1\r\n" + host + "\r\n", 501},
    Hostile{"lower_case_method", "get / HTTP/1.1\r\n" + host + "\r\n", 501}),
    [](const auto& one) { return std::string{one.param.name}; });

INSTANTIATE_TEST_SUITE_P(Lengths, HostileTest, testing::Values(  // R-HTTP-07
    Hostile{"both_lengths", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nGET /x HTTP/1.1\r\n"), 400},
    Hostile{"both_lengths_turned", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"), 400},
    Hostile{"two_lengths", post("Content-Length: 4\r\nContent-Length: 5\r\n", "abcde"), 400},
    Hostile{"two_equal_lengths", post("Content-Length: 4\r\nContent-Length: 4\r\n", "abcd"), 400},
    Hostile{"list_of_lengths", post("Content-Length: 4, 4\r\n", "abcd"), 400},
    Hostile{"signed_length", post("Content-Length: +4\r\n", "abcd"), 400},
    Hostile{"negative_length", post("Content-Length: -1\r\n", "abcd"), 400},
    Hostile{"hex_length", post("Content-Length: 0x4\r\n", "abcd"), 400},
    Hostile{"endless_length", post("Content-Length: 99999999999999999999999\r\n", "abcd"), 400},
    Hostile{"empty_length", post("Content-Length:\r\n", "abcd"), 400},
    Hostile{"gzip_then_chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    Hostile{"chunked_twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    Hostile{"hidden_chunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
    Hostile{"chunked_in_1_0", "POST /x HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    Hostile{"chunk_not_hex", post("Transfer-Encoding: chunked\r\n", "xyz\r\nabc\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_signed", post("Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_overflow", post("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_bare_line_feed", post("Transfer-Encoding: chunked\r\n", "3\nabc\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_longer_than_said", post("Transfer-Encoding: chunked\r\n", "3\r\nabcdef\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_extension", post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"), 400},
    Hostile{"chunk_extension_endless", post("Transfer-Encoding: chunked\r\n", "3;" + std::string(200'000, 'a')), 400},
    Hostile{"trailer", post("Transfer-Encoding: chunked\r\n", "0\r\nHost: other\r\n\r\n"), 400},
    Hostile{"body_cut", post("Content-Length: 10\r\n", "abc"), 0},
    Hostile{"chunk_cut", post("Transfer-Encoding: chunked\r\n", "A\r\nabc"), 0},
    Hostile{"two_hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
    Hostile{"two_cookies", "GET / HTTP/1.1\r\n" + host + "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 400}),
    [](const auto& one) { return std::string{one.param.name}; });

INSTANTIATE_TEST_SUITE_P(Targets, HostileTest, testing::Values(  // R-HTTP-01 to R-HTTP-03, R-HTTP-10
    Hostile{"climbs", get("/../../etc/passwd"), 400},
    Hostile{"climbs_encoded", get("/a/%2e%2e/b"), 400},
    Hostile{"climbs_half_encoded", get("/a/.%2e/b"), 400},
    Hostile{"slash_encoded", get("/a%2f..%2fb"), 400},
    Hostile{"backslash", get("/a\\..\\b"), 400},
    Hostile{"nul_encoded", get("/a%00.html"), 400},
    Hostile{"line_feed_encoded", get("/a%0d%0aX:1"), 400},
    Hostile{"percent_broken", get("/a%zz"), 400},
    Hostile{"percent_cut", get("/a%4"), 400},
    Hostile{"overlong_utf8", get("/%c0%ae%c0%ae/b"), 400},
    Hostile{"surrogate_utf8", get("/%ed%a0%80"), 400},
    Hostile{"raw_utf8", get("/厅"), 400},
    Hostile{"fragment", get("/a#b"), 400},
    Hostile{"no_slash", get("a"), 400},
    Hostile{"star", get("*"), 400},
    Hostile{"empty_segment", get("//a"), 400},
    Hostile{"query_twice", get("/a?x=1&x=2"), 400},
    Hostile{"query_nul", get("/a?x=%00"), 400},
    Hostile{"query_broken", get("/a?x=%F"), 400},
    Hostile{"other_absolute", get("http://other/a"), 400},
    Hostile{"no_host", "GET / HTTP/1.1\r\n\r\n", 400},
    Hostile{"foreign_host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
    Hostile{"foreign_address", "GET / HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n", 421},
    Hostile{"host_with_user", "GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n", 421},
    Hostile{"other_expectation", post("Expect: tea\r\nContent-Length: 1\r\n", "a"), 417}),
    [](const auto& one) { return std::string{one.param.name}; });

INSTANTIATE_TEST_SUITE_P(Sizes, HostileTest, testing::Values(  // R-HTTP-13, R-HTTP-14
    Hostile{"huge_head", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
    Hostile{"head_without_end", "GET /" + std::string(100'000, 'a'), 431},
    Hostile{"long_target", get("/" + std::string(9'000, 'a')), 414},
    Hostile{"authorization_twice", get("/", "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400},
    Hostile{"too_many_headers", many_headers(101), 431},
    Hostile{"body_over_plan", post("Content-Length: 100001\r\n", "a"), 413},
    Hostile{"chunks_over_plan", post("Transfer-Encoding: chunked\r\n", "186A1\r\na"), 413},
    Hostile{"body_where_none_is", "POST /none HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", 413}),
    [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(Hostile, AHundredHeadersAndALongHeadAreTaken) {
  const Running running;
  EXPECT_EQ(running.status(many_headers(99)), 200);  // R-HTTP-13: the edge
  EXPECT_EQ(running.status(get("/", "X: " + std::string(16'000, 'a') + "\r\n")), 200);
}

TEST(Hostile, ForeignBytesInAHeaderReachNobody) {
  const Running running{{}, [](const Request& request) { return ok(Json::Object{{"x", request.header("x")}}); }};
  Client client{running.port()};
  client.send(get("/",
                  "X: \xb9\xfe"
                  "a\r\n"));
  EXPECT_EQ(body_in(client.read_answer()), R"({"x":"??a"})");
}

}  // namespace
}  // namespace hallbook::http
